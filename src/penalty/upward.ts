import { z } from 'zod'
import { act } from '#agency/act'
import { notHandler } from '#case/handler'
import type { DecisionEvent } from '#decision/decision'
import { type Day, day, zhDay } from '#law/day'
import { reckon } from '#law/period'
import { type Refusal, refuse } from '#law/refusal'
import type { Term } from '#law/term'
import { words } from '#law/text'
import type { Matter } from '#penalty/matter'
import { findInForce, type Law, on } from '#policy/law'

/** P35: a matter with a hearing, closed while the text asked for it, is filed with the superior's legal unit 听证案件报备; convened is enough (R). */
export function upwardBy({ hearing }: Matter, law: Law, closedOn: Day): Term | undefined {
  const row = hearing.sittings.length > 0 ? findInForce(law.periods, 'hearing.fileUpward', on(closedOn)) : undefined
  return row && reckon('hearing.fileUpward', row, closedOn, law.calendar)
}

export const fileUpward = act({
  id: 'case.fileUpward',
  zh: '听证案件报上级法制机构备案',
  clauses: ['C53-58-1'],
  stream: 'case',
  by: ['handler'],
  seen: false,
  input: z.strictObject({
    to: words(100).meta({ title: '备案的上级机关法制机构' }),
    documentNo: words(100).meta({ title: '报送文号' }),
    on: day.meta({ title: '报送日期' }),
  }),
  closed(matter: Matter, at): Refusal | undefined {
    const { closed, filedUpward } = matter.decision
    if (!closed?.upward) return refuse('not-due-upward', '本案不是应当报上级备案的听证案件', 'C53-58-1', 'CFF-47')
    return filedUpward ? refuse('already-filed-upward', '本案已经报上级备案', ...closed.upward.clauses, 'CFF-47') : notHandler(matter, at)
  },
  run({ decision: { closed } }: Matter, said, { actor, today }): readonly DecisionEvent[] | Refusal {
    const from = closed?.on ?? today
    if (said.on < from || said.on > today)
      return refuse('day-amiss', `报送日期应当在${zhDay(from)}结案以后、今天以前`, 'C53-58-1', 'CFF-47')
    return [{ kind: 'decision.filedUpward', ...said, by: actor.id }]
  },
})
