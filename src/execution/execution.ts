import type { Reached } from '#case/delivery'
import type { CaseEvent, RecordName } from '#case/matter'
import type { Day } from '#law/day'
import type { Digest } from '#law/digest'
import type { Term } from '#law/term'
import { accountZh, lineZh } from '#proposal/outcome'
import type { Payable } from '#proposal/proposal'

/** What is paid 缴款项目: the lines of the decision, and the surcharge on a late fine 加处罚款. */
export type Line = Payable['line'] | 'surcharge'
export const linesZh: Readonly<Record<Line, string>> = { ...lineZh, surcharge: '加处罚款' }

/** Where a line goes 入库去向; a refund alone goes to the fund (YBTL-45, C4-53-1, CFF-74-2). */
export const accountOf = { fine: 'treasury', gains: 'treasury', refund: 'fund', surcharge: 'treasury' } as const satisfies Record<
  Line,
  Payable['account']
>
export { accountZh }

/** In 分, line by line 各项金额. */
export type Owing = Readonly<Record<Line, number>>

export type Payment = Readonly<{
  no: number
  line: Line
  fen: number
  on: Day
  way: string
  receipt: string
  account: Payable['account']
  by: string
}>

/** 减免加处的罚款: never of the fine itself. */
export type Remission = Readonly<{ fen: number; reason: string; by: string; on: Day }>

/** 分期: what must be paid by the end of a day; one alone is a deferral 暂缓. */
export type Instalment = Readonly<{ due: Day; fen: number }>

/** The party's application 暂缓或者分期缴纳申请, until a head has answered it. */
export type DeferralAsked = Readonly<{ reason: string; instalments: readonly Instalment[]; asked: Day; by: string }>

/** How an application came to nothing 未获批准: refused by a head and why, given up for a later one, or all was paid before its answer. */
type Failure = Readonly<{ why: 'refused'; opinion: string; head: string; on: Day } | { why: 'replaced' | 'settled'; on: Day }>
export type DeferralFailed = DeferralAsked & Failure

/** 准予暂缓或者分期缴纳: holds from its day; `paid` is what of the fine was paid before; `told` when the party was told in writing (C4-54). */
export type Deferral = Readonly<{
  instalments: readonly Instalment[]
  paid: number
  term: Term
  opinion: string
  by: string
  on: Day
  told?: Reached & Readonly<{ proof: string; by: string }>
}>

/** 催告书, as it reached the party: how much of each line, by when, and the ten days that then run. */
export type Urge = Readonly<{
  no: number
  tells: readonly string[]
  owing: Owing
  performBy: Day
  proof: string
  term: Term
}> &
  Reached

export const failuresZh = { refused: '不予批准', replaced: '已重新申请', settled: '批准以前已经缴清' } as const

export const remediesZh = { reconsideration: '行政复议', suit: '行政诉讼' } as const
export type RemedyKind = keyof typeof remediesZh

/** How a remedy ended 结果, as a fact; what becomes of the decision is told by the decision's own room. */
export const resultsZh = {
  upheld: '维持（驳回请求）',
  changed: '变更',
  annulled: '撤销或者部分撤销',
  unlawful: '确认违法或者无效',
  withdrawn: '撤回、终止',
  notAccepted: '不予受理（不予立案）',
} as const
export type RemedyResult = keyof typeof resultsZh

/** 复议、诉讼: from the day it was applied for to the day its result took effect. */
export type Remedy = Readonly<{
  no: number
  kind: RemedyKind
  organ: string
  on: Day
  closed?: Readonly<{ result: RemedyResult; text: string; on: Day }>
}>

/** 申请人民法院强制执行, and the court's answer. */
export type CourtApplication = Readonly<{
  no: number
  court: string
  papers: readonly string[]
  owing: Owing
  by: string
  on: Day
  answer?: Readonly<{ accepted: boolean; text: string; on: Day }>
}>

/** 执行 of one decision so far. What is owed is never stored: it is computed of these (`debt`). */
export type Execution = Readonly<{
  /** Terms of payment by the number of the delivery that started them. */
  terms: readonly Readonly<{ delivery: number; term: Term }>[]
  payments: readonly Payment[]
  remissions: readonly Remission[]
  asked?: DeferralAsked
  failed: readonly DeferralFailed[]
  deferrals: readonly Deferral[]
  urges: readonly Urge[]
  remedies: readonly Remedy[]
  applications: readonly CourtApplication[]
  /** Penalties performed otherwise than by paying, by their place in the substance. */
  performed: readonly Readonly<{ penalty: number; text: string; on: Day }>[]
  /** The day on which a term of payment was noted to have run out 逾期. */
  lateSince?: Day
  /** All lines are paid 缴清, surcharge and all. */
  settledOn?: Day
}>

type Served = Extract<CaseEvent, { kind: 'case.delivered' }>

export type ExecutionEvent =
  | Readonly<{ kind: 'execution.paid'; payment: Payment; on: Day }>
  | Readonly<{ kind: 'execution.settled'; on: Day }>
  | (Readonly<{ kind: 'execution.remitted' }> & Remission)
  | (Readonly<{ kind: 'execution.deferralAsked'; on: Day }> & DeferralAsked)
  | (Readonly<{ kind: 'execution.deferralGranted'; tell: boolean; window?: Term }> & Omit<Deferral, 'told'>)
  | Readonly<{ kind: 'execution.deferralRefused'; opinion: string; by: string; on: Day }>
  | Readonly<{ kind: 'execution.deferralTold'; told: NonNullable<Deferral['told']>; on: Day }>
  | Readonly<{ kind: 'execution.fellDue'; owing: Owing; window?: Term; on: Day }>
  | Readonly<{ kind: 'execution.urged'; record: RecordName; by: string; urge: Urge; on: Day; digest: Digest }>
  | Readonly<{ kind: 'execution.remedyOpened'; remedy: Remedy; by: string; on: Day }>
  | Readonly<{ kind: 'execution.remedyClosed'; result: RemedyResult; text: string; by: string; on: Day; window?: Term }>
  | (Readonly<{ kind: 'execution.appliedToCourt' }> & CourtApplication)
  | Readonly<{ kind: 'execution.courtAnswered'; accepted: boolean; text: string; by: string; on: Day }>
  | Readonly<{ kind: 'execution.performed'; penalty: number; text: string; by: string; on: Day }>

export const noExecution: Execution = {
  terms: [],
  payments: [],
  remissions: [],
  failed: [],
  deferrals: [],
  urges: [],
  remedies: [],
  applications: [],
  performed: [],
}

/** The last of a list, changed. */
const last = <T>(list: readonly T[], change: (last: T) => T): readonly T[] =>
  list.map((each, i) => (i === list.length - 1 ? change(each) : each))

/** The application that still waited, as it came to nothing. */
const failed = ({ asked: waiting, ...rest }: Execution, how: Failure): Execution =>
  waiting ? { ...rest, failed: [...rest.failed, { ...waiting, ...how }] } : rest

/** 执行 after one more event; a delivery starts the term of payment. */
export function afterExecution(before: Execution, event: ExecutionEvent | Served): Execution {
  switch (event.kind) {
    case 'case.delivered':
      return event.payment ? { ...before, terms: [...before.terms, { delivery: event.delivery.no, term: event.payment }] } : before
    case 'execution.paid':
      return { ...before, payments: [...before.payments, event.payment] }
    case 'execution.settled':
      return { ...failed(before, { why: 'settled', on: event.on }), settledOn: event.on }
    case 'execution.remitted': {
      const { kind: _, ...remission } = event
      return { ...before, remissions: [...before.remissions, remission] }
    }
    case 'execution.deferralAsked': {
      const { kind: _, on, ...asked } = event
      return { ...failed(before, { why: 'replaced', on }), asked }
    }
    case 'execution.deferralGranted': {
      const { kind: _, tell: __, window: ___, ...deferral } = event
      const { asked: ____, ...rest } = before
      return { ...rest, deferrals: [...before.deferrals, deferral] }
    }
    case 'execution.deferralRefused': {
      const { opinion, by: head, on } = event
      return failed(before, { why: 'refused', opinion, head, on })
    }
    case 'execution.deferralTold':
      return { ...before, deferrals: last(before.deferrals, (deferral) => ({ ...deferral, told: event.told })) }
    case 'execution.fellDue':
      return { ...before, lateSince: before.lateSince ?? event.on }
    case 'execution.urged':
      return { ...before, urges: [...before.urges, event.urge] }
    case 'execution.remedyOpened':
      return { ...before, remedies: [...before.remedies, event.remedy] }
    case 'execution.remedyClosed': {
      const { result, text, on } = event
      return { ...before, remedies: last(before.remedies, (remedy) => ({ ...remedy, closed: { result, text, on } })) }
    }
    case 'execution.appliedToCourt': {
      const { kind: _, ...application } = event
      return { ...before, applications: [...before.applications, application] }
    }
    case 'execution.courtAnswered': {
      const { accepted, text, on } = event
      return { ...before, applications: last(before.applications, (each) => ({ ...each, answer: { accepted, text, on } })) }
    }
    case 'execution.performed': {
      const { penalty, text, on } = event
      return { ...before, performed: [...before.performed, { penalty, text, on }] }
    }
  }
}

/** Has anything of the execution happened yet 执行中? Before, the term of payment merely runs. */
export const hasBegun = ({ terms: _, ...rest }: Execution): boolean =>
  Object.values(rest).some((each) => (Array.isArray(each) ? each.length > 0 : each !== undefined))

/** A remedy that has not ended. */
export const isOpen = ({ closed }: Remedy): boolean => closed === undefined
