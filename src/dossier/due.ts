import { nthWorkday } from '#law/calendar'
import type { Citation, ClauseId } from '#law/clause'
import { type Day, dayOf, daysBetween, hoursBetween, type Instant } from '#law/day'
import { explain } from '#law/period'
import type { Hours, Term } from '#law/term'
import type { Law } from '#policy/law'

/** How long is left 剩余期限: in the period's own unit, negative when it is past; every day counted or skipped with its reason. */
export type Left = Readonly<{
  left: number | null
  leftUnit: '工作日' | '日' | '小时' | null
  value: number | null
  unit: string | null
  days: ReturnType<typeof explain>
  hours: Hours | null
}>

export const noTerm: Left = { left: null, leftUnit: null, value: null, unit: null, days: [], hours: null }

export function leftOf(term: Term | null, now: Instant, { calendar }: Pick<Law, 'calendar'>): Left {
  if (!term) return noTerm
  const { value, unit, hours = null } = term
  const said = { value, unit, days: explain(term, calendar), hours }
  if (hours) return { ...said, left: hoursBetween(now, hours.until), leftUnit: '小时' }
  const today = dayOf(now)
  const inWorkdays = term.unit === '工作日'
  const left = inWorkdays
    ? term.due >= today
      ? nthWorkday(calendar, today, term.due)
      : -nthWorkday(calendar, term.due, today)
    : daysBetween(today, term.due)
  return { ...said, left, leftUnit: inWorkdays ? '工作日' : '日' }
}

/** Reads clauses out; one that the register lost is shown by its id rather than hiding the sentence. */
export const citing = (law: Pick<Law, 'provisions'>, ids: readonly string[]): readonly Citation[] =>
  ids.map((id) => ({ id: id as ClauseId, cite: law.provisions.get(id as ClauseId)?.cite ?? id }))

const texts = new WeakMap<object, ReadonlySet<string>>()
const textOf = (id: string): string => id.slice(0, id.indexOf('-'))

/** The texts that the rows of this law rest on: an agency's pack cites those of its own field. */
function textsOf(law: Law): ReadonlySet<string> {
  const held = texts.get(law)
  if (held) return held
  const { periods, amounts, lists, posts, modes, separation, catalogue } = law
  const rows = [periods, amounts, lists, posts, modes, separation, catalogue].flatMap((family) =>
    Object.values<readonly { clauses: readonly string[] }[]>(family).flat(),
  )
  const found = new Set(rows.flatMap(({ clauses }) => clauses.map(textOf)))
  texts.set(law, found)
  return found
}

/** Of some clauses those that bind this agency today 当前适用的条款: in force, and of a text that its packs rest on. */
export const binding = (law: Law, ids: readonly ClauseId[], today: Day): readonly ClauseId[] =>
  ids.filter((id) => {
    const provision = law.provisions.get(id)
    return provision && provision.from <= today && (!provision.to || today <= provision.to) && textsOf(law).has(textOf(id))
  })

/** An act's clauses, read out: those that bind today; all, when none is left. */
export function citingNow(law: Law, ids: readonly ClauseId[], today: Day): readonly Citation[] {
  const held = binding(law, ids, today)
  return citing(law, held.length > 0 ? held : ids)
}
