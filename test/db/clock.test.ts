import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { reading } from '#db/tx'
import { addDays, dayOf } from '#law/day'
import { loadPacks } from '#policy/load'
import { door } from '#server/act'
import { systemClock } from '#server/clock'
import { newId, readConfig } from '#server/config'
import { openDatabase } from '#server/database'
import { demoAgencies, founding } from '#server/demo'
import { FOLLOWUPS } from '#server/followups'
import { streams } from '#server/streams'
import { password, wjw } from '../http/house'
import { as, callerOf, granted } from '../http/matter'
import { ordinary } from '../ordinary'
import { root, teller } from '../stories/telling'
import { mingjing, type Running, startCommand } from './mingjing'

const dir = mkdtempSync(join(tmpdir(), 'mingjing-clock-'))
const data = join(dir, 'data')
const config = readConfig({ data }, {})
/** How far the machine's clock is off, for whoever starts with it; it may be set while they run. */
const off = join(dir, 'off')
const setter = join(dir, 'off.mjs')
const HOUR = 3_600_000
const DAY = 24 * HOUR
const setBy = async (ms: number) => {
  writeFileSync(off, String(ms))
  await sleep(50)
}
const env = { NODE_OPTIONS: `--import file://${setter}` }

let server: Running
let url = ''
const cookies = { now: '' }

async function serve(...args: string[]): Promise<void> {
  server = startCommand(['serve', '--json', '--data', data, '--port', '0', ...args], env)
  url = JSON.parse(await server.line('"ready"')).url
}
const stop = async () => {
  server.kill('SIGTERM')
  await server.ended
}
const ask = (method: string, path: string, body?: object) =>
  fetch(`${url}${path}`, {
    method,
    headers: { cookie: cookies.now, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
async function signIn(): Promise<void> {
  const answer = await ask('POST', '/api/session', { agency: wjw, officer: 'w01', password })
  assert.equal(answer.status, 200, await answer.clone().text())
  cookies.now = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}
const report = () => {
  const input = { ...(as(wjw, ordinary.report?.input) as object), violationOn: addDays(systemClock.today(), -50) }
  return ask('POST', '/api/acts/case.report', { id: newId(), input })
}

/** Every event is no earlier than those before it in its stream, and what the whole agency did last. */
async function inOrder(): Promise<string> {
  const database = await openDatabase(config, 'join')
  try {
    const { rows } = await database.sequencer.query<{ disordered: number; last: string }>(
      `select count(*) filter (where at < before) as disordered, max(at) as last
       from (select at, lag(at) over (partition by agency, kind, id order by version) as before from ledger_event) e`,
    )
    assert.equal(rows[0]?.disordered, 0)
    return rows[0]?.last ?? ''
  } finally {
    await database.close()
  }
}

before(async () => {
  writeFileSync(
    setter,
    `import { readFileSync } from 'node:fs'
     const real = Date.now
     let [off, until] = [0, 0]
     Date.now = () => {
       if (performance.now() > until) [off, until] = [Number(readFileSync(${JSON.stringify(off)}, 'utf8')), performance.now() + 20]
       return real() + off
     }`,
  )
  writeFileSync(off, '0')
  const database = await openDatabase(config, 'own')
  await teller(database.app).play(await Promise.all(demoAgencies(root).map((agency) => founding(agency, password))))
  const gate = door({ pool: database.app, streams: streams(loadPacks()), clock: systemClock })
  const input = { officer: 'w08', last: addDays(systemClock.today(), 3), why: '调离' }
  granted(await gate.send('agency.leave', { id: newId(), input }, callerOf(wjw, 'w00')))
  await database.close()
})
after(async () => {
  server?.kill('SIGTERM')
  await server?.ended
  rmSync(dir, { recursive: true, force: true })
})

describe('拨动本机时钟', () => {
  test('运行中拨回的，时刻不倒退；拨快两周以上的，不办理并说明，校准即照常；到期的登录不因拨回而复活', async () => {
    await serve()
    await signIn()
    assert.equal((await report()).status, 200)
    const first = await inOrder()
    for (const back of [-HOUR, -40 * DAY]) {
      await setBy(back)
      assert.equal((await report()).status, 200)
    }
    assert.ok((await inOrder()) > first)
    assert.match(server.said().err, /比账本已有的时刻慢/)

    await setBy(40 * DAY)
    for (const answer of [await report(), await ask('GET', '/readyz')]) {
      assert.equal(answer.status, 503)
      assert.match(((await answer.json()) as { detail: string }).detail, /本机时钟突然快了/)
    }
    await setBy(0)
    assert.equal((await report()).status, 200)

    await setBy(13 * HOUR)
    assert.equal((await report()).status, 401)
    await setBy(0)
    assert.equal((await report()).status, 401)
    await stop()
    await serve()
    assert.equal((await report()).status, 401, 'nor after a restart')
    await stop()
  })

  test('拨回四十天以后启动：自账本最后的时刻走起，启动时和自检都说明', async () => {
    await setBy(-40 * DAY)
    const last = await inOrder()
    await serve()
    await signIn()
    const me = (await (await ask('GET', '/api/me')).json()) as { today: string }
    assert.ok(me.today >= dayOf(last))
    assert.equal((await report()).status, 200)
    assert.ok((await inOrder()) > last)
    const doctor = JSON.parse((await mingjing(['doctor', '--json', '--data', data], env)).out)
    assert.equal(doctor.checks.find(({ id }: { id: string }) => id === 'clock').state, 'warn')
    assert.match(server.said().err, /比账本已有的时刻慢/)
    await stop()
  })

  test('拨快四十天以后启动：到期的不自动办，问今天是几号；答得不对不启动，答得对才办', async () => {
    await setBy(40 * DAY)
    const day = addDays(systemClock.today(), 40)
    const left = async () => {
      const database = await openDatabase(config, 'join')
      try {
        const open = await reading(database.app, FOLLOWUPS, (db) =>
          db.query<{ act: string }>('select act from followup where done_at is null'),
        )
        return open.rows.map(({ act }) => act)
      } finally {
        await database.close()
      }
    }
    await serve()
    assert.match(server.said().err, new RegExp(`暂不办理；请核对今天是不是 ${day}`))
    await sleep(2_500)
    assert.deepEqual(await left(), ['agency.closeAccount'])
    await stop()
    const wrong = await startCommand(['serve', '--data', data, '--port', '0', '--today', systemClock.today()], env).ended
    assert.equal(wrong.code, 2)
    assert.match(wrong.err, /与本机时钟/)
    await serve('--today', day)
    for (let n = 0; n < 200 && (await left()).length > 0; n++) await sleep(50)
    assert.deepEqual(await left(), [])
    await stop()
  })
})
