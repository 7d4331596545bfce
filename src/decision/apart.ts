import type { At } from '#agency/act'
import { samePerson } from '#agency/standing'
import type { Warning } from '#law/warning'
import { findInForce, on } from '#policy/law'

/** 审批自己的申请: no text bars it; where the pack holds the rule, a warning stays in the event. */
export const approvesOwn = (
  submitter: string,
  { actor, agency, law, today }: Pick<At, 'actor' | 'agency' | 'law' | 'today'>,
): readonly Warning[] =>
  samePerson(agency, submitter, actor.id) && findInForce(law.separation, 'approver≠submitter', on(today))
    ? [{ code: 'approver≠submitter', zh: '审批的是自己提出的申请' }]
    : []
