import type { Clauses } from '#law/clause'
import { addMonths, type Day } from '#law/day'
import { findInForce, inForce, type Law } from '#policy/law'

/** The last day on which a violation had to be found 追责期限, and by which clause. */
export type TimeBar = Readonly<{ until: Day; clauses: Clauses }>

/**
 * P28: two years from the end of the act; five where life, health or financial safety is touched and harm resulted. By the law of the day of the
 * violation, or by that of today where it is milder 从旧兼从轻 (CFF-36-1, CFF-37, CFF17-29-1). Years run by the calendar and are not rolled.
 */
export function timeBar(law: Pick<Law, 'periods'>, violationOn: Day, today: Day, harm: boolean): TimeBar {
  const [then, now] = [violationOn, today].map((day) => {
    const days = { violation: day, step: today, decision: today }
    const row = (harm && findInForce(law.periods, 'timebar.harm', days)) || inForce(law.periods, 'timebar', days)
    return { until: addMonths(violationOn, row.value * 12), clauses: row.clauses }
  }) as [TimeBar, TimeBar]
  const milder = now.until < then.until ? now : then
  return { until: milder.until, clauses: [...milder.clauses, ...now.clauses.filter((id) => !milder.clauses.includes(id))] }
}
