import { act } from '#agency/act'
import { moved, type Reckoned, reckonInput, runningOf } from '#agency/reckon'

export const reckonCase = act({
  id: 'case.reckon',
  zh: '重新计算期限',
  clauses: ['CFF-85'],
  stream: 'case',
  stateless: true,
  by: 'system',
  seen: false,
  input: reckonInput,
  reads: runningOf,
  run: (_file: unknown, { why }, { law, facts }): readonly (Reckoned & { kind: 'case.reckoned' })[] =>
    moved(facts, law.calendar, why).map((reckoned) => ({ kind: 'case.reckoned', ...reckoned })),
})
