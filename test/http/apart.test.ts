import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openPool, type Pool } from '#db/pool'
import { loadPacks } from '#policy/load'
import { door } from '#server/act'
import { storyClock, systemClock } from '#server/clock'
import { findRoot, newId, readConfig } from '#server/config'
import { type OpenDatabase, openDatabase } from '#server/database'
import { demoAgencies, founding } from '#server/demo'
import { player } from '#server/play'
import { streams } from '#server/streams'
import { type Running, startCommand } from '../db/mingjing'
import { step } from '../ordinary'
import { password, ybj } from './house'
import { granted, publishedMatter, take, versionOf } from './matter'

/** The law leaves days, our promise is a minute; what is really taken is told. */
const MOST_MS = 60_000

const dirs = ['database', 'acting', 'portal'].map((name) => mkdtempSync(join(tmpdir(), `mingjing-apart-${name}-`)))
const [home = '', ...apart] = dirs
let database: OpenDatabase
let root: Pool
let id: string
let version: number
/** Who acts and enters the log, and who shows, each a process of its own: they know of each other by the database alone. */
let [acting, showing] = ['', '']
const running: Running[] = []

before(async () => {
  database = await openDatabase(readConfig({ data: home, port: '0' }, {}), 'own')
  const { admin, app } = database
  root = openPool(admin.address, 'postgres' as never, admin.password ?? '', { max: 2 })
  const clock = storyClock()
  const gate = door({ pool: app, streams: streams(loadPacks()), clock })
  await player({ door: gate, pool: app, clock }).play(
    await Promise.all(demoAgencies(findRoot()).map((agency) => founding(agency, password))),
  )
  clock.set('2026-03-01T01:00:00.000Z')
  const house = { db: { root } as never, clock, http: { door: gate } }
  id = await publishedMatter(house, ybj)
  const day = '2026-04-20'
  granted(await take(house, ybj, `publication:${id}`, step('publication.withdrawDue', { how: 'annulled', on: day }, 'system', day)))
  version = await versionOf(house, ybj, `publication:${id}`)
  const { host, port, database: name } = admin.address
  const DATABASE_URL = `postgres://${admin.user}:${admin.password}@${host}:${port}/${name}`
  for (const [n, only] of ['api,jobs', 'portal'].entries()) {
    const words = ['serve', '--json', '--data', apart[n] ?? '', '--port', '0', '--only', only, '--today', systemClock.today()]
    running.push(startCommand(words, { DATABASE_URL }))
  }
  const urls = await Promise.all(running.map(async (each) => JSON.parse(await each.line('"ready"')).url as string))
  ;[acting = '', showing = ''] = urls
})
after(async () => {
  for (const each of running) each.kill('SIGTERM')
  await Promise.all(running.map(({ ended }) => ended))
  await root?.end()
  await database?.close()
  for (const dir of dirs) rmSync(dir, { recursive: true, force: true })
})

const name = encodeURIComponent('德元')
const lists = ['/', '/plain/', '/decisions', '/decisions?year=2026', `/decisions?q=${name}`, `/plain/decisions?q=${name}`]
const files = ['/feed.xml', '/sitemap.xml', '/decisions.json', `/decisions.json?q=${name}`, '/decisions.csv']

/** What still shows the matter: by its address in lists and files, by its content on its own pages. */
async function showers(): Promise<readonly string[]> {
  const own = [`/decisions/${ybj}/${id}`, `/plain/decisions/${ybj}/${id}`]
  const found = await Promise.all(
    [...lists, ...files, ...own].map(async (path) => {
      const answer = await fetch(showing + path)
      const text = await answer.text()
      assert.ok([200, 410].includes(answer.status), `${path} ${answer.status}`)
      return (own.includes(path) ? text.includes('德元诊所') : text.includes(id)) ? [path] : []
    }),
  )
  return found.flat()
}

test('行政处罚法 第四十八条第二款 在一个进程撤回的，另一个进程的各处都不再有', async (t) => {
  const before = await showers()
  assert.equal(before.length, lists.length + files.length + 2)
  assert.deepEqual(await showers(), before)
  const json = { 'content-type': 'application/json' }
  const body = JSON.stringify({ agency: ybj, officer: 'y08', password })
  const session = await fetch(`${acting}/api/session`, { method: 'POST', headers: json, body })
  assert.equal(session.status, 200)
  const cookie = session.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const withdrawn = await fetch(`${acting}/api/acts/publication.withdraw`, {
    method: 'POST',
    headers: { ...json, cookie },
    body: JSON.stringify({ id: newId(), stream: `publication:${id}`, version, input: { reason: '行政复议机关撤销了这一决定' } }),
  })
  assert.equal(withdrawn.status, 200, await withdrawn.text())
  const since = performance.now()
  while ((await showers()).length > 0) {
    assert.ok(performance.now() - since < MOST_MS, `${await showers()}`)
    await sleep(20)
  }
  t.diagnostic(`${Math.round(performance.now() - since)} ms after the withdrawal was answered`)
  const page = await fetch(`${showing}/decisions/${ybj}/${id}`)
  assert.equal(page.status, 410)
  assert.match(await page.text(), /行政复议机关撤销了这一决定/)
})
