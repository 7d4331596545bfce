import { daysOf } from '#case/acts'
import { isConfirmed } from '#case/matter'
import { sameAgain } from '#decision/anew'
import { suspected } from '#decision/crime'
import { type Decision, onSubstance } from '#decision/decision'
import { discussionFacts, discussionGrounds } from '#decision/grounds'
import { noticeOf, waived } from '#hearing/hearing'
import type { Day } from '#law/day'
import type { Hash } from '#law/digest'
import { type Refusal, refuse } from '#law/refusal'
import type { Law } from '#policy/law'
import { type Proposal, substanceOf } from '#proposal/proposal'
import { reliedOn } from '#proposal/relied'
import { substanceAmiss } from '#proposal/substance'
import { bundleNow, type Reviewed, requiredOf } from '#review/acts'
import { passes } from '#review/review'

export type Ready = Reviewed & Readonly<{ decision: Decision }>
type At = Readonly<{ today: Day; law: Law; hash: Hash }>

/** G08, G09: this substance was told to the party, and two officers stand for it. */
function told(matter: Ready, proposal: Proposal, { hash }: At): Refusal | undefined {
  if (matter.hearing.notices.length === 0) return refuse('notice-missing', '作出决定之前没有告知当事人，不得作出决定', 'CFF-44', 'CFF-62')
  const substance = substanceOf(proposal, hash)
  if (noticeOf(matter, substance)) return undefined
  const waiting = matter.hearing.notices.some((notice) => notice.substance === substance)
  return waiting
    ? refuse('notice-unconfirmed', '告知的送达还没有由第二名执法人员确认，不得作出决定', 'CFF-42-1', 'CFF-62')
    : refuse('notice-of-other', '现在这份拟处理意见与告知的不同，应当重新告知', 'CFF-44', 'CFF-62')
}

/** G09, G11: the party spoke, plainly waived, or had his time; the time to ask for a hearing is over or waived. */
function heard(matter: Ready, proposal: Proposal, { today, hash }: At): Refusal | undefined {
  const notice = noticeOf(matter, substanceOf(proposal, hash))
  if (!notice) return undefined
  const stated = matter.hearing.statements.some((statement) => statement.notice === notice.no)
  if (!stated && today <= notice.statementTerm.due && !waived(matter, notice.no, 'statement'))
    return refuse(
      'party-unheard',
      `当事人陈述、申辩的期限到 ${notice.statementTerm.due}，期满之前或者未听取意见，不得作出决定`,
      'CFF-62',
      'CFF-45-1',
    )
  if (notice.hearingTerm && today <= notice.hearingTerm.due && !waived(matter, notice.no, 'hearing'))
    return refuse(
      'hearing-term-runs',
      `当事人要求听证的期限到 ${notice.hearingTerm.due}，期满之前不得作出决定`,
      ...notice.hearingTerm.clauses,
    )
  return undefined
}

/** G10: every point the party made has its answer. */
function answered(matter: Ready): Refusal | undefined {
  const open = matter.hearing.statements.find(({ no }) => !matter.hearing.answered.some(({ statement }) => statement === no))
  if (open) return refuse('points-unanswered', `当事人的第 ${open.no} 份陈述申辩还没有复核，应当逐点答复`, 'CFF-45-1')
  const unconfirmed = matter.hearing.statements.find(({ no }) => !isConfirmed(matter, `statement:${no}`))
  return (
    unconfirmed &&
    refuse('statement-unconfirmed', `第 ${unconfirmed.no} 份陈述申辩的记录还没有由第二名执法人员确认`, 'CFF-42-1', 'CFF-45-1')
  )
}

/** The law relied on is still the law: a row or a provision that changed since makes another proposal. */
function lawStands(matter: Ready, proposal: Proposal, { today, law, hash }: At): Refusal | undefined {
  const days = daysOf(matter, today)
  if (reliedOn(law, proposal.substance, days, hash) !== proposal.law)
    return refuse('law-changed', '拟处理意见所依据的规定已经变化，应当按现行规定重新提出', 'CFF-37')
  return substanceAmiss(proposal.substance, matter, law, days)
}

/** G12: where review is required, the last round passed exactly this bundle. A round that did not pass bars in any case. */
function reviewed(matter: Ready, proposal: Proposal, { today, law, hash }: At): Refusal | undefined {
  if (matter.review.open) return refuse('under-review', '本案正在法制审核，审核通过之前不得作出决定', 'CFF-58-1', 'G118-13')
  const required = requiredOf(matter, proposal, law, today)
  if (passes(matter.review, bundleNow(matter, proposal, hash))) return undefined
  const last = matter.review.rounds.at(-1)
  const ground = required[0]
  if (!last && !ground) return undefined
  if (!last)
    return refuse(
      'review-missing',
      `本案属于「${ground?.zh}」，未经法制审核，不得作出决定`,
      ...(ground ? ([ground.clause] as const) : (['CFF-58-1'] as const)),
      'CFF-58-1',
    )
  if (last.opinion !== 'pass') return refuse('review-returned', '法制审核没有通过，不得作出决定；修改后重新送审', 'CFF-58-1', 'G118-13')
  return refuse('review-of-other', '现在这份拟处理意见（含证据、陈述申辩和复核意见）没有通过法制审核，不得作出决定', 'CFF-58-1')
}

/** G13: where discussion is due, minutes of exactly this bundle, signed by all present. */
function discussed(matter: Ready, proposal: Proposal, { today, law, hash }: At): Refusal | undefined {
  const days = daysOf(matter, today)
  const facts = discussionFacts(
    proposal,
    matter.review,
    matter.decision.called !== undefined || onSubstance(matter.decision).length > 0,
    law,
    days,
  )
  const ground = discussionGrounds(facts, law, days)[0]
  if (!ground) return undefined
  const bundle = bundleNow(matter, proposal, hash)
  const minutes = matter.decision.minutes.findLast((each) => each.bundle === bundle)
  if (!minutes) return refuse('discussion-missing', `本案属于「${ground.zh}」，应当由负责人集体讨论决定`, ground.clause)
  const unsigned = minutes.present.find((who) => !minutes.signed.includes(who))
  return unsigned ? refuse('minutes-unsigned', '集体讨论记录还没有由全体参加人员签名', ground.clause) : undefined
}

const gates = [suspected, lawStands, told, heard, answered, reviewed, discussed, sameAgain] as const

/**
 * May this matter be decided now 能否作出决定? The first gate that bars it, with its clause; undefined when all hold. One predicate for the
 * product, the tests and whoever verifies later. No role passes it by.
 */
export function gate(matter: Ready, at: At): Refusal | undefined {
  const { proposal } = matter.stage
  if (!proposal) return refuse('proposal-missing', '还没有拟处理意见，不得作出决定', 'CFF-57-1')
  for (const holds of gates) {
    const bar = holds(matter, proposal, at)
    if (bar) return bar
  }
  return undefined
}
