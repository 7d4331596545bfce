import type { Delivery, Evidence } from '#case/matter'
import type { Party } from '#case/party'
import type { Minutes } from '#decision/decision'
import type { Answers, Notice, Statement, Waiver } from '#hearing/hearing'
import type { Citation } from '#law/clause'
import type { Day, Instant } from '#law/day'
import type { CountedDay } from '#law/period'
import type { Term } from '#law/term'
import type { Substance } from '#proposal/proposal'
import type { PublicDecision } from '#publication/public'
import type { Draft as PublicationDraft } from '#publication/publication'
import type { Round } from '#review/review'
import type { Due } from '#web/kit/due.ts'
import type { Choices } from '#web/kit/schema.ts'

/** What the server answers, as the desk reads it. */

export type Named = Readonly<{ id: string; zh: string }>
export type Person = Readonly<{ id: string; name: string }>
export type AgencyName = Readonly<{ agency: string; name: string; shortName: string; demo: boolean }>

/** Who is signed in 当前人员. */
export type Me = Readonly<{
  officer: Readonly<{ id: string; name: string; unit: string; unitName: string; posts: readonly Named[] }>
  agency: AgencyName & Readonly<{ field: string }>
  today: Day
}>

/** One thing that is due 待办, with its deadline counted day by day. */
export type QueueItem = Due &
  Readonly<{
    stream: string
    key: string
    zh: string
    matter: Readonly<{ id: string; zh: string; caseNo?: string | null }>
    act: string
    mine: boolean
    whoZh: string
    startedOn: Day
    value?: number
    unit?: string
    clauses: readonly Citation[]
    days: readonly CountedDay[]
  }>
export type Queue = Readonly<{ today: Day; items: readonly QueueItem[] }>

export type CaseRow = Readonly<{
  id: string
  title: string
  cause: string
  partyName: string
  phase: string
  phaseZh: string
  caseNo: string | null
  handlers: readonly Person[]
  reportedOn: Day
  filedOn: Day | null
  decidedOn: Day | null
  documentNo: string | null
}>
export type Paged<T> = Readonly<{ items: readonly T[]; total: number; page: number; pages: number }>
export type CaseList = Paged<CaseRow> & Readonly<{ phases: readonly (Named & Readonly<{ count: number }>)[] }>

type By<T> = Omit<T, 'by' | 'digest'> & Readonly<{ by?: Person }>
type Told<T> = Omit<T, 'digest' | 'substance' | 'bundle'>

export type EvidenceView = Omit<Evidence, 'by' | 'digest'> & Readonly<{ typeZh: string; by: Person; confirmedBy?: Person }>
export type RecordView = Readonly<{ name: string; zh: string; by: Person; confirmedBy?: Person }>
export type FindingView = Round['findings'][number] & Readonly<{ zh: string }>
export type RoundView = Readonly<{
  opinion: string
  opinionZh: string
  findings: readonly FindingView[]
  text: string
  by: Person
  on: Day
}>
export type HistoryRow = Readonly<{ version: number; at: Instant; kind: string; zh: string; by: Person | null; post?: string }>
export type RefusedRow = Readonly<{ at: Instant; act: string; zh: string; code: string; by: Person }>

export type ProposalView = Readonly<{
  round: number
  substance: Substance
  outcomeZh: string
  violated: readonly Citation[]
  basis: readonly Citation[]
  bundle: string
  review: Readonly<{ required: readonly (Named & Readonly<{ clause: Citation }>)[]; passed: boolean }>
}>

/** One matter, whole 案件. */
export type CaseView = Readonly<{
  stream: string
  version: number
  title: string
  phase: string
  phaseZh: string
  caseNo?: string | null
  clue: Readonly<{ source: string; text: string; on: Day; cause: string; violationOn: Day; place?: string }>
  party: Party
  handlers: readonly (Person & Readonly<{ certificateNo?: string }>)[]
  filed?: Readonly<{ on: Day; by: Person | string }>
  evidence: readonly EvidenceView[]
  records: readonly RecordView[]
  report?: Readonly<{ heads: readonly Readonly<{ id: string; text: string; zh?: string }>[]; on: Day }>
  deliberation?: Readonly<{ participants: readonly string[]; opinion: string; on: Day }>
  proposal?: ProposalView
  notices: readonly Told<Notice>[]
  statements: readonly Told<Statement>[]
  answered: readonly By<Answers>[]
  waivers: readonly Waiver[]
  review: Readonly<{ open?: Readonly<{ on: Day; term?: Term }>; rounds: readonly RoundView[] }>
  minutes: readonly Omit<Minutes, 'by' | 'bundle'>[]
  decided?: Readonly<{ documentNo: string; opinion: string; lateReason?: string; on: Day; warnings?: readonly Readonly<{ zh: string }>[] }>
  deliveries: readonly Delivery[]
  publication?: Readonly<{ stream: string; state: string; due: Day; releasedOn?: Day | null; nth?: number | null }>
  duties: readonly QueueItem[]
  history: readonly HistoryRow[]
  refusals: readonly RefusedRow[]
  choices: Choices
}>

export type PublicationRow = Readonly<{
  id: string
  stream: string
  title: string
  documentNo: string
  state: string
  stateZh: string
  due: Day
  releasedOn: Day | null
  nth: number | null
}>

/** One publication 公示: its term, what the public will get, and who has approved it. */
export type PublicationView = Readonly<{
  stream: string
  version: number
  state: string
  stateZh: string
  term?: Omit<Term, 'clauses'> & Readonly<{ days?: readonly CountedDay[]; clauses: readonly Citation[] }>
  caseId: string
  documentNo: string
  draft?: PublicationDraft
  preparedBy?: Person
  returned?: Readonly<{ reason: string; on: Day }>
  approvals: readonly Readonly<{ post: string; postZh: string; by: Person; on: Day }>[]
  chain: readonly Readonly<{ post: string; zh: string; done: boolean }>[]
  released?: Readonly<{ on: Day; nth: number }> | PublicDecision
  choices?: Choices
}>

/** A refusal by law, as the supervisor sees it 未获准的尝试. */
export type SupervisionRow = Readonly<{
  at: Instant
  officer: Person
  act: string
  actZh: string
  stream: string
  matterZh?: string
  code: string
  zh: string
  clauses: readonly Citation[]
}>

const shanghai = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' })

/** An instant in China, to the minute: 2026-11-18 16:20. */
export const minuteOf = (at: Instant): string => shanghai.format(new Date(at))

/** The page of a stream; nothing for streams that have none. */
export const pageOf = (stream: string): string | undefined => {
  const [kind, id] = [stream.slice(0, stream.indexOf(':')), stream.slice(stream.indexOf(':') + 1)]
  if (kind === 'case') return `/cases/${id}`
  return kind === 'publication' ? `/publications/${id}` : undefined
}
