import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { granted, health, play, rowsOf, step } from '../../test/ordinary.ts'

const tried = {
  ...{ officer: 'sun', act: 'penalty.decide', on: 'case:0190f0c8-0000-7000-8000-000000000001', code: 'review-missing' },
  ...{ zh: '未经法制审核，不得作出决定', clauses: ['CFF-58-1'], at: '2026-03-18T01:00:00.000Z' },
}
const none = { refusals: 0, failures: 0 }
const sent = step('supervision.recordRefusal', tried, 'system', '2026-03-18')

describe('行政执法监督条例 不予办理的留痕', () => {
  test('SP-4-1-4、YB-2-3、YB-2-4、SP-4-1-6、YB-3-4-1-3、WD-2-2-5-2、YB-3-2-4-2、WZ-JL-7-3 每一次都记下，同样的也不合并', () => {
    const once = granted(play(health, none, sent))
    assert.deepEqual(granted(play(health, once, sent)), { refusals: 2, failures: 0 })
  })
  test('记下谁、要办什么、为什么不予办理', () => {
    const [row] = rowsOf(health, none, sent)
    assert.equal(row?.table, 'supervision_entry')
    assert.deepEqual(
      [row?.set.officer, row?.set.act, row?.set.code, row?.set.clauses],
      ['sun', 'penalty.decide', 'review-missing', ['CFF-58-1']],
    )
  })
  test('没有条款的，不是不予办理', () =>
    assert.throws(() => play(health, none, { ...sent, input: { ...tried, clauses: [] } }), { name: 'ZodError' }))
})

test('后续没有办成的，记下是哪一项、为什么，一次一行', () => {
  const failed = {
    ...{ followup: '0190f0c8-0000-8000-8000-000000000001', act: 'publication.open', on: tried.on, how: 'refused' },
    ...{ zh: '没有决定', at: tried.at },
  }
  const [row] = rowsOf(health, none, step('supervision.recordFailure', failed, 'system', '2026-03-18'))
  assert.equal(row?.table, 'followup_failure')
  assert.deepEqual([row?.set.followup, row?.set.how, row?.set.zh], [failed.followup, 'refused', '没有决定'])
})
