import type { Deferral, Instalment, Payment, Remedy } from '#execution/execution'
import { addDays, type Day } from '#law/day'
import { percent } from '#law/money'
import { inForce, type Law, on } from '#policy/law'

/** What must be paid of the fine, from a day on 缴纳安排: `paid` went before it. */
export type Schedule = Readonly<{ from: Day; paid: number; instalments: readonly Instalment[] }>

/** What the surcharge turns on, and nothing else. */
export type Late = Readonly<{
  fineFen: number
  /** In order of their days; the last that has begun holds. */
  schedules: readonly Schedule[]
  paid: readonly Pick<Payment, 'fen' | 'on'>[]
  remedies: readonly Pick<Remedy, 'on' | 'closed'>[]
}>

/** The term of payment, then each deferral from its day 缴纳期限及其变更. */
export const schedulesOf = (fineFen: number, due: Day, deferrals: readonly Deferral[]): readonly Schedule[] => [
  { from: '', paid: 0, instalments: [{ due, fen: fineFen }] },
  ...deferrals.map(({ on: from, paid, instalments }) => ({ from, paid, instalments })),
]

const sum = (fen: readonly number[]): number => fen.reduce((total, each) => total + each, 0)

/** What of the fine is late on a day 当日逾期未缴: due before it, not paid before it. */
export function lateOn({ schedules, paid }: Pick<Late, 'schedules' | 'paid'>, day: Day): number {
  const schedule = schedules.findLast(({ from }) => from <= day)
  if (!schedule) return 0
  const due = schedule.paid + sum(schedule.instalments.filter((each) => each.due < day).map(({ fen }) => fen))
  return Math.max(0, due - sum(paid.filter((each) => each.on < day).map(({ fen }) => fen)))
}

/** Does a remedy run on this day 复议、诉讼期间, its first and its last day included? */
const inRemedy = (remedies: Late['remedies'], day: Day): boolean =>
  remedies.some(({ on: from, closed }) => from <= day && (!closed || day <= closed.on))

/**
 * 加处罚款 in fen, up to and including a day. Each day after the term adds the day's percentage of what is then late (of a part paid, the rest: R);
 * days of a remedy add nothing where the law of the day stops it (CFF-73-3, from 2021-07-15). Days are added up first and rounded once, and the whole
 * is never more than the fine (CFF-72-1-1, QZF-45-2).
 */
export function surchargeOf(late: Late, until: Day, law: Law): number {
  const first = late.schedules[0]?.instalments[0]?.due
  if (!first || until <= first) return 0
  const fenDays = new Map<string, number>()
  for (let day = addDays(first, 1); day <= until; day = addDays(day, 1)) {
    const fen = lateOn(late, day)
    if (fen === 0 || (inRemedy(late.remedies, day) && inForce(law.modes, 'surcharge.inRemedy', on(day)).mode === 'stops')) continue
    const rate = inForce(law.modes, 'surcharge.dailyPercent', on(day)).mode
    fenDays.set(rate, (fenDays.get(rate) ?? 0) + fen)
  }
  const cap = percent(late.fineFen, inForce(law.modes, 'surcharge.capPercent', on(until)).mode)
  return Math.min(cap, sum([...fenDays].map(([rate, fen]) => percent(fen, rate))))
}
