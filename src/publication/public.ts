import type { Citation } from '#law/clause'
import type { Day } from '#law/day'

/** One day of the ruler 期限尺: counted as working day `n`, or skipped and why. */
export type RulerDay = Readonly<{ day: Day; counted: boolean; n?: number; why?: string }>

/**
 * What the public sees of a decision 公示信息: copied out field by field from structured facts, never the file with secrets taken away.
 * Every text in it was approved by the chain of the pack before release.
 */
export type PublicDecision = Readonly<{
  agency: string
  agencyZh: string
  id: string
  documentNo: string
  typeZh: '行政处罚'
  title: string
  party: string
  /** 统一社会信用代码、法定代表人 of an organisation; absent for a natural person. */
  partyNote?: string
  outcome: string
  facts: string
  violated: readonly Citation[]
  basis: readonly Citation[]
  discretion?: string
  /** Payable lines 缴款: fine to the treasury, refund to the fund, each with where it goes. */
  payable: readonly Readonly<{ zh: string; amount: string; to: string }>[]
  decidedOn: Day
  servedOn?: Day
  publishedOn: Day
  /** The duty to publish, `nth` = published on that working day after the decision. */
  term: Readonly<{ value: number; unit: string; due: Day; nth: number; days: readonly RulerDay[]; clauses: readonly Citation[] }>
  course: readonly Readonly<{ on: Day; zh: string }>[]
  /** Why it came out after its day 超期理由, public with the page. */
  lateReason?: string
  demo: boolean
  /** SHA-256 of what was released, hex. */
  fingerprint: string
  ledger: Readonly<{ stream: string; version: number }>
}>
