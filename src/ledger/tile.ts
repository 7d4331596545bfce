import { concat } from '#ledger/bytes'
import type { Sha256 } from '#ledger/leaf'
import { type NodeAt, nodeHash } from '#ledger/tree'

/** Levels of the tree that one tile holds, and hashes in a full one (C2SP tlog-tiles). */
export const HEIGHT = 8
export const FULL = 2 ** HEIGHT
const HASH = 32
const LAST_LEVEL = 63

/** A tile 存证瓦片: hashes `index · 256` and on of the level; `width` 256 is a full one, less a partial one. Level 0 holds leaf hashes. */
export type Tile = Readonly<{ level: number; index: number; width: number }>

/** `x001/x234/067`: three digits a step. */
function indexPath(index: number): string {
  const digits = String(index)
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? []
  return groups.map((group, n) => (n < groups.length - 1 ? `x${group}` : group)).join('/')
}

/** `0/x001/x234/067.p/112`, from `tile/` on; `entries` names the bundle of entries beside the hashes. */
export const tilePath = ({ level, index, width }: Readonly<{ level: number | 'entries'; index: number; width: number }>): string =>
  `${level}/${indexPath(index)}${width === FULL ? '' : `.p/${width}`}`

/** The tile that a path names, or undefined when it is not the one way to write it. */
export function tileAt(path: string): Readonly<{ level: number | 'entries'; index: number; width: number }> | undefined {
  const told = /^(entries|0|[1-9]\d?)\/((?:x\d{3}\/)*)(\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path)
  if (!told) return undefined
  const level = told[1] === 'entries' ? 'entries' : Number(told[1])
  const index = Number(`${(told[2] ?? '').replace(/[x/]/g, '')}${told[3]}`)
  const width = Number(told[4] ?? FULL)
  if ((level !== 'entries' && level > LAST_LEVEL) || !Number.isSafeInteger(index) || (told[4] !== undefined && width >= FULL))
    return undefined
  return tilePath({ level, index, width }) === path ? { level, index, width } : undefined
}

/** How many hashes a level has in a tree of a size. */
export const hashesAt = (level: number, size: number): number => Math.floor(size / FULL ** level)

/** The partial tiles at the right edge of a tree 右缘, lowest level first: what must be known to append. */
export function edgeOf(size: number): readonly Tile[] {
  const tiles: Tile[] = []
  for (let level = 0; hashesAt(level, size) > 0; level++) {
    const hashes = hashesAt(level, size)
    if (hashes % FULL > 0) tiles.push({ level, index: Math.floor(hashes / FULL), width: hashes % FULL })
  }
  return tiles
}

/** A tile with its hashes, 32 bytes each. */
export type Filled = Tile & Readonly<{ bytes: Uint8Array }>

const subtree = (bytes: Uint8Array, from: number, height: number, sha256: Sha256): Uint8Array => {
  if (height === 0) return bytes.subarray(from * HASH, (from + 1) * HASH)
  const middle = from + 2 ** (height - 1)
  return nodeHash(subtree(bytes, from, height - 1, sha256), subtree(bytes, middle, height - 1, sha256), sha256)
}

/** What a full tile is in the level above. @throws {RangeError} when it is not full */
export function tileHash(bytes: Uint8Array, sha256: Sha256): Uint8Array {
  if (bytes.length !== FULL * HASH) throw new RangeError(`a tile of ${bytes.length} bytes is not full`)
  return subtree(bytes, 0, HEIGHT, sha256)
}

/** The tile that holds a whole subtree, and where in it. */
export const tileOf = (height: number, index: number): Readonly<{ level: number; index: number }> => {
  const level = Math.floor(height / HEIGHT)
  return { level, index: Math.floor((index * 2 ** (height - level * HEIGHT)) / FULL) }
}

/** Reads whole subtrees out of tiles. @throws {RangeError} when a tile is not there or too narrow */
export const nodesIn =
  (tile: (level: number, index: number) => Uint8Array | undefined, sha256: Sha256): NodeAt =>
  (height, index) => {
    const { level, index: at } = tileOf(height, index)
    const within = height - level * HEIGHT
    const from = index * 2 ** within - at * FULL
    const bytes = tile(level, at)
    if (!bytes || bytes.length < (from + 2 ** within) * HASH) throw new RangeError(`tile ${level}/${at} does not hold ${height}/${index}`)
    return subtree(bytes, from, within, sha256)
  }

/** The tiles that change when leaf hashes are appended 追加; `edge`: the partial tiles of the tree so far, as `edgeOf(size)` names them. */
export function append(size: number, edge: readonly Filled[], leaves: readonly Uint8Array[], sha256: Sha256): readonly Filled[] {
  const changed: Filled[] = []
  let added: readonly Uint8Array[] = leaves
  for (let level = 0; added.length > 0; level++) {
    const held = hashesAt(level, size)
    const partial = edge.find((tile) => tile.level === level)
    if ((partial?.width ?? 0) !== held % FULL)
      throw new RangeError(`level ${level} of a tree of ${size} has ${held % FULL} hashes at its edge`)
    const hashes = concat(partial?.bytes ?? new Uint8Array(), ...added)
    const first = Math.floor(held / FULL)
    const above: Uint8Array[] = []
    for (let at = 0; at * FULL * HASH < hashes.length; at++) {
      const bytes = hashes.slice(at * FULL * HASH, (at + 1) * FULL * HASH)
      const width = bytes.length / HASH
      changed.push({ level, index: first + at, width, bytes })
      if (width === FULL) above.push(tileHash(bytes, sha256))
    }
    added = above
  }
  return changed
}
