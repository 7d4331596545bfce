import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { excerptOf, placesOf } from '#web/portal/found.ts'

const marked = (text: string, ...words: string[]) => placesOf(text, words).map(({ start, end }) => text.slice(start, end))

describe('查到的字在哪里', () => {
  test('照字面，每一处', () => assert.deepEqual(marked('甲诊所、乙诊所', '诊所'), ['诊所', '诊所']))
  test('全角半角、大小写、括号视为一样', () => {
    assert.deepEqual(marked('松医保罚〔2026〕１号ＡＢ', '[2026]1', 'ab'), ['〔2026〕１', 'ＡＢ'])
    assert.deepEqual(marked('罚款（人民币）', '(人民币)'), ['（人民币）'])
  })
  test('几个词相叠的，连成一处', () => assert.deepEqual(marked('医疗废物', '医疗废', '废物'), ['医疗废物']))
  test('生僻字、合成字的位置不错', () => assert.deepEqual(marked('𠮷野家㎏㎏甲', '甲', 'kg'), ['㎏', '㎏', '甲']))
  test('没有的，没有', () => {
    assert.deepEqual(marked('甲', '乙', ''), [])
    assert.equal(excerptOf('甲', ['乙']), undefined)
  })
  test('摘录前后各留几个字', () => {
    assert.equal(excerptOf('针头放入塑料桶', ['放入']), '针头放入塑料桶')
    assert.match(excerptOf(`${'前'.repeat(50)}针头${'后'.repeat(50)}`, ['针头']) ?? '', /^…前{18}针头后{36}…$/)
  })
})
