import { noDecision } from '#decision/decision'
import type { Outcome } from '#decision/exit'
import { noExecution } from '#execution/execution'
import { noHearing } from '#hearing/hearing'
import type { Matter } from '#penalty/matter'
import { noStage } from '#proposal/stage'
import { noReview } from '#review/review'

/** Records of a round 告知、听取意见、送达、催告: a new round makes its own, evidence stays. */
const ofRound: readonly string[] = ['notice', 'statement', 'waiver', 'sitting', 'delivery', 'urge']

/** The decision as it now stands 变更后的决定: what it orders is what the outcome says. */
function changed(matter: Matter, { change }: Outcome): Matter {
  const { proposal } = matter.stage
  if (!change || !proposal) return matter
  const substance = { ...proposal.substance, penalties: [...change.penalties], payable: [...change.payable] }
  return {
    ...matter,
    stage: { ...matter.stage, proposal: { ...proposal, substance } },
    owes: substance.payable.some(({ line }) => line !== 'refund'),
  }
}

/**
 * The matter after its decision was changed or fell. Where another decision is to come the round begins anew 重新作出: evidence and handlers stay, and once
 * review was required it stays so; conclusion, proposal, notice, hearing, review and discussion come again before the gate opens.
 */
export function afterOutcome(matter: Matter, outcome: Outcome): Matter {
  const { decided, past, crimes, papers } = matter.decision
  if (!outcome.anew || !decided || !matter.filed) return changed(matter, outcome)
  const { documentNo, substance } = decided
  const isOfRound = (name: string) => ofRound.includes(name.slice(0, name.indexOf(':')))
  return {
    ...matter,
    filed: { ...matter.filed, term: outcome.anew.term },
    records: matter.records.filter(({ name }) => !isOfRound(name)),
    attachments: matter.attachments.filter(({ to }) => !isOfRound(to)),
    deliveries: [],
    announcements: [],
    stage: noStage,
    hearing: noHearing,
    review: { ...noReview, required: matter.review.required },
    decision: { ...noDecision, crimes, papers, past: [...past, { documentNo, substance, outcome }] },
    execution: noExecution,
    underReview: false,
    owes: false,
  }
}
