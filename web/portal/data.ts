import type { Citation } from '#law/clause'
import type { Day } from '#law/day'
import type { DrawnChart } from '#penalty/drawing'
import type { PublicDecision, PublicWithdrawal } from '#publication/public'
import type { PublicChange } from '#register/change'
import type { Examined } from '#register/examined'
import type { Entry } from '#register/kind'
import type { Found } from '#register/listed'
import type { Query, View } from '#web/portal/address.ts'

/** What every page of the portal 公示平台 needs: whose it is, and whom to turn to. */
export type SiteData = Readonly<{
  /** 明镜公示平台, or the name of the sole agency. */
  site: string
  /** Invented matters 演示数据: every page says so. */
  demo: boolean
  /** There is a guided tour 导览. */
  tour: boolean
  today: Day
  agencies: readonly Readonly<{ agency: string; name: string; phone?: string; address?: string }>[]
  view: View
  /** Address of this page in the standard form, as it was asked. */
  here: string
}>

/** On pages of other things so many agencies stand by name at most; of more, they lead to where all are found. */
export const FEW = 12

/** One line of a list of decisions 公示目录. */
export type ListItem = Readonly<
  Pick<
    PublicDecision,
    'agency' | 'agencyZh' | 'id' | 'documentNo' | 'typeZh' | 'title' | 'party' | 'outcome' | 'decidedOn' | 'publishedOn'
  > &
    Pick<PublicDecision['term'], 'nth' | 'value' | 'unit' | 'due'> & {
      /** A few words of the facts 摘录, where what was searched stands in them alone. */
      excerpt?: string
    }
>

/** `only`: the agency, where there is one alone, and its registers; `counts`: `total` all that is published, of these `thisYear` published this year; `onTime` and `late` make up the total. */
export type HomeData = SiteData &
  Readonly<{
    only?: Readonly<{ agency: string; registers: readonly RegisterSummary[] }>
    latest: readonly ListItem[]
    counts: Readonly<{ total: number; thisYear: number; onTime: number; late: number }>
  }>

/** `page` counts from 1; `asked` as it was asked, `words` what was searched for; `more`: there are more than the total, and pages end with it. */
export type ListData = SiteData &
  Readonly<{
    asked: Query
    words: readonly string[]
    years: readonly number[]
    items: readonly ListItem[]
    page: number
    pages: number
    total: number
    more: boolean
  }>

/** `checkingSince`: it is being checked whether the page is right 核实中. */
export type DecisionData = SiteData & Readonly<{ decision: PublicDecision; checkingSince?: Day }>

/** Where a decision was 已撤回的公示. */
export type WithdrawnData = SiteData & Readonly<{ page: PublicWithdrawal }>

/** How a page is proven 核验: its entries in the public log, oldest first, and, once a signed checkpoint holds the last, where it stands. */
export type ProofData = SiteData &
  Readonly<{
    page: PublicDecision | PublicWithdrawal
    /** Address of this site, for commands; why it leads nowhere but here, else empty. */
    origin: string
    mend: string
    entries: readonly Readonly<{ type: string; at: string; index: number | null }>[]
    proven?: Readonly<{ index: number; size: number; checkpoint: string; vkey: string; leaf: string }>
  }>

/** A page that cannot be shown: why, in a sentence that says how to go on. */
export type ProblemData = SiteData & Readonly<{ status: 400 | 404 | 409 | 500 | 503; zh: string }>

/** 演示导览, and with which accounts it goes. */
export type TourData = SiteData &
  Readonly<{
    tour: true
    stops: readonly Readonly<{ zh: string; as: string; href: string; see: string }>[]
    accounts: readonly Readonly<{
      agency: string
      agencyZh: string
      officer: string
      name: string
      posts: readonly string[]
      password: string
    }>[]
  }>

/** A register of an agency on one line 事前公开一览; `by`: the act that tells it, where no list is kept; `releasedOn`: when it last came out. */
export type RegisterSummary = Readonly<{
  id: string
  zh: string
  clauses: readonly Citation[]
  by: string | null
  releasedOn: Day | null
  count: number
}>

/** One adoption of what the agency decides itself 一次采用: `by` the post, `basis` the documents, `pack` in a newer version of the pack. */
export type Adoption = Readonly<{
  no: number
  on: Day
  by: string
  pack: boolean
  basis: readonly string[]
  examined?: Examined
  added: number
  changed: number
  struck: number
}>

/** What an adoption made different in one entry, from which day until which; without an entry it changed the words of the basis alone. */
export type AdoptedLine = Readonly<{
  adoption: Adoption
  how?: 'added' | 'changed' | 'struck'
  from?: Day
  to?: Day
  before?: Entry
  after?: Entry
}>

/** How an adopted register came to be 采用和变更的经过, the newest first; `total` lines in so many adoptions. */
export type History = Readonly<{
  agency: string
  agencyZh: string
  id: string
  zh: string
  fields: Shown['fields']
  items: readonly AdoptedLine[]
  total: number
  adoptions: number
}>
export type HistoryData = SiteData & Readonly<{ history: History; page: number; pages: number }>

/** A register as it stands on a day, or what was found in it 一份清单; of one that is adopted, by which adoptions, and how many entries were adopted only `later`. */
export type Shown = Readonly<{
  agency: string
  agencyZh: string
  id: string
  zh: string
  clauses: readonly Citation[]
  by: string | null
  /** How the packs have it kept up. */
  updating?: Readonly<{ zh: string; clauses: readonly Citation[] }>
  fields: readonly Readonly<{ id: string; zh: string }>[]
  items: readonly Found[]
  total: number
  more: boolean
  changes: readonly PublicChange[]
  adoptions?: readonly Adoption[]
  later?: number
}>

/** What must be public beforehand and is not there yet 应当公开而尚未公布的. */
export type Lacking = Readonly<{ zh: string; clauses: readonly Citation[] }>

/** 公示机关: those whose names bear what was asked, or all; `lists`: how many of its lists came out, `releasedOn` the last of them. */
export type AgenciesData = SiteData &
  Readonly<{
    q: string
    words: readonly string[]
    items: readonly Readonly<{
      agency: string
      name: string
      phone: string | null
      address: string | null
      lists: number
      releasedOn: Day | null
    }>[]
    total: number
    page: number
    pages: number
  }>

/** 事前公开: the registers of an agency. */
export type RegistersData = SiteData &
  Readonly<{ agency: string; name: string; registers: readonly RegisterSummary[]; lacking: readonly Lacking[] }>

/** One register, as asked for: `on` the day it is shown for; `drawing`: the chart, where it is one and is shown whole. */
export type RegisterData = SiteData &
  Readonly<{ shown: Shown; q: string; words: readonly string[]; on: Day; page: number; pages: number; drawing?: DrawnChart }>

/** 执法人员核对: what stands under a certificate's number. */
export type OfficerData = SiteData &
  Readonly<{
    no: string
    on: Day
    found: readonly Readonly<{
      agencyZh: string
      name: string
      no: string
      unit: string
      body: string | null
      from: Day
      to: Day
      state: string
    }>[]
  }>

/** 岗位信息公示牌, for print; `code`: a picture, and where it leads. */
export type BoardsData = SiteData &
  Readonly<{
    agency: string
    agencyZh: string
    fields: Shown['fields']
    items: readonly (Found & Readonly<{ code: Readonly<{ zh: string; to: string; picture: string }> }>)[]
    /** Why the codes lead nowhere but here, else empty. */
    mend: string
    page: number
    pages: number
  }>
