import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Calendar } from '#law/calendar'
import { explain, reckonAt, recount } from '#law/period'
import { isOver } from '#law/term'

const calendar: Calendar = { years: [2026], off: {}, workdays: {} }
const rule = { value: 24, unit: '小时', clauses: ['YS310-5-2'] } as const
/** 2026年3月6日（周五）10时20分批准. */
const term = reckonAt('crime.transfer', rule, '2026-03-06T02:20:00.000Z', calendar)

describe('移送涉嫌犯罪案件的规定 第五条第二款 二十四小时内', () => {
  test('自批准之时起，满二十四小时为止，休息日照计，不顺延', () => {
    assert.deepEqual(term.hours, { from: '2026-03-06T02:20:00.000Z', until: '2026-03-07T02:20:00.000Z' })
    assert.deepEqual([term.unit, term.due, term.provisional], ['小时', '2026-03-07', false])
  })
  test('到时届满，不等到次日', () => {
    assert.equal(isOver(term, '2026-03-07T02:20:00.000Z'), false)
    assert.equal(isOver(term, '2026-03-07T02:20:00.001Z'), true)
  })
  test('以日计的，当日过完才届满', () => {
    const { hours: _, ...days } = term
    assert.equal(isOver(days, '2026-03-07T15:59:59.999Z'), false)
    assert.equal(isOver(days, '2026-03-07T16:00:00.000Z'), true)
  })
  test('逐日说明写明几时起算、几时届满', () =>
    assert.deepEqual(explain(term, calendar), [
      { day: '2026-03-06', counted: true, why: '10时20分起算' },
      { day: '2026-03-07', counted: true, why: '休息日，照计；10时20分届满' },
    ]))
  test('按北京时间分日', () => assert.equal(reckonAt('t', rule, '2026-03-06T16:30:00.000Z', calendar).from, '2026-03-07'))
  test('放假安排不改变小时', () => assert.equal(recount(term, { years: [], off: {}, workdays: {} }), term))
})
