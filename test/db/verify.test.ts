import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { scopeKey } from '#db/pool'
import { door } from '#server/act'
import { systemClock } from '#server/clock'
import { newId } from '#server/config'
import { sequencer } from '#server/sequencer'
import { streams } from '#server/streams'
import { verify } from '#server/verify/verify'
import { packs, root } from '../stories/telling'
import { livedLedger } from './lived'
import { mingjing } from './mingjing'

const LONG = process.env.LONG === '1'
const [RUNS, CALLERS] = LONG ? [20, 8] : [3, 4]

let lived: Awaited<ReturnType<typeof livedLedger>>
const dir = mkdtempSync(join(tmpdir(), 'mingjing-verify-'))
before(async () => {
  lived = await livedLedger()
})
after(async () => {
  await lived?.drop()
  rmSync(dir, { recursive: true, force: true })
})

const env = () => {
  const { host, port, database } = lived.db.address
  return { DATABASE_URL: `postgresql://postgres:${lived.db.secret.postgres}@${host}:${port}/${database}` }
}
const cli = (...args: string[]) => mingjing(['ledger', 'verify', '--json', '--data', dir, ...args], env())
const whole = async () => (await verify(lived.db.admin, { root, full: true, scope: scopeKey(lived.db.secret.mingjing_app) })).findings
const one = async <T extends object>(text: string): Promise<T> => (await lived.db.root.query<T>(text)).rows[0] as T

const gate = () => door({ pool: lived.db.app, streams: streams(packs), clock: systemClock })
const report = async (at: ReturnType<typeof gate>) => {
  const outcome = await at.send(
    'case.report',
    {
      id: newId(),
      input: {
        ...{ source: 'inspection', text: '现场检查发现', cause: '虚构医疗服务', violationOn: '2026-02-25' },
        party: { type: 'organisation', name: '某诊所' },
      },
    },
    { kind: 'officer', agency: 'songkou-ybj', officer: 'y01' },
  )
  assert.equal(outcome.is, 'granted', JSON.stringify(outcome))
}

describe('mingjing ledger verify', () => {
  test('相符：退出码 0，没有一项发现；另存的检查点也相符', async () => {
    const { note } = await one<{ note: string }>(`select note from log_checkpoint where log = 'ops' order by shard, size limit 1`)
    writeFileSync(join(dir, 'checkpoint'), note)
    const { code, out } = await cli('--full', '--checkpoint', join(dir, 'checkpoint'))
    const { ok, findings } = JSON.parse(out)
    assert.deepEqual({ code, ok, findings }, { code: 0, ok: true, findings: [] })
  })

  test('不符：退出码 1，每一项说明是什么、怎样不符；不就地修复，此后照常办理也不抹去', async () => {
    const { before, id } = await one<{ before: Buffer; id: string }>(
      `select payload as before, id from ledger_event where type = 'case.reported' order by at limit 1`,
    )
    const at = `kind = 'case' and id = '${id}' and version = 1`
    const flip = `update ledger_event set payload = set_byte(payload, 20, get_byte(payload, 20) # 1) where ${at}`
    const payload = async () => (await one<{ payload: Buffer }>(`select payload from ledger_event where ${at}`)).payload
    await lived.db.root.query(flip)
    try {
      const damaged = await payload()
      const { code, out } = await cli('--full')
      const told = JSON.parse(out)
      assert.deepEqual([code, told.ok], [1, false])
      assert.ok(told.findings.length > 0)
      for (const finding of told.findings) assert.deepEqual(Object.keys(finding), ['object', 'what'])
      assert.ok(
        told.findings.some(({ object }: { object: string }) => object.endsWith(`/case:${id}/1 payload, nonce`)),
        out,
      )
      await report(gate())
      await sequencer({ pool: lived.db.sequencer, dir: lived.dir, say: () => {} }).run()
      assert.ok((await whole()).length > 0)
      assert.deepEqual(await payload(), damaged)
      assert.notDeepEqual(damaged, before)
    } finally {
      await lived.db.root.query(flip)
    }
    assert.deepEqual(await whole(), [])
  })

  test('问得不对、读不到的：退出码 2，既不说相符，也不说不符', async () => {
    const nowhere = { DATABASE_URL: 'postgresql://postgres:x@127.0.0.1:1/none' }
    const [option, file, folder, server] = await Promise.all([
      cli('--everything'),
      cli('--checkpoint', join(dir, 'none')),
      mingjing(['ledger', 'verify', '--json', '--data', join(dir, 'none')]),
      mingjing(['ledger', 'verify', '--json', '--data', dir], nowhere),
    ])
    for (const [{ code, out, err }, why] of [
      [option, /没有选项 --everything/],
      [file, /不能读取 .*none/],
      [folder, /没有数据库/],
      [server, /没有核验/],
    ] as const) {
      assert.deepEqual([code, out], [2, ''], err)
      assert.match(err, why)
    }
  })
})

describe('一边办理，一边核验', () => {
  test(`${CALLERS} 人不断办理，入账不停，核验 ${RUNS} 次，没有误报`, async (t) => {
    const log = sequencer({ pool: lived.db.sequencer, dir: lived.dir, say: () => {} })
    const at = door({ pool: lived.db.app, streams: streams(packs), clock: systemClock, nudge: log.nudge })
    log.start()
    let [going, acts] = [true, 0]
    const callers = Array.from({ length: CALLERS }, async () => {
      while (going) {
        await report(at)
        acts++
      }
    })
    try {
      for (let run = 0; run < RUNS; run++) {
        assert.deepEqual(await whole(), [])
        await sleep(Math.random() * 100)
      }
    } finally {
      going = false
      await Promise.all(callers)
      await log.stop()
    }
    t.diagnostic(`${acts} acts meanwhile`)
    assert.ok(acts > RUNS)
    assert.deepEqual(await whole(), [])
  })

  test('右缘的瓦片被改了一个字节：接着办理、入账，字节原样留着，指名，不再签署', async () => {
    const { shard, index } = await one<{ shard: number; index: number }>(
      `select shard, index from log_tile where log = 'ops' and level = 0 order by shard desc, index desc limit 1`,
    )
    const edge = `log = 'ops' and level = 0 and shard = ${shard} and index = ${index}`
    await lived.db.root.query(`update log_tile set bytes = set_byte(bytes, 0, get_byte(bytes, 0) # 1) where ${edge}`)
    const first = async () => (await one<{ first: Buffer }>(`select substr(bytes, 1, 32) as first from log_tile where ${edge}`)).first
    const [damaged, signed] = [await first(), await one<{ n: number }>('select count(*) as n from log_checkpoint')]
    await report(gate())
    await sequencer({ pool: lived.db.sequencer, dir: lived.dir, say: () => {} }).run()
    const objects = (await whole()).map(({ object }) => object)
    assert.ok(objects.includes(`log_tile ops/${shard}/0/${index} bytes`), objects.join('\n'))
    assert.ok(objects.includes('log_head ops frozen'), objects.join('\n'))
    assert.deepEqual(await first(), damaged)
    assert.deepEqual(await one<{ n: number }>('select count(*) as n from log_checkpoint'), signed)
  })
})
