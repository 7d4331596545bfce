import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { before, but, fraud, granted, health, medical, ordinary, play, refused, substance, walk } from '../../test/ordinary.ts'

const paper = (place = health, story = ordinary) =>
  Object.fromEntries(
    (granted(play(place, walk(place, before(story, 'decide')), but(story, 'decide'))).decision.decided?.paper ?? []).map(({ id, text }) => [
      id,
      text,
    ]),
  )

describe('行政处罚决定书载明的事项（处罚法第五十九条、令13第四十一条）', () => {
  test('逐项载明，二〇二二年七月二十九日起写明裁量基准的适用情况', () => {
    const said = paper()
    assert.deepEqual(Object.keys(said), ['party', 'facts', 'penalty', 'performance', 'remedies', 'agency', 'benchmark'])
    assert.match(said.penalty ?? '', /《医疗废物管理条例》第四十六条第（二）项，警告，罚款人民币 2,100 元。责令改正：立即改正/)
    assert.match(said.performance ?? '', /15日内缴纳罚款 2,100 元（缴入国库）/)
    assert.match(said.remedies ?? '', /60日内向本级人民政府申请行政复议，也可以在6个月内/)
  })
  test('退回的基金另列，不与罚款混同', () =>
    assert.match(paper(medical, fraud).performance ?? '', /缴入国库）；退回 3,282\.80 元（缴入医疗保障基金财政专户）/))
  test('当事人地址没有登记的，决定时补写', () => {
    const { address: _, ...party } = substance.party
    const change = { propose: { substance: { ...substance, party } } }
    const matter = walk(health, before(ordinary, 'decide', { change }))
    refused(play(health, matter, but(ordinary, 'decide')), 'paper-incomplete', 'C13-41-1-1')
    const decided = granted(play(health, matter, but(ordinary, 'decide', { address: '英雄村二组' }))).decision.decided
    assert.match(decided?.paper?.[0]?.text ?? '', /英雄村二组/)
  })
})

describe('责令改正（处罚法第二十八条第一款）', () => {
  test('没有责令改正，也没有写明没有需要改正的理由的，不能提出拟处理意见', () => {
    const { correction: _, ...without } = substance
    assert.throws(() => play(health, walk(health, before(ordinary, 'propose')), but(ordinary, 'propose', { substance: without })))
  })
})
