import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ClauseId } from '#law/clause'
import { checkPacks } from '#policy/check'
import type { Provision } from '#policy/law'
import { parsePack } from '#policy/pack'

const provisions = new Map<ClauseId, Provision>([
  ['CFF-60', { id: 'CFF-60', cite: '《行政处罚法》第六十条', from: '2021-07-15' }],
  ['C53-29', { id: 'C53-29', cite: '《卫生行政处罚程序》第二十九条', from: '1997-06-19', to: '2025-05-31' }],
])
const row = { from: '2021-07-15', value: 90, unit: '日', by: 'step', local: 'fixed', clauses: ['CFF-60'], source: '行政处罚法' }
const pack = (id: string, beneath: string[], families: Record<string, unknown>) => parsePack({ pack: { id, zh: id, beneath }, ...families })
const faults = (...list: ReturnType<typeof pack>[]) =>
  checkPacks(new Map(list.map((each) => [each.id, each])), provisions).map(({ zh }) => zh)
const periods = (...rows: object[]) => ({ periods: { decision: rows } })

describe('规则包检查', () => {
  test('一行完整的规定没有问题', () => assert.deepEqual(faults(pack('cn', [], periods(row))), []))
  test('未登记的条款', () =>
    assert.match(String(faults(pack('cn', [], periods({ ...row, clauses: ['CFF-61'] })))), /CFF-61 未在条款登记中/))
  test('施行前的条款', () => assert.match(String(faults(pack('cn', [], periods({ ...row, from: '2020-01-01' })))), /均未施行/))
  test('废止后的条款', () =>
    assert.match(String(faults(pack('cn', [], periods({ ...row, from: '2025-06-01', clauses: ['C53-29'] })))), /均未施行/))
  test('缺口', () =>
    assert.match(String(faults(pack('cn', [], periods({ ...row, to: '2022-12-31' }, { ...row, from: '2023-01-02' })))), /之间没有规定/))
  test('重叠', () => assert.match(String(faults(pack('cn', [], periods(row, { ...row, from: '2023-01-01' })))), /重叠/))
  test('不得另定的被改动', () =>
    assert.match(String(faults(pack('cn', [], periods(row)), pack('local', ['cn'], periods(row)))), /不得改动/))
  test('只可从严的被放宽；从严的可以', () => {
    const national = pack('cn', [], periods({ ...row, local: 'stricter' }))
    assert.match(String(faults(national, pack('local', ['cn'], periods({ ...row, value: 91 })))), /宽于/)
    assert.deepEqual(faults(national, pack('local', ['cn'], periods({ ...row, value: 60 }))), [])
  })
  test('没有的岗位', () => {
    const { value: _, unit: __, ...rest } = row
    assert.match(String(faults(pack('cn', [], { posts: { decide: [{ ...rest, posts: ['boss'] }] } }))), /没有岗位 boss/)
  })
  test('没有条款的规定读不进来', () => assert.throws(() => pack('cn', [], periods({ ...row, clauses: [] }))))
  test('名称不对的文件读不进来', () => assert.throws(() => pack('cn', [], { period: {} }), RangeError))
})
