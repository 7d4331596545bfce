import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type Agency, noAgency } from '#agency/agency'
import { kindOf } from '#register/kinds'
import { gone, naming } from '#register/outdated'
import { granted, health, play, step } from '../../test/ordinary.ts'

const today = '2026-03-02'
const after = (steps: readonly (readonly [act: string, input: object])[], from = health.agency): Agency =>
  steps.reduce((agency, [act, input]) => granted(play({ ...health, agency }, agency, step(`agency.${act}`, input, 'admin', today))), from)
const names = (agency: Agency, on = today) => Object.fromEntries(gone(agency, on))

describe('机构改革、人员调整以后，仍写旧名的条目', () => {
  const administrator = { id: 'admin', name: '管理员', hash: '$argon2id$demo' }
  const told = { id: 'demo', name: '演示机关', shortName: '演示', word: '演', field: 'health', pack: 'wanzhou-health', demo: true }
  const found = step('agency.found', { ...told, level: 'county', administrator }, 'system', today)

  test('WD-2-1-2-10 改名的，写明现在的名称；改回来的不算', () => {
    const founded = granted(play({ law: health.law, agency: noAgency }, noAgency, found))
    const to = (name: string) => ['nameUnit', { unit: 'team', name }] as const
    const named = (...all: readonly string[]) => names(after(all.map(to), founded))
    assert.deepEqual(named('执法科'), {})
    assert.deepEqual(named('执法科', '综合监督执法科'), { 执法科: '已经改名为综合监督执法科' })
    assert.deepEqual(named('执法科', '综合监督执法科', '执法科'), { 综合监督执法科: '已经改名为执法科' })
  })
  test('WD-2-1-2-10 撤销的机构、离任的人员；还有同名的不算', () => {
    const closed = after([
      ['nameUnit', { unit: 'old', name: '爱卫办' }],
      ['closeUnit', { unit: 'old', why: '机构改革' }],
    ])
    assert.deepEqual(names(closed), { 爱卫办: '已经撤销' })
    const left = after([['leave', { officer: 'li', last: today, why: '调离' }]])
    const { name } = left.officers.li ?? assert.fail()
    assert.deepEqual([names(left), names(left, '2026-03-03')], [{}, { [name]: '已经离任' }])
    const namesake: Agency = {
      ...left,
      officers: { ...left.officers, other: { ...(left.officers.wang ?? assert.fail()), id: 'other', name } },
    }
    assert.deepEqual(names(namesake, '2026-03-03'), {})
  })
  test('所写的栏目，清单都有', () => {
    for (const { list, field } of naming)
      assert.ok(
        kindOf(list).fields.some(({ id }) => id === field),
        `${list}.${field}`,
      )
  })
})
