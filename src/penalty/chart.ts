import type { Clauses } from '#law/clause'
import { inquiry, ordinary, type Phase, phases, type Step } from '#penalty/ordinary'

/** 执法流程图的内容: what the published chart draws, taken from the table that the machine runs. */
export type Chart = Readonly<{
  states: readonly Readonly<{ id: Phase; zh: string }>[]
  /** Every step, and where it has its place; most leave the matter where it stands. */
  steps: readonly Readonly<{ act: string; zh: string; by: Step['act']['by']; clauses: Clauses; in: readonly Phase[] }>[]
  /** Which step carries a matter from one state to another. */
  moves: readonly Readonly<{ from: Phase; to: Phase; act: string; zh: string; clauses: Clauses }>[]
}>

type Move = Readonly<{ from: readonly Phase[]; to: Phase; by: readonly string[] }>

const decided = ['decided', 'delivered', 'executing', 'fulfilled'] as const satisfies readonly Phase[]

/** 环节的推进. A delivery counts when both officers stand for it, so its confirmation moves the matter; so does that of a decision that asks nothing more. */
const moves: readonly Move[] = [
  { from: ['none'], to: 'clue', by: ['case.report'] },
  { from: ['clue'], to: 'applied', by: ['case.applyToFile'] },
  { from: ['applied'], to: 'investigating', by: ['case.file'] },
  { from: ['investigating'], to: 'concluded', by: ['proposal.conclude'] },
  { from: ['concluded'], to: 'proposed', by: ['proposal.propose'] },
  { from: ['proposed'], to: 'noticed', by: ['hearing.notify'] },
  { from: ['noticed'], to: 'decided', by: ['penalty.decide'] },
  { from: ['decided'], to: 'delivered', by: ['case.confirm'] },
  {
    from: ['delivered'],
    to: 'executing',
    by: [
      ...['execution.pay', 'execution.perform', 'execution.applyToDefer', 'execution.fallDue'],
      ...['execution.urge', 'execution.applyToCourt', 'execution.openRemedy'],
    ],
  },
  { from: ['decided'], to: 'fulfilled', by: ['case.confirm'] },
  { from: ['concluded', 'proposed', 'noticed'], to: 'unpunished', by: ['penalty.notPunish'] },
  { from: ['concluded', 'proposed', 'noticed'], to: 'unfounded', by: ['penalty.unfounded'] },
  { from: inquiry, to: 'police', by: ['case.transferToPolice'] },
  ...inquiry.map((to) => ({ from: ['police'], to, by: ['case.recordPolice'] }) as const),
  { from: [...decided, 'closed'], to: 'annulled', by: ['decision.outcome'] },
  { from: [...decided, 'closed'], to: 'investigating', by: ['decision.outcome'] },
  { from: ['delivered', 'executing', 'fulfilled', 'unpunished', 'unfounded', 'police', 'annulled'], to: 'closed', by: ['case.close'] },
  { from: ['delivered', 'executing'], to: 'fulfilled', by: ['execution.pay', 'execution.perform', 'execution.remit'] },
  { from: ['decided'], to: 'delivered', by: ['case.serveAnnounced'] },
  { from: inquiry, to: 'suspended', by: ['case.suspend'] },
  { from: ['suspended'], to: 'investigating', by: ['case.resume'] },
  { from: ['clue', 'applied'], to: 'declined', by: ['case.declineToFile'] },
  { from: [...inquiry, 'suspended'], to: 'withdrawn', by: ['case.withdrawFiling'] },
  { from: ['clue', 'applied', ...inquiry, 'suspended'], to: 'transferred', by: ['case.transfer'] },
  { from: [...inquiry, 'suspended'], to: 'terminated', by: ['case.terminate'] },
]

/** 重大执法决定法制审核流程图: the steps of the review, as the same machine runs them, and the decision that waits for them. */
export const reviewChart = (procedure: readonly Step[] = ordinary): Chart =>
  chartOf(procedure.filter(({ act: { id } }) => id.startsWith('review.') || id === 'penalty.decide'))

/** The chart of a procedure; the ordinary one unless told. */
export function chartOf(procedure: readonly Step[] = ordinary): Chart {
  const steps = procedure.map(({ act: { id, zh, by, clauses }, in: places, clauses: own }) => {
    const [first, ...rest] = own
    return {
      act: id,
      zh,
      by,
      clauses: [first, ...new Set([...rest, ...clauses].filter((clause) => clause !== first))] as Clauses,
      in: places,
    }
  })
  return {
    states: (Object.keys(phases) as Phase[]).map((id) => ({ id, zh: phases[id] })),
    steps,
    moves: moves.flatMap(({ from, to, by }) =>
      steps
        .filter(({ act }) => by.includes(act))
        .flatMap(({ act, zh, clauses, in: places }) =>
          from.filter((phase) => places.includes(phase)).map((phase) => ({ from: phase, to, act, zh, clauses })),
        ),
    ),
  }
}
