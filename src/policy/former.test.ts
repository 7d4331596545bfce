import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ClauseId } from '#law/clause'
import type { Day } from '#law/day'
import { clausesOn, refusedOn } from '#policy/former'
import { loadPacks } from '#policy/load'

const law = loadPacks()
const on = (day: Day, ...[first, ...rest]: readonly [ClauseId, ...ClauseId[]]) => clausesOn(law, day, [first, ...rest])

describe('不予办理的依据：引用当日施行的条款', () => {
  test('2021年7月14日以前，引用2017年修正的条款', () => {
    assert.deepEqual(on('2021-07-14', 'CFF-62', 'CFF-45-1'), ['CFF17-41', 'CFF17-32-1'])
  })
  test('改引的旧条都在条款库里，当日都已施行', () => {
    const moved = [...law.provisions.keys()].flatMap((id) => on('2020-07-10', id).filter((then) => then !== id))
    assert.ok(moved.length > 25)
    for (const id of moved) assert.ok((law.provisions.get(id)?.from ?? '9') <= '2020-07-10', id)
  })
  test('2021年7月15日起，引用2021年修订的条款', () => assert.deepEqual(on('2021-07-15', 'CFF-62', 'CFF-45-1'), ['CFF-62', 'CFF-45-1']))
  test('2023年12月31日以前，复议法引用2017年修正的条款', () => {
    assert.deepEqual(on('2023-12-31', 'FYF-64-2', 'CFF-75-2'), ['FYF17-28-2', 'CFF-75-2'])
    assert.deepEqual(on('2023-12-31', 'FYF-63-2'), ['FYT07-51'])
    assert.deepEqual(on('2024-01-01', 'FYF-64-2', 'FYF-63-2'), ['FYF-64-2', 'FYF-63-2'])
  })
  test('两条旧条相同的，只引用一次', () => assert.deepEqual(on('2020-07-10', 'CFF17-38-3', 'CFF-58-1'), ['CFF17-38-3']))
  test('旧法没有相应条款的，照引', () => assert.deepEqual(on('2020-07-10', 'CFF-50'), ['CFF-50']))
  test('违法行为之日的规定已经废止的，不改引', () => assert.deepEqual(on('2026-01-05', 'CRB13-69'), ['CRB13-69']))
  test('只换条款，不换结论', () =>
    assert.deepEqual(refusedOn(law, '2020-07-10', { code: 'notice-missing', zh: '还没有告知', clauses: ['CFF-44'] }), {
      code: 'notice-missing',
      zh: '还没有告知',
      clauses: ['CFF17-31'],
    }))
})
