import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Agency, Officer } from '#agency/agency'
import { staffingOf } from '#review/staffing'
import { granted, type Place, placeOf, play, step } from '../../test/ordinary.ts'

const day = '2026-03-02'
const certificate = (no: string) => ({ no, from: '2021-07-15', to: '2029-12-31' })
const officers = (n: number, of: (id: string) => Partial<Officer>): Officer[] =>
  Array.from({ length: n }, (_, at) => {
    const id = `o${at}`
    return { id, name: id, unit: 'team', posts: ['handler'], qualified: false, ...of(id) }
  })
const counted = ({ agency, law }: Place) =>
  staffingOf(agency, law, day).map(({ reviewers, officers, least }) => [reviewers, officers, least])
const reviewer = (id: string, more: Partial<Officer> = {}): Officer => ({
  id,
  name: id,
  unit: 'legal',
  posts: ['reviewer'],
  qualified: true,
  ...more,
})

/** An agency that nobody but its administrator serves, and then these, each by the acts that appoint and give posts. */
function manned(pack: string, all: readonly Officer[], alsoReviewing: readonly string[] = []) {
  const { agency, law } = placeOf('health', pack, {})
  const acts = [
    ...all.map((officer) => step('agency.appoint', officer, 'admin', day)),
    ...alsoReviewing.map((officer) => step('agency.givePost', { officer, post: 'reviewer', from: day, basis: '党组会议' }, 'admin', day)),
  ]
  const { admin } = agency.officers
  const empty: Agency = { ...agency, officers: admin ? { admin } : {} }
  return counted({ law, agency: acts.reduce((before, each) => granted(play({ law, agency: before }, before, each)), empty) })
}

describe('法制审核人员的配备', () => {
  const certified = (n: number) => officers(n, (id) => ({ certificate: certificate(id) }))
  test('SP-3-1-2 不少于本单位执法人员的百分之五，不足一人的按一人', () => {
    assert.deepEqual(manned('siping-health', [...certified(20), reviewer('r1')]), [[1, 20, 1]])
    assert.deepEqual(manned('siping-health', certified(41), ['o0', 'o1']), [[2, 41, 3]])
  })
  test('WD-2-3-2-2 武定：至少二人；任用的、任职的都算', () => {
    assert.deepEqual(manned('wuding-health', [...certified(20), reviewer('r1')]).at(-1), [1, 20, 2])
    assert.deepEqual(manned('wuding-health', [...certified(20), reviewer('r1')], ['o0']).at(-1), [2, 20, 2])
  })
  test('按人计，不按账号；没有有效证件的不是执法人员；离任的、任期以外的不算', () => {
    const odd = [
      reviewer('r1', { person: 'same' }),
      reviewer('r2', { person: 'same' }),
      reviewer('r3', { left: '2026-03-01' }),
      reviewer('r4', { terms: { reviewer: { to: '2026-03-01' } } }),
    ]
    const none = officers(3, () => ({}))
    const expired = officers(1, () => ({ id: 'old', certificate: { ...certificate('9'), to: '2026-03-01' } }))
    const { agency, law } = placeOf('health', 'siping-health', {})
    const all = Object.fromEntries([...none, ...expired, ...odd].map((each) => [each.id, each]))
    assert.deepEqual(counted({ law, agency: { ...agency, officers: all } }), [[1, 0, 0]])
  })
})
