import type { Post } from '#agency/post'
import type { Party } from '#case/party'
import type { Day } from '#law/day'
import type { Digest } from '#law/digest'
import type { Term } from '#law/term'

/** 证据种类, in the order of CFF-46-1. */
export const evidenceKinds = {
  documentary: '书证',
  physical: '物证',
  audiovisual: '视听资料',
  electronic: '电子数据',
  witness: '证人证言',
  partyStatement: '当事人的陈述',
  expertOpinion: '鉴定意见',
  siteRecord: '勘验笔录、现场笔录',
} as const
export type EvidenceKind = keyof typeof evidenceKinds

/** One piece of evidence 证据, numbered from 1 in its matter; `digest` is of everything it says. */
export type Evidence = Readonly<{
  no: number
  type: EvidenceKind
  title: string
  text: string
  collectedOn: Day
  place?: string
  by: string
  digest: Digest
}>

/** A record that two officers must stand for 记录: made by one, 待确认 until another handler confirms it under his own sign-in. */
export type RecordName = `${'evidence' | 'notice' | 'statement' | 'waiver' | 'delivery' | 'urge'}:${number}`
export type OfficerRecord = Readonly<{ name: RecordName; by: string; confirmedBy?: string }>

export type Delivery = Readonly<{ no: number; mode: string; to: string; on: Day; proof: string }>

/** The matter's own file 案件: clue, party, handlers, evidence, delivery. Other rooms keep their slices beside it. */
export type CaseFile = Readonly<{
  clue?: Readonly<{ source: string; text: string; on: Day; cause: string; party: Party; violationOn: Day; place?: string; term: Term }>
  application?: Readonly<{
    handlers: readonly [string, string]
    conditions: readonly Readonly<{ id: string; text: string }>[]
    /** Whose approval the pack asks for. */
    approver: Post
    by: string
    on: Day
  }>
  filed?: Readonly<{ caseNo: string; by: string; on: Day; term: Term }>
  handlers: readonly string[]
  evidence: readonly Evidence[]
  records: readonly OfficerRecord[]
  deliveries: readonly Delivery[]
}>

/** An event of any room that makes a record two officers must stand for. */
export type Recorded = Readonly<{ kind: string; record: RecordName; by: string }>

export type CaseEvent =
  | (Readonly<{ kind: 'case.reported' }> & NonNullable<CaseFile['clue']>)
  | (Readonly<{ kind: 'case.filingApplied' }> & NonNullable<CaseFile['application']>)
  | (Readonly<{ kind: 'case.filed' }> & NonNullable<CaseFile['filed']>)
  | Readonly<{ kind: 'case.evidenceAdded'; record: RecordName; by: string; evidence: Evidence }>
  | Readonly<{ kind: 'case.confirmed'; record: RecordName; by: string; on: Day }>
  | Readonly<{ kind: 'case.delivered'; record: RecordName; by: string; delivery: Delivery; payment?: Term }>

export const noCase: CaseFile = { handlers: [], evidence: [], records: [], deliveries: [] }

export function afterCase(before: CaseFile, event: CaseEvent | Recorded): CaseFile {
  const made = 'record' in event && event.kind !== 'case.confirmed' ? { name: event.record, by: event.by } : undefined
  const file = made ? { ...before, records: [...before.records, made] } : before
  if (!isCaseEvent(event)) return file
  switch (event.kind) {
    case 'case.reported': {
      const { kind: _, ...clue } = event
      return { ...file, clue }
    }
    case 'case.filingApplied': {
      const { kind: _, ...application } = event
      return { ...file, application, handlers: event.handlers }
    }
    case 'case.filed': {
      const { kind: _, ...filed } = event
      return { ...file, filed }
    }
    case 'case.evidenceAdded':
      return { ...file, evidence: [...file.evidence, event.evidence] }
    case 'case.confirmed':
      return {
        ...file,
        records: file.records.map((record) => (record.name === event.record ? { ...record, confirmedBy: event.by } : record)),
      }
    case 'case.delivered':
      return { ...file, deliveries: [...file.deliveries, event.delivery] }
  }
}

const isCaseEvent = (event: CaseEvent | Recorded): event is CaseEvent => event.kind.startsWith('case.')

export const isConfirmed = (file: Pick<CaseFile, 'records'>, name: RecordName): boolean =>
  file.records.some((record) => record.name === name && record.confirmedBy !== undefined)

/** Evidence that may be relied on 已确认的证据: both officers stand for it. */
export const confirmedEvidence = (file: Pick<CaseFile, 'records' | 'evidence'>): readonly Evidence[] =>
  file.evidence.filter((piece) => isConfirmed(file, `evidence:${piece.no}`))

/** 案名, as lists and queues show it. */
export const titleOf = (file: Pick<CaseFile, 'clue'>): string => (file.clue ? `${file.clue.party.name}${file.clue.cause}案` : '')
