import type { Agency } from '#agency/agency'
import { daysOf } from '#case/acts'
import { notCompetent } from '#case/jurisdiction'
import { isConfirmed } from '#case/matter'
import { sameAgain } from '#decision/anew'
import { suspected } from '#decision/crime'
import { allSigned, type Decision, onSubstance } from '#decision/decision'
import { unsigned } from '#decision/discussion'
import { discussionFacts, discussionGrounds } from '#decision/grounds'
import { isTelling, noticeOf, openRequest, toldBy, waived } from '#hearing/hearing'
import { heldSittings, unconfirmedSitting } from '#hearing/sitting'
import { worseForDefending } from '#hearing/worse'
import type { Day } from '#law/day'
import type { Hash } from '#law/digest'
import { type Refusal, refuse } from '#law/refusal'
import { findInForce, inForce, type Law, on } from '#policy/law'
import type { Proposal } from '#proposal/proposal'
import { reliedOn } from '#proposal/relied'
import { substanceAmiss } from '#proposal/substance'
import { bundleNow, type Reviewed, requiredOf } from '#review/acts'
import { passes } from '#review/review'

export type Ready = Reviewed & Readonly<{ decision: Decision }>
type At = Readonly<{ agency: Agency; today: Day; law: Law; hash: Hash }>

/** G08, G09, G10: this substance, or a heavier one, was told to the party, and two officers stand for it. */
function told(matter: Ready, proposal: Proposal, { hash }: At): Refusal | undefined {
  if (matter.hearing.notices.length === 0) return refuse('notice-missing', '作出决定之前没有告知当事人，不得作出决定', 'CFF-44', 'CFF-62')
  if (noticeOf(matter, proposal, hash)) return undefined
  return isTelling(matter, proposal, hash)
    ? refuse('notice-unconfirmed', '告知的送达还没有由第二名执法人员确认，不得作出决定', 'CFF-42-1', 'CFF-62')
    : refuse('notice-of-other', '现在这份拟处理意见与告知的不同，应当重新告知', 'CFF-44', 'CFF-62')
}

/** G09, G11: the party spoke, plainly waived, or had his time; the time to ask for a hearing is over or waived. */
function heard(matter: Ready, proposal: Proposal, { today, hash }: At): Refusal | undefined {
  const notice = noticeOf(matter, proposal, hash)
  if (!notice) return undefined
  const { statements, requests } = matter.hearing
  const stated =
    statements.some((statement) => statement.notice === notice.no) ||
    heldSittings(matter.hearing).some((sitting) => sitting.notice === notice.no)
  if (!stated && today <= notice.statementTerm.due && !waived(matter, notice.no, 'statement'))
    return refuse(
      'party-unheard',
      `当事人陈述、申辩的期限到 ${notice.statementTerm.due}，期满之前或者未听取意见，不得作出决定`,
      'CFF-62',
      'CFF-45-1',
    )
  const asked = requests.some((request) => request.notice === notice.no)
  if (notice.hearingTerm && today <= notice.hearingTerm.due && !asked && !waived(matter, notice.no, 'hearing'))
    return refuse(
      'hearing-term-runs',
      `当事人要求听证的期限到 ${notice.hearingTerm.due}，期满之前不得作出决定`,
      ...notice.hearingTerm.clauses,
    )
  return undefined
}

/** G11: a hearing asked for in time was held, or given up; its record is one that two people stand for, with the chair's opinion where it is owed. */
function hearingHeld(matter: Ready, proposal: Proposal, { law, hash }: At): Refusal | undefined {
  const notice = noticeOf(matter, proposal, hash)
  const unconfirmed = unconfirmedSitting(matter.hearing)
  if (unconfirmed) return refuse('hearing-unconfirmed', '听证笔录还没有由另一名听证人员核对，不得作出决定', 'CFF-64-1-8', 'CFF-65-1')
  if (notice?.hearingTerm && openRequest(matter)) {
    const kinds = inForce(law.lists, 'hearing.kinds', on(notice.on))
    return refuse('hearing-not-held', '当事人在期限内申请听证，听证没有举行，也没有放弃，不得作出决定', ...kinds.clauses)
  }
  const owed = heldSittings(matter.hearing).find(
    ({ no, end }) => end.opinionBy && !matter.hearing.opinions.some(({ sitting }) => sitting === no),
  )
  if (owed?.end.opinionBy) return refuse('hearing-opinion-missing', '听证主持人还没有提出书面意见', ...owed.end.opinionBy, 'CFF-65-1')
  return matter.stage.report
    ? undefined
    : refuse('inquiry-reopened', '听证中有新的事实，调查核实并终结调查以前，不得作出决定', 'CFF-40', 'CFF-57-1')
}

/**
 * G11, CFF-65: the decision rests on the record. No fact and no evidence bears it that was neither put at the last hearing nor told to the party in a
 * notice after it. Facts are those of the noticed substance, by its number.
 */
function byRecord(matter: Ready, proposal: Proposal, { today, law }: At): Refusal | undefined {
  const row = findInForce(law.modes, 'decision.byRecord', on(today))
  const held = heldSittings(matter.hearing).at(-1)
  if (!row || !held) return undefined
  const { notices } = matter.hearing
  const later = notices.filter(({ no }) => no > held.notice && isConfirmed(matter, `notice:${no}`))
  const heardAt = notices.find(({ no }) => no === held.notice)
  const noticed = heardAt ? (toldBy(matter.stage, heardAt)?.facts ?? []) : []
  const facts = new Set([
    ...held.end.put.facts.flatMap((no) => noticed[no - 1]?.text ?? []),
    ...later.flatMap((notice) => toldBy(matter.stage, notice)?.facts.map(({ text }) => text) ?? []),
  ])
  const evidence = new Set([...held.end.put.evidence, ...later.flatMap((notice) => notice.evidence)])
  for (const fact of proposal.substance.facts) {
    const no = fact.evidence.find((each) => !evidence.has(each))
    if (!facts.has(fact.text))
      return refuse(
        'beyond-record',
        `事实「${fact.text.slice(0, 30)}」没有在听证中提出，此后也没有告知当事人，不得作为决定的根据`,
        ...row.clauses,
      )
    if (no) return refuse('beyond-record', `证据${no}没有在听证中出示，此后也没有告知当事人，不得作为决定的根据`, ...row.clauses)
  }
  return undefined
}

/** G10: never heavier than told because the party defended itself. */
const notWorse = (matter: Ready, proposal: Proposal, { today, law }: At): Refusal | undefined =>
  worseForDefending(matter, proposal, law, today)

/** G10: every point the party made has its answer. */
function answered(matter: Ready): Refusal | undefined {
  const open = matter.hearing.statements.find(({ no }) => !matter.hearing.answered.some(({ statement }) => statement === no))
  if (open) return refuse('points-unanswered', `当事人的第 ${open.no} 份陈述申辩还没有复核，应当逐点答复`, 'CFF-45-1')
  const unanswered = heldSittings(matter.hearing).find(
    ({ no, end }) => end.points.length > 0 && !matter.hearing.recordAnswers.some(({ sitting }) => sitting === no),
  )
  if (unanswered) return refuse('points-unanswered', '当事人在听证中的申辩还没有复核，应当逐点答复', 'CFF-45-1', 'CFF-65-1')
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
function reviewed(matter: Ready, proposal: Proposal, at: At): Refusal | undefined {
  if (matter.review.open) return refuse('under-review', '本案正在法制审核，审核通过之前不得作出决定', 'CFF-58-1', 'G118-13')
  const required = requiredOf(matter, proposal, at)
  if (passes(matter.review, bundleNow(matter, proposal, at.hash))) return undefined
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
  return allSigned(minutes) ? undefined : unsigned(law, today, ground.clause)
}

/** P34: nothing is decided while it is open who is competent, or by who is not. */
const competent = (matter: Ready, _proposal: Proposal, at: At): Refusal | undefined => notCompetent(matter, at)

const gates = [
  ...[competent, suspected, lawStands, notWorse, told, heard, hearingHeld],
  ...[byRecord, answered, reviewed, discussed, sameAgain],
] as const

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
