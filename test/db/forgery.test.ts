import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { type Client, scopeKey } from '#db/pool'
import { tables } from '#db/tables'
import { checkpointText } from '#ledger/checkpoint'
import { commit } from '#ledger/leaf'
import { type Signer, signNote } from '#ledger/note'
import { appendTo, hashOfLeaf, leafTable } from '#server/append'
import { canonical, sha256 } from '#server/digest'
import { findKey, makeKey, vkeyOfSigner } from '#server/logkeys'
import { getHead, type Log, logs } from '#server/logstore'
import { sequencer } from '#server/sequencer'
import { type Checked, chain } from '#server/verify/chain'
import { type Expected, headOf, replay } from '#server/verify/replay'
import { verify, verifyIn } from '#server/verify/verify'
import { root } from '../stories/telling'
import { livedLedger, reportAgain } from './lived'

let lived: Awaited<ReturnType<typeof livedLedger>>
const others = mkdtempSync(join(tmpdir(), 'mingjing-otherkey-'))
before(async () => {
  lived = await livedLedger()
})
after(async () => {
  await lived?.drop()
  rmSync(others, { recursive: true, force: true })
})

const asked = (checkpoint?: string) => ({ root, full: true, scope: scopeKey(lived.db.secret.mingjing_app), checkpoint })
type Kept = Readonly<{ shard: number; size: number; note: string }>
const checkpoints = async (): Promise<readonly Kept[]> =>
  (await lived.db.root.query<Kept>(`select shard, size, note from log_checkpoint where log = 'ops' order by shard, size`)).rows
const originOf = (note: string) => String(note.split('\n')[0])

/** As who may do everything and has every key; what each saved checkpoint then tells; and nothing of it ever was. */
async function forged(change: (db: Client) => Promise<void>, saved: readonly (string | undefined)[]) {
  const db = (await lived.db.root.connect()) as Client
  try {
    await db.query('begin; set local session_replication_role = replica')
    await change(db)
    const told: (readonly string[])[] = []
    for (const note of saved) told.push((await verifyIn(db, asked(note))).findings.map(({ object, what }) => `${object}：${what}`))
    return told
  } finally {
    await db.query('rollback')
    db.release()
  }
}

type Stored = Readonly<{ agency: string; kind: string; id: string; version: number; payload: Buffer; nonce: Buffer; leaf: Buffer }>

/** One event says something else; it and all that follow it in its stream get new leaves 改写一个事件. */
async function rewrite(db: Client, id: string, version: number, change: (payload: string) => string): Promise<void> {
  const { rows } = await db.query<Stored>(`select * from ledger_event where kind = 'case' and id = $1 and version >= $2 order by version`, [
    id,
    version,
  ])
  let prev: Buffer | undefined
  for (const { version: at, payload, nonce, leaf } of rows) {
    const said = at === version ? Buffer.from(change(payload.toString('utf8'))) : payload
    const told = { ...JSON.parse(leaf.toString('utf8')), c: Buffer.from(commit(nonce, said, sha256)).toString('hex') }
    const bytes = canonical(prev ? { ...told, prev: prev.toString('hex') } : told)
    await db.query(
      `update ledger_event set payload = $3, leaf = $4, prev = coalesce($5, prev) where kind = 'case' and id = $1 and version = $2`,
      [...[id, at, said, bytes, prev ?? null]],
    )
    prev = hashOfLeaf(bytes)
  }
}

/** Every row that the events of a stream make, as they now are. */
async function showAnew(db: Client, id: string): Promise<void> {
  const events: Checked[] = []
  for await (const event of chain(db, () => {})) if (event.stream === `case:${id}`) events.push(event)
  const [first, ...rest] = events
  assert.ok(first)
  for (const row of [headOf(rest.at(-1) ?? first), ...replay([first, ...rest], () => {})]) await lay(db, row)
}

async function lay(db: Client, { table, key, set }: Expected): Promise<void> {
  const columns = (tables as Readonly<Record<string, Readonly<Record<string, string>>>>)[table] ?? {}
  const written = Object.entries(set).filter(([, value]) => value !== undefined)
  const values = [...Object.entries(key), ...written].map(([name, value]) =>
    columns[name]?.startsWith('jsonb') && value !== null ? JSON.stringify(value) : value,
  )
  const named = Object.keys(key)
  await db.query(
    `update ${table} set ${written.map(([name], n) => `${name} = $${named.length + n + 1}`).join(', ')}
     where ${named.map((name, n) => `${name} = $${n + 1}`).join(' and ')}`,
    values,
  )
}

/** The whole log made anew: leaves, tiles, heads, openings, and a signature wherever there was one 重算整部日志. */
async function relog(db: Client, log: Log, signerOf: (shard: number, origin: string) => Signer): Promise<void> {
  const of = [log]
  const { rows: shards } = await db.query<{ shard: number; origin: string }>(
    'select shard, origin from log_shard where log = $1 order by shard',
    of,
  )
  const { rows: leaves } = await db.query<{
    shard: number
    agency: string
    kind: string
    id: string
    version: number
    leaf: Buffer | null
  }>(
    `select l.shard, l.agency, l.kind, l.id, l.version, e.leaf from log_leaf l left join ${leafTable[log]} e using (agency, kind, id, version)
     where log = $1 order by l.shard, l.index`,
    of,
  )
  const { rows: signed } = await db.query<{ shard: number; size: number }>(
    'select shard, size from log_checkpoint where log = $1 order by size',
    of,
  )
  for (const table of ['log_leaf', 'log_tile', 'log_checkpoint']) await db.query(`delete from ${table} where log = $1`, of)
  let ended: Readonly<{ origin: string; size: number; root: string }> | undefined
  for (const { shard, origin } of shards) {
    const opening = ended && canonical({ v: 1, type: 'shard.opened', log, shard, ended })
    const signer = signerOf(shard, origin)
    await db.query('update log_shard set opening = $3, vkey = $4 where log = $1 and shard = $2', [
      log,
      shard,
      opening,
      vkeyOfSigner(signer),
    ])
    const mine = leaves
      .filter((leaf) => leaf.shard === shard)
      .map(({ leaf, agency, kind, id, version }) => ({
        place: { agency, kind, id, version },
        hash: hashOfLeaf(leaf ?? opening ?? Buffer.of()),
      }))
    let [size, hash] = [0, sha256()]
    for (const { size: to } of signed.filter((each) => each.shard === shard)) {
      await appendTo(db, log, { shard, size, root: hash, frozen: null }, mine.slice(size, to))
      size = to
      hash = to > 0 ? (await getHead(db, log)).root : hash
      await db.query('insert into log_checkpoint (log, shard, size, root, note) values ($1, $2, $3, $4, $5)', [
        ...[log, shard, size, hash, signNote(checkpointText({ origin, size, root: hash }), [signer], sha256)],
      ])
    }
    ended = { origin, size, root: hash.toString('hex') }
  }
}

const ownKey = (log: Log) => (shard: number) => {
  const key = findKey(lived.dir, log, shard)
  assert.ok(key)
  return key
}

/** The first event of the second matter told: it came after the first signature. */
async function target(db: Client): Promise<Readonly<{ id: string; party: string }>> {
  const { rows } = await db.query<{ id: string; party: string }>(
    `select e.id, c.party_name as party from log_leaf l join ledger_event e using (agency, kind, id, version) join enforcement_case c using (agency, id)
     where l.log = 'ops' and l.shard = 1 and e.type = 'case.reported' order by l.index desc limit 1`,
  )
  assert.ok(rows[0])
  return rows[0]
}

describe('连同整部日志一起伪造', () => {
  test('改写一个事件，重算每一行、每一叶、每一片、每一个签名：单凭数据库看不出来；有另存的检查点，就看得出来', async () => {
    const kept = (await checkpoints()).filter(({ shard }) => shard === 1)
    const [early, later] = [kept[0]?.note, kept.at(-1)?.note]
    assert.ok(early && later && early !== later)
    let isShown = false
    const [alone, before, since] = await forged(
      async (db) => {
        const { id, party } = await target(db)
        await rewrite(db, id, 1, (payload) => payload.replaceAll(party, '某乙'))
        await showAnew(db, id)
        for (const log of logs) await relog(db, log, ownKey(log))
        isShown = (await db.query(`select from enforcement_case where id = $1 and party_name = '某乙'`, [id])).rowCount === 1
      },
      [undefined, early, later],
    )
    assert.ok(isShown)
    assert.deepEqual(alone, [], '没有旁证，伪造得天衣无缝：我们不作更多的承诺')
    assert.deepEqual(before, [], '伪造之前签署的，与它的开头相合')
    assert.equal(since?.length, 1)
    assert.match(
      String(since?.[0]),
      new RegExp(`^checkpoint ${originOf(later)}：所存的检查点不是现在这棵树的开头：树根与由叶重算的 \\d+ 叶的不同$`),
    )
  })

  test('只重算一部分的，处处对不上', async () => {
    const [rows, leaves] = await Promise.all(
      [false, true].map((isShown) =>
        forged(
          async (db) => {
            const { id, party } = await target(db)
            await rewrite(db, id, 1, (payload) => payload.replaceAll(party, '某乙'))
            if (isShown) await showAnew(db, id)
          },
          [undefined],
        ),
      ),
    )
    assert.ok(rows?.[0]?.some((line) => /^enforcement_case .* party_name：/.test(line)))
    assert.ok(leaves?.[0]?.some((line) => /^log_leaf ops\/1\/\d+ leaf_hash：/.test(line)))
    assert.ok(!leaves?.[0]?.some((line) => line.startsWith('enforcement_case ')))
  })

  test('换一把钥重新签署全部检查点：单凭数据库看不出来；有另存的检查点，就看得出来', async () => {
    const last = (await checkpoints()).at(-1)?.note
    assert.ok(last)
    const [alone, since] = await forged(
      async (db) => {
        for (const log of logs) await relog(db, log, (shard, origin) => makeKey(others, log, shard, origin))
      },
      [undefined, last],
    )
    assert.deepEqual(alone, [])
    assert.deepEqual(since, [`checkpoint ${originOf(last)}：所存的检查点不是现在这棵树的开头：签名不成立（unknown-key）`])
  })

  test('另起来源的，没有所存检查点的日志', async () => {
    const last = (await checkpoints()).at(-1)?.note ?? ''
    const [told] = await forged(async () => {}, [last.replace(originOf(last), 'mingjing/other/ops/1')])
    assert.deepEqual(told, ['checkpoint mingjing/other/ops/1：没有这一来源的日志'])
  })

  test('退回到从前（恢复旧备份、截去末尾）：单凭数据库看不出来；有以后的检查点，就看得出来', async () => {
    const { db, dir } = lived
    const { database } = db.address
    const home = new pg.Client({ ...db.address, database: 'postgres', user: db.admin.user, password: db.secret.postgres })
    await home.connect()
    const old = `${database}_old`
    try {
      await home.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [database])
      await home.query(`create database ${old} template ${database}`)
      await reportAgain(db.app)
      await sequencer({ pool: db.sequencer, dir, say: () => {} }).run()
      const last = (await checkpoints()).at(-1)
      assert.ok(last)
      const restored = { ...db.admin, address: { ...db.address, database: old } }
      assert.deepEqual((await verify(restored, asked())).findings, [])
      assert.deepEqual((await verify(db.admin, asked(last.note))).findings, [])
      const [told, ...more] = (await verify(restored, asked(last.note))).findings
      assert.deepEqual(more, [])
      assert.equal(told?.object, `checkpoint ${originOf(last.note)}`)
      assert.match(String(told?.what), new RegExp(`签署了 ${last.size} 叶，树只有 \\d+ 叶$`))
    } finally {
      await home.query(`drop database if exists ${old} with (force)`)
      await home.end()
    }
  })
})
