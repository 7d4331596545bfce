import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { reckonAcross } from '#law/change'
import type { Day } from '#law/day'
import { explain, reckon } from '#law/period'
import { inForce, on } from '#policy/law'
import { lawOf, loadPacks } from '#policy/load'
import { hash } from '#server/digest'

const law = lawOf(loadPacks(), 'cn-health', hash)
const { calendar, periods } = law
const rowsOf = (key: string, ...sources: readonly string[]) =>
  (periods[key] ?? []).filter((row) => sources.some((source) => row.clauses.some((clause) => clause.startsWith(`${source}-`))))

describe('法〔2004〕96号 三 新旧规定的衔接', () => {
  test('立案在二〇二一年七月十五日以前、告知在以后的，要求听证的期限为五个工作日', () => {
    const told: Day = '2021-07-20'
    const row = inForce(periods, 'hearing.request', on(told))
    const term = reckon('hearing.request', row, told, calendar)
    assert.deepEqual([term.value, term.unit, term.due], [5, '工作日', '2021-07-27'])
    assert.ok(row.clauses.includes('CFF-64-1-1'))
    const before = inForce(periods, 'hearing.request', on('2021-07-14'))
    assert.deepEqual([before.value, before.unit, before.clauses], [3, '日', ['CFF17-42-1-1']])
  })

  test('告知在新法施行前一日、尚未届满的，当事人的期限从长', () => {
    const rows = rowsOf('hearing.request', 'CFF17', 'CFF')
    const term = reckonAcross('hearing.request', rows, 'party', '2021-07-14', calendar)
    assert.deepEqual([term.value, term.unit, term.due], [5, '工作日', '2021-07-21'])
    assert.ok(term.clauses.includes('CFF-64-1-1'))
  })

  test('新法施行前已经届满的，不因新法而延长', () => {
    const rows = rowsOf('hearing.request', 'CFF17', 'CFF')
    assert.equal(reckonAcross('hearing.request', rows, 'party', '2021-07-08', calendar).due, '2021-07-12')
  })

  test('机关的期限从短：令53的三个月与令13的九十日', () => {
    const rows = rowsOf('decision', 'C53', 'C13')
    const short = reckonAcross('decision', rows, 'agency', '2025-03-10', calendar)
    assert.deepEqual([short.value, short.unit, short.due], [90, '日', '2025-06-09'])
    assert.deepEqual(short.clauses, ['C13-42-1'])
    const kept = reckonAcross('decision', rows, 'agency', '2025-02-10', calendar)
    assert.deepEqual([kept.value, kept.unit, kept.due], [3, '月', '2025-05-12'])
  })

  test('施行前依新规定本已届满的，自施行之日起算，不因尚未施行的规定而已经逾期', () => {
    const clauses = ['CFF-60'] as const
    const rows = [
      { from: '2018-01-01', to: '2021-07-14', value: 90, unit: '日', clauses },
      { from: '2021-07-15', value: 10, unit: '日', clauses },
    ] as const
    const term = reckonAcross('decision', rows as never, 'agency', '2021-06-01', calendar)
    assert.deepEqual([term.from, term.due], ['2021-07-15', '2021-07-26'])
    assert.equal(reckonAcross('decision', rows as never, 'party', '2021-06-01', calendar).due, '2021-08-30')
  })

  test('没有当日施行的规定，不以零计', () => {
    assert.throws(() => reckonAcross('decision', rowsOf('decision', 'C13'), 'agency', '2024-01-01', calendar), RangeError)
  })

  test('结果照样逐日说明', () => {
    const term = reckonAcross('hearing.request', rowsOf('hearing.request', 'CFF17', 'CFF'), 'party', '2021-07-14', calendar)
    assert.equal(explain(term, calendar).filter(({ counted }) => counted).length, 5)
  })
})
