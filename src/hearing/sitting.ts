import type { Reached } from '#case/delivery'
import type { Clauses } from '#law/clause'
import type { Day } from '#law/day'
import type { Digest } from '#law/digest'
import type { Term } from '#law/term'
import type { Warning } from '#law/warning'

/** 要求听证, in writing or by word of mouth; under which notice, and how many waivers lay before it: a later one takes it back. */
export type Request = Readonly<{
  no: number
  notice: number
  how: 'written' | 'oral'
  text: string
  on: Day
  waiversBefore: number
  /** By when day and place are to be set, where the text says so (C53-34-1). */
  set?: Term
}>

/** Who hears 听证人员: chair, members, recorder; none has investigated the matter (CFF-64-1-4, C13-47). */
export type People = Readonly<{ chair: string; members: readonly string[]; recorder: string }>

/** 听证笔录: what was put, what the party answered to it, who was there and who signed. */
export type Held = Readonly<{
  kind: 'held'
  present: readonly Readonly<{ name: string; as: 'party' | 'agent' | 'third' | 'witness' | 'other' }>[]
  investigators: readonly string[]
  /** What the investigators put 调查人员提出的事实、证据和处罚建议: facts of the noticed substance by number, evidence by number. */
  put: Readonly<{ facts: readonly number[]; evidence: readonly number[]; proposal: string }>
  points: readonly string[]
  signing: Readonly<{ kind: 'signed' } | { kind: 'refused'; note: string }>
  /** New facts that must be inquired into 需要重新调查核实的新事实. */
  newFacts?: string
  /** By what the chair owes a written opinion (C53-41). */
  opinionBy?: Clauses
  by: string
  on: Day
  digest: Digest
  confirmedBy?: string
}>

/** 视为放弃: the party stayed away or walked out without good reason (CFF-64-1-6). */
export type Absent = Readonly<{
  kind: 'absent'
  how: 'stayed-away' | 'walked-out'
  text: string
  by: string
  on: Day
  confirmedBy?: string
}>

/** 延期: this sitting is over, another is convened. */
export type Postponed = Readonly<{ kind: 'postponed'; ground: string; reason: string; by: string; on: Day }>

/** One sitting 听证会, convened once and ended once. */
export type Sitting = Readonly<{
  no: number
  /** The last request that it answers, and the notice under which that was made. */
  request: number
  notice: number
  people: People
  on: Day
  place: string
  open: Readonly<{ kind: 'open' } | { kind: 'closed'; reason: 'state-secret' | 'trade-secret' | 'privacy'; why: string }>
  told: Reached & Readonly<{ items: readonly string[] }>
  /** The last day on which the party could be told in time. */
  noticeBy: Term
  warnings: readonly Warning[]
  by: string
  end?: Held | Absent | Postponed
}>

/** 听证意见书 of the chair: what he finds, and what he proposes. */
export type ChairOpinion = Readonly<{ sitting: number; facts: string; opinion: string; by: string; on: Day; digest: Digest }>

/** 复核 of what the party said at a sitting, point by point. */
export type RecordAnswers = Readonly<{
  sitting: number
  answers: readonly Readonly<{ accepted: boolean; why: string }>[]
  by: string
  on: Day
  digest: Digest
}>

/** 对听证人员的回避决定: one who is recused sits no more in this matter. */
export type SittingRecusal = Readonly<{ sitting: number; who: string; reason: string; upheld: boolean; by: string; on: Day }>

/** 听证 so far. */
export type Sittings = Readonly<{
  requests: readonly Request[]
  sittings: readonly Sitting[]
  opinions: readonly ChairOpinion[]
  recordAnswers: readonly RecordAnswers[]
  recusals: readonly SittingRecusal[]
}>

export type SittingEvent =
  | (Readonly<{ kind: 'hearing.requested'; by: string }> & Request)
  | (Readonly<{ kind: 'hearing.convened' }> & Omit<Sitting, 'end'>)
  | Readonly<{ kind: 'hearing.held'; sitting: number; end: Held; on: Day }>
  | Readonly<{ kind: 'hearing.absent'; sitting: number; end: Absent; on: Day }>
  | Readonly<{ kind: 'hearing.postponed'; sitting: number; end: Postponed; on: Day }>
  | Readonly<{ kind: 'hearing.recordConfirmed'; sitting: number; by: string; on: Day }>
  | (Readonly<{ kind: 'hearing.opined' }> & ChairOpinion)
  | (Readonly<{ kind: 'hearing.recordAnswered' }> & RecordAnswers)
  | (Readonly<{ kind: 'hearing.recusalDecided' }> & SittingRecusal)

export const noSittings: Sittings = { requests: [], sittings: [], opinions: [], recordAnswers: [], recusals: [] }

/** The sitting of this number, changed. */
const changed = (before: Sittings, no: number, change: (sitting: Sitting) => Sitting): readonly Sitting[] =>
  before.sittings.map((sitting) => (sitting.no === no ? change(sitting) : sitting))

export function afterSitting<S extends Sittings>(before: S, event: SittingEvent): S {
  switch (event.kind) {
    case 'hearing.requested': {
      const { kind: _, by: __, ...request } = event
      return { ...before, requests: [...before.requests, request] }
    }
    case 'hearing.convened': {
      const { kind: _, ...sitting } = event
      return { ...before, sittings: [...before.sittings, sitting] }
    }
    case 'hearing.held':
    case 'hearing.absent':
    case 'hearing.postponed':
      return { ...before, sittings: changed(before, event.sitting, (sitting) => ({ ...sitting, end: event.end })) }
    case 'hearing.recordConfirmed':
      return {
        ...before,
        sittings: changed(before, event.sitting, (sitting) =>
          sitting.end && sitting.end.kind !== 'postponed' ? { ...sitting, end: { ...sitting.end, confirmedBy: event.by } } : sitting,
        ),
      }
    case 'hearing.opined': {
      const { kind: _, ...opinion } = event
      return { ...before, opinions: [...before.opinions, opinion] }
    }
    case 'hearing.recordAnswered': {
      const { kind: _, ...answers } = event
      return { ...before, recordAnswers: [...before.recordAnswers.filter(({ sitting }) => sitting !== answers.sitting), answers] }
    }
    case 'hearing.recusalDecided': {
      const { kind: _, ...recusal } = event
      const { by, on, reason } = recusal
      const end: Postponed = { kind: 'postponed', ground: 'recusal', reason, by, on }
      return {
        ...before,
        recusals: [...before.recusals, recusal],
        sittings: recusal.upheld ? changed(before, recusal.sitting, (sitting) => ({ ...sitting, end })) : before.sittings,
      }
    }
  }
}

/** The sitting that was convened and has not ended 待举行的听证. */
export const sittingOf = ({ sittings }: Pick<Sittings, 'sittings'>): Sitting | undefined => sittings.find(({ end }) => !end)

/** A sitting that was held, with its record. */
export type HeldSitting = Sitting & Readonly<{ end: Held }>
const isHeld = (sitting: Sitting): sitting is HeldSitting => sitting.end?.kind === 'held'
export const heldSittings = ({ sittings }: Pick<Sittings, 'sittings'>): readonly HeldSitting[] => sittings.filter(isHeld)

/** The sitting whose record or absence waits for the second person 待核对的听证笔录. */
export const unconfirmedSitting = ({ sittings }: Pick<Sittings, 'sittings'>): Sitting | undefined =>
  sittings.find(({ end }) => end && end.kind !== 'postponed' && !end.confirmedBy)

export const peopleOf = ({ chair, members, recorder }: People): readonly string[] => [chair, ...members, recorder]
