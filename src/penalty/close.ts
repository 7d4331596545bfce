import { z } from 'zod'
import { act } from '#agency/act'
import { notHandler } from '#case/handler'
import { approvesOwn } from '#decision/apart'
import { allSigned, type DecisionEvent } from '#decision/decision'
import { unsigned } from '#decision/discussion'
import { isAnnulled } from '#decision/exit'
import { unserved } from '#decision/served'
import { isFulfilled } from '#execution/debt'
import { isRefusal, type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'
import type { Matter } from '#penalty/matter'
import { upwardBy } from '#penalty/upward'
import { inForce, type Law, type ListItem, on } from '#policy/law'

/** 可以结案的情形: each ground's test; which of them hold on a day, the packs say (`close.grounds`). */
const tests: Readonly<Record<string, (matter: Matter) => boolean>> = {
  performed: (matter) => matter.decision.decided !== undefined && isFulfilled(matter),
  courtAccepted: ({ execution }) => execution.applications.at(-1)?.answer?.accepted === true,
  nothing: ({ decision }) => decision.unpunished !== undefined || isAnnulled(decision),
  other: () => true,
}

/** G25: the ground is one of the day's text, and it holds. */
function groundOf(matter: Matter, ground: string, law: Law, today: string): ListItem | Refusal {
  const { items, clauses } = inForce(law.lists, 'close.grounds', on(today))
  const item = items.find(({ id }) => id === ground)
  if (!item) return refuse('ground-unknown', `可以结案的情形有：${items.map(({ zh }) => zh).join('；')}`, ...clauses)
  return tests[item.id]?.(matter) ? item : refuse('not-closable', `本案不属于「${item.zh}」，不能据此结案`, item.clause)
}

export const reportClosing = act({
  id: 'case.reportClosing',
  zh: '制作结案报告',
  clauses: ['C13-68', 'C13-39-2', 'C4-56-2', 'C53-57', 'C53-25-2'],
  stream: 'case',
  by: ['handler'],
  seen: false,
  input: z.strictObject({
    ground: words(40).meta({ title: '结案的情形', of: 'close.grounds' }),
    text: words(4000).meta({ title: '结案报告' }),
  }),
  closed: notHandler,
  run(matter: Matter, { ground, text }, { actor, law, today }): readonly DecisionEvent[] | Refusal {
    const item = groundOf(matter, ground, law, today)
    return isRefusal(item) ? item : [{ kind: 'decision.closingReported', ground, text, by: actor.id, on: today }]
  },
})

/** G25: reported, its ground still holding, every record and every set of minutes signed; a head approves. */
export const close = act({
  id: 'case.close',
  zh: '批准结案',
  clauses: ['C13-68', 'C13-39-2', 'C4-56-2', 'C53-57', 'C53-25-2'],
  stream: 'case',
  by: ['head'],
  seen: true,
  input: z.strictObject({ opinion: words(500).meta({ title: '审批意见' }) }),
  closed(matter: Matter, { law, today }): Refusal | undefined {
    const { decision, records } = matter
    const { clauses } = inForce(law.lists, 'close.grounds', on(today))
    if (!decision.report) return refuse('closing-unreported', '承办人员还没有制作结案报告', ...clauses)
    const waiting = records.find(({ confirmedBy }) => !confirmedBy)
    if (waiting) return refuse('unconfirmed', '还有记录等第二名执法人员确认，确认后再结案', ...clauses)
    if (!decision.minutes.every(allSigned)) return unsigned(law, today, ...clauses)
    const paper = unserved(matter, today)
    if (paper)
      return refuse(
        'paper-unserved',
        `${paper.zh}（${paper.documentNo}）还没有送达当事人，送达并经确认后再结案`,
        ...paper.deliverBy.clauses,
      )
    const item = groundOf(matter, decision.report.ground, law, today)
    return isRefusal(item) ? item : undefined
  },
  run(matter: Matter, { opinion }, at): readonly DecisionEvent[] {
    const { report } = matter.decision
    const warnings = approvesOwn(report?.by ?? '', at)
    const upward = upwardBy(matter, at.law, at.today)
    return [
      {
        kind: 'decision.closed',
        ground: report?.ground ?? '',
        opinion,
        warnings,
        ...(upward ? { upward } : {}),
        by: at.actor.id,
        on: at.today,
      },
    ]
  },
})
