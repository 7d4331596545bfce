import { afterExit, type Exit, type ExitEvent, isExitEvent, noExit } from '#decision/exit'
import type { Day } from '#law/day'
import type { Digest } from '#law/digest'
import type { Exclusion, Term } from '#law/term'
import type { Warning } from '#law/warning'

/** 集体讨论记录 of one bundle, or of one extension of the term: who was there, each view as it was said, signed by all present. */
export type Minutes = Readonly<{
  no: number
  bundle: Digest
  present: readonly string[]
  views: readonly Readonly<{ who: string; view: string }>[]
  conclusion: string
  signed: readonly string[]
  /** Days added, where the heads discussed a longer term 讨论延长办案期限. */
  extension?: number
  warnings?: readonly Warning[]
  by: string
  on: Day
}>

/** One item of the decision paper 决定书载明的事项, as it reads. */
export type PaperItem = Readonly<{ id: string; zh: string; text: string }>

/** 行政处罚决定, bound to the bundle that was reviewed and discussed. */
export type Decided = Readonly<{
  bundle: Digest
  substance: Digest
  documentNo: string
  /** The same matter decided anew after an annulment: the second decision, and so on. */
  nth?: number
  paper?: readonly PaperItem[]
  opinion: string
  lateReason?: string
  warnings: readonly Warning[]
  /** P05: until when the paper is served on a party who was not there 送达期限. */
  deliverBy?: Term
  by: string
  on: Day
}>

/** A longer term asked for 申请延长办案期限, until a head has answered it. */
export type Asked = Readonly<{ ground: string; by: string; on: Day }>

export type Decision = Exit &
  Readonly<{
    minutes: readonly Minutes[]
    decided?: Decided
    /** A head wants the matter discussed 负责人认为应当集体讨论. */
    called?: Readonly<{ reason: string; by: string; on: Day }>
    asked?: Asked
  }>

export type DecisionEvent =
  | ExitEvent
  | Readonly<{ kind: 'decision.discussionCalled'; reason: string; by: string; on: Day }>
  | (Readonly<{ kind: 'decision.discussed' }> & Minutes)
  | Readonly<{ kind: 'decision.minutesSigned'; no: number; by: string; on: Day }>
  | (Readonly<{ kind: 'penalty.decided' }> & Decided)
  | (Readonly<{ kind: 'decision.extensionAsked' }> & Asked)
  | Readonly<{ kind: 'decision.extensionRefused'; opinion: string; by: string; on: Day }>
  | Readonly<{
      kind: 'decision.termExtended'
      term: Term
      ground: string
      opinion: string
      superior?: Readonly<{ agency: string; documentNo: string }>
      minutes?: number
      warnings: readonly Warning[]
      by: string
      on: Day
    }>
  | Readonly<{ kind: 'decision.timeExcluded'; term: Term; exclusion: Exclusion; proof: string; by: string; on: Day }>

export const noDecision: Decision = { ...noExit, minutes: [] }

export function afterDecision(before: Decision, event: DecisionEvent): Decision {
  if (isExitEvent(event)) return { ...before, ...afterExit(before, event) }
  switch (event.kind) {
    case 'decision.discussionCalled': {
      const { kind: _, ...called } = event
      return { ...before, called }
    }
    case 'decision.discussed': {
      const { kind: _, ...minutes } = event
      return { ...before, minutes: [...before.minutes, minutes] }
    }
    case 'decision.minutesSigned':
      return {
        ...before,
        minutes: before.minutes.map((each) => (each.no === event.no ? { ...each, signed: [...each.signed, event.by] } : each)),
      }
    case 'penalty.decided': {
      const { kind: _, ...decided } = event
      return { ...before, decided }
    }
    case 'decision.extensionAsked': {
      const { kind: _, ...asked } = event
      return { ...before, asked }
    }
    case 'decision.extensionRefused':
    case 'decision.termExtended': {
      const { asked: _, ...rest } = before
      return rest
    }
    case 'decision.timeExcluded':
      return before
  }
}

/** Minutes on what is to be decided, not on the term 关于处理意见的讨论. */
export const onSubstance = ({ minutes }: Pick<Decision, 'minutes'>): readonly Minutes[] =>
  minutes.filter(({ extension }) => extension === undefined)

/** Signed by all who were present. */
export const allSigned = ({ present, signed }: Minutes): boolean => present.every((who) => signed.includes(who))
