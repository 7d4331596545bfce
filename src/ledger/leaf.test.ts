import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { commit, leafHash } from '#ledger/leaf'
import { sha256 } from '#server/digest'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const nonce = new Uint8Array(32).fill(7)
const text = (said: string) => new TextEncoder().encode(said)

describe('存证', () => {
  test('空叶的哈希与 RFC 6962 相同', () =>
    assert.equal(hex(leafHash(new Uint8Array(), sha256)), '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'))
  test('叶与承诺不会混淆', () => assert.notEqual(hex(leafHash(text('甲'), sha256)), hex(commit(new Uint8Array(), text('甲'), sha256))))
  test('同样的内容，盐不同，承诺不同', () => {
    const other = new Uint8Array(32).fill(8)
    assert.notEqual(hex(commit(nonce, text('甲'), sha256)), hex(commit(other, text('甲'), sha256)))
  })
  test('改一个字，承诺就对不上', () =>
    assert.notEqual(hex(commit(nonce, text('罚款二千元'), sha256)), hex(commit(nonce, text('罚款三千元'), sha256))))
})
