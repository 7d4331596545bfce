import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { idOf, kindOf, type StreamName } from '#agency/stream'
import type { Pool } from '#db/pool'
import { loadPacks } from '#policy/load'
import { door, type Outcome } from '#server/act'
import { newId } from '#server/config'
import { followups } from '#server/followups'
import { sequencer } from '#server/sequencer'
import { streams } from '#server/streams'
import { ordinary } from '../ordinary'
import { counts, type House, isProblem, openHouse, wjw, ybj } from './house'
import { as, callerOf, granted, matterBefore, take, versionOf } from './matter'

let house: House
let noticed: StreamName
before(async () => {
  house = await openHouse('2026-03-01T01:00:00.000Z')
  noticed = await matterBefore(house, wjw, 'decide')
})
after(() => house.close())

const all = <T>(n: number, fn: (n: number) => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: n }, (_, at) => fn(at)))
const tally = (outcomes: readonly Outcome[]) => {
  const found: Record<string, number> = {}
  for (const { is } of outcomes) found[is] = (found[is] ?? 0) + 1
  return found
}
const evidence = (text: string) => ({ type: 'documentary', title: '复印件', text, collectedOn: house.clock.today() })
const report = as(wjw, ordinary.report?.input)
const send = (act: string, sent: { id?: string; stream?: StreamName; version?: number; input: unknown }, who: string, agency = wjw) =>
  house.http.door.send(act, { id: newId(), ...sent }, callerOf(agency, who))
const events = async (stream: StreamName, agency = wjw) =>
  (
    await house.db.root.query<{ version: number; type: string; act_id: string }>(
      'select version, type, act_id from ledger_event where agency = $1 and kind = $2 and id = $3 order by version',
      [agency, kindOf(stream), idOf(stream)],
    )
  ).rows
/** Versions 1 to n without a gap, and the head at n. */
async function unbroken(stream: StreamName, agency = wjw): Promise<number> {
  const versions = (await events(stream, agency)).map(({ version }) => version)
  assert.deepEqual(
    versions,
    versions.map((_, n) => n + 1),
  )
  assert.equal(await versionOf(house, agency, stream), versions.length)
  return versions.length
}

describe('同时办理', () => {
  test('两人看着同一版本办理：一人办成，一人被告知已有变化，只有一个事件', async () => {
    const [one, two] = [await house.as(`${wjw}/w05`), await house.as(`${wjw}/w06`)]
    const version = await versionOf(house, wjw, noticed)
    const sent = { stream: noticed, version, input: { present: ['w05', 'w06'], views: [{ who: 'w05', view: '同意' }], conclusion: '同意' } }
    const answers = await Promise.all([one.act('decision.discuss', sent), two.act('decision.discuss', sent)])
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409])
    const stale = answers.find(({ status }) => status === 409)
    assert.ok(stale)
    isProblem(stale, 409, 'stale')
    assert.equal(stale.body.version, version + 1)
    assert.equal(await unbroken(noticed), version + 1)
  })

  test('十六人不看版本同时登记证据：都办成，一件接一件，编号不重不漏', async () => {
    const from = await versionOf(house, wjw, noticed)
    const outcomes = await all(16, (n) =>
      send('case.addEvidence', { stream: noticed, input: evidence(`第 ${n} 份`) }, n % 2 ? 'w01' : 'w02'),
    )
    assert.deepEqual(
      outcomes.map((o) => granted(o).version).sort((a, b) => a - b),
      Array.from({ length: 16 }, (_, n) => from + n + 1),
    )
    assert.equal(await unbroken(noticed), from + 16)
    const { body } = await (await house.as(`${wjw}/w01`)).get(`/api/cases/${idOf(noticed)}`)
    const numbers = (body.evidence as { no: number }[]).map(({ no }) => no)
    assert.deepEqual(
      numbers,
      numbers.map((_, n) => n + 1),
    )
  })

  test('机关、清单、案件同时办理：互不卡死', async () => {
    const rows = [{ from: '2100-01-01', by: 'step', local: 'free', clauses: ['C13-43-3'], source: '演示', fen: 5_000_000 }]
    const outcomes = await all(48, (n) =>
      n % 4 === 0
        ? send('agency.nameUnit', { input: { unit: 'yizheng', name: `医疗监督科${n}` } }, 'w00')
        : n % 4 === 1
          ? send('register.adopt', { input: { family: 'amounts', key: 'hearing.fine.organisation', rows } }, 'w06')
          : n % 4 === 2
            ? send('case.addEvidence', { stream: noticed, input: evidence('一') }, 'w01')
            : send('case.report', { input: report }, 'w02'),
    )
    assert.deepEqual(tally(outcomes), { granted: 48 })
    for (const stream of [`agency:${wjw}`, `register:${wjw}`, noticed] as const) await unbroken(stream)
  })

  test('六十四人争办五十件，都看着同一版本：每件恰有一人办成；入账没有漏号，一件不多一件不少', async () => {
    const matters: StreamName[] = []
    for (let n = 0; n < 50; n++) matters.push(await matterBefore(house, wjw, 'file'))
    const versions = await Promise.all(matters.map((stream) => versionOf(house, wjw, stream)))
    const each = process.env.LONG ? matters.length : 8
    const outcomes = new Map<StreamName, Outcome[]>(matters.map((stream) => [stream, []]))
    const dir = mkdtempSync(join(tmpdir(), 'mingjing-races-'))
    const log = sequencer({ pool: house.db.sequencer, dir, say: () => {} })
    log.start()
    await all(64, async (caller) => {
      for (let n = 0; n < each; n++) {
        const at = (caller * 7 + n * (caller % 2 ? 1 : 3)) % matters.length
        const stream = matters[at] as StreamName
        const version = versions[at] as number
        outcomes.get(stream)?.push(await send('case.file', { stream, version, input: as(wjw, ordinary.file?.input) }, 'w05'))
      }
    })
    for (const [stream, found] of outcomes) {
      const { granted = 0, stale = 0 } = tally(found)
      assert.deepEqual([granted, granted + stale], [1, found.length], stream)
      assert.ok(found.length > 1)
      assert.equal((await events(stream)).filter(({ type }) => type === 'case.filed').length, 1)
      await unbroken(stream)
    }
    await log.stop()
    await sequencer({ pool: house.db.sequencer, dir, say: () => {} }).run()
    const { rows } = await house.db.root.query(`
      select (select count(*) from ledger_event) as events, count(*) as leaves, max(index) + 1 as next, (select count(*) from ledger_pending) as pending,
        (select size from log_head where log = 'ops') as size from log_leaf where log = 'ops' `)
    const { events: n, leaves, next, pending, size } = rows[0]
    assert.deepEqual([leaves, next, size, pending], [n, n, n, 0])
    rmSync(dir, { recursive: true, force: true })
  })

  test('被驳回的也同时来：每一次都留痕，编号不断', async () => {
    const year: StreamName = `supervision:${house.clock.today().slice(0, 4)}`
    const before = (await events(year)).length
    const version = await versionOf(house, wjw, noticed)
    const outcomes = await all(12, () => send('penalty.decide', { stream: noticed, version, input: { opinion: '同意' } }, 'w05'))
    assert.deepEqual(tally(outcomes), { refused: 12 })
    assert.equal(await unbroken(year), before + 12)
  })
})

describe('编号不重、不跳', () => {
  const numberOf = async (table: string, column: string) =>
    (
      await house.db.root.query<{ no: string }>(`select ${column} as no from ${table} where agency = $1 and ${column} is not null`, [wjw])
    ).rows
      .map(({ no }) => Number(/(\d+)号$/.exec(no)?.[1]))
      .sort((a, b) => a - b)

  test('八件同时立案、同时决定，各得其号', async () => {
    const matters: StreamName[] = []
    for (let n = 0; n < 8; n++) matters.push(await matterBefore(house, wjw, 'file'))
    const filed = await all(8, async (n) => take(house, wjw, matters[n], ordinary.file as never))
    assert.deepEqual(tally(filed), { granted: 8 })
    const caseNumbers = await numberOf('enforcement_case', 'case_no')
    assert.deepEqual(
      caseNumbers,
      caseNumbers.map((_, n) => n + 1),
    )

    for (const stream of matters)
      for (const [name, told] of Object.entries(ordinary)) {
        if (['report', 'apply', 'file'].includes(name)) continue
        if (name === 'decide') break
        granted(await take(house, wjw, stream, told))
      }
    house.clock.set(new Date(Date.parse(house.clock.now()) + 10 * 86_400_000).toISOString())
    const decided = await all(8, async (n) => take(house, wjw, matters[n], ordinary.decide as never))
    assert.deepEqual(tally(decided), { granted: 8 })
    const numbers = await numberOf('decision', 'document_no')
    assert.deepEqual(
      numbers,
      numbers.map((_, n) => n + 1),
    )
    assert.ok(numbers.length >= 8)
  })

  test('六件同时不予处罚，各得其号', async () => {
    const matters: StreamName[] = []
    for (let n = 0; n < 6; n++) matters.push(await matterBefore(house, wjw, 'propose'))
    const input = { ground: 'slight', text: '当场改正', evidence: [1], education: '已教育', opinion: '同意' }
    const unpunished = await all(6, async (n) =>
      take(house, wjw, matters[n], { ...ordinary.decide, act: 'penalty.notPunish', input } as never),
    )
    assert.deepEqual(tally(unpunished), { granted: 6 })
    assert.deepEqual(await numberOf('own_paper', 'document_no'), [1, 2, 3, 4, 5, 6])
  })
})

describe('同一编号只办一次', () => {
  test('先后发两次：同一答复，一个效果', async () => {
    const sent = { id: newId(), stream: noticed, input: evidence('重发') }
    const first = granted(await send('case.addEvidence', sent, 'w01'))
    const before = await counts(house)
    await send('case.addEvidence', { stream: noticed, input: evidence('其间又有一份') }, 'w02')
    assert.deepEqual(granted(await send('case.addEvidence', sent, 'w01')), first)
    assert.equal((await counts(house)).event, (before.event ?? 0) + 1)
  })

  test('同时发八次：同一答复，一个效果；开始一件事的也一样', async () => {
    const added = { id: newId(), stream: noticed, input: evidence('同时') }
    const begun = { id: newId(), input: report }
    for (const [act, sent] of [
      ['case.addEvidence', added],
      ['case.report', begun],
    ] as const) {
      const before = await counts(house)
      const answers = (await all(8, () => send(act, sent, 'w01'))).map(granted)
      for (const answer of answers) assert.deepEqual(answer, answers[0])
      const now = await counts(house)
      const made = answers[0]?.events.length ?? 0
      assert.deepEqual([now.event, now.answer], [(before.event ?? 0) + made, (before.answer ?? 0) + 1])
    }
    assert.equal(await unbroken(`case:${begun.id}`), 2)
  })

  test('版本已经过去，办成过的仍得原来的答复', async () => {
    const version = await versionOf(house, wjw, noticed)
    const sent = {
      id: newId(),
      stream: noticed,
      version,
      input: { present: ['w05', 'w06'], views: [{ who: 'w06', view: '同意' }], conclusion: '同意' },
    }
    const first = granted(await send('decision.discuss', sent, 'w05'))
    await send('case.addEvidence', { stream: noticed, input: evidence('其后') }, 'w01')
    assert.deepEqual(granted(await send('decision.discuss', sent, 'w05')), first)
    const answers = await all(4, () => send('decision.discuss', sent, 'w05'))
    for (const answer of answers) assert.deepEqual(granted(answer), first)
  })

  test('同一编号换了内容、换了人、换了事：不办，指明 id', async () => {
    const id = newId()
    granted(await send('case.addEvidence', { id, stream: noticed, input: evidence('甲') }, 'w01'))
    const before = await counts(house)
    for (const outcome of [
      await send('case.addEvidence', { id, stream: noticed, input: evidence('乙') }, 'w01'),
      await send('case.addEvidence', { id, stream: noticed, input: evidence('甲') }, 'w02'),
      await send('case.addEvidence', { id, stream: noticed, version: 1, input: evidence('甲') }, 'w01'),
      await send('case.report', { id, input: report }, 'w01'),
      await send('case.confirm', { id, stream: noticed, input: { record: 'evidence:1' } }, 'w01'),
    ]) {
      assert.ok(outcome.is === 'malformed', JSON.stringify(outcome))
      assert.deepEqual(
        outcome.faults.map(({ path }) => path),
        ['id'],
      )
    }
    assert.deepEqual(await counts(house), before)
  })

  test('同一编号同时用在两件事上：只有一件办成', async () => {
    const other = granted(await send('case.report', { input: report }, 'w01')).stream
    for (let n = 0; n < 5; n++) {
      const id = newId()
      const outcomes = await Promise.all([
        send('case.addEvidence', { id, stream: noticed, input: evidence('甲') }, 'w01'),
        send('case.report', { id, input: report }, 'w01'),
        send('case.addEvidence', { id, stream: noticed, input: evidence('乙') }, 'w02'),
      ])
      assert.deepEqual(tally(outcomes), { granted: 1, malformed: 2 })
    }
    await unbroken(noticed)
    await unbroken(other)
  })

  test('两个机关各用同一编号：互不相干', async () => {
    const id = newId()
    const before = await counts(house)
    const ours = granted(await send('case.report', { id, input: report }, 'w01'))
    const theirs = granted(await send('case.report', { id, input: report }, 'y01', ybj))
    assert.equal((await counts(house)).event, (before.event ?? 0) + ours.events.length + theirs.events.length)
  })

  test('没有办成的，同一编号可以再办', async () => {
    const id = newId()
    const stream = await matterBefore(house, wjw, 'confirmEvidence')
    const version = await versionOf(house, wjw, stream)
    const conclude = { id, stream, input: as(wjw, ordinary.conclude?.input) }
    assert.equal((await send('proposal.conclude', conclude, 'w01')).is, 'refused')
    const file = {
      id: newId(),
      stream,
      version: version - 1,
      input: { present: ['w05', 'w06'], views: [{ who: 'w05', view: '一' }], conclusion: '一' },
    }
    assert.equal((await send('decision.discuss', file, 'w05')).is, 'stale')
    granted(await take(house, wjw, stream, ordinary.confirmEvidence as never))
    granted(await send('proposal.conclude', conclude, 'w01'))
    granted(await send('proposal.conclude', conclude, 'w01'))
    await unbroken(stream)
  })
})

describe('办到一半连接断了', () => {
  /** A pool whose connections can be cut at the nth statement of a transaction, as a server that dies does it. */
  function cutting(pool: Pool, at: (text: string) => boolean): { pool: Pool; cuts: () => number } {
    let cuts = 0
    const connect = async () => {
      const client = await pool.connect()
      const plain = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>
      const { release } = client
      const restore = () => Object.assign(client, { query: plain, release })
      Object.assign(client, {
        query: async (...args: unknown[]) => {
          if (cuts === 0 && at(String(args[0]))) {
            cuts++
            const { rows } = (await plain('select pg_backend_pid() as pid')) as { rows: { pid: number }[] }
            await house.db.migrator.query('select 1')
            await pool.query('select pg_terminate_backend($1)', [rows[0]?.pid])
          }
          return plain(...args)
        },
        release: (broken?: Error) => {
          restore()
          release.call(client, broken)
        },
      })
      return client
    }
    return {
      pool: new Proxy(pool, {
        get: (on, name) => (name === 'connect' ? connect : (Reflect.get(on, name).bind?.(on) ?? Reflect.get(on, name))),
      }),
      cuts: () => cuts,
    }
  }

  for (const [where, text] of [
    ['锁住之时', 'for update'],
    ['记账之时', 'insert into ledger_event'],
    ['写一览之时', 'insert into enforcement_case'],
    ['提交之时', 'commit'],
  ] as const)
    test(`${where}：不留下半件；同一编号再办即成`, async () => {
      const stream = await matterBefore(house, wjw, 'evidence')
      const cut = cutting(house.db.app, (said) => said.includes(text))
      const gate = door({ pool: cut.pool, streams: streams(loadPacks()), clock: house.clock })
      const before = await counts(house)
      const request = { id: newId(), stream, input: evidence('断线') }
      await assert.rejects(gate.send('case.addEvidence', request, callerOf(wjw, 'w01')), /terminat|not queryable|Connection/i)
      assert.equal(cut.cuts(), 1)
      assert.deepEqual(await counts(house), before)
      granted(await gate.send('case.addEvidence', request, callerOf(wjw, 'w01')))
      assert.equal((await counts(house)).event, (before.event ?? 0) + 1)
      await unbroken(stream)
    })

  test('经由接口的，答 503，说明稍后再试', async () => {
    let armed = false
    const cut = (pool: Pool) => cutting(pool, (said) => armed && said.includes('insert into ledger_event')).pool
    const broken = await openHouse('2026-03-02T01:00:00.000Z', (db) => ({ ...db, app: cut(db.app) }))
    try {
      const person = await broken.as(`${wjw}/w01`)
      armed = true
      const sent = { id: newId(), input: report }
      const [before, answer] = [await counts(broken), await person.act('case.report', sent)]
      isProblem(answer, 503, 'not-now')
      assert.equal(answer.headers['retry-after'], '5')
      assert.deepEqual(await counts(broken), before)
      assert.equal((await person.act('case.report', sent)).status, 200)
    } finally {
      await broken.close()
    }
  })

  test('决定之后、开启公示之前断线的：决定有效，公示由系统补办，只办一次', async () => {
    const stream = await matterBefore(house, wjw, 'decide')
    house.clock.set(new Date(Date.parse(house.clock.now()) + 10 * 86_400_000).toISOString())
    const cut = cutting(house.db.app, (said) => said.includes('insert into publication'))
    const known = streams(loadPacks())
    const gate = door({ pool: cut.pool, streams: known, clock: house.clock })
    const version = await versionOf(house, wjw, stream)
    granted(await gate.send('penalty.decide', { id: newId(), stream, version, input: { opinion: '同意' } }, callerOf(wjw, 'w05')))
    assert.equal(cut.cuts(), 1)
    const publication: StreamName = `publication:${idOf(stream)}`
    assert.equal(await versionOf(house, wjw, publication), 0)
    const left = async () =>
      (await house.db.root.query<{ n: number }>('select count(*) as n from followup where done_at is null and stream = $1', [idOf(stream)]))
        .rows[0]?.n
    assert.equal(await left(), 1)
    const runner = followups({
      pool: house.db.app,
      door: door({ pool: house.db.app, streams: known, clock: house.clock }),
      clock: house.clock,
    })
    await Promise.all([runner.run(), runner.run()])
    assert.deepEqual([await left(), await unbroken(publication)], [0, 1])
    await runner.run()
    assert.equal(await unbroken(publication), 1)
  })
})
