import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isFulfilled, isLate, notServed, owingOf, servedOf } from '#execution/debt'
import type { Day } from '#law/day'
import { type Matter, noMatter } from '#penalty/matter'
import { phaseOf } from '#penalty/ordinary'
import {
  allowed,
  before,
  fraud,
  granted,
  health,
  medical,
  ordinary,
  play,
  refused,
  type Step,
  type Story,
  step,
  walk,
} from '../../test/ordinary.ts'

/** Served on 2026-03-19: a fine of 2,100 元, due on 2026-04-03. */
const served = walk(health, before(ordinary, 'end'))
/** The substance that a story proposes. */
const told = ({ propose }: Story): object => (propose?.input as { substance?: object } | undefined)?.substance ?? {}
const paying = (fields: object = {}, today: Day = '2026-03-30'): Step =>
  step(
    'execution.pay',
    { line: 'fine', fen: 210_000, on: today, way: 'bank', receipt: '票-1', account: 'treasury', ...fields },
    'li',
    today,
  )
const pay = (matter: Matter, fields: object = {}, today: Day = '2026-03-30') => play(health, matter, paying(fields, today))
const owing = (matter: Matter, day: Day) => owingOf(matter, health.law, day)

describe('行政处罚法 第六十七条 缴纳罚款', () => {
  test('送达以前，没有可以缴的', () => {
    assert.equal(notServed(noMatter)?.code, 'not-decided')
    const unconfirmed = walk(health, before(ordinary, 'confirmDelivery'))
    assert.equal(notServed(unconfirmed)?.code, 'not-served')
    refused(pay(unconfirmed), 'out-of-order', 'CFF-66-1')
  })
  test('收到决定书之日起十五日内', () => {
    assert.equal(servedOf(served)?.term?.due, '2026-04-03')
    assert.equal(isLate(served, health.law, '2026-04-03'), false)
    assert.equal(isLate(served, health.law, '2026-04-04'), true)
  })
  test('缴清的，履行完毕', () => {
    const paid = granted(pay(served))
    assert.equal(paid.execution.settledOn, '2026-03-30')
    assert.equal(phaseOf(paid), 'fulfilled')
    refused(pay(paid, { receipt: '票-2' }), 'out-of-order', 'CFF-66-1')
  })
  test('缴了一部分的，执行中', () => {
    const part = granted(pay(served, { fen: 100_000 }))
    assert.equal(owing(part, '2026-03-30').fine, 110_000)
    assert.equal(phaseOf(part), 'executing')
  })
  test('日期不在将来，不早于决定', () => {
    refused(pay(served, { on: '2026-03-31' }), 'in-future')
    refused(pay(served, { on: '2026-03-17' }), 'before-decision', 'CFF-67-3')
    allowed(pay(served, { on: '2026-03-18' }))
  })
  test('不能多缴，票据不能重复登记', () => {
    refused(pay(served, { fen: 210_001 }), 'overpaid', 'CFF-67-3')
    const part = granted(pay(served, { fen: 100_000 }))
    refused(pay(part, { fen: 110_000 }), 'receipt-twice', 'CFF-67-3')
    refused(pay(part, { fen: 110_001, receipt: '票-2' }), 'overpaid')
  })
  test('只有办案人员登记', () => refused(play(health, served, { ...paying(), by: 'he' }), 'not-handler', 'CFF-42-1'))
  test('没有应缴款项的，送达即履行完毕', () => {
    const warned = { penalties: [{ kind: 'warning' }], payable: [] }
    const substance = { ...told(ordinary), ...warned }
    const light = walk(health, before(ordinary, 'end', { change: { propose: { substance } } }))
    assert.equal(phaseOf(light), 'fulfilled')
    refused(pay(light), 'out-of-order', 'CFF-66-1')
  })
})

describe('行政处罚法 第六十七条至第七十条 罚缴分离', () => {
  test('银行、电子支付；没有别的方式', () => {
    allowed(pay(served, { way: 'electronic' }))
    refused(pay(served, { way: '微信转账给办案人员' }), 'collection-way', 'CFF-67-2')
  })
  test('ZR-4-1-9 当场收缴，须由当事人提出', () => {
    refused(pay(served, { way: 'cash' }), 'cash-unasked', 'CFF-67-2', 'CFF-69')
    allowed(pay(served, { way: 'cash', request: '村内没有银行，当事人书面请求' }))
  })
})

describe('医疗保障基金使用监督管理条例 第四十五条 两条缴款线', () => {
  /** Served on 2026-03-26: a fine of 11,489.80 元, 3,282.80 元 to be returned, and a suspension of ten months and a half. */
  const both = walk(medical, before(fraud, 'end'))
  const to = (matter: Matter, fields: object) => play(medical, matter, paying(fields, '2026-03-30'))
  const refund = { line: 'refund', fen: 328_280, account: 'fund' }
  const fine = { line: 'fine', fen: 1_148_980, account: 'treasury', receipt: '票-2' }
  test('ZR-4-1-9 退回的进入基金财政专户，罚款上缴国库，不得混淆', () => {
    refused(to(both, { ...refund, account: 'treasury' }), 'account-mixed', 'YBTL-45-1', 'C4-53-1')
    refused(to(both, { ...fine, account: 'fund' }), 'account-mixed', 'CFF-74-2')
  })
  test('决定以前已经退回的，按退回之日登记', () => allowed(to(both, { ...refund, on: '2026-02-01' })))
  test('两条线都缴清，才算缴清', () => {
    const one = granted(to(both, refund))
    assert.equal(one.execution.settledOn, undefined)
    const two = granted(to(one, fine))
    assert.equal(two.execution.settledOn, '2026-03-30')
    refused(to(two, { ...fine, receipt: '票-3' }), 'settled', 'CFF-66-1')
  })
  test('没有的项目，不能缴', () => refused(to(both, { line: 'gains', fen: 1, account: 'treasury' }), 'overpaid'))
  test('缴清而暂停服务未满的，还没有履行完毕', () => {
    const paid = granted(to(granted(to(both, refund)), fine))
    assert.equal(isFulfilled(paid), false)
    const suspended = (penalty: number, on: Day, today: Day = '2027-02-15') =>
      play(medical, paid, step('execution.perform', { penalty, text: '暂停期满', on }, 'li', today))
    refused(suspended(1, '2027-02-12'), 'nothing-to-perform', 'CFF-66-1')
    refused(suspended(2, '2027-02-16'), 'in-future')
    refused(suspended(2, '2026-03-24'), 'before-decision')
    assert.equal(phaseOf(granted(suspended(2, '2027-02-12'))), 'fulfilled')
  })
  test('没有其他处罚的，没有可以登记的履行', () =>
    refused(
      play(health, served, step('execution.perform', { penalty: 1, text: '警告', on: '2026-03-30' }, 'li', '2026-03-30')),
      'nothing-to-perform',
    ))
})

describe('行政强制法 第四十五条、第四十二条 加处罚款及其减免', () => {
  const late = { receipt: '票-1', on: '2026-04-13' }
  const principal = granted(pay(served, late, '2026-04-20'))
  test('逾期十日缴清罚款，尚欠百分之三十的加处罚款', () => {
    assert.deepEqual(owing(principal, '2026-04-20'), { fine: 0, gains: 0, refund: 0, surcharge: 63_000 })
    assert.equal(phaseOf(principal), 'executing')
  })
  const surcharge = (fen: number) => pay(principal, { line: 'surcharge', fen, receipt: '票-2' }, '2026-04-20')
  test('加处罚款缴清，才算缴清', () => {
    refused(surcharge(63_001), 'overpaid', 'QZF-45-2')
    assert.equal(phaseOf(granted(surcharge(63_000))), 'fulfilled')
  })
  const remit = (matter: Matter, fen: number, today: Day = '2026-04-20') =>
    play(health, matter, step('execution.remit', { fen, reason: '执行协议：已经整改并分阶段履行' }, 'sun', today))
  test('负责人可以减免加处罚款，罚款本身不得减免', () => {
    refused(remit(principal, 63_001), 'remission-beyond', 'QZF-42-1')
    refused(remit(served, 1, '2026-03-30'), 'no-surcharge', 'QZF-42-1')
    assert.equal(owing(granted(remit(principal, 13_000)), '2026-04-20').surcharge, 50_000)
    assert.equal(phaseOf(granted(remit(principal, 63_000))), 'fulfilled')
  })
  test('没有应缴款项的，没有可以减免的', () => {
    const substance = {
      ...told(fraud),
      basis: ['YBTL-39-1-7'],
      penalties: [{ kind: 'other', what: '暂停服务六个月' }],
      payable: [],
    }
    const discretion = [{ basis: 'YBTL-39-1-7', case: 'corrected' }]
    const unpaid = walk(medical, before(fraud, 'end', { change: { propose: { substance: { ...substance, discretion } } } }))
    refused(play(medical, unpaid, step('execution.remit', { fen: 1, reason: '无' }, 'sun', '2026-04-20')), 'nothing-owed', 'CFF-66-1')
  })
})

describe('到期未缴', () => {
  const fallDue = (matter: Matter, today: Day) => granted(play(health, matter, step('execution.fallDue', {}, 'system', today)))
  test('期限届满的次日，记明逾期', () => {
    assert.equal(fallDue(served, '2026-04-03').execution.lateSince, undefined)
    assert.equal(fallDue(served, '2026-04-04').execution.lateSince, '2026-04-04')
    assert.equal(phaseOf(fallDue(served, '2026-04-04')), 'executing')
  })
  test('已经缴清的，不记', () => assert.equal(fallDue(granted(pay(served)), '2026-04-04').execution.lateSince, undefined))
})
