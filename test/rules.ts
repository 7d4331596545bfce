import { resolve } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'

// Every test of a rule in one process: the files are named on the command line. One that cannot be loaded fails alone.
for (const file of process.argv.slice(2))
  await import(pathToFileURL(resolve(file)).href).catch((error: unknown) =>
    test(file, () => {
      throw error
    }),
  )
