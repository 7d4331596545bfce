import type { Clauses } from '#law/clause'
import type { Day } from '#law/day'
import { type Refusal, refuse } from '#law/refusal'
import { findInForce, type Law, on } from '#policy/law'
import { modeZh } from '#policy/parameters'

/** How what is public beforehand is kept up 事前公开信息的更新: 动态调整, 及时更新 or 实时更新, as the packs of the day have it. */
export type Updating = Readonly<{ zh: string; clauses: Clauses }>

const ruleOn = (law: Law, today: Day) => findInForce(law.modes, 'standing.update', on(today))

export function updatingOn(law: Law, today: Day): Updating | undefined {
  const rule = ruleOn(law, today)
  return rule && { zh: modeZh('standing.update', rule.mode), clauses: rule.clauses }
}

/** 实时更新: what was approved comes out the same day, or with the reason why it did not. */
export function notAtOnce(approvedOn: Day | undefined, lateReason: string | undefined, law: Law, today: Day): Refusal | undefined {
  const rule = ruleOn(law, today)
  return rule?.mode === 'realTime' && approvedOn && approvedOn < today && !lateReason
    ? refuse('late-unreasoned', `按规定实时更新：${approvedOn} 已经审批，当日没有发布，请写明超期的理由`, ...rule.clauses)
    : undefined
}
