import { z } from 'zod'
import { act } from '#agency/act'
import { reach, serving } from '#case/delivery'
import { notHandler } from '#case/handler'
import { isConfirmed } from '#case/matter'
import type { DecisionEvent } from '#decision/decision'
import type { OwnPaper } from '#decision/exit'
import type { Ready } from '#decision/gate'
import { type Day, day, zhDay } from '#law/day'
import { isRefusal, type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'

/** It has reached the party, and the second handler stands for that 已送达并经确认; one announced has when the announcement is over. */
export const isServed = (matter: Pick<Ready, 'records'>, { services }: OwnPaper, today: Day): boolean =>
  services.some(({ no, on }) => on <= today && isConfirmed(matter, `paper:${no}`))

/** The first paper of 不予处罚、变更、撤销、确认违法 that has not reached the party 尚未送达的文书. */
export const unserved = (matter: Pick<Ready, 'records' | 'decision'>, today: Day): OwnPaper | undefined =>
  matter.decision.papers.find((paper) => !isServed(matter, paper, today))

/** CFF-61-1 is written for the penalty decision; the agency's other decisions on the matter are served in the same way (R). */
export const servePaper = act({
  id: 'decision.serve',
  zh: '送达不予处罚、变更、撤销的决定书',
  clauses: ['CFF-61-1', 'C13-53', 'C4-59-1', 'C53-47', 'CFF17-40'],
  stream: 'case',
  by: ['handler'],
  seen: false,
  input: z.strictObject({
    ...serving,
    on: day.meta({ title: '签收、留置、到达、退回或者发出公告之日' }),
    proof: words(1000).meta({ title: '送达回证记载' }),
  }),
  closed: (matter: Ready, at): Refusal | undefined =>
    notHandler(matter, at) ??
    (unserved(matter, at.today)
      ? undefined
      : refuse('nothing-to-serve', '本案没有等待送达的不予处罚、变更、撤销决定书', 'CFF-61-1', 'CFF17-40')),
  run(matter: Ready, { proof, ...said }, { actor, law, today }): readonly DecisionEvent[] | Refusal {
    const paper = unserved(matter, today)
    if (!paper) return refuse('nothing-to-serve', '本案没有等待送达的不予处罚、变更、撤销决定书', 'CFF-61-1', 'CFF17-40')
    if (said.on > today) return refuse('in-future', '送达日期不能晚于今天', 'CFF-61-1', 'CFF17-40')
    if (said.on < paper.on) return refuse('too-early', `送达日期不能早于作出之日（${zhDay(paper.on)}），请核对`, 'CFF-61-1', 'CFF17-40')
    const reached = reach(said, matter, 'decision', law)
    if (isRefusal(reached)) return reached
    const no = matter.decision.papers.flatMap(({ services }) => services).length + 1
    const service = { no, ...reached, proof, by: actor.id }
    return [{ kind: 'decision.paperServed', record: `paper:${no}`, by: actor.id, documentNo: paper.documentNo, service, on: said.on }]
  },
})
