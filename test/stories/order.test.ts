import { describe, test } from 'node:test'
import { decide } from '#decision/acts'
import { propose } from '#proposal/acts'
import { noStage } from '#proposal/stage'
import { hash } from '#server/digest'
import { before, health, ordinary, refused, walk } from '../ordinary'

const at = {
  stream: 'case:0190f0c8-0000-7000-8000-000000000001',
  now: '2026-03-18T01:00:00.000Z',
  today: '2026-03-18',
  actor: { id: 'li', post: 'handler' },
  ...health,
  hash,
  newId: () => '',
  facts: { decidedThisYear: 0 },
} as const

/** At the door the order of the procedure answers first (out-of-order); these rules hold even where no order is asked. */
describe('次序之外，规则自己也守住', () => {
  const decided = walk(health, before(ordinary, 'deliver'))

  test('行政处罚法 第五十七条第一款：已经作出决定的，不能再作决定', () =>
    refused(decide.closed?.(decided, at), 'already-decided', 'CFF-57-1'))

  test('行政处罚法 第五十七条第一款：调查终结之前，不能提出拟处理意见', () => {
    refused(propose.closed?.({ ...decided, stage: noStage }, at), 'not-concluded', 'CFF-57-1')
  })
})
