import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, test } from 'node:test'
import { leafHash } from '#ledger/leaf'
import { sha256 } from '#server/digest'
import { rotate } from '#server/rotate'
import { sequencer } from '#server/sequencer'
import { type Fresh, freshDatabase } from './template'

let db: Fresh
let dir: string
before(() => {
  dir = mkdtempSync(join(tmpdir(), 'mingjing-keys-'))
})
after(() => rmSync(dir, { recursive: true, force: true }))

/** Events as the door leaves them: streams of several versions, pending. */
async function put(streams: number, versions: number): Promise<void> {
  for (let s = 0; s < streams; s++) {
    const id = randomUUID()
    let prev: Buffer | null = null
    const rows: { version: number; leaf: Buffer; prev: Buffer | null }[] = []
    for (let version = 1; version <= versions; version++) {
      const leaf = Buffer.from(JSON.stringify({ id, version, n: randomBytes(8).toString('hex') }))
      rows.push({ version, leaf, prev })
      prev = Buffer.from(leafHash(leaf, sha256))
    }
    await db.root.query(
      `with e as (
         insert into ledger_event (agency, kind, id, version, type, act, act_id, actor, at, payload, nonce, leaf, prev, law)
         select 'a', 'case', $1, version, 't', 'a', gen_random_uuid(), 'x', now(), 'p', $2, leaf, prev, '\\x00' from unnest($3::int[], $4::bytea[], $5::bytea[]) as r(version, leaf, prev))
       insert into ledger_pending (agency, kind, id, version) select 'a', 'case', $1, unnest($3::int[])`,
      [id, randomBytes(32), rows.map((row) => row.version), rows.map((row) => row.leaf), rows.map((row) => row.prev)],
    )
  }
}

const said: string[] = []
const made = () => sequencer({ pool: db.sequencer, dir, say: (line) => said.push(line) })
const one = async <T extends object>(text: string): Promise<T> => (await db.root.query<T>(text)).rows[0] as T

async function isWhole(): Promise<void> {
  const told = await one<{ size: number; leaves: number; highest: number; pending: number; events: number; disordered: number }>(`
    select h.size, (select count(*) from log_leaf where log = 'ops') as leaves, (select max(index) + 1 from log_leaf where log = 'ops') as highest,
      (select count(*) from ledger_pending) as pending, (select count(*) from ledger_event) as events,
      (select count(*) from log_leaf a join log_leaf b using (log, shard, agency, kind, id) where a.version < b.version and a.index > b.index) as disordered
    from log_head h where h.log = 'ops'`)
  assert.deepEqual(told, { size: told.events, leaves: told.events, highest: told.events, pending: 0, events: told.events, disordered: 0 })
  const signed = await one<{ size: number }>(`select max(size) as size from log_checkpoint where log = 'ops'`)
  assert.equal(signed.size, told.size)
}

describe('入账', () => {
  beforeEach(async () => {
    said.length = 0
    db = await freshDatabase()
  })
  const closing = (fn: () => Promise<void>) => async () => {
    try {
      await fn()
    } finally {
      await db.drop()
      rmSync(join(dir, 'keys'), { recursive: true, force: true })
    }
  }

  test(
    '没有漏号，一条流的先后不乱；半满的瓦片长成满的',
    closing(async () => {
      const { run } = made()
      for (const [streams, versions] of [
        [3, 5],
        [40, 7],
        [1, 300],
      ] as const) {
        await put(streams, versions)
        await run()
        await isWhole()
      }
      const { width } = await one<{ width: number }>(`select width from log_tile where level = 0 and index = 0 and log = 'ops'`)
      assert.equal(width, 256)
    }),
  )

  test(
    '几个入账的进程争抢：一片不多，一片不少',
    closing(async () => {
      await put(60, 9)
      const many = [made(), made(), made(), made()]
      await Promise.all([...many.map(({ run }) => run()), put(20, 3)])
      await Promise.all(many.map(({ run }) => run()))
      await isWhole()
    }),
  )

  test(
    '前一版未入账的，后一版等着',
    closing(async () => {
      await put(1, 4)
      const held = await db.root.query(`delete from ledger_pending where version = 2 returning agency, kind, id, version`)
      await made().run()
      assert.equal((await one<{ size: number }>(`select size from log_head where log = 'ops'`)).size, 1)
      const row = held.rows[0]
      await db.root.query('insert into ledger_pending (agency, kind, id, version) values ($1, $2, $3, $4)', [
        row.agency,
        row.kind,
        row.id,
        row.version,
      ])
      await made().run()
      await isWhole()
    }),
  )

  test(
    '连接在半途断开：一批全部作废，下一次从头来',
    closing(async () => {
      await put(30, 5)
      const running = made()
        .run()
        .catch(() => 'broken')
      const kill = async () => {
        for (let n = 0; n < 20; n++)
          await db.root.query(
            `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'mingjing_sequencer' and datname = current_database()`,
          )
      }
      await Promise.all([running, kill()])
      await made().run()
      await isWhole()
    }),
  )

  for (const [what, change] of [
    ['一片叶的字节', `update ledger_event set leaf = set_byte(leaf, 3, get_byte(leaf, 3) # 1) where version = 2`],
    ['一片叶的哈希', `update log_leaf set leaf_hash = set_byte(leaf_hash, 0, get_byte(leaf_hash, 0) # 1) where index = 35`],
    ['一片瓦片', `update log_tile set bytes = set_byte(bytes, 40, get_byte(bytes, 40) # 1) where level = 0`],
    ['树根', `update log_head set root = set_byte(root, 0, get_byte(root, 0) # 1) where log = 'ops'`],
  ] as const)
    test(
      `${what}被改动：不再签署，不就地修复，说明原因`,
      closing(async () => {
        await put(10, 3)
        await made().run()
        await put(5, 3)
        const checkpoints = await one<{ n: number }>('select count(*) as n from log_checkpoint')
        // the new leaves go in, and before they are signed somebody changes what stands there
        const broken = sequencer({
          pool: db.sequencer,
          dir: mkdtempSync(join(tmpdir(), 'mingjing-nokey-')),
          say: (line) => said.push(line),
        })
        await broken.run()
        await db.root.query(change)
        await made().run()
        const { frozen } = await one<{ frozen: string | null }>(`select frozen from log_head where log = 'ops'`)
        assert.match(String(frozen), /不合|不在/)
        assert.deepEqual(await one<{ n: number }>('select count(*) as n from log_checkpoint'), checkpoints)
        await put(1, 1)
        await made().run()
        assert.deepEqual(await one<{ n: number }>('select count(*) as n from log_checkpoint'), checkpoints)
        assert.ok(said.some((line) => line.includes('冻结')))
      }),
    )

  test(
    '更换签名钥：旧段有末尾的签名，新段的首叶承诺旧段的末尾，入账接着走',
    closing(async () => {
      await put(4, 3)
      await made().run()
      const { root } = await one<{ root: Buffer }>(`select root from log_head where log = 'ops'`)
      const { ended, size, began } = await rotate(db.sequencer, dir, 'ops')
      assert.deepEqual([ended, size, began], [1, 12, 2])
      await put(2, 2)
      await made().run()
      const { rows } = await db.root.query<{ shard: number; size: number; opening: Buffer | null }>(`
        select s.shard, max(c.size) as size, s.opening from log_shard s join log_checkpoint c using (log, shard)
        where s.log = 'ops' group by s.log, s.shard order by s.shard`)
      assert.deepEqual(
        rows.map(({ shard, size }) => [shard, size]),
        [
          [1, 12],
          [2, 5],
        ],
      )
      const told = JSON.parse(String(rows[1]?.opening)) as { ended: { size: number; root: string } }
      assert.deepEqual([told.ended.size, told.ended.root], [12, root.toString('hex')])
      const keys = await one<{ n: number }>(`select count(distinct split_part(vkey, '+', 3)) as n from log_shard where log = 'ops'`)
      assert.equal(keys.n, 2)
    }),
  )

  test(
    '签名钥文件损坏：说明是哪个文件，不另造一把',
    closing(async () => {
      await put(2, 2)
      await made().run()
      writeFileSync(join(dir, 'keys', 'ops-1.key'), 'PRIVATE+KEY+broken\n')
      await put(1, 1)
      await assert.rejects(made().run(), /ops-1\.key 已损坏/)
    }),
  )
})
