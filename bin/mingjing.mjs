#!/usr/bin/env node
// Runs the bundle in dist/ when it is newer than every source; else makes it; else runs the sources as they are.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const bundle = join(root, 'dist', 'mingjing.mjs')

const newest = (folder) =>
  readdirSync(folder, { withFileTypes: true }).reduce((latest, entry) => {
    const path = join(folder, entry.name)
    return Math.max(latest, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs)
  }, statSync(folder).mtimeMs)

const isFresh = () => {
  if (!existsSync(bundle)) return false
  const sources = ['src', 'web', 'packs', 'db'].map((name) => join(root, name)).filter((folder) => existsSync(folder))
  return Math.max(statSync(join(root, 'package.json')).mtimeMs, ...sources.map(newest)) < statSync(bundle).mtimeMs
}

/** A source that reads a file beside itself still finds it when it runs from dist/. */
const besideItself = {
  name: 'beside-itself',
  setup(build) {
    build.onLoad({ filter: /[\\/](src|web)[\\/].*\.tsx?$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8')
      if (!text.includes('import.meta.url')) return undefined
      const place = JSON.stringify(`../${relative(root, path).replaceAll('\\', '/')}`)
      return {
        contents: text.replaceAll('import.meta.url', `new URL(${place}, import.meta.url).href`),
        loader: path.endsWith('x') ? 'tsx' : 'ts',
      }
    })
  },
}

const makeBundle = async () => {
  const { build } = await import('esbuild')
  mkdirSync(dirname(bundle), { recursive: true })
  const draft = `${bundle}.${process.pid}`
  await build({
    entryPoints: [join(root, 'src', 'server', 'main.ts')],
    absWorkingDir: root,
    outfile: draft,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    jsx: 'automatic',
    sourcemap: 'inline',
    plugins: [besideItself],
    logLevel: 'silent',
  })
  renameSync(draft, bundle)
}

const load = async () => {
  let cannotBundle
  if (!isFresh())
    cannotBundle = await makeBundle().then(
      () => undefined,
      (error) => error,
    )
  if (!cannotBundle) return import(pathToFileURL(bundle).href)
  if (existsSync(join(root, 'node_modules', 'tsx'))) {
    const { register } = await import('tsx/esm/api')
    register()
    return import(pathToFileURL(join(root, 'src', 'server', 'main.ts')).href)
  }
  throw cannotBundle
}

const { main } = await load()
process.exitCode = await main(process.argv.slice(2))
// nothing should be left running by now; if something is, it does not keep the process
setTimeout(() => process.exit(), 2000).unref()
