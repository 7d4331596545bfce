import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { reckon } from '#law/period'
import { reckonMatter } from '#penalty/reckon'
import { loadPacks } from '#policy/load'

const payment = reckon('payment', { value: 15, unit: '日', clauses: ['CFF-67-3'] }, '2026-03-26', loadPacks().calendar)
const next = (duty: string) =>
  reckonMatter.next?.({ kind: 'case.reckoned', duty, term: payment, was: '2026-04-09', why: '' } as never, {
    stream: 'case:1',
    today: '2026-03-27',
  })

describe('行政处罚法 第七十二条 缴纳期限重新计算以后', () => {
  test('在新的届满次日再核对一次是否逾期', () =>
    assert.deepEqual(next('pay'), [{ act: 'execution.fallDue', stream: 'case:1', input: {}, on: '2026-04-11' }]))
  test('别的期限不因此核对', () => assert.deepEqual(next('file'), []))
})
