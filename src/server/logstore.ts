import type { Queryable } from '#db/pool'
import { nodesIn, type Tile, tileOf } from '#ledger/tile'
import { consistencyPath, hashesOf, inclusionPath, type Node, type NodeAt, type Path } from '#ledger/tree'
import { sha256 } from '#server/digest'

/** The two logs 日志: all events with private bodies; what was made public, public whole. */
export const logs = ['ops', 'pub'] as const
export type Log = (typeof logs)[number]

/** A log, and the shard of it that is meant: one key, one tree 分段. */
export type Shard = Readonly<{ log: Log; shard: number }>

/** Where a log stands 树头. Frozen: why nothing more is signed. */
export type Head = Readonly<{ shard: number; size: number; root: Buffer; frozen: string | null }>

const headOf = 'select shard, size, root, frozen from log_head where log = $1'

export async function getHead(db: Queryable, log: Log): Promise<Head> {
  const { rows } = await db.query<Head>(headOf, [log])
  if (!rows[0]) throw new Error(`log ${log} has no head`)
  return rows[0]
}

/** The head, held until commit: whoever holds it leads. */
export async function lockHead(db: Queryable, log: Log): Promise<Head> {
  const { rows } = await db.query<Head>(`${headOf} for update`, [log])
  if (!rows[0]) throw new Error(`log ${log} has no head`)
  return rows[0]
}

export type ShardRow = Readonly<{ shard: number; origin: string; vkey: string; opening: Buffer | null }>

export async function findShard(db: Queryable, { log, shard }: Shard): Promise<ShardRow | undefined> {
  const { rows } = await db.query<ShardRow>('select shard, origin, vkey, opening from log_shard where log = $1 and shard = $2', [
    log,
    shard,
  ])
  return rows[0]
}

export type Signed = Readonly<{ size: number; root: Buffer; note: string }>

/** The last checkpoint of a shard, or the last of at most a size. */
export async function findCheckpoint(db: Queryable, { log, shard }: Shard): Promise<Signed | undefined> {
  const { rows } = await db.query<Signed>(
    'select size, root, note from log_checkpoint where log = $1 and shard = $2 order by size desc limit 1',
    [log, shard],
  )
  return rows[0]
}

export const tileKey = (level: number, index: number): string => `${level}/${index}`

/** Tiles by level and index, those that are there; each looked up by its key, however many the planner takes the wanted ones for. */
export async function readTiles(
  db: Queryable,
  { log, shard }: Shard,
  wanted: readonly Pick<Tile, 'level' | 'index'>[],
): Promise<ReadonlyMap<string, Buffer>> {
  const { rows } = await db.query<{ level: number; index: number; bytes: Buffer }>(
    `select t.level, t.index, t.bytes from unnest($3::int[], $4::bigint[]) as w(level, index) cross join lateral
       (select level, index, bytes from log_tile where log = $1 and shard = $2 and level = w.level and index = w.index limit 1) as t`,
    [log, shard, wanted.map(({ level }) => level), wanted.map(({ index }) => index)],
  )
  return new Map(rows.map(({ level, index, bytes }) => [tileKey(level, index), bytes]))
}

/** Reads the tiles that hold these subtrees, in one query. */
export async function readNodes(db: Queryable, shard: Shard, nodes: readonly Node[]): Promise<NodeAt> {
  const wanted = new Map(
    nodes.map(({ height, index }) => {
      const tile = tileOf(height, index)
      return [tileKey(tile.level, tile.index), tile]
    }),
  )
  const tiles = await readTiles(db, shard, [...wanted.values()])
  return nodesIn((level, index) => tiles.get(tileKey(level, index)), sha256)
}

const proof = async (db: Queryable, shard: Shard, path: Path): Promise<readonly Uint8Array[]> =>
  hashesOf(path, await readNodes(db, shard, path.flat()), sha256)

/** 包含证明 of a leaf in the tree of a size. @throws {RangeError} when it is not in it, or its tiles are not there */
export const inclusionProof = (db: Queryable, shard: Shard, index: number, size: number) => proof(db, shard, inclusionPath(index, size))

/** 一致性证明 between two sizes. @throws {RangeError} unless before ≤ after */
export const consistencyProof = (db: Queryable, shard: Shard, before: number, after: number) =>
  proof(db, shard, consistencyPath(before, after))

/** Where a leaf stands in a log, by its hash; in whichever shard. */
export async function findLeaf(db: Queryable, log: Log, hash: Buffer): Promise<(Shard & Readonly<{ index: number }>) | undefined> {
  const { rows } = await db.query<Shard & { index: number }>(
    'select log, shard, index from log_leaf where log = $1 and leaf_hash = $2 order by shard limit 1',
    [log, hash],
  )
  return rows[0]
}

/** Entries of the public log from an index on, as their leaves are hashed; a later shard's first entry is its opening. */
export async function readEntries(db: Queryable, { log, shard }: Shard, from: number, count: number): Promise<readonly Buffer[]> {
  const { rows } = await db.query<{ leaf: Buffer | null }>(
    `select coalesce(e.leaf, s.opening) as leaf from log_leaf l
     left join pub_entry e using (agency, kind, id, version)
     left join log_shard s on l.kind = 'shard' and s.log = l.log and s.shard = l.shard
     where l.log = $1 and l.shard = $2 and l.index >= $3 and l.index < $4 order by l.index`,
    [log, shard, from, from + count],
  )
  return rows.flatMap(({ leaf }) => leaf ?? [])
}
