import type { CaseFile, RecordName } from '#case/matter'
import { isConfirmed } from '#case/matter'
import type { Day } from '#law/day'
import type { Digest } from '#law/digest'
import type { Term } from '#law/term'
import type { Heard } from '#proposal/proposal'

/** 事先告知 of one substance, as it reached the party. */
export type Notice = Readonly<{
  no: number
  substance: Digest
  tells: readonly string[]
  mode: string
  to: string
  on: Day
  statementTerm: Term
  /** Present when the party has the right to ask for a hearing. */
  hearingTerm?: Term
}>

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
}>

export type HearingEvent =
  | Readonly<{ kind: 'hearing.notified'; record: RecordName; by: string; notice: Notice }>
  | Readonly<{ kind: 'hearing.stated'; record: RecordName; by: string; statement: Statement }>
  | (Readonly<{ kind: 'hearing.answered' }> & Answers)
  | Readonly<{ kind: 'hearing.waived'; record: RecordName; by: string; waiver: Waiver }>

export const noHearing: Hearing = { notices: [], statements: [], answered: [], waivers: [] }

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
  }
}

type Told = Pick<CaseFile, 'records'> & Readonly<{ hearing: Hearing }>

/** Everything the party said that two officers stand for, and what we answered: part of the bundle. */
export const heardOf = (matter: Told): readonly Heard[] => [
  ...matter.hearing.statements.filter(({ no }) => isConfirmed(matter, `statement:${no}`)),
  ...matter.hearing.answered,
]

/** The notice that counts: the last one of this substance that both officers stand for. */
export const noticeOf = (matter: Told, substance: Digest): Notice | undefined =>
  matter.hearing.notices.findLast((notice) => notice.substance === substance && isConfirmed(matter, `notice:${notice.no}`))

/** Did the party waive `what` of this notice 已明确放弃? */
export const waived = (matter: Told, notice: number, what: 'statement' | 'hearing'): boolean =>
  matter.hearing.waivers.some(
    (waiver) => waiver.notice === notice && (waiver.what === what || waiver.what === 'both') && isConfirmed(matter, `waiver:${waiver.no}`),
  )
