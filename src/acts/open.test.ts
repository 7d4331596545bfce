import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { openActs } from '#acts/open'
import type { At } from '#agency/act'
import type { Matter } from '#penalty/matter'
import { hash } from '#server/digest'
import { before, health, ordinary, walk } from '../../test/ordinary.ts'

const seenBy = (officer: string, matter: Matter, today: string) =>
  openActs('case', matter, { kind: 'officer', agency: 'demo', officer }, health.agency, (_act, actor) => {
    const at = {
      stream: 'case:1',
      now: `${today}T01:00:00.000Z`,
      today,
      actor,
      ...health,
      hash,
      newId: () => '1',
      facts: { filedThisYear: 0, decidedThisYear: 0 },
    }
    return at as At
  })
const at = (end: string) => walk(health, before(ordinary, end))

describe('现在能做什么，不能做的为什么', () => {
  test('可办的在前，尚不能办的写明条款', () => {
    const standing = seenBy('sun', at('notify'), '2026-03-12')
    const decide = standing.find(({ act }) => act.id === 'penalty.decide')
    assert.deepEqual([decide?.refusal?.code, decide?.refusal?.clauses], ['notice-missing', ['CFF-44', 'CFF-62']])
    const closed = standing.findIndex(({ refusal }) => refusal)
    assert.ok(standing.slice(closed).every(({ refusal }) => refusal))
  })
  test('期满之后，决定可办', () => {
    const decide = seenBy('sun', at('decide'), '2026-03-18').find(({ act }) => act.id === 'penalty.decide')
    assert.ok(decide && !decide.refusal)
  })
  test('别的岗位的事看不到；没有岗位的，什么也没有', () => {
    const reviewer = seenBy('zhao', at('decide'), '2026-03-18').map(({ act }) => act.id)
    assert.ok(reviewer.includes('review.conclude') && reviewer.includes('case.recuseSelf'))
    assert.ok(!reviewer.includes('penalty.decide') && !reviewer.includes('case.addEvidence'))
    assert.deepEqual(seenBy('zheng', at('decide'), '2026-03-18'), [])
  })
  test('不是本案办案人员的，样样都写明原因', () => {
    const his = seenBy('he', at('conclude'), '2026-03-06').filter(
      ({ act }) => act.id === 'case.addEvidence' || act.id === 'proposal.conclude',
    )
    assert.deepEqual(
      his.map(({ refusal }) => refusal?.code),
      ['not-handler', 'not-handler'],
    )
  })
})
