import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Agency, Officer } from '#agency/agency'
import { staffingOf } from '#review/staffing'
import { placeOf } from '../../test/ordinary.ts'

const certificate = (no: string) => ({ no, from: '2021-07-15', to: '2029-12-31' })
const officers = (n: number, of: (id: string) => Partial<Officer>): Officer[] =>
  Array.from({ length: n }, (_, at) => {
    const id = `o${at}`
    return { id, name: id, unit: 'team', posts: ['handler'], qualified: false, ...of(id) }
  })
const told = (pack: string, all: readonly Officer[]) => {
  const { agency, law } = placeOf('health', pack, {})
  const manned: Agency = { ...agency, accounts: {}, officers: Object.fromEntries(all.map((each) => [each.id, each])) }
  return staffingOf(manned, law, '2026-03-02').map(({ reviewers, officers, least }) => [reviewers, officers, least])
}
const reviewer = (id: string, more: Partial<Officer> = {}): Officer => ({
  id,
  name: id,
  unit: 'legal',
  posts: ['reviewer'],
  qualified: true,
  ...more,
})

describe('法制审核人员的配备', () => {
  const twenty = officers(20, (id) => ({ certificate: certificate(id) }))
  test('SP-3-1-2 不少于本单位执法人员的百分之五，不足一人的按一人', () => {
    assert.deepEqual(told('siping-health', [...twenty, reviewer('r')]), [[1, 20, 1]])
    const many = officers(41, (id) => ({ certificate: certificate(id) }))
    assert.deepEqual(told('siping-health', [...many, reviewer('r1'), reviewer('r2')]), [[2, 41, 3]])
  })
  test('WD-2-3-2-2 武定：至少二人', () => assert.deepEqual(told('wuding-health', [...twenty, reviewer('r')]).at(-1), [1, 20, 2]))
  test('按人计，不按账号；没有有效证件的不是执法人员；离任的、任期以外的不算', () => {
    const odd = [
      reviewer('r1', { person: 'same' }),
      reviewer('r2', { person: 'same' }),
      reviewer('r3', { left: '2026-03-01' }),
      reviewer('r4', { terms: { reviewer: { to: '2026-03-01' } } }),
    ]
    const none = officers(3, () => ({}))
    const expired = officers(1, () => ({ id: 'old', certificate: { ...certificate('9'), to: '2026-03-01' } }))
    assert.deepEqual(told('siping-health', [...none, ...expired, ...odd]), [[1, 0, 0]])
  })
})
