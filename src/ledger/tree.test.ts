import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { bytesOfBase64, bytesOfHex } from '#ledger/bytes'
import { leafHash } from '#ledger/leaf'
import { provesConsistency, provesInclusion } from '#ledger/proof'
import { append, edgeOf, type Filled, nodesIn } from '#ledger/tile'
import { consistencyPath, hashesOf, inclusionPath, type NodeAt, rootOf } from '#ledger/tree'
import { sha256 } from '#server/digest'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31)
const runs = process.env.LONG ? 2_000 : 12

/** RFC 6962 §2.1 word for word, by recursion over the leaves: shares nothing with what it checks. */
const naive = {
  split: (n: number) => 2 ** Math.ceil(Math.log2(n) - 1),
  root(leaves: readonly Buffer[]): Buffer {
    if (leaves.length === 0) return sha256()
    if (leaves.length === 1) return sha256(Buffer.of(0), leaves[0] ?? Buffer.of())
    const k = this.split(leaves.length)
    return sha256(Buffer.of(1), this.root(leaves.slice(0, k)), this.root(leaves.slice(k)))
  },
  path(m: number, leaves: readonly Buffer[]): Buffer[] {
    if (leaves.length <= 1) return []
    const k = this.split(leaves.length)
    return m < k
      ? [...this.path(m, leaves.slice(0, k)), this.root(leaves.slice(k))]
      : [...this.path(m - k, leaves.slice(k)), this.root(leaves.slice(0, k))]
  },
  proof(m: number, leaves: readonly Buffer[], isWhole = true): Buffer[] {
    if (m === leaves.length) return isWhole ? [] : [this.root(leaves)]
    const k = this.split(leaves.length)
    return m <= k
      ? [...this.proof(m, leaves.slice(0, k), isWhole), this.root(leaves.slice(k))]
      : [...this.proof(m - k, leaves.slice(k), false), this.root(leaves.slice(0, k))]
  },
}

/** A tree kept in tiles, appended to in batches of the given sizes. */
function grown(leaves: readonly Buffer[], batches: readonly number[]): { node: NodeAt; tiles: ReadonlyMap<string, Filled> } {
  const tiles = new Map<string, Filled>()
  let size = 0
  for (const batch of [...batches, leaves.length]) {
    const edge = edgeOf(size).map((tile) => tiles.get(`${tile.level}/${tile.index}`) as Filled)
    const added = leaves.slice(size, size + batch)
    for (const tile of append(
      size,
      edge,
      added.map((leaf) => leafHash(leaf, sha256)),
      sha256,
    ))
      tiles.set(`${tile.level}/${tile.index}`, tile)
    size += added.length
  }
  return { tiles, node: nodesIn((level, index) => tiles.get(`${level}/${index}`)?.bytes, sha256) }
}

const shared = fileURLToPath(new URL('../../../shared/data/merkle-vectors/', import.meta.url))
const skip = existsSync(shared) ? false : '没有 ../shared/data/merkle-vectors，外部向量未核对'
const read = (path: string) => JSON.parse(readFileSync(join(shared, path), 'utf8'))
const casesIn = (kind: string): { name: string; held: Record<string, unknown> }[] =>
  readdirSync(join(shared, kind)).flatMap((group) =>
    readdirSync(join(shared, kind, group)).map((file) => ({ name: `${group}/${file}`, held: read(`${kind}/${group}/${file}`) })),
  )
const bytes = (text: unknown) => bytesOfBase64(String(text ?? '')) ?? new Uint8Array()
const list = (texts: unknown) => ((texts ?? []) as string[]).map(bytes)

describe('RFC 6962 与 transparency-dev 的向量', { skip }, () => {
  test('参考树：大小 0 到 8 的树根', () => {
    const { leaves_hex, roots_by_size_hex } = read('rfc6962-reference-tree.json') as Record<string, string[]>
    const leaves = (leaves_hex ?? []).map((text) => Buffer.from(text, 'hex'))
    for (const [size, root] of (roots_by_size_hex ?? []).entries())
      assert.equal(hex(rootOf(size, grown(leaves.slice(0, size), []).node, sha256)), root, `大小 ${size}`)
  })
  test('包含证明：该成立的成立，该拒绝的拒绝', () => {
    const cases = casesIn('inclusion')
    assert.ok(cases.length >= 50, String(cases.length))
    for (const { name, held } of cases) {
      const claim = { leaf: bytes(held.leafHash), index: Number(held.leafIdx), size: Number(held.treeSize), root: bytes(held.root) }
      assert.equal(provesInclusion({ ...claim, proof: list(held.proof) }, sha256), !held.wantErr, name)
    }
  })
  test('一致性证明：该成立的成立，该拒绝的拒绝', () => {
    const cases = casesIn('consistency')
    assert.ok(cases.length >= 40, String(cases.length))
    for (const { name, held } of cases) {
      const before = { size: Number(held.size1), root: bytes(held.root1) }
      const after = { size: Number(held.size2), root: bytes(held.root2) }
      assert.equal(provesConsistency({ before, after, proof: list(held.proof) }, sha256), !held.wantErr, name)
    }
  })
})

const sizes = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: 70 }) }, fc.integer({ min: 250, max: 700 }))
const grownSizes = fc.record({ size: sizes, batches: fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 5 }) })
const leavesOf = (size: number) => Array.from({ length: size }, (_, n) => Buffer.from(`${n}`))

describe('与逐字照 RFC 写的树一致', () => {
  test(`分批追加，树根、证明都相同，证明成立（种子 ${seed}）`, () =>
    fc.assert(
      fc.property(grownSizes, fc.nat(), fc.nat(), ({ size, batches }, at, from) => {
        const [leaves, index, before] = [leavesOf(size), at % size, 1 + (from % size)]
        const { node } = grown(leaves, batches)
        const [root, old] = [rootOf(size, node, sha256), rootOf(before, node, sha256)]
        assert.deepEqual([hex(root), hex(old)], [hex(naive.root(leaves)), hex(naive.root(leaves.slice(0, before)))])
        const path = hashesOf(inclusionPath(index, size), node, sha256)
        assert.deepEqual(path.map(hex), naive.path(index, leaves).map(hex))
        const claim = { leaf: leafHash(leaves[index] ?? Buffer.of(), sha256), index, size, root, proof: path }
        assert.ok(provesInclusion(claim, sha256))
        const proof = hashesOf(consistencyPath(before, size), node, sha256)
        assert.deepEqual(proof.map(hex), naive.proof(before, leaves).map(hex))
        assert.ok(provesConsistency({ before: { size: before, root: old }, after: { size, root }, proof }, sha256))
      }),
      { seed, numRuns: runs },
    ))

  test(`改一处就不成立：一位、多一个、少一个、别的位置、别的大小（种子 ${seed}）`, () =>
    fc.assert(
      fc.property(sizes, fc.nat(), fc.nat(), fc.nat(255), (size, at, spot, bit) => {
        const [leaves, index] = [leavesOf(size), at % size]
        const { node } = grown(leaves, [])
        const root = rootOf(size, node, sha256)
        const proof = hashesOf(inclusionPath(index, size), node, sha256)
        const claim = { leaf: leafHash(leaves[index] ?? Buffer.of(), sha256), index, size, root, proof }
        const flipped = (hash: Uint8Array) => hash.map((byte, n) => (n === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))
        const wrong = [
          { ...claim, root: flipped(root) },
          { ...claim, leaf: flipped(claim.leaf) },
          { ...claim, proof: [...proof, root] },
          { ...claim, proof: [root, ...proof] },
          { ...claim, index: index + size },
          { ...claim, index: -1 },
          { ...claim, size: 0 },
          { ...claim, size: index },
          ...(size > 1
            ? [
                { ...claim, proof: proof.with(spot % proof.length, flipped(proof[spot % proof.length] ?? root)) },
                { ...claim, proof: proof.slice(1) },
                { ...claim, proof: proof.slice(0, -1) },
                { ...claim, index: (index + 1) % size },
              ]
            : []),
        ]
        for (const [n, one] of wrong.entries()) assert.ok(!provesInclusion(one, sha256), `第 ${n} 种改动`)
      }),
      { seed, numRuns: runs },
    ))

  test('空树、同一棵树、越界', () => {
    const { node } = grown(leavesOf(3), [])
    const [none, three] = [
      { size: 0, root: rootOf(0, node, sha256) },
      { size: 3, root: rootOf(3, node, sha256) },
    ]
    assert.ok(provesConsistency({ before: none, after: three, proof: [] }, sha256))
    assert.ok(provesConsistency({ before: three, after: three, proof: [] }, sha256))
    assert.ok(!provesConsistency({ before: three, after: three, proof: [three.root] }, sha256))
    assert.ok(!provesConsistency({ before: three, after: none, proof: [] }, sha256))
    assert.throws(() => inclusionPath(3, 3), RangeError)
    assert.throws(() => consistencyPath(4, 3), RangeError)
    assert.equal(bytesOfHex('AB'), undefined)
  })
})
