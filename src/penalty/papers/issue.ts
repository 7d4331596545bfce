import type { Reads } from '#agency/act'
import { documentNo } from '#decision/ownPaper'
import { type FormId, formOn } from '#documents/form'
import { type Day, yearOf } from '#law/day'
import type { Hash } from '#law/digest'
import type { Matter } from '#penalty/matter'
import type { Around } from '#penalty/papers/draft'
import type { PaperEvent } from '#penalty/papers/issued'
import { finishedBy, paperFrom } from '#penalty/papers/papers'

/** Asks the door how many papers of this form the agency made this year, in the act's own transaction. */
export const numbered = (form: FormId, today: Day): Reads<{ numbered: number }> => ({
  numbered: {
    count: 'paper',
    column: 'made_on',
    where: { form },
    from: `${yearOf(today)}-01-01`,
    to: `${yearOf(today)}-12-31`,
    as: (n: number) => n,
  },
})

/** 制作文书: what an act has finished is an event of its own, whole and with its digest; its number 文号 is the next of its form and year. */
export function issuedBy(
  before: Matter,
  after: Matter,
  around: Around & Readonly<{ hash: Hash; facts: Readonly<{ numbered?: number }> }>,
): readonly PaperEvent[] {
  const { agency, law, today, hash, facts } = around
  const made: PaperEvent[] = []
  for (const draft of finishedBy(before, after, around)) {
    const nature = formOn(law, draft.form, draft.day ?? today)?.nature
    const given = nature !== undefined && facts.numbered !== undefined ? documentNo(agency, nature, today, facts.numbered) : undefined
    const paper = paperFrom(draft, around, given)
    if (!paper) continue
    const no = [...after.issued, ...made].filter(({ form }) => form === draft.form).length + 1
    made.push({ kind: 'paper.issued', form: draft.form, no, paper, digest: hash(paper), on: today })
  }
  return made
}
