import type { Calendar } from '#law/calendar'
import type { Day } from '#law/day'
import { type PeriodRule, reckon } from '#law/period'
import type { Term } from '#law/term'

/** A row with the days on which it is in force 施行期间. */
export type DatedRule = PeriodRule & Readonly<{ from: Day; to?: Day | undefined }>

/** Whose time it is: a party's right, or an agency's duty. */
export type Side = 'party' | 'agency'

/**
 * A period that is still running when its rule changes 跨新旧规定的期限 (our reading of J96-3): the row of the trigger's day governs; where another
 * row comes into force before the period is over, a party has the longer of both and an agency the shorter. A text that was not yet in force
 * cannot have ended a period: a new length that would be over by then runs from the day on which the text came into force.
 * @throws {RangeError} when no row is in force on the trigger day
 */
export function reckonAcross(key: string, rows: readonly DatedRule[], side: Side, from: Day, calendar: Calendar): Term {
  const row = rows.findLast((each) => each.from <= from && (!each.to || from <= each.to))
  if (!row) throw new RangeError(`no ${key} in force on ${from}`)
  const later = rows.filter((each) => each.from > from).sort((a, b) => (a.from < b.from ? -1 : 1))
  return later.reduce(
    (term, rule) => {
      if (rule.from > term.due) return term
      const whole = reckon(key, rule, from, calendar)
      const anew = whole.due < rule.from ? reckon(key, rule, rule.from, calendar) : whole
      const better = side === 'party' ? anew.due > term.due : anew.due < term.due
      return better ? anew : term
    },
    reckon(key, row, from, calendar),
  )
}
