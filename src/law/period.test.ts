import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { calendarOf, calendarYear, isKnown, isWorkday, nthWorkday } from '#law/calendar'
import type { Clauses } from '#law/clause'
import { type Day, daysBetween } from '#law/day'
import { backward, explain, reckon } from '#law/period'
import type { Unit } from '#law/term'

const folder = new URL('../../packs/cn/calendar/', import.meta.url)
const files = readdirSync(folder).map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')))
const calendar = calendarOf(files.map((file) => calendarYear.parse(file)))
const clauses: Clauses = ['CFF-85']
const rule = (value: number, unit: Unit) => ({ value, unit, clauses })
const due = (value: number, unit: Unit, from: Day) => reckon('t', rule(value, unit), from, calendar).due

/** Written from the calendar files alone, day by day, with the clock library of the platform. */
const off = new Set(files.flatMap((file) => Object.keys(file.off)))
const made = new Set(files.flatMap((file) => Object.keys(file.workdays)))
const following = new Map<string, string>()
const next = (day: string) => {
  const known = following.get(day)
  if (known) return known
  const date = new Date(`${day}T12:00:00Z`)
  date.setUTCDate(date.getUTCDate() + 1)
  following.set(day, date.toISOString().slice(0, 10))
  return next(day)
}
const working = new Map<string, boolean>()
const works = (day: string) => {
  if (!working.has(day)) working.set(day, made.has(day) || (!off.has(day) && ![0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay())))
  return working.get(day) === true
}
const oracle = (value: number, unit: Unit, from: string) => {
  let day = from
  if (unit === '工作日')
    for (let n = 0; n < value; ) {
      day = next(day)
      if (works(day)) n += 1
    }
  if (unit === '日') {
    for (let n = 0; n < value; n += 1) day = next(day)
    while (!works(day)) day = next(day)
  }
  return day
}

describe('行政处罚法 第八十五条 期间的计算', () => {
  test('二〇二六年九月二十八日起七个工作日，至十月十三日：国庆放假不计，十月十日调休上班计入', () => {
    const term = reckon('publication.penalty', rule(7, '工作日'), '2026-09-28', calendar)
    assert.equal(term.due, '2026-10-13')
    const days = explain(term, calendar)
    assert.equal(days.length, 16)
    assert.deepEqual(days[0], { day: '2026-09-28', counted: false, why: '当日不计' })
    assert.deepEqual(days[3], { day: '2026-10-01', counted: false, why: '国庆节' })
    assert.deepEqual(days[12], { day: '2026-10-10', counted: true, n: 5, why: '国庆节调休上班' })
    assert.deepEqual(days[13], { day: '2026-10-11', counted: false, why: '休息日' })
    assert.deepEqual(days.at(-1), { day: '2026-10-13', counted: true, n: 7 })
  })

  test('自然日期间的最后一日为节假日的，以节假日后的第一个工作日为期满日', () => {
    const term = reckon('payment', rule(15, '日'), '2026-09-16', calendar)
    assert.equal(term.due, '2026-10-08')
    const days = explain(term, calendar)
    assert.deepEqual(days[15], { day: '2026-10-01', counted: true, n: 15 })
    assert.deepEqual(days[16], { day: '2026-10-02', counted: false, why: '国庆节' })
    assert.deepEqual(days.at(-1), { day: '2026-10-08', counted: false, why: '期满日为休息日，顺延至本日' })
  })

  test('同一个“三日”“五日”，二〇二一年七月十五日前后单位不同', () => {
    assert.equal(due(3, '日', '2020-07-09'), '2020-07-13')
    assert.equal(due(5, '工作日', '2021-09-16'), '2021-09-24')
  })

  test('以月计算的，至后来月份的同日；没有同日的，至其末日', () => {
    assert.equal(due(3, '月', '2020-11-30'), '2021-03-01')
    assert.equal(due(1, '月', '2025-03-31'), '2025-04-30')
    assert.equal(due(1, '年', '2024-02-29'), '2025-02-28')
  })

  test('二〇二〇年春节假期延长至二月二日', () => {
    assert.equal(due(1, '工作日', '2020-01-23'), '2020-02-03')
    assert.equal(isWorkday(calendar, '2020-02-01'), false)
  })

  test('放假安排尚未公布的年份，按周末计算并标明暂定', () => {
    const term = reckon('payment', rule(15, '日'), '2026-12-25', calendar)
    assert.deepEqual([term.due, term.provisional], ['2027-01-11', true])
    assert.equal(reckon('filing', rule(7, '工作日'), '2026-12-01', calendar).provisional, false)
    assert.equal(isKnown(calendar, '2027-01-01'), false)
    assert.match(explain(term, calendar).at(-2)?.why ?? '', /放假安排未公布/)
  })

  test('举行听证的七日前：通知日与听证日之间有七个整工作日', () => {
    const term = backward('hearing.notice', rule(7, '工作日'), '2026-10-15', calendar)
    assert.equal(term.due, '2026-09-29')
    assert.equal(nthWorkday(calendar, term.due, '2026-10-15'), 8)
    const days = explain(term, calendar)
    assert.equal(days.filter((day) => day.counted).length, 7)
    assert.deepEqual(days.at(-1), { day: '2026-09-29', counted: false, why: '最迟当日办理，当日不计' })
    assert.equal(backward('hearing.notice', rule(7, '日'), '2020-06-20', calendar).due, '2020-06-12')
  })

  test('第几个工作日公开', () => {
    assert.equal(nthWorkday(calendar, '2026-09-28', '2026-09-28'), 0)
    assert.equal(nthWorkday(calendar, '2026-09-28', '2026-10-07'), 2)
    assert.equal(nthWorkday(calendar, '2026-09-28', '2026-10-13'), 7)
  })

  test('与按放假安排逐日推算的结果没有差别', () => {
    for (let day = '2019-01-01', n = 0; day <= '2026-12-31'; day = next(day), n += 1)
      if (process.env.LONG || n % 29 === 0)
        for (const unit of ['日', '工作日'] as const)
          for (const value of [1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 45, 60, 90])
            if (due(value, unit, day) !== oracle(value, unit, day)) assert.fail(`${value}${unit} ${day}`)
  })

  test('逐日说明与期满日一致：每一个工作日期间恰好数到所定日数', () => {
    for (let day = '2019-01-01', n = 0; day <= '2026-12-31'; day = next(day), n += 1)
      if (n % 37 === 0)
        for (const unit of ['日', '工作日', '月'] as const) {
          const term = reckon('t', rule(3, unit), day, calendar)
          const days = explain(term, calendar)
          assert.equal(days.length, daysBetween(day, term.due) + 1)
          if (unit !== '月') assert.equal(days.filter((row) => row.counted).length, 3)
        }
  })
})
