import type { Client, Queryable } from '#db/pool'
import { leafHash } from '#ledger/leaf'
import { append as appendLeaves, edgeOf, type Filled, nodesIn, type Tile } from '#ledger/tile'
import { rootOf } from '#ledger/tree'
import { sha256 } from '#server/digest'
import { type Head, type Log, readTiles, type Shard, tileKey } from '#server/logstore'

/** Which event a leaf is of. */
export type Place = Readonly<{ agency: string; kind: string; id: string; version: number }>
export type NewLeaf = Readonly<{ place: Place; hash: Buffer }>

/** Which bytes a leaf is made of, by log. */
export const leafTable: Readonly<Record<Log, string>> = { ops: 'ledger_event', pub: 'pub_entry' }

/** The right edge of a tree as it is stored, cut to the widths that the size asks for. @throws {RangeError} where a tile is missing or short */
export async function readEdge(db: Queryable, shard: Shard, size: number): Promise<readonly Filled[]> {
  const edge = edgeOf(size)
  const tiles = await readTiles(db, shard, edge)
  return edge.map(({ level, index, width }) => {
    const bytes = tiles.get(tileKey(level, index))?.subarray(0, width * 32)
    if (bytes?.length !== width * 32) throw new RangeError(`tile ${level}/${index} of width ${width} is not there`)
    return { level, index, width, bytes }
  })
}

/** The edge after an append: what changed, laid over what was. */
export function edgeAfter(size: number, before: readonly Filled[], changed: readonly Filled[]): readonly Filled[] {
  const at = ({ level, index }: Tile) => tileKey(level, index)
  const known = new Map([...before, ...changed].map((tile) => [at(tile), tile]))
  return edgeOf(size).flatMap((tile) => known.get(at(tile)) ?? [])
}

/** The root, told from its edge alone. */
export function rootOfEdge(size: number, edge: readonly Filled[]): Buffer {
  const known = new Map(edge.map((tile) => [tileKey(tile.level, tile.index), tile.bytes]))
  return Buffer.from(
    rootOf(
      size,
      nodesIn((level, index) => known.get(tileKey(level, index)), sha256),
      sha256,
    ),
  )
}

/** Appends leaves behind the head 入账: their rows, the tiles that change, the head. The caller holds the head. */
export async function appendTo(db: Client, log: Log, { shard, size }: Head, leaves: readonly NewLeaf[]): Promise<void> {
  if (leaves.length === 0) return
  const edge = await readEdge(db, { log, shard }, size)
  const changed = appendLeaves(
    size,
    edge,
    leaves.map(({ hash }) => hash),
    sha256,
  )
  const after = size + leaves.length
  await db.query(
    `insert into log_leaf (log, shard, index, agency, kind, id, version, leaf_hash)
     select $1, $2, $3::bigint + n - 1, agency, kind, id, version, hash
     from unnest($4::text[], $5::text[], $6::text[], $7::int[], $8::bytea[]) with ordinality as l(agency, kind, id, version, hash, n)`,
    [
      log,
      shard,
      size,
      leaves.map(({ place }) => place.agency),
      leaves.map(({ place }) => place.kind),
      leaves.map(({ place }) => place.id),
      leaves.map(({ place }) => place.version),
      leaves.map(({ hash }) => hash),
    ],
  )
  await db.query(
    `insert into log_tile (log, shard, level, index, width, bytes)
     select $1, $2, * from unnest($3::int[], $4::bigint[], $5::int[], $6::bytea[])
     on conflict (log, shard, level, index) do update set width = excluded.width, bytes = excluded.bytes`,
    [
      log,
      shard,
      changed.map(({ level }) => level),
      changed.map(({ index }) => index),
      changed.map(({ width }) => width),
      changed.map(({ bytes }) => Buffer.from(bytes)),
    ],
  )
  await db.query('update log_head set size = $2, root = $3 where log = $1', [
    log,
    after,
    rootOfEdge(after, edgeAfter(after, edge, changed)),
  ])
}

/** The hash of a leaf's own bytes, as `Buffer`. */
export const hashOfLeaf = (bytes: Uint8Array): Buffer => Buffer.from(leafHash(bytes, sha256))
