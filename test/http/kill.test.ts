import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { findAct } from '#acts/table'
import { findRunning, isAlive } from '#db/launcher'
import { openPool, scopeKey } from '#db/pool'
import { secretOf } from '#db/secret'
import { addDays } from '#law/day'
import { loadPacks } from '#policy/load'
import { type Answer, door } from '#server/act'
import { systemClock } from '#server/clock'
import { newId, readConfig } from '#server/config'
import { openDatabase } from '#server/database'
import { demoAgencies, founding } from '#server/demo'
import { arm, type Failpoint, failpoints } from '#server/failpoint'
import { streams } from '#server/streams'
import { verify } from '#server/verify/verify'
import { chance } from '../chance'
import { mingjing, type Running, startCommand } from '../db/mingjing'
import { ordinary } from '../ordinary'
import { root, teller } from '../stories/telling'
import { password, wjw } from './house'
import { as, callerOf, granted } from './matter'

/** How often something is killed, and from which seed it is told what and when. */
const KILLS = process.env.LONG ? 500 : 6
const CALLERS = 4
const READY_MS = 10_000
const seed = Number(process.env.SEED ?? randomInt(1 << 30))

const next = chance(seed)

const dir = mkdtempSync(join(tmpdir(), 'mingjing-kill-'))
const config = readConfig({ data: dir, port: '0' }, {})
const today = systemClock.today()
const input = (act: string): object => {
  const said = as(wjw, Object.values(ordinary).find((step) => step.act === act)?.input) as object
  return act === 'case.report' ? { ...said, violationOn: addDays(today, -3) } : said
}

let server: Running | undefined
let url = ''
let isOver = false

/** An act that was acknowledged 已答复办成: how it was sent, and what was answered. */
type Kept = Readonly<{ act: string; who: string; sent: object; answer: Answer }>
const kept = new Map<string, Kept>()
const cookies = new Map<string, string>()
let unknown = 0

async function request(method: string, path: string, who?: string, body?: object): Promise<Response> {
  return fetch(`${url}${path}`, {
    method,
    headers: { ...(body ? { 'content-type': 'application/json' } : {}), ...(who ? { cookie: cookies.get(who) ?? '' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
    signal: AbortSignal.timeout(20_000),
  })
}

/** Asks until there is an answer: what came to no answer, or to 5xx, is not known, and the same is sent again. */
async function insist(ask: () => Promise<Response>): Promise<{ status: number; body: Record<string, unknown>; cookie: string }> {
  for (const since = performance.now(); ; ) {
    try {
      const answer = await ask()
      const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
      const text = await answer.text()
      if (answer.status < 500) return { status: answer.status, body: text ? JSON.parse(text) : {}, cookie }
    } catch {}
    unknown++
    if (performance.now() - since > 300_000) throw new Error('no answer for five minutes')
    await sleep(100 + next(100))
  }
}

async function signIn(who: string): Promise<void> {
  const { status, cookie } = await insist(() => request('POST', '/api/session', undefined, { agency: wjw, officer: who, password }))
  assert.equal(status, 200)
  cookies.set(who, cookie)
}

async function act(who: string, name: string, sent: object): Promise<Answer> {
  const whole = { id: newId(), ...sent }
  const { status, body } = await insist(() => request('POST', `/api/acts/${name}`, who, whole))
  assert.equal(status, 200, JSON.stringify(body))
  const answer = body as unknown as Answer
  kept.set(whole.id, { act: name, who, sent: whole, answer })
  return answer
}

/** One caller 办案人员: reports, applies, has it filed, tries what is not yet allowed; one of them signs in and out. */
async function work(n: number): Promise<void> {
  while (!isOver) {
    const { stream } = await act('w01', 'case.report', { input: input('case.report') })
    const { version } = await act('w01', 'case.applyToFile', { stream, input: input('case.applyToFile') })
    await act('w05', 'case.file', { stream, version, input: input('case.file') })
    const early = { id: newId(), stream, input: input('proposal.conclude') }
    assert.equal((await insist(() => request('POST', '/api/acts/proposal.conclude', 'w01', early))).status, 409)
    if (n === 0) {
      await signIn('w02')
      const { status } = await insist(() => request('DELETE', '/api/session', 'w02'))
      assert.equal(status, 204)
    }
  }
}

async function serve(failpoint?: string): Promise<void> {
  server = startCommand(['serve', '--json', '--data', dir, '--port', '0'], { MINGJING_FAILPOINT: failpoint ?? '' })
  url = JSON.parse(await server.line('"ready"')).url
}

/** From the kill until it says that it is ready 就绪. */
async function isReady(since: number): Promise<number> {
  while (performance.now() - since < 6 * READY_MS) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined)
    if (answer?.status === 200) return performance.now() - since
    await sleep(20)
  }
  throw new Error(`not ready: ${JSON.stringify(server?.said())}`)
}

/** A follow-up that is due and waits for the server: its act was granted here, and this process went no further. */
async function leaveFollowup(stream: Answer['stream']): Promise<void> {
  const [where, secret] = [findRunning(dir), secretOf(dir)]
  assert.ok(where)
  const pool = openPool({ ...where, database: 'mingjing' }, 'mingjing_app', secret.mingjing_app, { max: 1 })
  const gate = door({ pool, streams: streams(loadPacks()), clock: systemClock })
  arm('door.committed:error@1')
  await gate.send('proposal.propose', { id: newId(), stream, input: input('proposal.propose') }, callerOf(wjw, 'w01')).catch(() => {})
  arm('')
  await pool.end()
}

/** Matters of which the next step is the proposal, which has a follow-up. */
const ripe: Answer['stream'][] = []
before(async () => {
  const database = await openDatabase(config, 'own')
  await teller(database.app).play(await Promise.all(demoAgencies(root).map((agency) => founding(agency, password))))
  const gate = door({ pool: database.app, streams: streams(loadPacks()), clock: systemClock })
  const steps = Object.values(ordinary)
  for (let n = 0; n < Math.max(4, KILLS / 5); n++) {
    let last: Answer | undefined
    for (const { act, by, input: said } of as(
      wjw,
      steps.slice(
        0,
        steps.findIndex(({ act }) => act === 'proposal.propose'),
      ),
    )) {
      const dated =
        'collectedOn' in (said as object) ? { ...(said as object), collectedOn: today } : act === 'case.report' ? input(act) : said
      const on = last ? { stream: last.stream, ...(findAct(act)?.seen ? { version: last.version } : {}) } : {}
      last = granted(await gate.send(act, { id: newId(), ...on, input: dated }, callerOf(wjw, by)))
    }
    if (last) ripe.push(last.stream)
  }
  await database.close()
})
after(async () => {
  isOver = true
  server?.kill('SIGTERM')
  await server?.ended
  rmSync(dir, { recursive: true, force: true })
})

const points = Object.keys(failpoints) as Failpoint[]
/** What is killed in a round: the server at a point or at any moment, the database and then the server, or both at once. */
const kinds = ['database', 'any', 'both', ...points] as const
const isPoint = (what: (typeof kinds)[number]): what is Failpoint => what in failpoints
/** The first two whatever the seed says; then all in an order that it tells, over and over. */
function* told(): Generator<(typeof kinds)[number]> {
  yield* ['database', 'both'] as const
  for (let left: (typeof kinds)[number][] = []; ; ) {
    if (left.length === 0) left = [...kinds]
    yield* left.splice(next(left.length), 1)
  }
}

/** Kills as the round says, and comes back when the server is dead. */
async function kill(what: (typeof kinds)[number]): Promise<void> {
  const database = findRunning(dir)?.pid ?? 0
  if (isPoint(what)) {
    const stream = what.startsWith('followup.') ? ripe.pop() : undefined
    if (stream) await leaveFollowup(stream)
    await Promise.race([server?.ended, sleep(120_000, undefined, { ref: false })])
    return assert.ok(!isAlive(server?.pid ?? 0), `${what} was not passed`)
  }
  await sleep(next(300))
  if (what !== 'any') process.kill(database, 'SIGKILL')
  if (what === 'database') {
    const since = performance.now()
    while (findRunning(dir)?.pid === database) await sleep(10)
    slowest.database = Math.max(slowest.database, await isReady(since))
    await sleep(100 + next(200))
  }
  server?.kill('SIGKILL')
  await server?.ended
}

const slowest = { database: 0, server: 0 }

/** How much longer than by itself a program takes to start on this machine now. */
async function pace(): Promise<number> {
  const since = performance.now()
  await mingjing(['failpoints'])
  return Math.max(1, (performance.now() - since) / 1_500)
}

test(`被杀 ${KILLS} 次（种子 ${seed}）：已答复的一件不少、一件不重，同一编号再发得同一答复，十秒内就绪，账本相符`, async () => {
  const before = await pace()
  await serve()
  for (const who of ['w01', 'w05']) await signIn(who)
  const working = Promise.all(Array.from({ length: CALLERS }, (_, n) => work(n)))
  working.catch(() => {})
  await kill('any')
  let kills = 1
  for (const what of told()) {
    const since = performance.now()
    const nth = what.startsWith('followup.') ? 1 : 1 + next(3)
    const armed = isPoint(what) ? `${what}:kill@${nth}${what === 'followup.noting' ? ',door.judged:error' : ''}` : undefined
    // a point that is passed before anybody asks kills a server that is not ready yet
    const isUp = await serve(armed).then(
      () => true,
      () => false,
    )
    if (isUp) {
      slowest.server = Math.max(slowest.server, await Promise.race([isReady(since), server?.ended.then(() => 0) ?? 0]))
      await Promise.race([working, kill(what)])
    } else assert.ok(armed, `${what}: ${server?.said().err}`)
    kills++
    if (kills >= KILLS) break
  }
  await serve()
  isOver = true
  await working
  console.log(
    `# ${kills} kills, ${kept.size} acts acknowledged, ${unknown} answers unknown; ready after ${Math.round(slowest.server)} ms, the database alone ${Math.round(slowest.database)} ms`,
  )
  const within = READY_MS * Math.max(before, await pace())
  assert.ok(Math.max(slowest.server, slowest.database) < within, `ready within ${Math.round(within)} ms`)

  for (const { act, who, sent, answer } of kept.values()) {
    const again = await insist(() => request('POST', `/api/acts/${act}`, who, sent))
    assert.deepEqual(again.body, answer)
  }
  server?.kill('SIGTERM')
  await server?.ended
  server = undefined
  const database = await openDatabase(config, 'own')
  try {
    const scope = scopeKey(database.secret.mingjing_app)
    assert.deepEqual((await verify(database.admin, { root, full: true, scope })).findings, [])
    const pool = openPool(database.admin.address, 'postgres' as never, database.secret.postgres, { max: 1 })
    const { rows } = await pool.query<{ act_id: string; n: number }>('select act_id, count(*) as n from ledger_event group by act_id')
    const [events, waiting] = [new Map(rows.map(({ act_id, n }) => [act_id, n])), (await pool.query('select from ledger_pending')).rowCount]
    await pool.end()
    for (const [id, { answer }] of kept) assert.equal(events.get(id), answer.events.length)
    assert.equal(waiting, 0)
  } finally {
    await database.close()
  }
})
