import type { Sha256 } from '#ledger/leaf'

const NODE = Uint8Array.of(1)

/** Hash of an inner node 内部节点 (RFC 6962 §2.1). */
export const nodeHash = (left: Uint8Array, right: Uint8Array, sha256: Sha256): Uint8Array => sha256(NODE, left, right)

/** Hash of a whole subtree: the `2^height` leaves from `index · 2^height` on; height 0 is a leaf hash. */
export type NodeAt = (height: number, index: number) => Uint8Array

/** A whole subtree 完整子树, by height and index. */
export type Node = Readonly<{ height: number; index: number }>

/** The largest power of two below `n`, as its exponent; `n` ≥ 2. */
function splitHeight(n: number): number {
  let height = 0
  while (2 ** (height + 1) < n) height++
  return height
}

/** The whole subtrees of which a range of leaves is made, widest first: `from` is a multiple of the widest. */
export function wholeNodes(from: number, to: number): readonly Node[] {
  const nodes: Node[] = []
  let at = from
  while (at < to) {
    let height = 0
    while (2 ** (height + 1) <= to - at) height++
    nodes.push({ height, index: at / 2 ** height })
    at += 2 ** height
  }
  return nodes
}

const fold = (nodes: readonly Node[], node: NodeAt, sha256: Sha256): Uint8Array =>
  nodes.map(({ height, index }) => node(height, index)).reduceRight((right, left) => nodeHash(left, right, sha256))

/** The root of the first `size` leaves 树根; of none, the hash of nothing. */
export const rootOf = (size: number, node: NodeAt, sha256: Sha256): Uint8Array =>
  size === 0 ? sha256() : fold(wholeNodes(0, size), node, sha256)

/** A proof as the subtrees it is made of: each hash is the root of one row. */
export type Path = readonly (readonly Node[])[]

/** Which subtrees prove that leaf `index` is in the tree of `size` 包含证明, from the leaf's sibling up. @throws {RangeError} when it is not in it */
export function inclusionPath(index: number, size: number): Path {
  if (!(Number.isSafeInteger(index) && Number.isSafeInteger(size) && 0 <= index && index < size))
    throw new RangeError(`no leaf ${index} in a tree of ${size}`)
  const path: (readonly Node[])[] = []
  let [from, to] = [0, size]
  while (to - from > 1) {
    const middle = from + 2 ** splitHeight(to - from)
    path.push(index < middle ? wholeNodes(middle, to) : wholeNodes(from, middle))
    if (index < middle) to = middle
    else from = middle
  }
  return path.reverse()
}

/** Which subtrees prove that the tree of `before` is the beginning of the tree of `after` 一致性证明. @throws {RangeError} unless 0 ≤ before ≤ after */
export function consistencyPath(before: number, after: number): Path {
  if (!(Number.isSafeInteger(before) && Number.isSafeInteger(after) && 0 <= before && before <= after))
    throw new RangeError(`no tree of ${before} in a tree of ${after}`)
  if (before === 0 || before === after) return []
  const path: (readonly Node[])[] = []
  let [from, to] = [0, after]
  while (to !== before) {
    const middle = from + 2 ** splitHeight(to - from)
    path.push(before <= middle ? wholeNodes(middle, to) : wholeNodes(from, middle))
    if (before <= middle) to = middle
    else from = middle
  }
  // what both have whole from the first leaf on is known to who knows the old root
  return [...(from === 0 ? [] : [wholeNodes(from, before)]), ...path.reverse()]
}

/** The hashes of a proof. */
export const hashesOf = (path: Path, node: NodeAt, sha256: Sha256): readonly Uint8Array[] => path.map((nodes) => fold(nodes, node, sha256))
