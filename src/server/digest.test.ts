import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { loadPacks } from '#policy/load'
import { canonical } from '#server/digest'

/** Each needs another way of writing: escaped, short escaped, a pair, half of one, private, plain. */
const units = ['\u0000', '\n', '"', '\\', '\u2028', '\u{1f600}', '\ud800', '\udfff', '\ufb33', '䶮', 'z', '1']

describe('规范化编码（RFC 8785）', () => {
  test('与另一个实现逐字节相同：任意 JSON、罕用字、单个代理项、指数写法', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: fc.constantFrom(...units) }), (data) => {
        assert.equal(canonical(data).toString(), Buffer.from(canonicalize(data) ?? '').toString())
      }),
      { numRuns: process.env.LONG ? 20_000 : 30 },
    )
    const rules = loadPacks().packs.get('jilin-medical-security')
    assert.equal(canonical(rules).toString(), canonicalize(rules))
  })

  test('附录 B 的数和次序', () => {
    const numbers = [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001, -0]
    assert.equal(
      canonical({ numbers, '\u20ac': 1, '\r': 2, '\ufb33': 3, 1: 4, '\u{1f600}': 5, '\u0080': 6, ö: 7 }).toString(),
      '{"\\r":2,"1":4,"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27,0],"\u0080":6,"ö":7,"€":1,"\u{1f600}":5,"\ufb33":3}',
    )
  })

  test('JSON 写不出的，不给', () => {
    for (const data of [Number.NaN, { n: Number.POSITIVE_INFINITY }, undefined, () => 1, { s: Symbol('s') }, [10n]])
      assert.throws(() => canonical(data))
    const circle: { self?: unknown } = {}
    circle.self = circle
    assert.throws(() => canonical(circle))
  })
})
