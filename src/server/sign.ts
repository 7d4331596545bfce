import type { Client, Pool } from '#db/pool'
import { tx } from '#db/tx'
import { checkpointText } from '#ledger/checkpoint'
import { type Signer, signNote } from '#ledger/note'
import { append as appendLeaves, type Filled } from '#ledger/tile'
import { edgeAfter, hashOfLeaf, leafTable, readEdge, rootOfEdge } from '#server/append'
import { sha256 } from '#server/digest'
import { failpoint } from '#server/failpoint'
import { keepKnown, whyHeld } from '#server/known'
import { findKey, vkeyOfSigner } from '#server/logkeys'
import { findCheckpoint, findShard, type Head, type Log, lockHead, readTiles, type Shard, tileKey } from '#server/logstore'

const CHUNK = 10_000

/** What became of a signature: made, nothing new to sign, no key for it here, or why none is made: the log is frozen, or held (`known.ts`). */
export type SignOutcome = Readonly<{ is: 'signed' | 'nothing' | 'keyless' } | { is: 'frozen' | 'held'; why: string }>

/**
 * Tells the tree since the last checkpoint anew 重算: leaf hashes from the bytes of the events as they are stored, tiles from these hashes, the root
 * from the tiles; and compares each with what stands in the tree. @returns what does not agree, or undefined
 */
async function findMismatch(db: Client, of: Shard, head: Head): Promise<string | undefined> {
  const { log, shard } = of
  const last = await findCheckpoint(db, of)
  let size = last?.size ?? 0
  if (size > head.size) return `已签署 ${size} 叶，树头只有 ${head.size} 叶`
  let edge: readonly Filled[] = await readEdge(db, of, size)
  if (last && !rootOfEdge(size, edge).equals(last.root)) return `树的右缘与已签署的 ${size} 叶的树根不合`
  while (size < head.size) {
    const { rows } = await db.query<{ index: number; hash: Buffer; leaf: Buffer | null }>(
      `select l.index, l.leaf_hash as hash, coalesce(e.leaf, s.opening) as leaf from log_leaf l
       left join ${leafTable[log]} e using (agency, kind, id, version)
       left join log_shard s on l.kind = 'shard' and s.log = l.log and s.shard = l.shard
       where l.log = $1 and l.shard = $2 and l.index >= $3 and l.index < $4 order by l.index`,
      [log, shard, size, Math.min(size + CHUNK, head.size)],
    )
    if (rows.length === 0) return `第 ${size} 叶不在`
    for (const [n, { index, hash, leaf }] of rows.entries()) {
      if (index !== size + n) return `第 ${size + n} 叶不在`
      if (!leaf || !hashOfLeaf(leaf).equals(hash)) return `第 ${index} 叶与所存的叶字节不合`
    }
    const changed = appendLeaves(
      size,
      edge,
      rows.map(({ hash }) => hash),
      sha256,
    )
    const stored = await readTiles(db, of, changed)
    for (const { level, index, bytes } of changed)
      if (!stored.get(tileKey(level, index))?.subarray(0, bytes.length).equals(bytes)) return `瓦片 ${level}/${index} 与叶不合`
    size += rows.length
    edge = edgeAfter(size, edge, changed)
  }
  return rootOfEdge(size, edge).equals(head.root) ? undefined : '树根与瓦片不合'
}

/** Signs the head of a log 签署检查点, once everything since the last signature was told anew; what does not agree freezes the log. */
export const sign = (pool: Pool, dir: string, log: Log): Promise<SignOutcome> =>
  tx(pool, async (db) => {
    const head = await lockHead(db, log)
    return signHeld(db, dir, log, head)
  })

/**
 * As `sign`, by who holds the head already. A shard may be ended though it came back from a backup: nothing went into its tree since, so where it
 * ends lies in whatever was signed after.
 */
export async function signHeld(db: Client, dir: string, log: Log, head: Head, how: 'on' | 'ending' = 'on'): Promise<SignOutcome> {
  if (head.frozen !== null) return { is: 'frozen', why: head.frozen }
  const of = { log, shard: head.shard }
  if ((await findCheckpoint(db, of))?.size === head.size) return { is: 'nothing' }
  const key = await keyOf(db, dir, of)
  if (!key) return { is: 'keyless' }
  const held = await whyHeld(db, dir, log, head)
  if (held && !(how === 'ending' && held.mayEnd)) return { is: 'held', why: held.zh }
  const why = await findMismatch(db, of, head).catch((error: unknown) => {
    if (error instanceof RangeError) return error.message
    throw error
  })
  if (why) {
    await db.query('update log_head set frozen = $2 where log = $1', [log, why])
    return { is: 'frozen', why }
  }
  const note = signNote(checkpointText({ origin: key.name, size: head.size, root: head.root }), [key], sha256)
  if (!held) keepKnown(dir, of, note)
  await db.query('insert into log_checkpoint (log, shard, size, root, note) values ($1, $2, $3, $4, $5)', [
    log,
    head.shard,
    head.size,
    head.root,
    note,
  ])
  await failpoint('sequencer.signed')
  return { is: 'signed' }
}

/** The key of a shard as this data folder has it, where it is the shard's own. */
export async function keyOf(db: Client | Pool, dir: string, of: Shard): Promise<Signer | undefined> {
  const [key, row] = [findKey(dir, of.log, of.shard), await findShard(db, of)]
  return key && row?.vkey === vkeyOfSigner(key) ? key : undefined
}
