import type { At } from '#agency/act'
import type { Warning } from '#law/warning'
import { findInForce, on } from '#policy/law'

/** 审批自己的申请: no text bars it; where the pack holds the rule, a warning stays in the event. */
export const approvesOwn = (submitter: string, { actor, law, today }: Pick<At, 'actor' | 'law' | 'today'>): readonly Warning[] =>
  submitter === actor.id && findInForce(law.separation, 'approver≠submitter', on(today))
    ? [{ code: 'approver≠submitter', zh: '审批的是自己提出的申请' }]
    : []
