import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { calendarOf, calendarYear } from '#law/calendar'
import { addDays, type Day, daysBetween } from '#law/day'
import { type ExtensionRule, extend } from '#law/extension'
import { explain, type PeriodRule, reckon, recount } from '#law/period'
import { isRefusal } from '#law/refusal'
import type { Exclusion, Term } from '#law/term'

const folder = new URL('../../packs/cn/calendar/', import.meta.url)
const years = readdirSync(folder).map((name) => calendarYear.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))))
const calendar = calendarOf(years)

const ninety: PeriodRule = { value: 90, unit: '日', clauses: ['C13-42-1'] }
const health: readonly ExtensionRule[] = [
  { key: 'decision.extension', value: 60, unit: '日', clauses: ['C13-42-2'] },
  { key: 'decision.extension.second', value: 30, unit: '日', clauses: ['C13-42-2'] },
]
const insurance: readonly ExtensionRule[] = [
  { key: 'decision.extension', value: 30, unit: '日', clauses: ['C4-45-2'] },
  { key: 'decision.extension.second', value: 60, unit: '日', clauses: ['C4-45-3'] },
]
const filed = reckon('decision', ninety, '2026-03-02', calendar)
const granted = (answer: Term | { code: string }): Term => {
  assert.ok(!isRefusal(answer), JSON.stringify(answer))
  return answer as Term
}
const refused = (answer: unknown) => (isRefusal(answer) ? [answer.code, answer.clauses[0]] : answer)

describe('令13 第四十二条 办案期限不计入的时间', () => {
  const hearing: Exclusion = { from: '2026-04-10', to: '2026-04-24', why: '听证', clause: 'C13-42-1' }

  test('听证的十五日不计入，期满日后移十五日，逐日写明', () => {
    assert.equal(filed.due, '2026-06-01')
    const term = reckon('decision', ninety, '2026-03-02', calendar, { excluded: [hearing] })
    assert.equal(term.due, '2026-06-15')
    const days = explain(term, calendar)
    assert.equal(days.filter(({ counted }) => counted).length, 90)
    assert.deepEqual(days[daysBetween('2026-03-02', '2026-04-10')], { day: '2026-04-10', counted: false, why: '听证期间不计' })
    assert.equal(days.filter(({ why }) => why === '听证期间不计').length, 15)
    assert.deepEqual(term.excluded, [hearing])
  })

  test('后来才知道的不计入的时间，重新计算即可', () => assert.equal(recount(filed, calendar, { excluded: [hearing] }).due, '2026-06-15'))

  test('重叠的两段只扣一次；期满以后的不扣', () => {
    const test: Exclusion = { from: '2026-04-20', to: '2026-04-30', why: '检测', clause: 'C13-42-1' }
    const after: Exclusion = { from: '2026-07-01', to: '2026-07-10', why: '鉴定', clause: 'C13-42-1' }
    assert.equal(recount(filed, calendar, { excluded: [hearing, test, after] }).due, '2026-06-22')
  })

  test('扣除以后才落进的一段，同样扣除', () => {
    const later: Exclusion = { from: '2026-06-05', to: '2026-06-08', why: '鉴定', clause: 'C13-42-1' }
    assert.equal(recount(filed, calendar, { excluded: [later] }).due, '2026-06-01')
    assert.equal(recount(filed, calendar, { excluded: [hearing, later] }).due, '2026-06-22')
  })

  test('期满日不落在不计入的一日', () => {
    const then: Exclusion = { from: '2026-06-01', to: '2026-06-03', why: '听证', clause: 'C13-42-1' }
    assert.equal(recount(filed, calendar, { excluded: [then] }).due, '2026-06-04')
  })

  test('工作日期间：不计入的工作日不数', () => {
    const rule: PeriodRule = { value: 10, unit: '工作日', clauses: ['C4-40-1'] }
    const excluded: Exclusion[] = [{ from: '2026-03-05', to: '2026-03-09', why: '专家论证', clause: 'C4-45-1' }]
    const term = reckon('review', rule, '2026-03-02', calendar, { excluded })
    assert.equal(term.due, '2026-03-19')
    assert.equal(explain(term, calendar).filter(({ counted }) => counted).length, 10)
  })

  test('以月计的期间：每不计一日，后移一日', () => {
    const rule: PeriodRule = { value: 3, unit: '月', clauses: ['C53-29-1'] }
    assert.equal(reckon('decision', rule, '2025-02-10', calendar).due, '2025-05-12')
    const excluded: Exclusion[] = [{ from: '2025-03-01', to: '2025-03-05', why: '听证', clause: 'C53-29-1' }]
    assert.equal(reckon('decision', rule, '2025-02-10', calendar, { excluded }).due, '2025-05-15')
  })

  test('任何一段：数到的日数不变，期满日是数到的最后一日或其后第一个工作日', () => {
    for (let day: Day = '2025-01-01', n = 1; day < '2026-03-01'; day = addDays(day, process.env.LONG ? 13 : 39), n += 1)
      for (const value of [7, 30, 90])
        for (const unit of ['日', '工作日'] as const) {
          const from = addDays(day, (n * 7) % 40)
          const excluded: Exclusion[] = [{ from, to: addDays(from, n % 23), why: '鉴定', clause: 'C13-42-1' }]
          const days = explain(reckon('t', { value, unit, clauses: ['C13-42-1'] }, day, calendar, { excluded }), calendar)
          const counted = days.filter((row) => row.counted)
          assert.equal(counted.length, value)
          assert.ok(counted.every((row) => row.day < from || row.day > addDays(from, n % 23)))
          const rest = days.slice(days.indexOf(counted.at(-1) as (typeof days)[number]) + 1)
          assert.ok(rest.every(({ why }) => why))
        }
  })
})

describe('令13 第四十二条第二款、令4 第四十五条 延长办案期限', () => {
  const first = extend(filed, health, { key: 'decision.extension', on: '2026-05-20' }, calendar)

  test('负责人批准延长六十日，集体讨论再延长三十日：自立案起一百五十日、一百八十日', () => {
    assert.equal(granted(first).due, '2026-07-30')
    const second = granted(extend(granted(first), health, { key: 'decision.extension.second', on: '2026-07-30' }, calendar))
    assert.equal(second.due, '2026-08-31')
    assert.deepEqual(
      second.extensions?.map(({ key, value, on }) => [key, value, on]),
      [
        ['decision.extension', 60, '2026-05-20'],
        ['decision.extension.second', 30, '2026-07-30'],
      ],
    )
    assert.equal(explain(second, calendar).filter(({ counted }) => counted).length, 180)
  })

  test('届满以后不能延长；届满当日可以', () => {
    assert.deepEqual(refused(extend(filed, health, { key: 'decision.extension', on: '2026-06-02' }, calendar)), [
      'extension-late',
      'C13-42-2',
    ])
    assert.ok(!isRefusal(extend(filed, health, { key: 'decision.extension', on: '2026-06-01' }, calendar)))
  })

  test('未经第一次延长，不能第二次延长；同一次不能用两回；没有第三次', () => {
    const second = { key: 'decision.extension.second', on: '2026-05-20' } as const
    assert.deepEqual(refused(extend(filed, health, second, calendar)), ['extension-order', 'C13-42-2'])
    assert.deepEqual(refused(extend(granted(first), health, { key: 'decision.extension', on: '2026-06-20' }, calendar)), [
      'extension-order',
      'C13-42-2',
    ])
    const both = granted(extend(granted(first), health, { ...second, on: '2026-07-01' }, calendar))
    assert.deepEqual(refused(extend(both, health, { ...second, on: '2026-08-01' }, calendar)), ['extension-none', 'C13-42-2'])
    assert.deepEqual(refused(extend(filed, [], second, calendar)), ['extension-none', 'C13-42-1'])
  })

  test('医疗保障第二次延长由集体讨论定期限，最长六十日', () => {
    const once = granted(extend(filed, insurance, { key: 'decision.extension', on: '2026-05-20' }, calendar))
    const twice = { key: 'decision.extension.second', on: '2026-06-20' } as const
    assert.deepEqual(refused(extend(once, insurance, { ...twice, value: 61 }, calendar)), ['extension-too-long', 'C4-45-3'])
    assert.equal(granted(extend(once, insurance, { ...twice, value: 20 }, calendar)).due, '2026-07-20')
  })

  test('延长与不计入的时间一并计算，先后不影响结果', () => {
    const excluded: Exclusion[] = [{ from: '2026-04-10', to: '2026-04-24', why: '听证', clause: 'C13-42-1' }]
    const a = granted(extend(recount(filed, calendar, { excluded }), health, { key: 'decision.extension', on: '2026-05-20' }, calendar))
    const b = recount(granted(first), calendar, { ...granted(first), excluded })
    assert.deepEqual(a, b)
    assert.equal(a.due, '2026-08-14')
  })
})
