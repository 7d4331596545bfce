import { type Calendar, restOn } from '#law/calendar'
import type { Clauses } from '#law/clause'
import { addDays, addHours, type Day, dayOf, type Instant, zhTime } from '#law/day'
import type { CountedDay } from '#law/period'
import type { Hours, Term } from '#law/term'

/**
 * A period in hours 以小时计的期间: from the instant to the instant, and over at that instant, whatever day it is. 令4 第五十八条 leaves out the hour in
 * which it begins; since such periods bind the agency, the shorter count is taken (R).
 */
export function hoursFrom(key: string, { value, clauses }: Readonly<{ value: number; clauses: Clauses }>, from: Instant): Term {
  const until = addHours(from, value)
  return { key, from: dayOf(from), value, unit: '小时', due: dayOf(until), provisional: false, clauses, hours: { from, until } }
}

/** The days that the hours touch: when they begin, that rest days count, when they end. */
export function explainHours({ from, until }: Hours, calendar: Calendar): CountedDay[] {
  const [first, last] = [dayOf(from), dayOf(until)]
  const days: CountedDay[] = []
  for (let day: Day = first; day <= last; day = addDays(day, 1)) {
    const rest = restOn(calendar, day)
    const said = [
      ...(day === first ? [`${zhTime(from)}起算`] : []),
      ...(rest ? [`${rest}，照计`] : []),
      ...(day === last ? [`${zhTime(until)}届满`] : []),
    ]
    days.push({ day, counted: true, ...(said.length > 0 ? { why: said.join('；') } : {}) })
  }
  return days
}
