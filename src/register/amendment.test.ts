import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { calendarOf } from '#law/calendar'
import { concerns, settleLaw } from '#register/amendment'
import type { Register } from '#register/register'
import { allowed, dutyOf, granted, type Place, packs, placeOf, play, refused, rowsOf, step } from '../../test/ordinary.ts'

/** An agency whose packs give both times, and one whose packs give none. */
const timed = placeOf('health', 'jilin-health', {})
const untimed = placeOf('health', 'wanzhou-health', {})

const revision = {
  ...{ title: '医疗机构管理条例', text: 'YJG22', how: 'revised', level: 'regulation', promulgatedOn: '2026-03-02', from: '2026-05-01' },
  ...{ clauses: ['YJG22-43'], source: '国务院令第800号' },
}
const change = (said: object = {}, today = '2026-03-10', by = 'zhao') => step('law.change', { ...revision, ...said }, by, today)
const settle = (said: object = {}, today = '2026-04-01') =>
  step('law.settle', { no: 1, work: 'basis', text: '权责清单第12项改引新条文', on: '2026-03-30', ...said }, 'zhao', today)
const enter = (said: object = {}, place: Place = timed, before: Register = {}, today?: string) => play(place, before, change(said, today))
const entered = granted(enter())

describe('法规变动', () => {
  test('ZR-3-1-1-10 新颁布、新修订的法律、法规、规章，自公布之日起一个月内修订执法依据', () => {
    const duty = dutyOf(timed, {}, change(), 'law:1:basis')
    assert.deepEqual([duty?.due, duty?.post, duty?.clauses, duty?.started_on], ['2026-04-02', 'reviewer', ['ZR-3-1-1-10'], '2026-03-02'])
  })
  test('ZR-3-2-2-2 三个月内制定或者修订裁量标准', () => assert.equal(dutyOf(timed, {}, change(), 'law:1:benchmark')?.due, '2026-06-02'))
  test('自公布之日起算，不是施行之日', () =>
    assert.deepEqual(
      entered.amendments?.[0]?.works.map(({ term }) => term.from),
      ['2026-03-02', '2026-03-02'],
    ))
  test('ZR-3-1-1-1、WZ-GS-5-7 规则包没有写明多久的，不计期限，变动照样登记', () => {
    assert.deepEqual(granted(enter({}, untimed)).amendments?.[0]?.works, [])
    assert.deepEqual(
      rowsOf(untimed, {}, change()).map(({ table }) => table),
      ['register_entry'],
    )
  })
  test('ZR-3-1-1-10、ZR-3-1-1-12 法律、法规、规章的变动计期限，规范性文件的不计', () => {
    for (const level of ['law', 'regulation', 'rule']) assert.equal(granted(enter({ level })).amendments?.[0]?.works.length, 2, level)
    assert.deepEqual(granted(enter({ level: 'normative' })).amendments?.[0]?.works, [])
  })

  test('ZR-3-1-1-10、ZR-3-2-2-2 办结以后了结待办，写明改在哪里；只办结一次', () => {
    const done = rowsOf(timed, entered, settle()).find(({ table }) => table === 'duty')
    assert.deepEqual([done?.key.key, done?.set.done_on], ['law:1:basis', '2026-03-30'])
    const after = granted(play(timed, entered, settle()))
    assert.equal(after.amendments?.[0]?.works[0]?.settled?.text, '权责清单第12项改引新条文')
    refused(play(timed, after, settle()), 'settled', 'ZR-3-1-1-10')
    allowed(play(timed, after, settle({ work: 'benchmark' })))
  })
  test('ZR-3-2-2-1 省级适时修订裁量权标准：法规变动以后即有待办，修订办结才了结', () => {
    const owed = dutyOf(timed, {}, change(), 'law:1:benchmark')
    assert.deepEqual([owed?.zh, owed?.done_on], ['制定、修订裁量基准', null])
    const done = rowsOf(timed, entered, settle({ work: 'benchmark', text: '修订后的标准' })).find(({ table }) => table === 'duty')
    assert.deepEqual([done?.key.key, done?.set.done_on], ['law:1:benchmark', '2026-03-30'])
  })
  test('没有登记的变动、没有期限的修订，没有可以办结的；日期在公布以后、今天以前', () => {
    refused(play(timed, entered, settle({ no: 2 })), 'nothing-owed', 'G118-4')
    refused(play(untimed, granted(enter({}, untimed)), settle()), 'nothing-owed', 'G118-4')
    refused(play(timed, entered, settle({ on: '2026-03-01' })), 'day-amiss', 'ZR-3-1-1-10')
    refused(play(timed, entered, settle({ on: '2026-04-02' })), 'day-amiss', 'ZR-3-1-1-10')
  })
  test('公布日期不在将来，施行不早于公布，条款和编号都在登记之中，同一变动只登记一次', () => {
    refused(enter({ promulgatedOn: '2026-03-11' }), 'in-future', 'G118-4')
    refused(enter({ from: '2026-03-01' }), 'day-amiss', 'G118-4')
    refused(enter({ text: 'YJG99' }), 'citation-unknown', 'G118-4')
    refused(enter({ clauses: ['YJG22-999'] }), 'citation-unknown', 'G118-4')
    refused(enter({}, timed, entered), 'already-entered', 'G118-4')
    const { text: _, ...rest } = revision
    refused(play(timed, {}, step('law.change', { ...rest, clauses: [] }, 'zhao', '2026-03-10')), 'citation-unknown', 'G118-4')
    allowed(play(timed, {}, step('law.change', { ...rest, how: 'promulgated', clauses: [] }, 'zhao', '2026-03-10')))
  })
  test('由法制机构、执法监督登记和办结', () => {
    assert.deepEqual(settleLaw.by, ['reviewer', 'supervisor'])
    for (const by of ['li', 'sun', 'admin']) assert.throws(() => play(timed, {}, change({}, '2026-03-10', by)), by)
  })
  test('放假安排公布以后，期限一并重新计算，登记和待办同时更新', () => {
    const late = granted(enter({ promulgatedOn: '2026-12-02', from: '2026-12-02' }, timed, {}, '2026-12-03'))
    const term = late.amendments?.[0]?.works[0]?.term ?? assert.fail()
    assert.deepEqual([term.due, term.provisional], ['2027-01-04', true])
    const off = { '2027-01-01': '元旦', '2027-01-04': '元旦' }
    const known = {
      ...timed,
      law: { ...timed.law, calendar: calendarOf([...packs.years, { year: 2027, source: '通知', off, workdays: {} }]) },
    }
    const sent = step('register.reckon', { why: '2027年放假安排已公布' }, 'system', '2026-12-10')
    const running = [{ stream: 'register:demo', duty: 'law:1:basis', term }]
    assert.equal(granted(play(known, late, sent, { running })).amendments?.[0]?.works[0]?.term.due, '2027-01-05')
    assert.deepEqual(
      rowsOf(known, late, sent, { running }).map(({ table, set }) => [table, set.due]),
      [
        ['register_entry', undefined],
        ['duty', '2027-01-05'],
      ],
    )
  })
})

describe('涉及的条款', () => {
  const touches = (id: string, clauses: readonly string[] = [], text = 'CFF') => concerns({ text, clauses } as never)(id)
  test('不写条款的，整部；写明条款的，只是那一条和它之内、它所在的', () => {
    assert.deepEqual([touches('CFF-58-1'), touches('CFF17-38')], [true, false])
    assert.deepEqual(
      ['CFF-58', 'CFF-58-1', 'CFF-58-1-2', 'CFF-58-1-3', 'CFF-5', 'CFF-59'].map((id) => touches(id, ['CFF-58-1-2'])),
      [true, true, true, false, false, false],
    )
    assert.equal(concerns({ clauses: [] } as never)('CFF-1'), false)
  })
})
