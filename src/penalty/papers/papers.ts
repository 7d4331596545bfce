import { foundedOf } from '#agency/agency'
import { formOn } from '#documents/form'
import { fill, type Paper } from '#documents/paper'
import type { Matter } from '#penalty/matter'
import { closingPapers, decisionPapers, executionPapers, receiptPapers } from '#penalty/papers/decided'
import type { Around, Draft, Drafting } from '#penalty/papers/draft'
import { discussionPapers, hearingPapers, noticePapers, reviewPapers, statementPapers } from '#penalty/papers/heard'
import { conclusionPapers, filingPapers, leavingPapers, preservationPapers, recordPapers } from '#penalty/papers/inquiry'
import { inForce, on } from '#policy/law'

const all: readonly Drafting[] = [
  filingPapers,
  recordPapers,
  preservationPapers,
  leavingPapers,
  conclusionPapers,
  reviewPapers,
  noticePapers,
  statementPapers,
  hearingPapers,
  discussionPapers,
  decisionPapers,
  receiptPapers,
  executionPapers,
  closingPapers,
]

/** Every paper that the matter has come to 本案文书, finished or not, in the order of its course. */
export const draftsOf: Drafting = (matter, around, other) => all.flatMap((drafting) => drafting(matter, around, other))

/** What an act has finished 办结的文书: finished now, and not before. */
export function finishedBy(before: Matter, after: Matter, around: Around): readonly Draft[] {
  const known = new Map<Draft['source'], readonly Draft['form'][]>()
  for (const { finished, form, source } of draftsOf(before, around, after))
    if (finished) known.set(source, [...(known.get(source) ?? []), form])
  return draftsOf(after, around, before).filter(({ finished, form, source }) => finished && !known.get(source)?.includes(form))
}

/** The paper as its form of the day has it 成文; a field whose texts know no such paper has none. */
export function paperFrom({ form: id, day, number, signs, values }: Draft, around: Around, given?: string): Paper | undefined {
  const { agency, law, today } = around
  const form = formOn(law, id, day ?? today)
  const no = number ?? given
  return (
    form &&
    fill(id, form, {
      agency: foundedOf(agency).name,
      head: inForce(law.modes, 'paper.head', on(day ?? today)).mode,
      ...(no ? { number: no } : {}),
      ...(day ? { day } : {}),
      ...(signs ? { signs } : {}),
      values: values(),
    })
  )
}
