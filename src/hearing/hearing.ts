import type { DeliveryFacts } from '#case/delivery'
import type { CaseFile, RecordName } from '#case/matter'
import { isConfirmed } from '#case/matter'
import { afterSitting, heldSittings, noSittings, type Request, type SittingEvent, type Sittings } from '#hearing/sitting'
import type { Day } from '#law/day'
import type { Digest, Hash } from '#law/digest'
import type { Term } from '#law/term'
import { type Heard, type Proposal, type Substance, substanceOf } from '#proposal/proposal'
import type { Stage } from '#proposal/stage'
import { isLighter } from '#proposal/weight'

/** 事先告知 of one substance, as it reached the party: `on` is that day, `from` the day it was announced 公告发出之日. */
export type Notice = Readonly<{
  no: number
  substance: Digest
  /** Which proposal it told, by its round. */
  round: number
  tells: readonly string[]
  mode: string
  to: string
  on: Day
  from?: Day
  facts?: DeliveryFacts
  /** The evidence that both officers stood for when it was told, by number. */
  evidence: readonly number[]
  statementTerm: Term
  /** Present when the party has the right to ask for a hearing. */
  hearingTerm?: Term
}>

/** When it went out 发出之日: a party who hears of an announced notice earlier may speak at once. */
export const sentOn = ({ on, from }: Pick<Notice, 'on' | 'from'>): Day => from ?? on

/** 陈述申辩: each point the party made, in his words. */
export type Statement = Readonly<{ no: number; notice: number; points: readonly string[]; on: Day; digest: Digest }>

/** 复核意见: every point accepted or not, and why. */
export type Answers = Readonly<{
  statement: number
  answers: readonly Readonly<{ accepted: boolean; why: string }>[]
  by: string
  on: Day
  digest: Digest
}>

/** 明确放弃 of the statement, the hearing, or both. */
export type Waiver = Readonly<{ no: number; notice: number; what: 'statement' | 'hearing' | 'both'; proof: string; on: Day }>

/** 听取意见 so far. */
export type Hearing = Readonly<{
  notices: readonly Notice[]
  statements: readonly Statement[]
  answered: readonly Answers[]
  waivers: readonly Waiver[]
}> &
  Sittings

export type HearingEvent =
  | Readonly<{ kind: 'hearing.notified'; record: RecordName; by: string; notice: Notice }>
  | Readonly<{ kind: 'hearing.stated'; record: RecordName; by: string; statement: Statement }>
  | (Readonly<{ kind: 'hearing.answered' }> & Answers)
  | Readonly<{ kind: 'hearing.waived'; record: RecordName; by: string; waiver: Waiver }>
  | SittingEvent

export const noHearing: Hearing = { notices: [], statements: [], answered: [], waivers: [], ...noSittings }

export function afterHearing(before: Hearing, event: HearingEvent): Hearing {
  switch (event.kind) {
    case 'hearing.notified':
      return { ...before, notices: [...before.notices, event.notice] }
    case 'hearing.stated':
      return { ...before, statements: [...before.statements, event.statement] }
    case 'hearing.answered': {
      const { kind: _, ...answers } = event
      return { ...before, answered: [...before.answered.filter(({ statement }) => statement !== answers.statement), answers] }
    }
    case 'hearing.waived':
      return { ...before, waivers: [...before.waivers, event.waiver] }
    default:
      return afterSitting(before, event)
  }
}

type File = Pick<CaseFile, 'records'> & Readonly<{ hearing: Hearing }>
type Told = File & Readonly<{ stage: Stage }>

/**
 * Everything the party said that two people stand for, and what we answered: part of the bundle. A record of a hearing, the chair's opinion on
 * it and our answers to it among them, so that a pass of the review is always later than the record (CFF-58-1-2, CFF-65).
 */
export const heardOf = (matter: File): readonly Heard[] => [
  ...matter.hearing.statements.filter(({ no }) => isConfirmed(matter, `statement:${no}`)),
  ...matter.hearing.answered,
  ...heldSittings(matter.hearing).flatMap(({ end }) => (end.confirmedBy ? [end] : [])),
  ...matter.hearing.opinions,
  ...matter.hearing.recordAnswers,
]

/** What a notice told 告知的内容: the proposal of that round. */
export const toldBy = ({ proposal, earlier }: Stage, { round }: Pick<Notice, 'round'>): Substance | undefined =>
  (proposal?.round === round ? proposal : earlier.find((each) => each.round === round))?.substance

/** Was this proposal told by that notice: the same substance, or a lighter one? */
const tells = (stage: Stage, notice: Notice, proposal: Pick<Proposal, 'substance'>, hash: Hash): boolean => {
  if (notice.substance === substanceOf(proposal, hash)) return true
  const told = toldBy(stage, notice)
  return told !== undefined && isLighter(proposal.substance, told)
}

/** The notice that counts: the last one that told this substance or a heavier one and that both officers stand for. */
export const noticeOf = (matter: Told, proposal: Pick<Proposal, 'substance'>, hash: Hash): Notice | undefined =>
  matter.hearing.notices.findLast((notice) => isConfirmed(matter, `notice:${notice.no}`) && tells(matter.stage, notice, proposal, hash))

/** Was it told, though a second officer has still to confirm 告知待确认? */
export const isTelling = ({ hearing, stage }: Told, proposal: Pick<Proposal, 'substance'>, hash: Hash): boolean =>
  hearing.notices.some((notice) => tells(stage, notice, proposal, hash))

/** Did the party waive `what` of this notice 已明确放弃? */
export const waived = (matter: File, notice: number, what: 'statement' | 'hearing'): boolean =>
  matter.hearing.waivers.some(
    (waiver) => waiver.notice === notice && (waiver.what === what || waiver.what === 'both') && isConfirmed(matter, `waiver:${waiver.no}`),
  )

/** Was this request met 已经听证 or given up: a sitting held or stayed away from that two people stand for, or a waiver after it? */
const isMet = (matter: File, { no, notice, waiversBefore }: Request): boolean =>
  matter.hearing.sittings.some(({ request, end }) => request >= no && end && end.kind !== 'postponed' && end.confirmedBy) ||
  matter.hearing.waivers.some(
    (waiver) =>
      waiver.no > waiversBefore && waiver.notice >= notice && waiver.what !== 'statement' && isConfirmed(matter, `waiver:${waiver.no}`),
  )

/** The request that still waits for its hearing 尚未举行的听证. */
export const openRequest = (matter: File): Request | undefined => matter.hearing.requests.find((request) => !isMet(matter, request))
