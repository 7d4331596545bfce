// npm test: every group in turn, its summary and time, and the sum on the last line. `node test/run.mjs rules db` runs those groups alone.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { bundle, bundleAsOne } from './bundle.mjs'
import { stopServer, testServer } from './server.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
process.chdir(root)
const bin = (name) => join('node_modules', '.bin', name)
mkdirSync('dist', { recursive: true })
/** Beside the modules that the tests ask for. */
const scratch = mkdtempSync(join(root, 'dist', 'tests-'))

const testsIn = (folder) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.test\.tsx?$/.test(entry.name))
        .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)))
        .filter((file) => !file.includes('node_modules'))
        .sort()
    : []

const running = new Set()
for (const name of ['SIGINT', 'SIGTERM'])
  process.once(name, () => {
    for (const child of running) child.kill('SIGTERM')
    rmSync(scratch, { recursive: true, force: true })
    process.exit(1)
  })

const run = (command, args, { env = {}, minutes = process.env.LONG ? 150 : 25 } = {}) =>
  new Promise((done) => {
    const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    running.add(child)
    const said = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => said.push(data))
    const late = setTimeout(() => child.kill('SIGKILL'), minutes * 60_000)
    child.on('error', (error) => said.push(Buffer.from(String(error))))
    child.on('close', (code) => {
      clearTimeout(late)
      running.delete(child)
      done({ code: code ?? 1, said: Buffer.concat(said).toString('utf8') })
    })
  })

/** A check that passes or fails as one. */
const check =
  (command, ...args) =>
  async () => {
    const { code, said } = await run(command, args)
    return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, said }
  }

const sum = (results) =>
  results.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed, said: b.failed ? `${a.said}${b.said}` : a.said }), {
    passed: 0,
    failed: 0,
    said: '',
  })

/** The files as node runs them at once, each in a process of its own. */
const apart = (files, id) => bundle(root, files, join(scratch, id)).then((files) => ({ flags: ['--enable-source-maps'], files }))
/** All in one, which is quicker without the lines of the sources. */
const asOne = (isMapped) => (files, id) => {
  const file = join(scratch, `${id}.mjs`)
  return bundleAsOne(root, files, file, isMapped).then(() => ({ flags: isMapped ? ['--enable-source-maps'] : [], files: [file] }))
}
/** Where they cannot be bundled, as they are: then the one at fault fails alone. */
const asTheyAre = (files) => ({ flags: ['--import', 'tsx', '--test'], files })

/** Runs node:test and counts what it says; a run that dies without counts is one failure. */
async function nodeTest(id, args, tests, { make = apart, ...options }) {
  const { flags, files } = await make(tests, id).catch(() => asTheyAre(tests))
  const told = join(scratch, `${id}.txt`)
  const { code, said } = await run(
    process.execPath,
    [...flags, '--test-reporter=spec', `--test-reporter-destination=${told}`, ...args, ...files],
    options,
  )
  const story = existsSync(told) ? stripVTControlCharacters(readFileSync(told, 'utf8')) : ''
  const counted = (name) => Number(new RegExp(`^ℹ ${name} (\\d+)$`, 'm').exec(story)?.[1] ?? Number.NaN)
  const [passed, failed, skipped] = [counted('pass'), counted('fail') + counted('cancelled'), counted('skipped')]
  if (Number.isNaN(passed + failed))
    return { passed: 0, failed: 1, said: `${said}${story}\nthe group ended without its counts (exit code ${code})` }
  const why = `${said}${story.slice(Math.max(0, story.indexOf('failing tests:') - 2))}`
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed, skipped, said: why }
}

/** In the production mode in which pages are served; where something fails, once more, to say in which line. */
const inOneProcess = (id, files) => async () => {
  const run = (isMapped) => nodeTest(id, [], files(), { make: asOne(isMapped), env: { NODE_ENV: 'production' } })
  const first = await run(false)
  return first.failed > 0 ? run(true) : first
}

const perFile = (folder, concurrency) => async () => {
  const files = testsIn(folder)
  if (files.length === 0) return sum([])
  const { line } = await testServer()
  return nodeTest(folder.replaceAll('/', '-'), ['--test', `--test-concurrency=${concurrency}`], files, {
    env: { MINGJING_TEST_SERVER: line },
  })
}

/** Whether rules that are broken are missed 打坏验证: a few of them, drawn from a seed; every one in the long run. */
async function broken() {
  const { code, said } = await run(process.execPath, [
    '--import',
    'tsx',
    join('test', 'broken.mjs'),
    ...(process.env.LONG ? ['--all'] : []),
  ])
  const [, passed, failed] = /^(\d+) missed, (\d+) not$/m.exec(said) ?? []
  return { passed: Number(passed ?? 0), failed: Number(failed ?? 0) || (code === 0 ? 0 : 1), said }
}

const isEdge = (file) => file.startsWith(join('src', 'server'))
/** The law: the rules of every room. */
const rules = () => testsIn('src').filter((file) => !isEdge(file))
/** The house around it: the edge that reads files, the pages, the packs as they are, the floors, what is made from the source. */
const house = () => [
  ...testsIn('src').filter(isEdge),
  ...testsIn('web').filter((file) => !file.startsWith(join('web', 'field', 'node_modules'))),
  ...readdirSync('test')
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => join('test', file)),
]

const groups = {
  types: async () =>
    sum([
      await check(bin('tsc'), '-p', 'tsconfig.json')(),
      await check(bin('tsc'), '-p', 'tsconfig.edge.json')(),
      await check(bin('tsc'), '-p', 'tsconfig.web.json')(),
    ]),
  lint: check(bin('biome'), 'check', '--reporter=summary', '.'),
  rules: inOneProcess('rules', rules),
  house: inOneProcess('house', house),
  broken,
  db: perFile('test/db', 2),
  http: perFile('test/http', 2),
  stories: perFile('test/stories', 2),
  e2e: perFile('test/e2e', 2),
}

const words = process.argv.slice(2)
if (words.includes('--long')) process.env.LONG = '1'
const wanted = words.filter((word) => word !== '--long')
const unknown = wanted.filter((word) => !(word in groups))
if (unknown.length > 0) {
  console.error(`no group ${unknown.join(', ')}; there are ${Object.keys(groups).join(', ')}`)
  process.exit(2)
}

const results = []
for (const name of wanted.length > 0 ? wanted : Object.keys(groups)) {
  const since = performance.now()
  const result = await groups[name]().catch((error) => ({ passed: 0, failed: 1, said: String(error?.stack ?? error) }))
  if (result.failed > 0) console.log(result.said.trim())
  const skipped = result.skipped ? `, ${result.skipped} skipped` : ''
  console.log(
    `${name.padEnd(8)} ${result.passed} passed, ${result.failed} failed${skipped}  ${((performance.now() - since) / 1000).toFixed(1)} s`,
  )
  results.push(result)
}
await stopServer()
rmSync(scratch, { recursive: true, force: true })
const { passed, failed } = sum(results)
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed > 0 ? 1 : 0)
