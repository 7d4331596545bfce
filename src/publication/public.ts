import type { Citation } from '#law/clause'
import type { Day } from '#law/day'
import type { Particular } from '#publication/digest'

/** One day of the ruler 期限尺: counted as working day `n`, or skipped and why. */
export type RulerDay = Readonly<{ day: Day; counted: boolean; n?: number; why?: string }>

/**
 * What the public sees of a decision 公示信息: copied out field by field from structured facts, never the file with secrets taken away.
 * Every text in it was approved by the chain of the pack before release. What a digest does not name is absent.
 */
export type PublicDecision = Readonly<{
  agency: string
  agencyZh: string
  id: string
  /** 摘要: what the row in force on the day of preparation names, in its order, and no more of the decision; absent where the whole comes out. */
  digest?: readonly Readonly<{ id: Particular; zh: string; clause: Citation }>[]
  documentNo?: string
  typeZh: '行政处罚'
  title: string
  party?: string
  /** 统一社会信用代码、法定代表人 of an organisation; absent for a natural person. */
  partyNote?: string
  cause?: string
  outcome?: string
  facts?: string
  violated?: readonly Citation[]
  basis?: readonly Citation[]
  discretion?: string
  /** The decision paper whole 决定书全文, what must not come out hidden; absent where a digest is published. */
  fulltext?: readonly Readonly<{ zh: string; text: string }>[]
  /** Payable lines 缴款: fine to the treasury, refund to the fund, each with where it goes. */
  payable?: readonly Readonly<{ zh: string; amount: string; to: string }>[]
  decidedOn: Day
  servedOn?: Day
  publishedOn: Day
  /** The duty to publish, `nth` = published on that working day after the decision. */
  term: Readonly<{ value: number; unit: string; due: Day; nth: number; days: readonly RulerDay[]; clauses: readonly Citation[] }>
  course?: readonly Readonly<{ on: Day; zh: string }>[]
  /** Why it came out after its day 超期理由, public with the page. */
  lateReason?: string
  /** What was wrong on the page before and since when it is right 更正说明. */
  correction?: Readonly<{ on: Day; note: string }>
  /** The decision that stood here before, withdrawn 此前撤回的决定, and why. */
  earlier?: Readonly<{ documentNo?: string; withdrawnOn: Day; reason: string }>
  demo: boolean
  /** SHA-256 of what was released, hex. */
  fingerprint: string
  ledger: Readonly<{ stream: string; version: number }>
}>

/** Why a page no longer shows its decision 撤回的原因. */
export const withdrawals = {
  changed: '决定被依法变更',
  annulled: '决定被依法撤销',
  unlawful: '决定被确认违法',
  void: '决定被确认无效',
  error: '公示内容有误',
  ended: '公示期限届满',
} as const
export type WithdrawnHow = keyof typeof withdrawals

/** What stays where a decision was 撤回公示: that it was there, since when it is not, and the public reason (CFF-48-2); nothing of its content. */
export type PublicWithdrawal = Readonly<
  Pick<PublicDecision, 'agency' | 'agencyZh' | 'id' | 'documentNo' | 'typeZh' | 'demo' | 'fingerprint' | 'ledger'> & {
    withdrawn: Readonly<{ on: Day; how: WithdrawnHow; reason: string; publishedOn: Day; clauses: readonly Citation[] }>
  }
>

/** What a page is called: by its number, or without one by its title; withdrawn, by its kind. */
export const nameOf = (page: Pick<PublicDecision, 'documentNo' | 'typeZh'> & Readonly<{ title?: string }>): string =>
  page.documentNo ?? page.title ?? `${page.typeZh}决定`

export const isWithdrawal = (page: PublicDecision | PublicWithdrawal): page is PublicWithdrawal => 'withdrawn' in page
