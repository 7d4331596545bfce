import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Matter } from '#penalty/matter'
import { allowed, before, dutyOf, granted, health, medical, ordinary, play, refused, step, walk } from '../../test/ordinary.ts'

const closeOn = (day: string) => step('case.close', { opinion: '同意结案' }, 'sun', day)
const file = (day: string, on = day) =>
  step('case.fileUpward', { to: '市卫生健康委员会法规处', documentNo: '备〔2025〕1号', on }, 'li', day)
const people = { chair: 'zhao', members: [], recorder: 'wu' }
const sitting = { no: 1, people, told: { on: '2026-03-17' }, end: { kind: 'absent' } } as unknown as Matter['hearing']['sittings'][number]

/** Everything paid and reported on the day; heard or not. */
function ready(day: string, heard = true): Matter {
  const served = walk(health, before(ordinary, 'end'))
  const paid = walk(
    health,
    [
      step(
        'execution.pay',
        { line: 'fine', fen: 210_000, on: '2026-03-20', way: 'bank', receipt: '1', account: 'treasury' },
        'li',
        '2026-03-20',
      ),
      step('case.reportClosing', { ground: 'performed', text: '已经履行' }, 'li', '2026-03-20'),
    ],
    served,
  )
  const { report } = paid.decision
  return {
    ...paid,
    hearing: { ...paid.hearing, sittings: heard ? [sitting] : [] },
    decision: { ...paid.decision, ...(report ? { report: { ...report, on: day } } : {}) },
  }
}
const closed = (day: string, heard = true) => granted(play(health, ready(day, heard), closeOn(day)))

describe('令53 第五十八条 听证案件结案后一个月内报上一级法制机构备案', () => {
  test('结案开启期限为一个月的任务', () => {
    assert.equal(dutyOf(health, ready('2025-04-07'), closeOn('2025-04-07'), 'file-upward')?.due, '2025-05-07')
    assert.equal(dutyOf(health, ready('2025-05-30'), closeOn('2025-05-30'), 'file-upward')?.due, '2025-06-30')
  })
  test('报送以后记录在案；只报一次，不早于结案', () => {
    const over = closed('2025-05-30')
    refused(play(health, over, file('2025-06-03', '2025-05-29')), 'day-amiss', 'C53-58-1')
    const filed = granted(play(health, over, file('2025-06-03')))
    assert.deepEqual(filed.decision.filedUpward, { to: '市卫生健康委员会法规处', documentNo: '备〔2025〕1号', on: '2025-06-03', by: 'li' })
    refused(play(health, filed, file('2025-06-03')), 'already-filed-upward', 'C53-58-1')
  })
  test('没有听证的不报；2025年6月1日起没有这一要求', () => {
    refused(play(health, closed('2025-05-30', false), file('2025-06-03')), 'not-due-upward', 'C53-58-1')
    refused(play(health, closed('2025-06-03'), file('2025-06-03')), 'not-due-upward')
    assert.equal(medical.law.periods['hearing.fileUpward'], undefined)
  })
  test('不是本案办案人员的，不报送', () => {
    refused(play(health, closed('2025-05-30'), { ...file('2025-06-03'), by: 'he' }), 'not-handler')
    allowed(play(health, closed('2025-05-30'), file('2025-06-03')))
  })
})
