import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { moved, withTerm } from '#agency/reckon'
import { calendarOf } from '#law/calendar'
import { reckon } from '#law/period'
import { loadPacks } from '#policy/load'
import type { Register } from '#register/register'
import { granted, health, ordinary, play, refused, rowsOf, step, walk } from '../../test/ordinary.ts'

/** Made up after the notices of the years before: the year is not announced yet. */
const days = (zh: string, ...dates: string[]) => Object.fromEntries(dates.map((date) => [`2027-${date}`, zh]))
const off = {
  ...days('元旦', '01-01', '01-02', '01-03'),
  ...days('春节', '02-05', '02-06', '02-07', '02-08', '02-09'),
  ...days('劳动节', '05-01', '05-02', '05-03'),
  ...days('国庆节', '10-01', '10-02', '10-03', '10-04', '10-05'),
}
const notice = { year: 2027, source: '国务院办公厅关于2027年部分节假日安排的通知', off, workdays: { '2027-01-30': '春节调休上班' } }
const place = { ...health, agency: { ...health.agency, officers: { ...health.agency.officers, tian: { ...administrator() } } } }
function administrator() {
  return { id: 'tian', name: '田野', unit: 'office', posts: ['administrator'], qualified: false } as const
}
const enter = (entry: object, before: Register = {}, at = place) =>
  play(at, before, step('calendar.enter', { ...notice, ...entry }, 'tian', '2026-11-20'), { running: [] })
const but = (days: object) => ({ off: { ...off, ...days } })

describe('放假安排由本机关录入', () => {
  test('尚未收录的年份，可以录入；后一通知为准', () => {
    const once = granted(enter({}))
    assert.deepEqual(once.years, [notice])
    const twice = granted(enter({ workdays: {} }, once))
    assert.deepEqual(twice.years, [{ ...notice, workdays: {} }])
    const [row] = rowsOf(place, {}, step('calendar.enter', notice, 'tian', '2026-11-20'), { running: [] })
    assert.deepEqual(row?.key, { family: 'calendar', key: '2027' })
  })

  test('规则包已有的年份，不能另行录入；还没有公布的年份，不能录入', () => {
    refused(enter({ year: 2026 }), 'year-fixed', 'CFF-85')
    refused(enter({ year: 2028 }), 'not-announced', 'CFF-85')
  })

  test('日期不在该年的、既放假又上班的、平日写作调休上班的、漏了法定节日的，请核对', () => {
    refused(enter(but({ '2028-01-01': '元旦' })), 'day-outside', 'CFF-85')
    refused(enter(but({ '2026-12-24': '元旦' })), 'day-outside', 'CFF-85')
    refused(enter({ workdays: { '2027-10-02': '国庆节调休上班' } }), 'off-and-worked', 'CFF-85')
    refused(enter({ workdays: { '2027-02-01': '春节调休上班' } }), 'not-weekend', 'CFF-85')
    refused(enter({ off: Object.fromEntries(Object.entries(off).filter(([day]) => day !== '2027-10-02')) }), 'holiday-missing', 'CFF-85')
  })

  test('上一年末尾几日可以写入：二〇二二年十二月三十一日即由次年的通知放假', () => {
    granted(enter(but({ '2026-12-31': '元旦' })))
  })
})

describe('录入以后重新计算', () => {
  const { calendar, years } = loadPacks()
  const rule = { value: 7, unit: '工作日', clauses: ['C13-32-1'] } as const
  const old = reckon('filing', rule, '2026-12-25', calendar)
  const known = calendarOf([...years, notice])
  const running = [{ stream: 'case:1', duty: 'file', term: old }] as const

  test('暂定的期满日改为确定，写明原来是哪一日、为什么', () => {
    assert.deepEqual([old.due, old.provisional], ['2027-01-05', true])
    const [found] = moved({ running }, known, '2027年放假安排已公布')
    assert.deepEqual([found?.duty, found?.was, found?.term.due, found?.term.provisional], ['file', '2027-01-05', '2027-01-06', false])
  })

  test('不受影响的期限，不再记一笔', () => {
    const certain = reckon('filing', rule, '2026-12-01', calendar)
    assert.deepEqual(moved({ running: [{ stream: 'case:1', duty: 'file', term: certain }] }, known, ''), [])
  })

  test('案件里的同一期限一并更新，别的不动', () => {
    const term = { ...old, due: '2027-01-06', provisional: false }
    const state = { clue: { term: old, on: '2026-12-25' }, hearing: { notices: [{ no: 1, statementTerm: { ...old, key: 'statement' } }] } }
    assert.deepEqual(withTerm(state, term), { ...state, clue: { term, on: '2026-12-25' } })
  })

  test('系统办理 case.reckon：案件与待办同时更新', () => {
    const matter = walk(health, [{ ...(ordinary.report as NonNullable<typeof ordinary.report>), today: '2026-12-25' }])
    const at = { ...health, law: { ...health.law, calendar: known } }
    const running = [{ stream: 'case:1', duty: 'file', term: matter.clue?.term }]
    const sent = step('case.reckon', { why: '2027年放假安排已公布' }, 'system', '2026-12-26')
    const after = granted(play(at, matter, sent, { running }))
    assert.equal(after.clue?.term.due, '2027-01-06')
    assert.equal(rowsOf(at, matter, sent, { running })[0]?.set.due, '2027-01-06')
  })
})
