import { z } from 'zod'
import { act, type Fold } from '#agency/act'
import { idOf, streamName } from '#agency/stream'
import { clauses } from '#law/clause'
import { type Instant, instant } from '#law/day'
import { words } from '#law/text'

/** What the law refused 不予办理的记录: repeated attempts to decide an unreviewed matter are a finding. A year of them is one stream. */
export type Refused = Readonly<{
  officer: string
  act: string
  on: string
  code: string
  zh: string
  clauses: readonly string[]
  at: Instant
}>

export type Supervision = Readonly<{ refusals: number }>
export type SupervisionEvent = Readonly<{ kind: 'supervision.refused' }> & Refused

export const recordRefusal = act({
  id: 'supervision.recordRefusal',
  zh: '记录不予办理',
  clauses: ['CFF-75-1', 'JDT-12-1-2'],
  stream: 'supervision',
  by: 'system',
  seen: false,
  input: z.strictObject({ officer: words(40), act: words(60), on: streamName, code: words(60), zh: words(1000), clauses, at: instant }),
  run: (_supervision: Supervision, refused): readonly SupervisionEvent[] => [{ kind: 'supervision.refused', ...refused }],
})

export const supervisionFold: Fold<Supervision, SupervisionEvent> = {
  empty: { refusals: 0 },
  after: ({ refusals }) => ({ refusals: refusals + 1 }),
  rows: (_after, { officer, act, on, code, zh, clauses, at }, { stream, version }) => [
    { table: 'supervision_entry', key: { id: `${idOf(stream)}-${version}` }, set: { officer, act, stream: on, code, zh, clauses, at } },
  ],
}
