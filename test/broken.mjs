// Whether every rule that keeps a clause is missed when it is broken 打坏验证: each is broken in turn (test/broken/ways.mjs), and of the tests that bear the
// clause's number one must fail that passes otherwise. packs/proven.json keeps how each was broken and where it was missed.
//   node --import tsx test/broken.mjs            tries a few that are kept there, drawn from a seed (SEED=1)
//   node --import tsx test/broken.mjs --all      every one
//   node --import tsx test/broken.mjs --write    finds out what is not kept yet, and what of it was not missed; with --all everything anew;
//                                                 with --near only by tests that ask for no database
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { asksProof, sourceClauses } from '#oversight/coverage'
import { loadPacks } from '#policy/load'
import { makeCoverage } from '#server/coverage'
import { anew } from './broken/anew.mjs'
import { breakable } from './broken/breakable.mjs'
import { waysIn } from './broken/ways.mjs'
import { breakNow } from './broken/within.mjs'
import { bundle } from './bundle.mjs'
import { chance } from './chance.ts'
import { stopServer, testServer } from './server.mjs'

process.env.NODE_ENV = 'production' // in which pages are served

/** What is tried in a short run. */
const FEW = 8

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const kept = join(root, 'packs', 'proven.json')
const isAll = process.argv.includes('--all')
const isWriting = process.argv.includes('--write')
const isNear = process.argv.includes('--near')

const packs = loadPacks()
const coverage = makeCoverage(root, packs)
const waysOf = waysIn(root, packs)
const proven = JSON.parse(readFileSync(kept, 'utf8'))
const asked = sourceClauses(packs.texts).flatMap((clause) => {
  const found = coverage.clauses[clause.id]
  const rules = found.status === 'kept' ? asksProof(coverage, found) : []
  return rules.map((rule) => ({ clause, rule, tests: found.tests, said: proven[clause.id]?.[rule] }))
})

/** Whose tests ask for a database: each is run in a process of its own, the others here, over and over. */
const far = new Map()
function isFar(file) {
  if (!far.has(file)) far.set(file, /'(\.\.\/db\/template|\.\/house)'/.test(readFileSync(join(root, file), 'utf8')))
  return far.get(file)
}
mkdirSync(join(root, 'dist'), { recursive: true })
const scratch = mkdtempSync(join(root, 'dist', 'broken-'))
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }))
for (const name of ['SIGINT', 'SIGTERM']) process.once(name, () => process.exit(1))

const beside = (name) => pathToFileURL(join(root, 'test', 'broken', name)).href
async function runApart(bundled, broken) {
  const { line } = await testServer()
  const args = ['--import', beside('within.mjs'), `--test-reporter=${beside('told.mjs')}`, '--test-reporter-destination=stdout', bundled]
  const env = { ...process.env, MINGJING_TEST_SERVER: line, BROKEN: JSON.stringify(broken) }
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'ignore'] })
  const late = setTimeout(() => child.kill('SIGKILL'), 300_000)
  let said = ''
  for await (const data of child.stdout) said += data
  clearTimeout(late)
  return new Map(said.split('\n').flatMap((line) => (line.startsWith('[') ? [JSON.parse(line)] : [])))
}

const runners = new Map()
/** Makes these files ready to be run broken. */
async function prepare(files) {
  const plugins = [breakable(root)]
  const [near, far] = [files.filter((file) => !isFar(file)), files.filter(isFar)]
  const here = await bundle(root, near, scratch, { plugins, format: 'cjs', splitting: false, sourcemap: false })
  const apart = await bundle(root, far, scratch, { plugins })
  near.forEach((file, n) => {
    const run = anew(root, here[n])
    runners.set(file, (broken) => {
      breakNow(broken)
      return run()
    })
  })
  far.forEach((file, n) => void runners.set(file, (broken) => runApart(apart[n], broken)))
}

const ran = new Map()
/** Runs one file, one rule broken, once: whether each test passed, by its title. */
function run(file, broken) {
  const key = `${file} ${JSON.stringify(broken)}`
  if (!ran.has(key)) ran.set(key, runners.get(file)(broken))
  return ran.get(key)
}

/** Whether a test that bears the clause's number fails so, and passes otherwise. */
async function isMissed({ clause: { id } }, file, broken) {
  const [sound, after] = [await run(file, {}), await run(file, broken)]
  const bears = new RegExp(`(?<![\\w-])${id}(?![\\d-])`)
  return [...after].some(([title, passed]) => !passed && sound.get(title) && bears.test(title))
}

/** The first way of breaking it that is missed by one of these files; null where none is. */
async function prove(each, files) {
  for (const file of files)
    for (const { zh, broken } of waysOf(each.clause, each.rule)) if (await isMissed(each, file, broken)) return { broken: zh, test: file }
  return null
}

/** Whether it is missed as it is kept. */
async function holds(each) {
  const { broken: zh, test } = each.said
  const way = waysOf(each.clause, each.rule).find((way) => way.zh === zh)
  return way !== undefined && runners.has(test) && (await isMissed(each, test, way.broken))
}

/** Keeps what is known so far. */
function keep() {
  const found = {}
  for (const { clause, rule, said } of asked) found[clause.id] = { ...found[clause.id], [rule]: said ?? null }
  const lines = Object.entries(found).map(([id, rules]) => ` ${JSON.stringify(id)}: ${JSON.stringify(rules)}`)
  writeFileSync(kept, `{\n${lines.join(',\n')}\n}\n`)
}

async function write() {
  const wanted = isAll ? asked : asked.filter(({ said, tests }) => !said || !tests.includes(said.test))
  await prepare([...new Set(wanted.flatMap(({ tests }) => tests))])
  /** One after the other, by the tests of one sort; what is missed already is not tried again. */
  async function go(list, isWanted) {
    for (const [n, each] of list.entries()) {
      const files = each.tests.filter(isWanted)
      if (files.length > 0 && !each.said) each.said = await prove(each, files)
      if (n % 20 === 0) keep()
    }
  }
  const near = wanted.filter(({ tests }) => !tests.every(isFar))
  const apart = wanted.filter(({ tests }) => tests.every(isFar))
  await go(near, (file) => !isFar(file))
  if (!isNear) await go([...near, ...apart], isFar)
  keep()
  for (const { clause, rule, said } of wanted) if (!said) console.log(`${clause.id} ${rule} is broken and not missed`)
  console.log(`${asked.filter(({ said }) => said).length} of ${asked.length} missed, ${wanted.length} tried now in ${ran.size} runs`)
}

async function check() {
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e6))
  const known = asked.filter(({ said }) => said)
  const draw = chance(seed)
  const near = known.filter(({ said }) => !isFar(said.test))
  const wanted = isAll ? known : Array.from({ length: FEW }, () => near[draw(near.length)])
  await prepare([...new Set(wanted.map(({ said }) => said.test))])
  const failed = []
  for (const each of wanted) if (!(await holds(each))) failed.push(each)
  for (const { clause, rule, said } of failed)
    console.log(
      `${clause.id} ${rule} (${said.broken}) is no longer missed in ${said.test}: mend the test, or node --import tsx test/broken.mjs --write`,
    )
  if (!isAll) console.log(`SEED=${seed}`)
  console.log(`${wanted.length - failed.length} missed, ${failed.length} not`)
  process.exitCode = failed.length > 0 ? 1 : 0
}

await (isWriting ? write() : check())
await stopServer()
