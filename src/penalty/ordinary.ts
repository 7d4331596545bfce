import type { Actor, AnyAct, Followup } from '#agency/act'
import type { Agency } from '#agency/agency'
import { isAmong } from '#agency/standing'
import { addEvidence, applyToFile, confirm, file, report, sample } from '#case/acts'
import { attach } from '#case/attach'
import { isSuspended } from '#case/course'
import { deliver, serveAnnounced } from '#case/deliver'
import { askDesignation, questionJurisdiction, recordDesignation, settleJurisdiction } from '#case/dispute'
import { declineToFile, extendFiling, tellComplainant, withdrawFiling } from '#case/filing'
import { resume, suspend, terminate, transfer } from '#case/leave'
import { type CaseEvent, isConfirmed } from '#case/matter'
import { applyPreservation, approvePreservation, disposePreservation, lapsePreservation, preserve, preserveUrgently } from '#case/preserve'
import { isRecused } from '#case/recusal'
import { applyRecusal, decideRecusal as decideOfficerRecusal, recuseSelf, replaceHandler } from '#case/recuse'
import { callDiscussion, decide, discuss, signMinutes } from '#decision/acts'
import { askReconsideration, decideTransfer, handOver, recordPolice, reportCrime, transferToPolice } from '#decision/crime'
import { isAnnulled, withPolice } from '#decision/exit'
import { servePaper } from '#decision/served'
import { askExtension, discussExtension, excludeTime, extendTerm } from '#decision/term'
import { notPunish, unfounded } from '#decision/unpunished'
import type { FormId } from '#documents/form'
import { applyToCourt, recordAnswer, urge } from '#execution/court'
import { isFulfilled } from '#execution/debt'
import { applyToDefer, defer, tellDeferral } from '#execution/defer'
import { hasBegun } from '#execution/execution'
import { fallDue, pay, perform, remit } from '#execution/pay'
import { closeRemedy, openRemedy } from '#execution/remedy'
import { answer, notify, state, waive } from '#hearing/acts'
import { convene, decideSittingRecusal, postpone, request } from '#hearing/convene'
import { absent, answerRecord, confirmRecord, hold, opine } from '#hearing/hold'
import type { Clauses } from '#law/clause'
import { addDays, type Day, zhDay } from '#law/day'
import type { Hash } from '#law/digest'
import { isRefusal, type Refusal, refuse } from '#law/refusal'
import { close, reportClosing } from '#penalty/close'
import { afterMatter, type Matter, type MatterEvent } from '#penalty/matter'
import { outcome } from '#penalty/outcome'
import { issuedBy, numbered } from '#penalty/papers/issue'
import { fileUpward } from '#penalty/upward'
import { inForce, type Law, on } from '#policy/law'
import { conclude as concludeInquiry, deliberate, propose } from '#proposal/acts'
import { bundleNow, conclude as concludeReview, requiredOf, require as requireReview, submit } from '#review/acts'
import { argue, disagree, extendReview, requestMaterials } from '#review/course'
import { passes } from '#review/review'

/** Where a matter stands in the ordinary procedure 普通程序环节, in the order it walks. */
export const phases = {
  none: '尚未登记',
  clue: '线索核查',
  applied: '待批准立案',
  investigating: '调查取证',
  concluded: '调查终结',
  proposed: '拟处理意见',
  noticed: '事先告知与听取意见',
  decided: '已作出决定',
  delivered: '已送达',
  executing: '执行中',
  fulfilled: '履行完毕',
  suspended: '中止调查',
  declined: '不予立案',
  withdrawn: '撤销立案',
  transferred: '已移送',
  terminated: '终止调查',
  unpunished: '不予行政处罚',
  unfounded: '违法事实不成立',
  police: '已移送公安机关',
  annulled: '决定已撤销',
  closed: '已结案',
} as const
export type Phase = keyof typeof phases

/** Told from what is true, never stored 现处环节. */
export function phaseOf(matter: Matter): Phase {
  if (matter.exit) return matter.exit.how
  const { decision } = matter
  if (decision.closed) return 'closed'
  if (decision.unpunished) return decision.unpunished.how
  if (withPolice(decision)) return 'police'
  if (isAnnulled(decision)) return 'annulled'
  if (isFulfilled(matter)) return 'fulfilled'
  if (hasBegun(matter.execution)) return 'executing'
  if (matter.deliveries.some(({ no }) => isConfirmed(matter, `delivery:${no}`))) return 'delivered'
  if (matter.decision.decided) return 'decided'
  if (isSuspended(matter)) return 'suspended'
  if (matter.hearing.notices.length > 0) return 'noticed'
  if (matter.stage.proposal) return 'proposed'
  if (matter.stage.report) return 'concluded'
  if (matter.filed) return 'investigating'
  if (matter.application) return 'applied'
  return matter.clue ? 'clue' : 'none'
}

type At = Readonly<{ today: Day; law: Law; hash: Hash; actor: Actor; agency: Agency; facts: Readonly<{ numbered?: number }> }>

/** G29: whoever was recused does nothing more in the matter, under whatever post 已回避的人员不得再办理本案. */
const recused = (matter: Matter, { actor, agency }: At): Refusal | undefined =>
  isRecused(matter, actor.id, agency) ? refuse('recused', '您已决定回避，不得再办理本案', 'CFF-43-1') : undefined

/** A lent post is not for one's own matter 代行不得自审: whoever handles it, under whatever account, does not approve it in another's place. Our reading of CFF-57-1. */
const approvesForOther = (matter: Matter, { actor, agency }: At): Refusal | undefined =>
  actor.for && isAmong(agency, [...matter.handlers, ...matter.formerHandlers], actor.id)
    ? refuse('delegate-handles', '您是本案办案人员，不得在本案中代行审批职务，请由授权人本人办理', 'CFF-57-1')
    : undefined

/** A step of the procedure 步骤: an act, the phases in which it has its place, and what the procedure asks besides the act's own rule. */
export type Step = Readonly<{
  act: AnyAct
  in: readonly Phase[]
  clauses: Clauses
  asks?: (matter: Matter, at: At) => Refusal | undefined
  /** What is written down of this step cannot have happened before this day 不早于. */
  notBefore?: (matter: Matter, at: At) => Day | undefined
  /** The paper that the act finishes under a number of its own 所制作的编号文书. */
  issues?: FormId
}>

/** 调查和听取意见的环节 */
export const inquiry = ['investigating', 'concluded', 'proposed', 'noticed'] as const satisfies readonly Phase[]
const untilDecided = ['clue', 'applied', ...inquiry, 'suspended'] as const satisfies readonly Phase[]
/** Left without a decision 未作决定而结束: nothing is open but what the law leaves open. */
export const left = ['declined', 'withdrawn', 'transferred', 'terminated'] as const satisfies readonly Phase[]
const filed = [...inquiry, 'suspended', 'decided', 'delivered', 'executing', 'fulfilled'] as const satisfies readonly Phase[]
const afterProposal = ['proposed', 'noticed'] as const satisfies readonly Phase[]

const executed = ['delivered', 'executing'] as const satisfies readonly Phase[]
/** Ended without a standing penalty: nothing is open but what the law leaves open. */
const exits = ['unpunished', 'unfounded', 'police', 'annulled'] as const satisfies readonly Phase[]

/** 送达, and on the day after the term of payment it starts, a look at what was not paid. */
const delivered: AnyAct = {
  ...deliver,
  next: (event: CaseEvent, { stream, today }): readonly Followup[] => [
    ...(deliver.next?.(event, { stream, today }) ?? []),
    ...(event.kind === 'case.delivered' && event.payment
      ? [{ act: fallDue.id, stream, input: {}, on: addDays(event.payment.due, 1) }]
      : []),
  ],
}

/** 公告期满视为送达, and the same look. */
const announcedServed: AnyAct = {
  ...serveAnnounced,
  next: (event: CaseEvent, { stream }): readonly Followup[] =>
    event.kind === 'case.delivered' && event.payment ? [{ act: fallDue.id, stream, input: {}, on: addDays(event.payment.due, 1) }] : [],
}

const isBeforeNotice = ({ law, today }: At): boolean => ['both', 'beforeNotice'].includes(inForce(law.modes, 'review.at', on(today)).mode)

/** Where the pack puts review before the notice too (`review.at`: 令4 by the order of its articles), an unreviewed proposal is not told. */
function reviewBeforeNotice(matter: Matter, at: At): Refusal | undefined {
  const { today, law, hash } = at
  const { proposal } = matter.stage
  if (!proposal || !isBeforeNotice(at)) return undefined
  if (requiredOf(matter, proposal, at).length === 0 || passes(matter.review, bundleNow(matter, proposal, hash))) return undefined
  return refuse('review-before-notice', '拟处理意见应当先经法制审核，再告知当事人', ...inForce(law.modes, 'review.at', on(today)).clauses)
}

/** A proposal is told when it was made, or, where review goes first, when it had passed: a notice dated back would let its terms run out unseen. */
const tellableFrom = ({ stage, review }: Matter, at: At): Day | undefined =>
  (isBeforeNotice(at) ? review.rounds.findLast(({ opinion }) => opinion === 'pass')?.on : undefined) ?? stage.proposal?.on

/** 行政处罚普通程序: which acts, in which order. The running machine, the open acts of the desk and later the flow chart read this one table. */
export const ordinary: readonly Step[] = [
  { act: report, in: ['none'], clauses: ['CFF-54-1'] },
  { act: extendFiling, in: ['clue', 'applied'], clauses: ['CFF-54-2'] },
  { act: applyToFile, in: ['clue'], clauses: ['CFF-54-2'] },
  { act: declineToFile, in: ['clue', 'applied'], clauses: ['CFF-54-2'] },
  { act: tellComplainant, in: ['declined'], clauses: ['CFF-54-2'] },
  { act: file, in: ['applied'], clauses: ['CFF-54-2'] },
  { act: withdrawFiling, in: [...inquiry, 'suspended'], clauses: ['CFF-54-2'] },
  { act: applyRecusal, in: ['applied', ...filed], clauses: ['CFF-43-2'] },
  { act: recuseSelf, in: ['clue', 'applied', ...filed], clauses: ['CFF-43-1'] },
  { act: decideOfficerRecusal, in: ['clue', 'applied', ...filed], clauses: ['CFF-43-3'] },
  { act: replaceHandler, in: ['applied', ...filed], clauses: ['CFF-42-1'] },
  { act: addEvidence, in: inquiry, clauses: ['CFF-54-1'] },
  { act: sample, in: inquiry, clauses: ['CFF-56'] },
  { act: applyPreservation, in: inquiry, clauses: ['CFF-56'] },
  { act: approvePreservation, in: [...inquiry, 'suspended'], clauses: ['CFF-56'] },
  { act: preserve, in: inquiry, clauses: ['CFF-56'], issues: 'preserveDecision' },
  { act: preserveUrgently, in: inquiry, clauses: ['CFF-56'], issues: 'preserveDecision' },
  { act: disposePreservation, in: [...filed, ...left, ...exits], clauses: ['CFF-56'], issues: 'preserveDisposal' },
  { act: lapsePreservation, in: [...filed, ...left, ...exits, 'closed'], clauses: ['CFF-56'] },
  { act: suspend, in: inquiry, clauses: ['C4-42-1'], issues: 'suspensionDecision' },
  { act: resume, in: ['suspended'], clauses: ['C4-42-2'] },
  { act: terminate, in: [...inquiry, 'suspended'], clauses: ['C4-47-1'] },
  { act: transfer, in: untilDecided, clauses: ['C13-9-1', 'C4-12-1'], issues: 'transferLetter' },
  { act: questionJurisdiction, in: untilDecided, clauses: ['CFF-25-2'] },
  { act: settleJurisdiction, in: untilDecided, clauses: ['CFF-25-2'] },
  { act: askDesignation, in: untilDecided, clauses: ['CFF-25-2'] },
  { act: recordDesignation, in: untilDecided, clauses: ['CFF-25-2'] },
  { act: confirm, in: [...filed, ...left, ...exits, 'closed'], clauses: ['CFF-42-1'] },
  { act: attach, in: [...filed, ...left, ...exits], clauses: ['CFF-46-2'] },
  { act: concludeInquiry, in: inquiry, clauses: ['CFF-57-1'] },
  { act: deliberate, in: ['concluded', 'proposed', 'noticed'], clauses: ['C53-25'] },
  { act: propose, in: ['concluded', 'proposed', 'noticed'], clauses: ['CFF-57-1'] },
  { act: requireReview, in: afterProposal, clauses: ['CFF-58-1'] },
  { act: submit, in: afterProposal, clauses: ['CFF-58-1'] },
  { act: requestMaterials, in: afterProposal, clauses: ['G118-14'] },
  { act: extendReview, in: afterProposal, clauses: ['C4-40-1'] },
  { act: concludeReview, in: afterProposal, clauses: ['CFF-58-1'] },
  { act: disagree, in: afterProposal, clauses: ['G118-14'] },
  { act: argue, in: afterProposal, clauses: ['C4-40-2'] },
  { act: notify, in: afterProposal, clauses: ['CFF-44'], issues: 'penaltyNotice', asks: reviewBeforeNotice, notBefore: tellableFrom },
  { act: state, in: ['noticed'], clauses: ['CFF-45-1'] },
  { act: answer, in: ['noticed'], clauses: ['CFF-45-1'] },
  { act: waive, in: ['noticed'], clauses: ['CFF-62'] },
  { act: request, in: ['noticed'], clauses: ['CFF-64-1-1'] },
  { act: convene, in: ['noticed'], clauses: ['CFF-64-1-2'], issues: 'hearingNotice' },
  { act: decideSittingRecusal, in: ['noticed'], clauses: ['CFF-64-1-4'] },
  { act: postpone, in: ['noticed'], clauses: ['CFF-64-1'] },
  { act: hold, in: ['noticed'], clauses: ['CFF-64-1-7'] },
  { act: absent, in: ['noticed'], clauses: ['CFF-64-1-6'] },
  { act: confirmRecord, in: ['noticed'], clauses: ['CFF-64-1-8'] },
  { act: opine, in: ['noticed'], clauses: ['CFF-64-1-8'] },
  { act: answerRecord, in: ['noticed'], clauses: ['CFF-45-1'] },
  { act: askExtension, in: [...inquiry, 'suspended'], clauses: ['CFF-60'] },
  { act: discussExtension, in: [...inquiry, 'suspended'], clauses: ['CFF-60'] },
  { act: extendTerm, in: [...inquiry, 'suspended'], clauses: ['CFF-60'] },
  { act: excludeTime, in: [...inquiry, 'suspended'], clauses: ['CFF-60'] },
  { act: callDiscussion, in: afterProposal, clauses: ['CFF-57-2'] },
  { act: discuss, in: afterProposal, clauses: ['CFF-57-2'] },
  { act: signMinutes, in: [...inquiry, 'suspended', ...exits], clauses: ['CFF-57-2'] },
  { act: decide, in: [...inquiry], clauses: ['CFF-57-1'] },
  { act: notPunish, in: ['concluded', 'proposed', 'noticed'], clauses: ['CFF-57-1-2'] },
  { act: unfounded, in: ['concluded', 'proposed', 'noticed'], clauses: ['CFF-57-1-3'] },
  { act: reportCrime, in: inquiry, clauses: ['CFF-57-1-4'] },
  { act: decideTransfer, in: inquiry, clauses: ['CFF-57-1-4'] },
  { act: transferToPolice, in: inquiry, clauses: ['CFF-57-1-4'], issues: 'crimeTransfer' },
  { act: recordPolice, in: [...inquiry, 'police'], clauses: ['YS310-8'] },
  { act: askReconsideration, in: inquiry, clauses: ['YS310-9-1'] },
  { act: handOver, in: ['police'], clauses: ['YS310-12'] },
  { act: delivered, in: ['decided'], clauses: ['CFF-61-1'], notBefore: ({ decision }) => decision.decided?.on },
  { act: announcedServed, in: ['decided', ...executed, 'fulfilled'], clauses: ['CFF-61-1'] },
  { act: pay, in: executed, clauses: ['CFF-66-1'] },
  { act: perform, in: executed, clauses: ['CFF-66-1'] },
  { act: remit, in: executed, clauses: ['QZF-42-1'] },
  { act: applyToDefer, in: executed, clauses: ['CFF-66-2'] },
  { act: defer, in: executed, clauses: ['CFF-66-2'] },
  { act: tellDeferral, in: [...executed, 'fulfilled'], clauses: ['CFF-66-2'], issues: 'deferralNotice' },
  { act: fallDue, in: ['decided', ...executed, 'fulfilled'], clauses: ['CFF-72-1'] },
  { act: urge, in: executed, clauses: ['QZF-54'], issues: 'urgeLetter' },
  { act: applyToCourt, in: executed, clauses: ['QZF-53'], issues: 'courtApplication' },
  { act: recordAnswer, in: [...executed, 'fulfilled'], clauses: ['QZF-56'] },
  { act: openRemedy, in: [...executed, 'fulfilled', 'closed'], clauses: ['CFF-73-1'] },
  { act: closeRemedy, in: [...executed, 'fulfilled', 'annulled', 'closed'], clauses: ['CFF-73-1'] },
  { act: outcome, in: ['decided', ...executed, 'fulfilled', 'closed'], clauses: ['CFF-75-2'] },
  { act: servePaper, in: [...filed, ...left, ...exits, 'closed'], clauses: ['CFF-61-1'] },
  { act: reportClosing, in: [...executed, 'fulfilled', ...exits], clauses: ['CFF-47'] },
  { act: close, in: [...executed, 'fulfilled', ...exits], clauses: ['CFF-47'] },
  { act: fileUpward, in: ['closed'], clauses: ['C53-58-1'] },
]

/** The act in its place 依法定程序办理: out of it, refused with the step's clause before its own rule is asked; the papers it finishes are made with it. */
export function inOrder({ act, in: places, clauses, asks, notBefore, issues }: Step): AnyAct {
  const closed = act.closed as ((matter: Matter, at: At) => Refusal | undefined) | undefined
  const run = act.run as (matter: Matter, input: { on?: Day }, at: At) => readonly MatterEvent[] | Refusal
  return {
    ...act,
    ...(issues ? { reads: (matter: never, asked) => ({ ...act.reads?.(matter, asked), ...numbered(issues, asked.today) }) } : {}),
    closed(matter: Matter, at: At) {
      const phase = phaseOf(matter)
      if (!places.includes(phase)) return refuse('out-of-order', `本案现处「${phases[phase]}」环节，不能${act.zh}`, ...clauses)
      return recused(matter, at) ?? approvesForOther(matter, at) ?? closed?.(matter, at) ?? asks?.(matter, at)
    },
    run(matter: Matter, input: { on?: Day }, at: At) {
      const first = notBefore?.(matter, at)
      if (first && input.on && input.on < first) return refuse('too-early', `${act.zh}的日期不能早于${zhDay(first)}，请核对`, ...clauses)
      const events = run(matter, input, at)
      return isRefusal(events) ? events : [...events, ...issuedBy(matter, events.reduce(afterMatter, matter), at)]
    },
  }
}
