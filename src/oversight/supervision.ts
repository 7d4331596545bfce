import { z } from 'zod'
import { act, type Fold } from '#agency/act'
import { idOf, streamName } from '#agency/stream'
import { clauses } from '#law/clause'
import { type Instant, instant } from '#law/day'
import { words } from '#law/text'
import { nameOf, type SignInsFailed, withFailures } from '#oversight/signins'

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

/** How an act that the system officer sent ended without being granted; `fault` is ours. */
const failings = ['refused', 'malformed', 'forbidden', 'notFound', 'stale', 'fault'] as const

/** A follow-up that could not be done 后续没有办成: which, on what, and why. */
export type Failed = Readonly<{ followup: string; act: string; on: string; how: (typeof failings)[number]; zh: string; at: Instant }>

export type Supervision = Readonly<{ refusals: number; failures: number; signIns: Readonly<Record<string, number>> }>
export type SupervisionEvent =
  | (Readonly<{ kind: 'supervision.refused' }> & Refused)
  | (Readonly<{ kind: 'supervision.followupFailed' }> & Failed)
  | SignInsFailed

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

export const recordFailure = act({
  id: 'supervision.recordFailure',
  zh: '记录后续没有办成',
  clauses: ['CFF-75-1'],
  stream: 'supervision',
  by: 'system',
  seen: false,
  input: z.strictObject({ followup: z.uuid(), act: words(60), on: streamName, how: z.enum(failings), zh: words(1000), at: instant }),
  run: (_supervision: Supervision, failed): readonly SupervisionEvent[] => [{ kind: 'supervision.followupFailed', ...failed }],
})

export const supervisionFold: Fold<Supervision, SupervisionEvent> = {
  empty: { refusals: 0, failures: 0, signIns: {} },
  after(before, event) {
    switch (event.kind) {
      case 'supervision.refused':
        return { ...before, refusals: before.refusals + 1 }
      case 'supervision.followupFailed':
        return { ...before, failures: before.failures + 1 }
      case 'supervision.signInsFailed':
        return { ...before, signIns: withFailures(before.signIns, event.more) }
    }
  },
  rows({ signIns }, event, { stream, version }) {
    const key = { id: `${idOf(stream)}-${version}` }
    switch (event.kind) {
      case 'supervision.refused': {
        const { officer, act, on, code, zh, clauses, at } = event
        return [{ table: 'supervision_entry', key, set: { officer, act, stream: on, code, zh, clauses, at } }]
      }
      case 'supervision.followupFailed': {
        const { followup, act, on, how, zh, at } = event
        return [{ table: 'followup_failure', key, set: { followup, act, stream: on, how, zh, at } }]
      }
      case 'supervision.signInsFailed':
        return event.more.map((each) => ({
          table: 'signin_failure',
          key: { day: event.day, officer: each.officer ?? '', how: each.how },
          set: { n: signIns[nameOf(each)] },
        }))
    }
  },
}
