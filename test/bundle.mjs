// Makes plain JavaScript of many tests at once, what they share only once, so that no test process has to read TypeScript.
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'

/** A source that reads a file beside itself still finds it when it runs from elsewhere. */
const besideItself = (root) => ({
  name: 'beside-itself',
  setup(build) {
    build.onLoad({ filter: /\.tsx?$/ }, ({ path }) => {
      const text = relative(root, path).startsWith('node_modules') ? '' : readFileSync(path, 'utf8')
      if (!text.includes('import.meta.url')) return undefined
      const contents = text.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
      return { contents, loader: path.endsWith('x') ? 'tsx' : 'ts' }
    })
  },
})

const options = (root, isMapped = true) => ({
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  jsx: 'automatic',
  sourcemap: isMapped && 'linked',
  plugins: [besideItself(root)],
  logLevel: 'silent',
})

/** Writes `files` into `outdir`; the answer names each as it is to be run. @throws when one of them is not TypeScript */
export async function bundle(root, files, outdir, { plugins = [], ...other } = {}) {
  const { build } = await import('esbuild')
  const usual = options(root)
  await build({ ...usual, entryPoints: files, outbase: root, outdir, splitting: true, ...other, plugins: [...plugins, ...usual.plugins] })
  return files.map((file) => join(outdir, file.replace(/\.tsx?$/, '.js')))
}

/** Writes `outfile`, which runs every one of `files` in one process; one that cannot be loaded fails alone. @throws when one of them is not TypeScript */
export async function bundleAsOne(root, files, outfile, isMapped) {
  const { build } = await import('esbuild')
  const each = files.map((file) => `await import(${JSON.stringify(`./${file}`)}).catch(failing(${JSON.stringify(file)}))`)
  const contents = `import { test } from 'node:test'
const failing = (file) => (error) => void test(file, () => { throw error })
${each.join('\n')}`
  await build({ ...options(root, isMapped), stdin: { contents, resolveDir: root }, outfile })
}
