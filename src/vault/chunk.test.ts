import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, test } from 'node:test'
import { CHUNK, LARGEST, lengthsOf, rootOf } from '#vault/chunk'
import { isOf, mediaTypes } from '#vault/media'

const sha256 = (...parts: readonly Uint8Array[]) => parts.reduce((state, part) => state.update(part), createHash('sha256')).digest()
const digest = (text: string) => sha256(Buffer.from(text))
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

describe('分块', () => {
  test('每块 4 MiB，最后一块是余下的', () => {
    assert.deepEqual(lengthsOf(1), [1])
    assert.deepEqual(lengthsOf(CHUNK), [CHUNK])
    assert.deepEqual(lengthsOf(CHUNK + 1), [CHUNK, 1])
    assert.equal(lengthsOf(LARGEST).length, 8)
    for (const size of [0, -1, 1.5, LARGEST + 1, Number.NaN]) assert.throws(() => lengthsOf(size), RangeError)
  })
  test('内容根照 RFC 6962 的树：叶与节点不能混淆，少一块、换次序都不同', () => {
    const [a, b, c] = ['甲', '乙', '丙'].map(digest) as [Buffer, Buffer, Buffer]
    const leaf = (d: Buffer) => sha256(Buffer.of(0), d)
    const node = (l: Uint8Array, r: Uint8Array) => sha256(Buffer.of(1), l, r)
    assert.equal(hex(rootOf([a], sha256)), hex(leaf(a)))
    assert.equal(hex(rootOf([a, b, c], sha256)), hex(node(node(leaf(a), leaf(b)), leaf(c))))
    const roots = [[a, b], [b, a], [a, b, c], [a], [a, a]].map((each) => hex(rootOf(each, sha256)))
    assert.equal(new Set(roots).size, roots.length)
    assert.throws(() => rootOf([], sha256), RangeError)
  })
})

describe('材料的种类', () => {
  test('看内容的开头，不看名称', () => {
    assert.ok(isOf('application/pdf', Buffer.from('%PDF-1.7')))
    assert.ok(isOf('image/png', Buffer.from('89504e470d0a1a0a', 'hex')))
    assert.ok(isOf('image/webp', Buffer.from('RIFF\u0001\u0002\u0003\u0004WEBPVP8 ')))
    for (const hex of ['49492a00', '4d4d002a']) assert.ok(isOf('image/tiff', Buffer.from(hex, 'hex')))
    assert.ok(!isOf('image/webp', Buffer.from('RIFF\u0001\u0002\u0003\u0004WAVEfmt ')))
    for (const text of ['<html>', 'MZ', '', '%PD', 'PK\u0003\u0004'])
      for (const type of mediaTypes) assert.ok(!isOf(type, Buffer.from(text)), `${type} ${text}`)
  })
})
