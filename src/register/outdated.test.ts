import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Agency } from '#agency/agency'
import { kindOf } from '#register/kinds'
import { gone, naming } from '#register/outdated'
import { granted, health, type Place, play, step } from '../../test/ordinary.ts'

const today = '2026-03-02'
const after = (steps: readonly (readonly [act: string, input: object])[]): Agency =>
  steps.reduce(
    (agency, [act, input]) => granted(play({ ...health, agency } as Place, agency, step(`agency.${act}`, input, 'admin', today))),
    health.agency,
  )
const names = (agency: Agency, on = today) => Object.fromEntries(gone(agency, on))

describe('机构改革、人员调整以后，仍写旧名的条目', () => {
  const [unit] = Object.entries(health.agency.units)[0] ?? assert.fail()
  const old = health.agency.units[unit]?.name ?? assert.fail()

  test('WD-2-1-2-10 改名的，写明现在的名称；改回来的不算', () => {
    const renamed = after([['nameUnit', { unit, name: '综合监督执法科' }]])
    assert.deepEqual(names(renamed), { [old]: '已经改名为综合监督执法科' })
    assert.deepEqual(
      names(
        after([
          ['nameUnit', { unit, name: '综合监督执法科' }],
          ['nameUnit', { unit, name: old }],
        ]),
      ),
      { 综合监督执法科: `已经改名为${old}` },
    )
    assert.deepEqual(names(health.agency), {})
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
