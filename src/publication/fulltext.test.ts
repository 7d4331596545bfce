import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { passagesOf } from '#publication/fulltext'
import { before, granted, health, ordinary, placeOf, publish, refused, step, substance, walk } from '../../test/ordinary.ts'

const day = '2026-03-20'
const natural = {
  ...{ type: 'natural', name: '欧阳伟', idNo: '110105199003070011', address: '英雄村三组12号', phone: '13800138000' },
}
const told = [
  { text: '欧阳伟（身份证号110105199003070011，电话13800138000）将针头放入塑料桶，护士张春梅在场，车牌渝A12345', evidence: [1] },
]
const put = { ...substance, party: natural, facts: told }
const matter = walk(health, before(ordinary, 'end', { change: { propose: { substance: put } } }))
const opened = step('publication.open', { documentNo: '演罚〔2026〕1号', decidedOn: '2026-03-18' }, 'system', '2026-03-18')
const prepare = (input: object) =>
  step('publication.prepare', { facts: '将损伤性废物放入塑料桶', form: 'fulltext', ...input }, 'zheng', day)
const bodyOf = (input: object) => granted(publish(health, matter, [opened, prepare(input)])).draft?.body
const outOf = (input: object) => (bodyOf(input)?.fulltext ?? []).map(({ text }) => text).join('\n')

describe('万州公示制度 第十六条 公开决定书全文', () => {
  test('SP-1-0-10、SP-1-3-14、YB-3-1-3-2 决定书载明的事项都在，姓名、住址、证件号码、电话隐去', () => {
    const passages = passagesOf(matter, health.law, day)
    assert.deepEqual(
      passages.map(({ zh }) => zh),
      matter.decision.decided?.paper?.map(({ zh }) => zh),
    )
    const out = passages.map(({ out }) => out).join('\n')
    for (const secret of ['欧阳伟', '110105199003070011', '13800138000', '英雄村三组', '张春梅']) assert.ok(!out.includes(secret), secret)
    for (const kept of ['将针头放入塑料桶', '警告', '2,100', '行政复议']) assert.ok(out.includes(kept), kept)
  })
  test('SP-1-0-10、SP-1-3-14、YB-3-1-3-2 没有另行规定的，按118号隐去以后公开', () => {
    const siping = placeOf('health', 'siping-health')
    const own = walk(siping, before(ordinary, 'end', { change: { propose: { substance: put } } }))
    const out = granted(publish(siping, own, [opened, prepare({})]))
      .draft?.body.fulltext?.map(({ text }) => text)
      .join()
    assert.ok(out)
    for (const secret of ['欧阳伟', '13800138000', '英雄村三组', '张春梅']) assert.ok(!out.includes(secret), secret)
  })
  test('每一处隐去都说得出规则', () => {
    for (const { spans } of passagesOf(matter, health.law, day))
      for (const { rule, clause } of spans) assert.ok(rule && clause.startsWith('WZ-GS-16-'), `${rule} ${clause}`)
  })
  test('WZ-GS-16-16 误认的可以不隐去，没有认出的可以另外隐去', () => {
    const facts = passagesOf(matter, health.law, day).find(({ id }) => id === 'facts')
    const plate = facts?.spans.find(({ start, end }) => facts.text.slice(start, end) === '渝A12345')
    assert.equal(plate?.certainty, 'possible')
    assert.ok(!outOf({}).includes('渝A12345'))
    assert.ok(outOf({ shown: [`facts:${plate?.start}`] }).includes('渝A12345'))
    assert.ok(outOf({}).includes('塑料桶') && !outOf({ also: ['塑料桶'] }).includes('塑料桶'))
    const judged = passagesOf(matter, health.law, day, { shown: [], also: ['塑料桶'] }).flatMap(({ spans }) => spans)
    assert.equal(judged.find(({ rule }) => rule === 'other')?.clause, 'WZ-GS-16-16')
  })
  test('确定的不能不隐去；逐处勾选也没有用', () => {
    const all = passagesOf(matter, health.law, day).flatMap(({ id, spans }) => spans.map(({ start }) => `${id}:${start}`))
    for (const secret of ['欧阳伟', '110105199003070011', '13800138000', '英雄村三组'])
      assert.ok(!outOf({ shown: all }).includes(secret), secret)
    const certain = passagesOf(matter, health.law, day).flatMap(({ id, spans }) =>
      spans.flatMap(({ start, certainty }) => (certainty === 'certain' ? [`${id}:${start}`] : [])),
    )
    assert.ok(certain.length >= 3)
    assert.equal(outOf({ shown: certain }), outOf({}))
  })
  test('WZ-GS-16-1 只公开摘要的，没有全文；摘要与全文的处罚内容相同', () => {
    assert.equal(bodyOf({ form: 'digest' })?.fulltext, undefined)
    const body = bodyOf({})
    assert.ok(body?.fulltext?.some(({ text }) => text.includes(body.outcome ?? '没有')))
  })
  test('当日没有隐去规则的，不公开全文', () => {
    const bare = { ...health, law: { ...health.law, lists: { ...health.law.lists, 'publication.redact': [] } } }
    refused(publish(bare, matter, [opened, prepare({})]), 'no-fulltext', 'G118-6')
  })
})
