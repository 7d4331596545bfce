import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { draftsOf, paperFrom } from '#penalty/papers/papers'
import { before, but, health, ordinary, play, refused, walk } from '../../test/ordinary.ts'

/** 五份文件的告知事项: each clause by its number. */
const proposed = walk(health, before(ordinary, 'notify'))
const tells = ['content', 'facts', 'reasons', 'basis', 'rights']

describe('告知事项', () => {
  const of: readonly (readonly [clause: string, zh: string, ...items: string[]])[] = [
    ['SP-1-2-4、WD-2-1-3-6、YB-3-1-2-2、WZ-GS-14-1', '执法事由', 'facts', 'reasons'],
    ['SP-1-2-5、WD-2-1-3-7、YB-3-1-2-3、WZ-GS-14-2', '执法依据', 'basis'],
    ['SP-1-2-6、WZ-GS-14-3、WZ-GS-14-4、WD-2-1-3-8、YB-3-1-2-4', '陈述、申辩的权利', 'rights'],
  ]
  for (const [clause, zh, ...items] of of)
    test(`${clause} 没有写明${zh}的，不能告知`, () => {
      for (const item of items)
        refused(
          play(health, proposed, but(ordinary, 'notify', { tells: tells.filter((each) => each !== item) })),
          'notice-incomplete',
          'CFF-44',
        )
    })

  test('SP-1-2-8、WZ-GS-14-7 决定书写明申请复议、提起诉讼的途径和期限', () => {
    const decided = walk(health, before(ordinary, 'deliver'))
    const told = decided.decision.decided?.paper?.find(({ id }) => id === 'remedies')
    assert.match(JSON.stringify(told), /60日内向本级人民政府申请行政复议，也可以在6个月内/)
    const around = { ...health, today: '2026-03-18' }
    const draft = draftsOf(decided, around).find(({ form }) => form === 'penaltyDecision')
    assert.ok(draft && paperFrom(draft, around)?.fields.some(({ id, value }) => id === 'remedies' && value.length > 0))
  })
})
