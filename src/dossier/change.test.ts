import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { changeOf, type Piece } from '#dossier/change'

const side = (pieces: readonly Piece[], not: Piece['op']) => pieces.flatMap(({ op, text }) => (op === not ? [] : [text])).join('')
const said = (before: string, after: string) =>
  changeOf(before, after).map(({ op, text }) => `${{ same: '', out: '-', in: '+' }[op]}${text}`)

describe('两稿对照', () => {
  test('改了哪几个字，就标哪几个字', () =>
    assert.deepEqual(said('收取治疗费10,300元，有转账记录为证', '收取治疗费8,300元，有转账记录为证'), [
      '收取治疗费',
      '-10',
      '+8',
      ',300元，有转账记录为证',
    ]))
  test('没有改动的，不标', () => assert.deepEqual(said('罚款二千元', '罚款二千元'), ['罚款二千元']))
  test('新写的、删去的，整段标出', () => {
    assert.deepEqual(said('', '听证后补充'), ['+听证后补充'])
    assert.deepEqual(said('原有一项', ''), ['-原有一项'])
  })
  test('删去新增的还原得出两稿，生僻字、表情不拆开', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 60 }), (before, after) => {
        const pieces = changeOf(before, after)
        assert.equal(side(pieces, 'in'), before)
        assert.equal(side(pieces, 'out'), after)
      }),
    ))
  test('很长的两段，仍然很快', () => {
    const since = performance.now()
    const pieces = changeOf('甲'.repeat(4_000), '乙'.repeat(4_000))
    assert.deepEqual(
      pieces.map(({ op }) => op),
      ['out', 'in'],
    )
    assert.ok(performance.now() - since < 500)
  })
})
