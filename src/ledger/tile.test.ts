import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { bundleOf, entriesIn } from '#ledger/bundle'
import { base64Of, bytesOfBase64, bytesOfHex, hexOf, utf8 } from '#ledger/bytes'
import { append, edgeOf, FULL, hashesAt, tileAt, tileHash, tilePath } from '#ledger/tile'
import { sha256 } from '#server/digest'

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31)

describe('C2SP tlog-tiles 瓦片', () => {
  test('路径：规范中的例子，三位一段，不足一片的注明宽度', () => {
    const path = (index: number, width = FULL, level: number | 'entries' = 0) => tilePath({ level, index, width })
    assert.deepEqual(
      [path(1234067), path(0), path(999, 1), path(1000), path(273, 112), path(67, FULL, 'entries')],
      ['0/x001/x234/067', '0/000', '0/999.p/1', '0/x001/000', '0/273.p/112', 'entries/067'],
    )
  })
  test(`路径读回来是同一片（种子 ${seed}）`, () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 63 }), fc.maxSafeNat(), fc.integer({ min: 1, max: FULL }), (level, index, width) =>
        assert.deepEqual(tileAt(tilePath({ level, index, width })), { level, index, width }),
      ),
      { seed },
    ))
  test('别的写法都不认', () => {
    const strange = [
      '00/000',
      '64/000',
      '-1/000',
      '0/0',
      '0/1234',
      '0/x000/001',
      '0/001/002',
      '0/x001',
      '0/000.p/0',
      '0/000.p/256',
      '0/000.p/01',
      '0/000.p/',
      '0/000/',
      '/0/000',
      '0/000.p/1/',
      'entries/x000/000',
      'Entries/000',
      '0/x001/x999/x999/x999/x999/x999/999',
      '0/００１',
    ]
    for (const path of strange) assert.equal(tileAt(path), undefined, path)
  })
  test('规范中的例子：七万叶的树，哪几片在右缘', () => {
    assert.deepEqual(
      edgeOf(70_000).map(({ level, width }) => [level, width]),
      [
        [0, 112],
        [1, 17],
        [2, 1],
      ],
    )
    assert.deepEqual([hashesAt(0, 70_000), hashesAt(1, 70_000), hashesAt(2, 70_000)], [70_000, 273, 1])
    assert.deepEqual(edgeOf(256), [{ level: 1, index: 0, width: 1 }])
    assert.deepEqual(edgeOf(0), [])
  })
  test('二百五十五叶再加一叶：一片满，上一层多一个哈希', () => {
    const leaf = (n: number) => sha256(Buffer.from(String(n)))
    const first = append(
      0,
      [],
      Array.from({ length: 255 }, (_, n) => leaf(n)),
      sha256,
    )
    assert.deepEqual(
      first.map(({ level, index, width }) => [level, index, width]),
      [[0, 0, 255]],
    )
    const [full, above] = append(255, first, [leaf(255)], sha256)
    assert.ok(full && above)
    assert.deepEqual([full.width, full.bytes.length, above.level, above.index, above.width], [256, 8192, 1, 0, 1])
    assert.equal(hexOf(above.bytes), hexOf(tileHash(full.bytes, sha256)))
    assert.throws(() => append(255, [], [leaf(0)], sha256), RangeError)
    assert.throws(() => tileHash(full.bytes.slice(32), sha256), RangeError)
  })
})

describe('条目束', () => {
  test(`读回来是同样的条目（种子 ${seed}）`, () =>
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 600 })), (entries) =>
        assert.deepEqual(entriesIn(bundleOf(entries))?.map(hexOf), entries.map(hexOf)),
      ),
      { seed, numRuns: 50 },
    ))
  test('截断的不认；过长的条目装不进去', () => {
    const whole = bundleOf([Uint8Array.of(1, 2, 3)])
    assert.deepEqual(whole, Uint8Array.of(0, 3, 1, 2, 3))
    for (let length = 1; length < whole.length; length++) assert.equal(entriesIn(whole.slice(0, length)), undefined)
    assert.throws(() => bundleOf([new Uint8Array(65_536)]), RangeError)
  })
})

describe('编码只有一种写法', () => {
  test(`与 Node 的编码相同（种子 ${seed}）`, () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.string({ unit: 'grapheme' }), (bytes, text) => {
        assert.equal(base64Of(bytes), Buffer.from(bytes).toString('base64'))
        assert.equal(hexOf(bytesOfBase64(base64Of(bytes)) ?? Uint8Array.of()), hexOf(bytes))
        assert.equal(hexOf(bytesOfHex(hexOf(bytes)) ?? Uint8Array.of()), hexOf(bytes))
        assert.equal(hexOf(utf8(text)), Buffer.from(text).toString('hex'))
      }),
      { seed },
    ))
  test('不规范的都不认', () => {
    for (const text of ['QQ', 'QQ=', 'QR==', 'QQ==\n', 'QQ==QQ==', ' QQ==', 'Q-==', '=', '====', 'QUI'])
      assert.equal(bytesOfBase64(text), undefined, text)
    assert.throws(() => utf8('\ud800'), URIError)
  })
})
