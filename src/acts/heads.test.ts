import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { heads, placeOf } from '#acts/heads'
import { table } from '#acts/table'
import { ordinary } from '#penalty/ordinary'

const acts = heads.flatMap((head) => head.acts)

describe('可办事项的类别', () => {
  test('案件的每一步、机关的每一件事都归在一类，只归一类', () => {
    const ofPersons = table.filter(({ stream, by, founds }) => (stream === 'case' || stream === 'agency') && Array.isArray(by) && !founds)
    assert.deepEqual([...acts].sort(), ofPersons.map(({ id }) => id).sort())
    assert.equal(new Set(acts).size, acts.length)
  })
  test('一类事只在办得到的环节列为现在该办', () => {
    const places = new Map<string, readonly string[]>(ordinary.map((step) => [step.act.id, step.in]))
    for (const { zh, at, acts } of heads)
      for (const phase of at)
        assert.ok(
          acts.some((act) => places.get(act)?.includes(phase)),
          `${zh} ${phase}`,
        )
  })
  test('调查取证在调查环节是现在该办，申请回避不是', () => {
    assert.deepEqual(placeOf('case.addEvidence', true, 'investigating'), { head: '调查取证', atHand: true })
    assert.deepEqual(placeOf('case.applyRecusal', true, 'investigating'), { head: '回避与更换办案人员', atHand: false })
  })
  test('有人在等的，不论哪个环节都是现在该办', () => {
    assert.equal(placeOf('case.confirm', true, 'noticed').atHand, true)
    assert.equal(placeOf('case.confirm', false, 'noticed').atHand, false)
  })
  test('推进案件的，尚不能办也列在现在该办，写明理由；别的收起', () => {
    assert.equal(placeOf('penalty.decide', false, 'noticed').atHand, true)
    assert.equal(placeOf('penalty.decide', false, 'investigating').atHand, false)
    assert.equal(placeOf('hearing.hold', false, 'noticed').atHand, false)
  })
  test('没有分类的，都列出', () => assert.deepEqual(placeOf('publication.prepare', true, undefined), { atHand: true }))
})
