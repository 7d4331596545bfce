import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { figure, inWords, parseYuan, percent, times, yuan } from '#law/money'

type RealCase = { id: string; fundLossYuan?: string; penalty?: { fineYuan?: string; multiple?: number; confiscateGainsYuan?: string } }
const cases: RealCase[] = JSON.parse(readFileSync(new URL('../../../shared/data/real-cases/cases.json', import.meta.url), 'utf8'))

describe('金额', () => {
  test('以分计，元只是写法', () => {
    assert.equal(parseYuan('11489.80'), 1_148_980)
    assert.equal(parseYuan('2,100'), 210_000)
    assert.equal(parseYuan('0.5'), 50)
    for (const text of ['', '1.234', '-1', '1e3', '1,00', '１００', '2100元']) assert.equal(parseYuan(text), undefined, text)
    assert.equal(figure(1_148_980), '11,489.80')
    assert.equal(figure(5), '0.05')
    assert.equal(yuan(210_000), '2,100 元')
    assert.equal(yuan(1_148_980), '11,489.80 元')
    assert.throws(() => yuan(0.5), RangeError)
  })

  test('公布的罚款额等于公布的金额乘以倍数', () => {
    const known = cases.flatMap(({ fundLossYuan, penalty }) =>
      penalty?.multiple && penalty.fineYuan ? [{ ...penalty, base: fundLossYuan ?? penalty.confiscateGainsYuan ?? '' }] : [],
    )
    assert.ok(known.length >= 4)
    for (const { base, multiple, fineYuan } of known) assert.equal(times(parseYuan(base) ?? 0, String(multiple)), parseYuan(fineYuan ?? ''))
  })

  test('倍数和百分比不因浮点出入，不足一分的四舍五入', () => {
    assert.equal(times(328_280, '3.5'), 1_148_980)
    assert.equal(times(1, '0.5'), 1)
    assert.equal(times(1, '0.49'), 0)
    assert.equal(percent(210_000, '3'), 6_300)
    assert.equal(percent(100_00, '0.05'), 5)
    assert.equal(percent(333, '150'), 500)
    assert.throws(() => times(1, '3,5'), RangeError)
  })

  test('大写', () => {
    const words: [number, string][] = [
      [210_000, '贰仟壹佰元整'],
      [1_148_980, '壹万壹仟肆佰捌拾玖元捌角'],
      [5_150_000, '伍万壹仟伍佰元整'],
      [0, '零元整'],
      [5, '伍分'],
      [50, '伍角'],
      [140_950, '壹仟肆佰零玖元伍角'],
      [600_714, '陆仟零柒元壹角肆分'],
      [168_032, '壹仟陆佰捌拾元零叁角贰分'],
      [1_640_902, '壹万陆仟肆佰零玖元零贰分'],
      [32_504, '叁佰贰拾伍元零肆分'],
      [10_000_500, '壹拾万零伍元整'],
      [10_000_000_500, '壹亿零伍元整'],
      [10_020_000_000, '壹亿零贰拾万元整'],
    ]
    for (const [fen, text] of words) assert.equal(inWords(fen), text)
  })
})
