import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { courtBar } from '#execution/court'
import { courtWindow, remedyState } from '#execution/window'
import type { Day } from '#law/day'
import { isRefusal } from '#law/refusal'
import type { Matter } from '#penalty/matter'
import { phaseOf } from '#penalty/ordinary'
import { allowed, before, granted, health, ordinary, play, refused, type Step, step, walk } from '../../test/ordinary.ts'

/** Served on 2026-03-19; remedies to 2026-09-20 (a Sunday worked in exchange), so the court may be asked to 2026-12-21, the Monday after three months. */
const served = walk(health, before(ordinary, 'end'))
const tells = ['term', 'way', 'amount', 'rights']
const direct = { mode: 'direct', to: '负责人', facts: { receiver: 'head' } }
const urging = (fields: object = {}, today: Day = '2026-09-22'): Step =>
  step('execution.urge', { ...{ tells, performBy: '2026-10-20', on: today, proof: '签收' }, ...direct, ...fields }, 'li', today)
const urge = (matter: Matter, fields: object = {}, today: Day = '2026-09-22') => play(health, matter, urging(fields, today))
const confirmed = (matter: Matter, today: Day = '2026-09-22') =>
  granted(play(health, matter, step('case.confirm', { record: 'urge:1' }, 'wang', today)))
const urged = confirmed(granted(urge(served)))
const papers = ['application', 'decision', 'opinion', 'object']
const apply = (matter: Matter, today: Day, fields: object = {}) =>
  play(health, matter, step('execution.applyToCourt', { court: '某区人民法院', papers, ...fields }, 'sun', today))
const open = (matter: Matter, on: Day, kind = 'reconsideration') =>
  granted(play(health, matter, step('execution.openRemedy', { kind, organ: '某区人民政府', on }, 'li', on)))
const close = (matter: Matter, on: Day, result = 'upheld') =>
  granted(play(health, matter, step('execution.closeRemedy', { result, text: '某府复〔2026〕1号', on }, 'li', on)))
const bar = (matter: Matter, today: Day) => courtBar(matter, { law: health.law, today })?.code
const pay = (matter: Matter, line: string, fen: number, on: Day) =>
  granted(play(health, matter, step('execution.pay', { line, fen, on, way: 'bank', receipt: line, account: 'treasury' }, 'li', on)))

describe('行政强制法 第五十四条、第三十五条 催告', () => {
  test('缴纳期限届满以前，不能催告', () => {
    refused(urge(served, { on: '2026-04-03' }, '2026-04-03'), 'nothing-late', 'QZF-54')
    refused(urge(served, { on: '2026-04-03' }, '2026-04-04'), 'nothing-late', 'CFF-67-3')
    allowed(urge(served, {}, '2026-04-04'))
  })
  test('期限、方式、金额、陈述申辩的权利，逐项写明', () => {
    const clause = { term: 'QZF-35-1-1', way: 'QZF-35-1-2', amount: 'QZF-35-1-3', rights: 'QZF-35-1-4' } as const
    for (const [item, where] of Object.entries(clause))
      refused(urge(served, { tells: tells.filter((each) => each !== item) }), 'urge-incomplete', where)
  })
  test('金额由缴款记录算出，不由人填写', () =>
    assert.deepEqual(urged.execution.urges[0]?.owing, { fine: 210_000, gains: 0, refund: 0, surcharge: 210_000 }))
  test('履行期限晚于送达；送达不在将来、不早于决定、按当日可用的方式', () => {
    refused(urge(served, { performBy: '2026-09-22' }), 'perform-by-past', 'QZF-35-1-1')
    refused(urge(served, { on: '2026-09-23' }), 'in-future')
    refused(urge(served, { on: '2026-03-17' }), 'too-early')
    refused(urge(served, { mode: 'pigeon' }), 'delivery-mode')
  })
  test('由另一名办案人员确认', () =>
    refused(
      play(health, granted(urge(served)), step('case.confirm', { record: 'urge:1' }, 'li', '2026-09-22')),
      'nothing-to-confirm',
      'CFF-42-1',
    ))
})

describe('行政强制法 第五十三条 申请人民法院强制执行', () => {
  test('复议、诉讼期限届满以前，不能申请', () => {
    const state = remedyState(served, health.law)
    assert.ok(state?.is === 'term')
    assert.deepEqual([state.term.key, state.term.due], ['remedy.suit', '2026-09-20'])
    refused(apply(served, '2026-09-20'), 'remedy-term-runs', 'QZF-53', 'SSF-46-1')
  })
  test('未经催告，或者催告未经确认，不能申请', () => {
    refused(apply(served, '2026-09-22'), 'not-urged', 'QZF-54')
    refused(apply(granted(urge(served)), '2026-12-01'), 'urge-unconfirmed', 'CFF-42-1', 'QZF-54')
  })
  test('催告书送达十个工作日以后', () => {
    const due = urged.execution.urges[0]?.term
    assert.deepEqual([due?.value, due?.unit, due?.due], [10, '工作日', '2026-10-13'])
    refused(apply(urged, '2026-10-13'), 'urge-term-runs', 'QZF-54')
    allowed(apply(urged, '2026-10-14'))
  })
  test('期限届满之日起三个月内', () => {
    assert.equal(courtWindow(urged, health.law, '2026-10-13')?.due, '2026-12-21')
    allowed(apply(urged, '2026-12-21'))
    refused(apply(urged, '2026-12-22'), 'court-too-late', 'QZF-53')
  })
  test('第五十五条 材料齐全', () => {
    refused(apply(urged, '2026-10-14', { papers: papers.slice(1) }), 'papers-incomplete', 'QZF-55-1-1')
    refused(apply(urged, '2026-10-14', { papers: papers.slice(0, 3) }), 'papers-incomplete', 'QZF-55-1-4')
  })
  test('已经履行的，不再申请', () => {
    const paid = pay(pay(urged, 'fine', 210_000, '2026-10-08'), 'surcharge', 210_000, '2026-10-08')
    assert.equal(phaseOf(paid), 'fulfilled')
    assert.equal(bar(paid, '2026-10-13'), 'fulfilled')
  })
  test('申请一次；法院不予受理的，可以再申请', () => {
    const applied = granted(apply(urged, '2026-10-14'))
    refused(apply(applied, '2026-10-15'), 'already-applied', 'QZF-53')
    const answer = (matter: Matter, accepted: boolean, on: Day = '2026-10-16') =>
      play(health, matter, step('execution.recordAnswer', { accepted, text: '（2026）某行审1号', on }, 'li', '2026-10-16'))
    refused(answer(urged, true), 'not-applied', 'QZF-56')
    refused(answer(applied, true, '2026-10-13'), 'too-early')
    refused(answer(applied, true, '2026-10-17'), 'in-future')
    refused(apply(granted(answer(applied, true)), '2026-10-19'), 'already-applied')
    allowed(apply(granted(answer(applied, false)), '2026-10-19'))
  })
})

describe('行政处罚法 第七十二条第二款 暂缓、分期以后', () => {
  const instalments = [{ due: '2026-11-30', fen: 210_000 }]
  const asked = step('execution.applyToDefer', { reason: '困难', asked: '2026-03-30', instalments }, 'li', '2026-03-30')
  const deferred = walk(health, [asked, step('execution.defer', { granted: true, opinion: '同意' }, 'sun', '2026-03-31')], served)
  const late = walk(
    health,
    [urging({ performBy: '2027-01-20' }, '2026-12-01'), step('case.confirm', { record: 'urge:1' }, 'wang', '2026-12-01')],
    deferred,
  )
  test('期限结束以前，不能申请', () => refused(apply(deferred, '2026-11-30'), 'deferral-runs', 'CFF-72-2'))
  test('自期限结束之日起三个月', () => {
    assert.equal(courtWindow(late, health.law, '2026-12-20')?.from, '2026-11-30')
    allowed(apply(late, '2026-12-16'))
    refused(apply(late, '2027-03-05'), 'court-too-late', 'CFF-72-2')
  })
})

describe('复议、诉讼期间和以后', () => {
  test('进行中的，不能申请', () => refused(apply(open(urged, '2026-09-22'), '2026-10-13'), 'remedy-runs', 'QZF-53'))
  test('复议维持的，十五日内不起诉，方可申请', () => {
    const upheld = close(open(urged, '2026-09-22'), '2026-10-30')
    refused(apply(upheld, '2026-11-16'), 'remedy-term-runs', 'SSF-45')
    assert.equal(courtWindow(upheld, health.law, '2026-11-17')?.from, '2026-11-16')
    allowed(apply(upheld, '2026-11-17'))
  })
  test('不予受理、撤回的，仍按原来的期限', () => {
    for (const result of ['notAccepted', 'withdrawn'])
      assert.equal(courtWindow(close(open(urged, '2026-09-22'), '2026-09-30', result), health.law, '2026-10-13')?.due, '2026-12-21')
  })
  test('判决驳回的，申请执行判决，没有三个月的限制', () => {
    const judged = close(open(urged, '2026-09-22', 'suit'), '2027-03-01')
    assert.deepEqual(remedyState(judged, health.law), { is: 'judged', on: '2027-03-01' })
    allowed(apply(judged, '2027-08-01'))
  })
  test('变更、撤销、确认违法的，不按原决定执行', () => {
    const after = (result: string, kind: string) => bar(close(open(urged, '2026-09-22', kind), '2026-10-30', result), '2026-11-17')
    for (const kind of ['reconsideration', 'suit']) {
      assert.equal(after('changed', kind), 'decision-changed')
      assert.equal(after('annulled', kind), 'decision-annulled')
      assert.equal(after('unlawful', kind), 'decision-unlawful')
    }
    const annulled = close(open(urged, '2026-09-22'), '2026-10-30', 'annulled')
    refused(urge(annulled, {}, '2026-11-17'), 'decision-annulled', 'FYF-64-1')
    const refusal = courtBar(close(open(urged, '2026-09-22', 'suit'), '2026-10-30', 'changed'), { law: health.law, today: '2026-11-17' })
    assert.ok(isRefusal(refusal) && refusal.clauses.includes('SSF-77'))
  })
})

describe('记录复议、诉讼', () => {
  const send = (matter: Matter, on: Day, today: Day = on) =>
    play(health, matter, step('execution.openRemedy', { kind: 'suit', organ: '某区人民法院', on }, 'li', today))
  const end = (matter: Matter, on: Day, today: Day = on) =>
    play(health, matter, step('execution.closeRemedy', { result: 'upheld', text: '判决', on }, 'li', today))
  test('复议期间不得起诉，诉讼期间不得申请复议', () => refused(send(open(served, '2026-04-01'), '2026-04-10'), 'remedy-runs', 'FYF-29'))
  test('不早于送达，不在将来', () => {
    refused(send(served, '2026-03-18', '2026-04-01'), 'too-early', 'CFF-73-1')
    refused(send(served, '2026-04-02', '2026-04-01'), 'in-future')
  })
  test('没有开始的，没有结果；结果不早于申请', () => {
    refused(end(served, '2026-05-01'), 'no-remedy', 'CFF-73-1')
    refused(end(open(served, '2026-04-01'), '2026-03-31', '2026-05-01'), 'too-early')
    refused(end(open(served, '2026-04-01'), '2026-05-02', '2026-05-01'), 'in-future')
  })
  test('期间的加处罚款不予计算', () => {
    const upheld = close(open(served, '2026-04-01'), '2026-05-20')
    assert.equal(granted(urge(upheld, { performBy: '2026-06-20' }, '2026-05-30')).execution.urges[0]?.owing.surcharge, 10 * 6_300)
  })
})
