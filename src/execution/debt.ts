import type { CaseFile } from '#case/matter'
import { isConfirmed } from '#case/matter'
import type { Decision } from '#decision/decision'
import type { Execution, Line, Owing } from '#execution/execution'
import { type Late, lateOn, schedulesOf, surchargeOf } from '#execution/surcharge'
import type { Day } from '#law/day'
import { type Refusal, refuse } from '#law/refusal'
import type { Term } from '#law/term'
import type { Law } from '#policy/law'
import type { PenaltyKind } from '#proposal/proposal'
import type { Stage } from '#proposal/stage'

/** A decided matter in execution 执行中的案件. */
export type Enforced = CaseFile & Readonly<{ stage: Stage; decision: Decision; execution: Execution }>

const sum = (fen: readonly number[]): number => fen.reduce((total, each) => total + each, 0)

/** What the decision orders to be paid 决定所定金额, line by line. */
export function orderedOf({ stage }: Pick<Enforced, 'stage'>): Omit<Owing, 'surcharge'> {
  const payable = stage.proposal?.substance.payable ?? []
  const of = (line: Line) => sum(payable.map((each) => (each.line === line ? each.fen : 0)))
  return { fine: of('fine'), gains: of('gains'), refund: of('refund') }
}

/** What was paid of a line 已缴. */
export const paidOf = ({ payments }: Execution, line: Line): number => sum(payments.map((each) => (each.line === line ? each.fen : 0)))

/** The day the decision reached the party 送达之日, both officers standing for it, and the term of payment it started. */
export function servedOf(matter: Pick<Enforced, 'records' | 'deliveries' | 'execution'>): Readonly<{ on: Day; term?: Term }> | undefined {
  const delivery = matter.deliveries.find(({ no }) => isConfirmed(matter, `delivery:${no}`))
  const term = matter.execution.terms.find((each) => each.delivery === delivery?.no)?.term
  return delivery && { on: delivery.on, ...(term ? { term } : {}) }
}

/** Facts of the surcharge in this matter; undefined while no term of payment runs. */
export function lateOf(matter: Enforced): Late | undefined {
  const { execution } = matter
  const due = servedOf(matter)?.term?.due
  const fineFen = orderedOf(matter).fine
  return due === undefined || fineFen === 0
    ? undefined
    : {
        fineFen,
        schedules: schedulesOf(fineFen, due, execution.deferrals),
        paid: execution.payments.filter(({ line }) => line === 'fine'),
        remedies: execution.remedies,
      }
}

/** What is still to be paid on a day 尚欠: each line less what was paid, the surcharge as it then stands less what was remitted. */
export function owingOf(matter: Enforced, law: Law, day: Day): Owing {
  const { execution } = matter
  const ordered = orderedOf(matter)
  const late = lateOf(matter)
  const rest = (line: keyof typeof ordered) => Math.max(0, ordered[line] - paidOf(execution, line))
  const remitted = sum(execution.remissions.map(({ fen }) => fen))
  const surcharge = late ? surchargeOf(late, day, law) - paidOf(execution, 'surcharge') - remitted : 0
  return { fine: rest('fine'), gains: rest('gains'), refund: rest('refund'), surcharge: Math.max(0, surcharge) }
}

export const totalOf = (owing: Owing): number => owing.fine + owing.gains + owing.refund + owing.surcharge

/** The last day on which payment is in time 缴纳期限届满之日: of the term, or of the last deferral. */
export const lastDay = (matter: Enforced): Day | undefined => matter.execution.deferrals.at(-1)?.term.due ?? servedOf(matter)?.term?.due

/** Is anything late 逾期: part of the fine by its schedule, another line after the term of payment, or a refund that no term was set for? */
export function isLate(matter: Enforced, law: Law, day: Day): boolean {
  const late = lateOf(matter)
  const owing = owingOf(matter, law, day)
  const due = servedOf(matter)?.term?.due
  return (
    (late !== undefined && lateOn(late, day) > 0) || ((due === undefined || due < day) && owing.gains + owing.refund + owing.surcharge > 0)
  )
}

/** Penalties that ask for nothing but the decision itself, or for money. */
const spoken: readonly PenaltyKind[] = ['warning', 'circular', 'fine', 'confiscateGains']

/** Penalties still to be carried out otherwise than by paying 尚未履行的其他处罚, by their place in the substance. */
export const unperformed = ({ stage, execution }: Enforced): readonly number[] =>
  (stage.proposal?.substance.penalties ?? []).flatMap(({ kind }, i) =>
    spoken.includes(kind) || execution.performed.some(({ penalty }) => penalty === i) ? [] : [i],
  )

/** 履行完毕: every line paid and settled, every other penalty carried out (G25). */
export const isFulfilled = (matter: Enforced): boolean =>
  servedOf(matter) !== undefined &&
  (matter.execution.settledOn !== undefined || (matter.stage.proposal?.substance.payable ?? []).length === 0) &&
  unperformed(matter).length === 0

/** Nothing is executed before the decision has reached the party. */
export const notServed = (matter: Enforced): Refusal | undefined => {
  if (!matter.decision.decided) return refuse('not-decided', '本案还没有作出决定', 'CFF-66-1')
  return servedOf(matter) ? undefined : refuse('not-served', '决定书还没有送达（或者送达尚待第二名执法人员确认）', 'CFF-61-1')
}

/** A decision that a remedy took away or changed is not executed as it stood. */
export function notStanding({ decision, execution }: Pick<Enforced, 'decision' | 'execution'>): Refusal | undefined {
  const remedy = execution.remedies.findLast(({ closed }) => closed)
  const suit = remedy?.kind === 'suit'
  switch (remedy?.closed?.result) {
    case 'changed':
      return decision.outcomes.some(({ how, source }) => how === 'changed' && source === remedy.kind)
        ? undefined
        : refuse('decision-changed', '决定已经被变更，应当先记录变更的内容，再按变更后的决定执行', suit ? 'SSF-77' : 'FYF-63-1')
    case 'annulled':
      return refuse('decision-annulled', '决定已经被撤销，不再执行', suit ? 'SSF-70' : 'FYF-64-1')
    case 'unlawful':
      return refuse('decision-unlawful', '决定已经被确认违法或者无效，不再执行', suit ? 'SSF-74' : 'FYF-65-1')
    default:
      return undefined
  }
}
