import { nthWorkday } from '#law/calendar'
import type { Citation, ClauseId } from '#law/clause'
import { type Day, daysBetween } from '#law/day'
import { explain } from '#law/period'
import type { Term } from '#law/term'
import type { Law } from '#policy/law'

/** How long is left 剩余期限: in the period's own unit, negative when it is past; every day counted or skipped with its reason. */
export type Left = Readonly<{
  left: number | null
  leftUnit: '工作日' | '日' | null
  value: number | null
  unit: string | null
  days: ReturnType<typeof explain>
}>

export const noTerm: Left = { left: null, leftUnit: null, value: null, unit: null, days: [] }

export function leftOf(term: Term | null, today: Day, { calendar }: Pick<Law, 'calendar'>): Left {
  if (!term) return noTerm
  const inWorkdays = term.unit === '工作日'
  const left = inWorkdays
    ? term.due >= today
      ? nthWorkday(calendar, today, term.due)
      : -nthWorkday(calendar, term.due, today)
    : daysBetween(today, term.due)
  return { left, leftUnit: inWorkdays ? '工作日' : '日', value: term.value, unit: term.unit, days: explain(term, calendar) }
}

/** Reads clauses out; one that the register lost is shown by its id rather than hiding the sentence. */
export const citing = (law: Pick<Law, 'provisions'>, ids: readonly string[]): readonly Citation[] =>
  ids.map((id) => ({ id: id as ClauseId, cite: law.provisions.get(id as ClauseId)?.cite ?? id }))
