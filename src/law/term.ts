import { z } from 'zod'
import { clauseId, clauses } from '#law/clause'
import { day, dayOf, type Instant, instant, zhInstant } from '#law/day'

/** Units in which a text may count a period 期间单位. */
export const unit = z.enum(['小时', '日', '工作日', '月', '年'])
export type Unit = z.infer<typeof unit>

/** Days that are not counted 不计入期限的时间, first and last day included: `why` as it is read out (听证), and the clause that says so. */
export const exclusion = z.strictObject({ from: day, to: day, why: z.string().min(1), clause: clauseId })
export type Exclusion = z.infer<typeof exclusion>

/** A length added to a running period 延长: by which row, how long, and the day it was granted. */
export const extension = z.strictObject({ key: z.string(), value: z.int().positive(), unit, on: day, clauses })
export type Extension = z.infer<typeof extension>

/** The instants between which a period in 小时 runs 起止时刻. */
const hours = z.strictObject({ from: instant, until: instant })
export type Hours = z.infer<typeof hours>

/**
 * One period running in one matter 期限: which rule, from which trigger day (not counted itself), how long, and the last day.
 * `value` and `unit` are the period's own; what was left out or added stands beside them and is already in `due`.
 * A period in 小时 has its instants in `hours`; `from` and `due` are then the days on which they lie. `provisional`: the count ran past the known calendar years and is done again when the year is entered.
 */
export const term = z.strictObject({
  key: z.string(),
  from: day,
  value: z.int().positive(),
  unit,
  due: day,
  provisional: z.boolean(),
  clauses,
  excluded: z.array(exclusion).exactOptional(),
  extensions: z.array(extension).exactOptional(),
  hours: hours.exactOptional(),
})
export type Term = z.infer<typeof term>

/** Is a period over 已届满: past its instant, or its last day gone? */
export const isOver = ({ due, hours }: Pick<Term, 'due' | 'hours'>, now: Instant): boolean => (hours ? now > hours.until : dayOf(now) > due)

/** When it is over, as a sentence says it: 2026-03-06, or 2026年3月6日10时20分. */
export const endZh = ({ due, hours }: Pick<Term, 'due' | 'hours'>): string => (hours ? zhInstant(hours.until) : due)
