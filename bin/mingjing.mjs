#!/usr/bin/env node
// Runs the bundle in dist/ when it is newer than every source; else makes it; else runs the sources as they are.
// A fault asked for by MINGJING_FAILPOINT needs a test build, a bundle of its own; NODE_ENV=production never makes one.
// Before it serves, it makes the pages of the desk likewise.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const isTestBuild = Boolean(process.env.MINGJING_FAILPOINT) && process.env.NODE_ENV !== 'production'
const bundle = join(root, 'dist', isTestBuild ? 'mingjing.test.mjs' : 'mingjing.mjs')

const newest = (folder) =>
  readdirSync(folder, { withFileTypes: true }).reduce((latest, entry) => {
    const path = join(folder, entry.name)
    return Math.max(latest, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs)
  }, statSync(folder).mtimeMs)

const isFresh = (made, ...folders) => {
  if (!existsSync(made)) return false
  const sources = folders.map((name) => join(root, name)).filter((folder) => existsSync(folder))
  return Math.max(statSync(join(root, 'package.json')).mtimeMs, ...sources.map(newest)) < statSync(made).mtimeMs
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
    define: { MINGJING_TEST_BUILD: String(isTestBuild) },
    minifySyntax: true, // what a constant rules out is left out
    plugins: [besideItself],
    logLevel: 'silent',
  })
  renameSync(draft, bundle)
}

/** The pages are made beside the old ones and then take their place: a server at work never sends half of each. */
const makeDesk = async () => {
  const [pages, draft, old] = ['desk', `desk.${process.pid}`, `desk.${process.pid}.old`].map((name) => join(root, 'dist', name))
  if (isFresh(join(pages, 'index.html'), 'web', 'src')) return
  process.stderr.write('正在生成办案台页面……\n')
  try {
    const { build } = await import('vite')
    await build({ configFile: join(root, 'web', 'desk', 'vite.config.ts'), logLevel: 'error', build: { outDir: draft } })
    if (existsSync(pages)) renameSync(pages, old)
    renameSync(draft, pages)
  } catch (error) {
    process.stderr.write(`办案台页面没有生成：${error instanceof Error ? error.message : error}\n`)
  } finally {
    for (const left of [draft, old]) rmSync(left, { recursive: true, force: true })
  }
}

const load = async () => {
  let cannotBundle
  if (!isFresh(bundle, 'src', 'web', 'packs', 'db'))
    cannotBundle = await makeBundle().then(
      () => undefined,
      (error) => error,
    )
  if (!cannotBundle) return import(pathToFileURL(bundle).href)
  if (existsSync(join(root, 'node_modules', 'tsx'))) {
    globalThis.MINGJING_TEST_BUILD = isTestBuild
    const { register } = await import('tsx/esm/api')
    register()
    return import(pathToFileURL(join(root, 'src', 'server', 'main.ts')).href)
  }
  throw cannotBundle
}

if (isTestBuild) process.stderr.write('注意：这是测试构建，故障点有效。\n')
const words = process.argv.slice(2)
const { main } = await load()
process.exitCode = await main(words, makeDesk)
// nothing should be left running by now; if something is, it does not keep the process
setTimeout(() => process.exit(), 2000).unref()
