import type { Day } from '#law/day'
import type { Digest } from '#law/digest'
import type { Term } from '#law/term'
import type { Warning } from '#law/warning'

/** 集体讨论记录 of one bundle: who was there, each view as it was said, signed by all present. */
export type Minutes = Readonly<{
  no: number
  bundle: Digest
  present: readonly string[]
  views: readonly Readonly<{ who: string; view: string }>[]
  conclusion: string
  signed: readonly string[]
  by: string
  on: Day
}>

/** 行政处罚决定, bound to the bundle that was reviewed and discussed. */
export type Decided = Readonly<{
  bundle: Digest
  substance: Digest
  documentNo: string
  opinion: string
  lateReason?: string
  warnings: readonly Warning[]
  /** P05: until when the paper is served on a party who was not there 送达期限. */
  deliverBy?: Term
  by: string
  on: Day
}>

export type Decision = Readonly<{ minutes: readonly Minutes[]; decided?: Decided }>

export type DecisionEvent =
  | (Readonly<{ kind: 'decision.discussed' }> & Minutes)
  | Readonly<{ kind: 'decision.minutesSigned'; no: number; by: string; on: Day }>
  | (Readonly<{ kind: 'penalty.decided' }> & Decided)

export const noDecision: Decision = { minutes: [] }

export function afterDecision(before: Decision, event: DecisionEvent): Decision {
  switch (event.kind) {
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
  }
}
