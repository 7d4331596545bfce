import type { Touched } from '#acts/touched'
import type { Proof } from '#agency/session'
import type { Left } from '#dossier/due'
import type { Rounds } from '#dossier/rounds'
import type { Timeline } from '#dossier/timeline'
import type { viewOf } from '#dossier/view'
import type { Citation } from '#law/clause'
import type { Day, Instant } from '#law/day'
import type { Term } from '#law/term'
import type { Status } from '#oversight/coverage'
import type { FailedSignIns } from '#oversight/signins'
import type { Chart } from '#penalty/chart'
import type { DrawnChart } from '#penalty/drawing'
import type { Phase } from '#penalty/ordinary'
import type { Publication, Draft as PublicationDraft, PublicationState } from '#publication/publication'
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
  /** By the clock of the server, which alone says what day it is. */
  now: Instant
  /** What his half-filled forms are sealed with in this browser. */
  draftKey: string
  /** He must set up the second factor before anything else. */
  confined?: true
}>

/** 我的账号. */
export type AccountView = Readonly<{
  sessions: readonly Readonly<{ id: string; proof: Proof; begunAt: Instant; usedAt: Instant; here: boolean }>[]
  factor: Readonly<{ since: Day; codesLeft: number }> | null
  factorDue: boolean
}>

/** 机构和人员, as all who work there see it. */
export type AgencyView = Readonly<{
  stream: string
  version: number
  name: string
  administers: boolean
  units: readonly Readonly<{ id: string; name: string; useZh: string | null; closedOn: Day | null }>[]
  officers: readonly Readonly<{
    id: string
    name: string
    unitName: string
    posts: readonly string[]
    certificate: Readonly<{ no: string; to: Day }> | null
    left: Day | null
    account: 'open' | 'invited' | 'none' | 'disabled'
    /** Whether he has a second factor; told to the administrator alone. */
    factor: boolean | null
  }>[]
  bodies: readonly Readonly<{ id: string; name: string; letterNo: string; from: Day; to: Day }>[]
  /** Of the last days, for the administrator alone; an account that is not there has no name. */
  failedSignIns: readonly FailedSignIns[] | null
  /** For the administrator of an agency that may let others be founded. */
  foundings: Readonly<{
    first: boolean
    field: 'health' | 'medical-security'
    list: readonly Readonly<{ id: string; name: string; below: boolean; until: Instant; taken: boolean }>[]
  }> | null
  choices: Choices
}>

/** One thing that is due 待办, with its deadline counted day by day. */
export type QueueItem = Due &
  Left &
  Readonly<{
    stream: string
    key: string
    zh: string
    matter: Readonly<{ id: string; zh: string; caseNo: string | null }>
    act: string
    mine: boolean
    whoZh: string
    startedOn: Day
    clauses: readonly Citation[]
  }>

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
export type Whose = 'mine' | 'all'
export type Queue = Readonly<{ today: Day; whose: Whose; page: number; items: readonly QueueItem[] }>
export type QueueCounts = Readonly<Record<Whose, number> & { pages: Readonly<Record<Whose, number>> }>
/** `total`: of what words find, `more` when there are more; how many a whole list has, its counts tell. */
export type CaseList = Readonly<{ items: readonly CaseRow[]; page: number; more: boolean; total: number | null }>
export type CaseCounts = Readonly<{ phases: readonly (Named & Readonly<{ count: number }>)[] }>

export type HistoryRow = Readonly<{
  version: number
  at: Instant
  kind: string
  zh: string
  by: Person | null
  post: string | null
  for?: Person
}>
export type RefusedRow = Readonly<{ at: Instant; act: string; zh: string; code: string; by: Person; clauses: readonly Citation[] }>

type Dossier = ReturnType<typeof viewOf>

/** One matter, whole 案件: the dossier, its duties, and everything that was done or tried. A stream of a matter begins with its clue. */
export type CaseView = Omit<Dossier, 'clue' | 'party'> &
  Readonly<{
    clue: NonNullable<Dossier['clue']>
    party: NonNullable<Dossier['party']>
    stream: string
    version: number
    publication: Readonly<{ stream: string; state: string; due: Day; releasedOn: Day | null; nth: number | null }> | null
    duties: readonly QueueItem[]
    timeline: Timeline
    history: readonly HistoryRow[]
    refusals: readonly RefusedRow[]
  }>

/** 法制审核各轮, as they were sent and answered. */
export type ReviewView = Rounds

/** 执法流程图: the procedure as it runs, with a place for everything, and in words. */
export type ChartView = Readonly<{
  drawing: DrawnChart
  states: Chart['states']
  steps: readonly Readonly<{ act: string; zh: string; in: readonly Phase[]; by: readonly string[]; clauses: readonly Citation[] }>[]
  moves: readonly Readonly<{ from: Phase; to: Phase; zh: string }>[]
}>

/** 本案文书: made or draft, and what each lacks. */
export type Papers = Readonly<{
  items: readonly Readonly<{
    key: string
    form: string
    zh: string
    side: 'internal' | 'external'
    number: string | null
    on: Day | null
    draft: boolean
    madeOn: Day | null
    lacks: readonly Readonly<{ field: string; zh: string; why: 'missing' | 'illegible'; clauses: readonly Citation[] }>[]
  }>[]
}>

export type PublicationRow = Readonly<{
  id: string
  stream: string
  title: string
  documentNo: string
  state: string
  stateZh: string
  held: boolean
  due: Day
  releasedOn: Day | null
  nth: number | null
}>

/** One publication 公示: its term, what the public will get, and who has approved it. */
export type PublicationView = Readonly<{
  stream: string
  version: number
  state: PublicationState
  stateZh: string
  term: (Omit<Term, 'clauses'> & Left & Readonly<{ clauses: readonly Citation[] }>) | null
  caseId: string
  documentNo: string
  draft: PublicationDraft | null
  /** What a digest that is prepared today would name. */
  digest: Readonly<{ items: readonly string[]; clauses: readonly Citation[] }> | null
  preparedBy: Person | null
  returned: Readonly<{ reason: string; by: Person; on: Day }> | null
  approvals: readonly Readonly<{ post: string; postZh: string; by: Person; on: Day }>[]
  chain: readonly Readonly<{ post: string; zh: string; done: boolean }>[]
  dropped: (NonNullable<Publication['dropped']> & Readonly<{ howZh: string }>) | null
  released: Publication['released'] | null
  shown: Publication['shown'] | null
  withholding: Readonly<{ groundZh: string; reason: string; on: Day }> | null
  request: (NonNullable<Publication['request']> & Readonly<{ fromZh: string }>) | null
  withdrawal: (NonNullable<Publication['withdrawal']> & Readonly<{ howZh: string }>) | null
  withdrawn: (NonNullable<Publication['withdrawn']> & Readonly<{ howZh: string }>) | null
  /** The decision paper beside what of it would come out, as it was found. */
  passages: readonly Readonly<{
    id: string
    zh: string
    text: string
    out: string
    spans: readonly Readonly<{
      start: number
      end: number
      mask: string
      kind: string
      certainty: 'certain' | 'likely' | 'possible'
      clause?: Citation
    }>[]
  }>[]
  choices: Choices
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

/** 逾期事项, and how many each unit owes. */
export type OverdueItem = QueueItem & Readonly<{ owedBy: readonly string[] }>
export type Overdue = Paged<OverdueItem> &
  Readonly<{
    lists: readonly OverdueItem[]
    units: readonly Readonly<{ id: string; zh: string; count: number }>[]
    staffing: readonly Readonly<{ reviewers: number; officers: number; least: number; zh: string; clauses: readonly Citation[] }>[]
    tasks: readonly Readonly<{ id: string; zh: string; due: Day; doneOn: Day | null; late: number; clauses: readonly Citation[] }>[]
  }>

/** 法规变动, and what has to follow it. */
export type LawLine = Readonly<{
  no: number
  zh: string
  howZh: string
  levelZh: string
  promulgatedOn: Day
  from: Day
  source: string
  on: Day
  by: string
  clauses: readonly Citation[]
  works: readonly (Left &
    Due &
    Readonly<{
      work: string
      zh: string
      clauses: readonly Citation[]
      settled: Readonly<{ text: string; on: Day; by: string }> | null
    }>)[]
}>
export type LawList = Readonly<{ items: readonly LawLine[]; choices: Choices }>
export type LawView = LawLine &
  Readonly<{
    touched: Touched
    /** How what is public beforehand is to follow. */
    updating: Readonly<{ zh: string; clauses: readonly Citation[] }> | null
    /** Lines of the agency's own lists that cite it. */
    entries: readonly Readonly<{ list: string; listZh: string; key: string; name: string | null }>[]
    matters: readonly TouchedMatter[]
  }>
type TouchedMatter = Readonly<{ id: string; title: string; caseNo: string | null; phaseZh: string; dutyZh: readonly string[] }>

type Counted = Named & Readonly<{ count: number }>
/** How often something stands in the ledger, at least where `more`, and when last. */
export type Tally = Readonly<{ n: number; more: boolean; last: Instant | null }>

/** A clause of a source document 条款落实: how far it is kept, by which rules and tests. */
export type ClauseLine = Readonly<{
  id: string
  cite: string
  zh: string
  textZh: string
  kindZh: string
  regimeZh: string
  status: Status
  statusZh: string
  waitsZh: string | null
  rules: readonly Readonly<{ sort: string; name: string; zh: string; broken: string | null }>[]
  tests: readonly string[]
}>
export type ClauseList = Paged<ClauseLine & Readonly<{ evidence: Tally; refused: Tally }>> &
  Readonly<{
    texts: readonly (Named & Readonly<{ edition: string; ours: boolean; count: Readonly<Record<Status, number>>; total: number }>)[]
    regimes: readonly Counted[]
    statuses: readonly Counted[]
  }>
export type ClauseView = ClauseLine &
  Readonly<{
    acts: readonly (Named & Tally)[]
    refused: readonly (Tally & Readonly<{ code: string; zh: string }>)[]
    shown: readonly Readonly<{ at: Instant; stream: string; actZh: string; matterZh: string | null }>[]
  }>

const shanghai = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' })

/** An instant in China, to the minute: 2026-11-18 16:20. */
export const minuteOf = (at: Instant): string => shanghai.format(new Date(at))

/** Where an act is done 办理的页面: a reviewer's opinion on its own page, all else on the page of its stream. */
export const deskOf = (stream: string, act: string): string | undefined => {
  const page = pageOf(stream)
  return page && (act === 'review.conclude' ? `${page}/review` : `${page}?act=${act}`)
}

/** The page of a stream; nothing for streams that have none. */
export const pageOf = (stream: string): string | undefined => {
  const [kind, id] = [stream.slice(0, stream.indexOf(':')), stream.slice(stream.indexOf(':') + 1)]
  if (kind === 'case') return `/cases/${id}`
  if (kind === 'register') return '/supervision/laws'
  if (kind === 'change') return `/changes/${id}`
  return kind === 'publication' ? `/publications/${id}` : undefined
}

/** 适用的规则 of one parameter: what it says, who fixed it. */
export type RuleLine = Readonly<{
  family: string
  key: string
  zh: string
  state: 'open' | 'own' | 'here' | 'inherited'
  by: string | null
  says: string | null
  until: string | null
  from: Day | null
  source: string | null
  clauses: readonly Citation[]
  choosesBy: string | null
  mayChange: boolean
  stricterOnly: boolean
  /** What may be chosen, where it is a choice. */
  modes: Readonly<Record<string, string>> | null
  note: string | null
}>
export type RulesView = Readonly<{
  version: number
  pack: Readonly<{ chain: readonly Named[] }>
  items: readonly RuleLine[]
  disagreements: readonly string[]
}>
