import { z } from 'zod'
import type { Post } from '#agency/post'
import { afterCourse, type Course, type CourseEvent } from '#case/course'
import type { DeliveryFacts } from '#case/delivery'
import { afterJurisdiction, type JurisdictionEvent, type JurisdictionQuestion } from '#case/jurisdiction'
import type { KeptFile } from '#case/keep'
import type { Party } from '#case/party'
import { afterPreservation, type Preservation, type PreservationEvent } from '#case/preservation'
import { afterRecusal, type Recusal, type RecusalEvent } from '#case/recusal'
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

/** What two officers must stand for 须两人确认的记录. */
export const recordKinds = {
  evidence: '证据',
  notice: '事先告知',
  statement: '陈述申辩',
  waiver: '放弃陈述申辩',
  delivery: '送达',
  preservation: '先行登记保存',
  disposal: '登记保存处理',
  sample: '抽样取证',
  urge: '催告',
  paper: '其他决定书送达',
} as const
export type RecordKind = keyof typeof recordKinds

/** A file put to a record 附卷材料: its bytes are in the vault under `root`. */
export type Attachment = Readonly<
  Pick<KeptFile, 'name' | 'mediaType' | 'size' | 'root' | 'digests'> & { to: RecordName; file: string; by: string; on: Day }
>

/** A record that two officers must stand for 记录: made by one, 待确认 until another handler confirms it under his own sign-in. */
export type RecordName = `${RecordKind}:${number}`
export const recordName = z.templateLiteral([z.enum(Object.keys(recordKinds) as [RecordKind, ...RecordKind[]]), ':', z.int().positive()])
export type OfficerRecord = Readonly<{ name: RecordName; by: string; confirmedBy?: string }>

/** 送达 of the decision: `on` is the day on which it counts as served; `from` the day it was announced 公告发出之日. */
export type Delivery = Readonly<{ no: number; mode: string; to: string; on: Day; proof: string; from?: Day; facts?: DeliveryFacts }>

/** 公告送达: served when the term is over. */
export type Announcement = Readonly<{ delivery: Omit<Delivery, 'on'>; term: Term }>

/** 抽样取证: what was taken, under its own number. */
export type Sample = Readonly<{
  no: number
  label: string
  object: string
  quantity: string
  place: string
  sealed: boolean
  technician?: string
  on: Day
}>

type Clue = Readonly<{
  source: string
  text: string
  on: Day
  /** When it was found, where that was before it was put on file 发现之日. */
  foundOn?: Day
  cause: string
  party: Party
  violationOn: Day
  place?: string
  term: Term
}>

/** The matter's own file 案件: clue, party, handlers, evidence, delivery. Other rooms keep their slices beside it. */
type Kept = Readonly<{
  clue?: Clue
  application?: Readonly<{
    handlers: readonly [string, string]
    conditions: readonly Readonly<{ id: string; text: string }>[]
    /** Whose approval the pack asks for. */
    approver: Post
    /** 涉及公民生命健康安全、金融安全且有危害后果: the longer time bar holds. */
    harm?: boolean
    by: string
    on: Day
  }>
  filed?: Readonly<{ caseNo: string; opinion: string; by: string; on: Day; term: Term }>
  handlers: readonly string[]
  /** Who handled the matter before he was replaced 曾任办案人员. */
  formerHandlers: readonly string[]
  recusals: readonly Recusal[]
  /** 管辖争议、请求移送管辖 */
  questions: readonly JurisdictionQuestion[]
  evidence: readonly Evidence[]
  attachments: readonly Attachment[]
  samples: readonly Sample[]
  preservations: readonly Preservation[]
  records: readonly OfficerRecord[]
  announcements: readonly Announcement[]
  deliveries: readonly Delivery[]
}>
export type CaseFile = Kept & Course

/** An event of any room that makes a record two officers must stand for. */
export type Recorded = Readonly<{ kind: string; record: RecordName; by: string }>

export type CaseEvent =
  | (Readonly<{ kind: 'case.reported' }> & Clue)
  | Readonly<{ kind: 'case.filingExtended'; term: Term; reason: string; by: string; on: Day }>
  | (Readonly<{ kind: 'case.filingApplied' }> & NonNullable<CaseFile['application']>)
  | (Readonly<{ kind: 'case.filed' }> & NonNullable<CaseFile['filed']>)
  | Readonly<{ kind: 'case.evidenceAdded'; record: RecordName; by: string; evidence: Evidence }>
  | Readonly<{ kind: 'case.attached'; attachment: Attachment; evidence?: Pick<Evidence, 'no' | 'digest'>; on: Day }>
  | Readonly<{ kind: 'case.confirmed'; record: RecordName; by: string; on: Day }>
  | Readonly<{ kind: 'case.handlerReplaced'; out: string; in: string; reason: string; by: string; on: Day }>
  | Readonly<{ kind: 'case.sampled'; record: RecordName; by: string; sample: Sample }>
  | Readonly<{ kind: 'case.announced'; record: RecordName; by: string; announcement: Announcement }>
  | Readonly<{ kind: 'case.delivered'; record: RecordName; by: string; delivery: Delivery; payment?: Term }>
  | Readonly<{ kind: 'case.delivered'; delivery: Delivery; payment?: Term }>
  | RecusalEvent
  | PreservationEvent
  | JurisdictionEvent
  | CourseEvent

export const noCase: CaseFile = {
  handlers: [],
  formerHandlers: [],
  recusals: [],
  questions: [],
  evidence: [],
  attachments: [],
  samples: [],
  preservations: [],
  records: [],
  announcements: [],
  deliveries: [],
  suspensions: [],
}

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
    case 'case.attached':
      return {
        ...file,
        attachments: [...file.attachments, event.attachment],
        evidence: file.evidence.map((piece) => (piece.no === event.evidence?.no ? { ...piece, digest: event.evidence.digest } : piece)),
      }
    case 'case.confirmed':
      return {
        ...file,
        records: file.records.map((record) => (record.name === event.record ? { ...record, confirmedBy: event.by } : record)),
      }
    case 'case.filingExtended':
      return { ...file, ...(file.clue ? { clue: { ...file.clue, term: event.term } } : {}) }
    case 'case.handlerReplaced':
      return {
        ...file,
        handlers: file.handlers.map((id) => (id === event.out ? event.in : id)),
        formerHandlers: [...file.formerHandlers.filter((id) => id !== event.in), event.out],
      }
    case 'case.sampled':
      return { ...file, samples: [...file.samples, event.sample] }
    case 'case.announced':
      return { ...file, announcements: [...file.announcements, event.announcement] }
    case 'case.delivered':
      return { ...file, deliveries: [...file.deliveries, event.delivery] }
    case 'case.recusalApplied':
    case 'case.recusalDecided':
      return { ...file, recusals: afterRecusal(file.recusals, event) }
    case 'case.jurisdictionQuestioned':
    case 'case.designationAsked':
    case 'case.jurisdictionSettled':
      return { ...file, questions: afterJurisdiction(file, event) }
    case 'case.preservationApplied':
    case 'case.preservationApproved':
    case 'case.preservationRefused':
    case 'case.preserved':
    case 'case.preservedUrgently':
    case 'case.preservationDisposed':
    case 'case.preservationLapsed':
    case 'case.preservationLifted':
      return { ...file, preservations: afterPreservation(file.preservations, event) }
    case 'case.filingDeclined':
    case 'case.filingWithdrawn':
    case 'case.transferred':
    case 'case.terminated':
    case 'case.suspended':
    case 'case.resumed':
    case 'case.complainantTold':
      return { ...file, ...afterCourse(file, event) }
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
