import { z } from 'zod'
import type { Question, RowChange, RunningTerm } from '#agency/act'
import type { StreamName } from '#agency/stream'
import { idOf, kindOf } from '#agency/stream'
import type { Calendar } from '#law/calendar'
import type { Day } from '#law/day'
import { recount } from '#law/period'
import type { Term } from '#law/term'
import { words } from '#law/text'

/** A running term counted again 期限重新计算: whose duty, the term as it now stands, when it was due before, and why. */
export type Reckoned = Readonly<{ duty: string; term: Term; was: Day; why: string }>

type Facts = Readonly<{ running: readonly RunningTerm[] }>

/** The open duties of this stream that have a day. */
export const runningOf = (_state: unknown, { stream }: { stream: StreamName }): { running: Question<Facts['running']> } => ({
  running: { running: stream, as: (terms: readonly RunningTerm[]) => terms },
})

/** Why terms are counted again, as the file and the screen say it. */
export const reckonInput = z.strictObject({ why: words(300).meta({ title: '重新计算的理由' }) })

/** Every running term that another calendar moves, or makes certain. */
export const moved = ({ running }: Facts, calendar: Calendar, why: string): readonly Reckoned[] =>
  running.flatMap(({ duty, term: old }) => {
    const term = recount(old, calendar)
    return term.due === old.due && term.provisional === old.provisional ? [] : [{ duty, term, was: old.due, why }]
  })

/** The state with this term in the place of the one that ran by the same rule from the same day, wherever it stands. */
export function withTerm<S>(state: S, term: Term): S {
  if (typeof state !== 'object' || state === null) return state
  if (Array.isArray(state)) return state.map((each) => withTerm(each, term)) as S
  if ('due' in state && 'key' in state && state.key === term.key && 'from' in state && state.from === term.from) return term as S
  return Object.fromEntries(Object.entries(state).map(([name, value]) => [name, withTerm(value, term)])) as S
}

/** 待办 shows the new day. */
export const reckonedRow = (stream: StreamName, { duty, term }: Reckoned): RowChange => ({
  table: 'duty',
  key: { kind: kindOf(stream), stream: idOf(stream), key: duty },
  set: { due: term.due, provisional: term.provisional, term },
  only: 'update',
})
