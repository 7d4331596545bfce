import { isSame } from '#ledger/bytes'
import type { Sha256 } from '#ledger/leaf'
import { nodeHash } from '#ledger/tree'

const isSize = (n: number): boolean => Number.isSafeInteger(n) && n >= 0
const isHash = (bytes: Uint8Array): boolean => bytes.length === 32
const half = (n: number): number => Math.floor(n / 2)

/** What is claimed of a leaf: its hash, its place, and the tree it is in. */
export type Inclusion = Readonly<{ leaf: Uint8Array; index: number; size: number; root: Uint8Array; proof: readonly Uint8Array[] }>

/** Whether the proof shows the leaf at its place in the tree 包含证明成立; not one hash more or less than needed (RFC 9162 §2.1.3.2). */
export function provesInclusion({ leaf, index, size, root, proof }: Inclusion, sha256: Sha256): boolean {
  if (!isSize(index) || !isSize(size) || index >= size || !isHash(leaf) || !isHash(root) || !proof.every(isHash)) return false
  let [at, last, hash] = [index, size - 1, leaf]
  for (const sibling of proof) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(sibling, hash, sha256)
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)]
    } else hash = nodeHash(hash, sibling, sha256)
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && isSame(hash, root)
}

/** What is claimed of two trees: that the first is the beginning of the second. */
export type Consistency = Readonly<{
  before: Readonly<{ size: number; root: Uint8Array }>
  after: Readonly<{ size: number; root: Uint8Array }>
  proof: readonly Uint8Array[]
}>

/** Whether the proof shows the one tree as the beginning of the other 一致性证明成立; not one hash more or less than needed (RFC 9162 §2.1.4.2). */
export function provesConsistency({ before, after, proof }: Consistency, sha256: Sha256): boolean {
  if (!isSize(before.size) || !isSize(after.size) || before.size > after.size) return false
  if (!isHash(before.root) || !isHash(after.root) || !proof.every(isHash)) return false
  if (before.size === 0) return proof.length === 0 && isSame(before.root, sha256())
  if (before.size === after.size) return proof.length === 0 && isSame(before.root, after.root)
  let [at, last] = [before.size - 1, after.size - 1]
  while (at % 2 === 1) [at, last] = [half(at), half(last)]
  // a tree whole from its first leaf on stands in the other as it is: its root begins the path
  const [first, ...rest] = at === 0 ? [before.root, ...proof] : proof
  if (!first) return false
  let [old, now] = [first, first]
  for (const sibling of rest) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      old = nodeHash(sibling, old, sha256)
      now = nodeHash(sibling, now, sha256)
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)]
    } else now = nodeHash(now, sibling, sha256)
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && isSame(old, before.root) && isSame(now, after.root)
}
