import { z } from 'zod'
import { clauses } from '#law/clause'
import { day } from '#law/day'

/** Units in which a text may count a period 期间单位. */
export const unit = z.enum(['日', '工作日', '月', '年'])
export type Unit = z.infer<typeof unit>

/**
 * One period running in one matter 期限: which rule, from which trigger day (not counted itself), how long, and the last day.
 * `provisional`: the count ran past the known calendar years and is done again when the year is entered.
 */
export const term = z.strictObject({
  key: z.string(),
  from: day,
  value: z.int().positive(),
  unit,
  due: day,
  provisional: z.boolean(),
  clauses,
})
export type Term = z.infer<typeof term>
