import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { type Late, lateOn, schedulesOf, surchargeOf } from '#execution/surcharge'
import { addDays, type Day } from '#law/day'
import { health } from '../../test/ordinary.ts'

/** A fine of 2,100 元 due on 2026-04-03, nothing paid. */
const due = '2026-04-03'
const late: Late = { fineFen: 210_000, schedules: schedulesOf(210_000, due, []), paid: [], remedies: [] }
const after = (days: number, facts: Partial<Late> = {}) => surchargeOf({ ...late, ...facts }, addDays(due, days), health.law)
const upheld = (from: number, to: number) => ({
  remedies: [{ on: addDays(due, from), closed: { result: 'upheld', text: '', on: addDays(due, to) } as const }],
})

describe('行政处罚法 第七十二条第一款第（一）项 加处罚款', () => {
  test('期限届满的次日起，每日百分之三', () => {
    assert.equal(after(0), 0)
    assert.equal(after(1), 6_300)
    assert.equal(after(10), 63_000)
  })
  test('不超出罚款的数额：第三十三日百分之九十九，第三十四日起为全额', () => {
    assert.equal(after(33), 207_900)
    assert.equal(after(34), 210_000)
    assert.equal(after(1000), 210_000)
  })
  test('缴清的次日起不再加处；缴清当日已逾期的计入', () =>
    assert.equal(after(30, { paid: [{ fen: 210_000, on: addDays(due, 5) }] }), 31_500))
  test('期限内缴清的，不加处', () => assert.equal(after(30, { paid: [{ fen: 210_000, on: due }] }), 0))
  test('缴了一部分的，按未缴部分', () => assert.equal(after(10, { paid: [{ fen: 110_000, on: due }] }), 30_000))
  test('逐日相加后只舍入一次', () => {
    const odd = { fineFen: 33, schedules: schedulesOf(33, due, []) }
    assert.equal(after(1, odd), 1)
    assert.equal(after(10, odd), 10)
  })
  test('没有期限的，不加处', () => assert.equal(surchargeOf({ ...late, schedules: [] }, '2027-01-01', health.law), 0))
})

describe('行政处罚法 第七十三条第三款 复议、诉讼期间不予计算', () => {
  test('首日、末日都不计', () => {
    assert.equal(after(10, upheld(3, 7)), 5 * 6_300)
    assert.equal(after(10, upheld(-5, 2)), 8 * 6_300)
  })
  test('尚未结束的，一直不计', () => assert.equal(after(100, { remedies: [{ on: addDays(due, 3) }] }), 2 * 6_300))
  test('二〇二一年七月十五日以前，照计', () => {
    const old = { schedules: schedulesOf(210_000, '2021-07-04', []), remedies: [{ on: '2021-07-01' }] }
    assert.equal(surchargeOf({ ...late, ...old }, '2021-07-14', health.law), 10 * 6_300)
    assert.equal(surchargeOf({ ...late, ...old }, '2021-07-31', health.law), 10 * 6_300)
  })
})

describe('行政处罚法 第六十六条第二款 暂缓或者分期', () => {
  const term = { key: 'payment', from: '', value: 1, unit: '日', due: '', provisional: false, clauses: ['CFF-66-2'] } as const
  const granted = (on: Day, paid: number, ...instalments: { due: Day; fen: number }[]) => ({
    schedules: schedulesOf(210_000, due, [{ instalments, paid, term, opinion: '', by: '', on }]),
  })
  test('期限内批准的，按新的期限', () => {
    const later = granted('2026-04-01', 0, { due: addDays(due, 30), fen: 210_000 })
    assert.equal(after(30, later), 0)
    assert.equal(after(31, later), 6_300)
  })
  test('逾期后批准的，此前加处的仍在', () =>
    assert.equal(after(30, granted(addDays(due, 6), 0, { due: addDays(due, 30), fen: 210_000 })), 5 * 6_300))
  test('分期：只有到期未缴的一期逾期', () => {
    const parts = granted('2026-04-01', 10_000, { due: addDays(due, 10), fen: 100_000 }, { due: addDays(due, 20), fen: 100_000 })
    const paid = [{ fen: 10_000, on: '2026-03-31' }]
    assert.equal(lateOn({ ...late, ...parts, paid }, addDays(due, 10)), 0)
    assert.equal(lateOn({ ...late, ...parts, paid }, addDays(due, 11)), 100_000)
    assert.equal(lateOn({ ...late, ...parts, paid }, addDays(due, 21)), 200_000)
    assert.equal(after(12, { ...parts, paid }), 2 * 3_000)
  })
})

describe('无论怎样缴、何时复议', () => {
  const facts = fc.record({
    paid: fc.array(
      fc.record({ fen: fc.integer({ min: 1, max: 100_000 }), on: fc.integer({ min: -5, max: 60 }).map((n) => addDays(due, n)) }),
      { maxLength: 4 },
    ),
    remedies: fc.array(
      fc.integer({ min: -5, max: 60 }).map((n) => ({ on: addDays(due, n) })),
      { maxLength: 1 },
    ),
  })
  test('不超过罚款，日子越久越不减少，缴了不会更多', () =>
    fc.assert(
      fc.property(facts, fc.integer({ min: 0, max: 70 }), (given, n) => {
        const now = after(n, given)
        assert.ok(now <= 210_000 && now <= after(n + 1, given))
        assert.ok(now <= after(n, { remedies: given.remedies }) && now <= after(n, { paid: given.paid }))
      }),
      { numRuns: process.env.LONG ? 1_000 : 40 },
    ))
})
