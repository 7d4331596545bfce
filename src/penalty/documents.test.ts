import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { noMatter } from '#penalty/matter'
import { before, but, fraud, medical, type Place, rowsOf, walk } from '../../test/ordinary.ts'

/** 五份文件的办案信息: a matter stands in the list from its clue to its decision, and each step hands it to whoever has the next. */
const caseOf = (place: Place, name: string) =>
  rowsOf(place, name === 'report' ? noMatter : walk(place, before(fraud, name)), but(fraud, name)).filter(
    ({ table }) => table === 'enforcement_case' || table === 'duty',
  )
const phaseAfter = (name: string) => caseOf(medical, name).find(({ set }) => set.phase)?.set.phase

describe('执法办案信息', () => {
  test('WD-2-4-1-12、YB-3-4-2-6、YB-3-4-1-6、YB-3-4-2-11 从登记线索到作出决定，案件一览里查得到办到哪一步', () => {
    assert.equal(phaseAfter('report'), 'clue')
    assert.equal(phaseAfter('decide'), 'decided')
  })
  test('YB-3-4-1-2、YB-3-4-1-7 办完一步，案件即到下一步、下一个人，写明期限', () => {
    const next = (name: string) =>
      caseOf(medical, name).flatMap(({ table, set, only }) => (table === 'duty' && !only && set.due ? [[set.act, set.post]] : []))
    assert.deepEqual(next('file'), [['penalty.decide', 'head']])
    assert.deepEqual(next('submit'), [['review.conclude', 'reviewer']])
    assert.deepEqual(next('decide').at(0), ['case.deliver', 'handler'])
  })
})
