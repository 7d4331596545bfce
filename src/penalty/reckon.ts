import type { AnyAct, Followup } from '#agency/act'
import type { Reckoned } from '#agency/reckon'
import { reckonCase } from '#case/reckon'
import { fallDue } from '#execution/pay'
import { addDays } from '#law/day'

/** 重新计算期限, and a look at what was not paid on the day after the day that is now the last. */
export const reckonMatter: AnyAct = {
  ...reckonCase,
  next: ({ duty, term }: Reckoned, { stream }): readonly Followup[] =>
    duty === 'pay' ? [{ act: fallDue.id, stream, input: {}, on: addDays(term.due, 1) }] : [],
}
