import { type Reckoned, withTerm } from '#agency/reckon'
import { afterCase, type CaseEvent, type CaseFile, noCase } from '#case/matter'
import { afterDecision, type Decision, type DecisionEvent, noDecision } from '#decision/decision'
import { afterExecution, type Execution, type ExecutionEvent, noExecution } from '#execution/execution'
import { afterHearing, type Hearing, type HearingEvent, noHearing } from '#hearing/hearing'
import { afterOutcome } from '#penalty/anew'
import { afterPaper, type Issued, type PaperEvent } from '#penalty/papers/issued'
import { afterProposal, noStage, type ProposalEvent, reopened, type Stage } from '#proposal/stage'
import { afterReview, noReview, type Review, type ReviewEvent } from '#review/review'

/** One matter of a penalty 行政处罚案件: each room's slice, folded from one stream. */
export type Matter = CaseFile &
  Readonly<{
    stage: Stage
    hearing: Hearing
    review: Review
    decision: Decision
    execution: Execution
    /** Papers that were made 已制作的文书. */
    issued: readonly Issued[]
    underReview: boolean
    /** A fine or confiscated gains are to be paid 应当缴纳罚没款. */
    owes: boolean
  }>

export type MatterEvent =
  | (Readonly<{ kind: 'case.reckoned' }> & Reckoned)
  | CaseEvent
  | ProposalEvent
  | HearingEvent
  | ReviewEvent
  | DecisionEvent
  | ExecutionEvent
  | PaperEvent

export const noMatter: Matter = {
  ...noCase,
  stage: noStage,
  hearing: noHearing,
  review: noReview,
  decision: noDecision,
  execution: noExecution,
  issued: [],
  underReview: false,
  owes: false,
}

const of = <E extends MatterEvent>(event: MatterEvent, ...rooms: readonly string[]): event is E =>
  rooms.includes(event.kind.slice(0, event.kind.indexOf('.')))

/** The matter after one more event. A record that an event makes is noted for the second officer, whichever room made it. */
export function afterMatter(before: Matter, event: MatterEvent): Matter {
  if (event.kind === 'case.reckoned') return withTerm(before, event.term)
  if (event.kind === 'paper.issued') return { ...before, issued: afterPaper(before.issued, event) }
  const noted = of<CaseEvent>(event, 'case')
    ? { ...before, ...afterCase(before, event) }
    : 'record' in event
      ? { ...before, ...afterCase(before, event) }
      : before
  if (event.kind === 'case.delivered' || of<ExecutionEvent>(event, 'execution'))
    return { ...noted, execution: afterExecution(noted.execution, event) }
  if (of<ProposalEvent>(event, 'proposal')) {
    const stage = afterProposal(noted.stage, event)
    return { ...noted, stage, owes: stage.proposal?.substance.payable.some(({ line }) => line !== 'refund') ?? false }
  }
  if (of<HearingEvent>(event, 'hearing')) {
    const reopens = event.kind === 'hearing.held' && event.end.newFacts !== undefined
    return { ...noted, ...(reopens ? { stage: reopened(noted.stage) } : {}), hearing: afterHearing(noted.hearing, event) }
  }
  if (of<ReviewEvent>(event, 'review')) {
    const review = afterReview(noted.review, event)
    return { ...noted, review, underReview: review.open !== undefined }
  }
  if (of<DecisionEvent>(event, 'decision', 'penalty')) {
    const now = event.kind === 'decision.termExtended' || event.kind === 'decision.timeExcluded' ? withTerm(noted, event.term) : noted
    const decided = { ...now, decision: afterDecision(noted.decision, event) }
    return event.kind === 'decision.outcomeSet' ? afterOutcome(decided, event) : decided
  }
  return noted
}
