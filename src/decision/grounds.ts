import { hearingRight } from '#hearing/right'
import { type Days, findInForce, inForce, type Law, type ListItem } from '#policy/law'
import type { PenaltyKind, Proposal } from '#proposal/proposal'
import type { Review } from '#review/review'

/** Penalties of the discussion article that are heavy by their nature (C13-40-1-2). */
const heavy: readonly PenaltyKind[] = ['revoke', 'downgrade', 'stop', 'close', 'ban']

/** Facts on which collective discussion turns 应否集体讨论的事实. */
export type DiscussionFacts = Readonly<{
  largeAmount: boolean
  heavyKind: boolean
  majorImpact: boolean
  disagreement: boolean
  complexHeavy: boolean
  asked: boolean
}>

/** 集体讨论的情形: each ground's test; which hold on a day, the packs say (`discussion.grounds`). Computed, never a box to tick. */
const tests: Readonly<Record<string, (facts: DiscussionFacts) => boolean>> = {
  'large-amount': (facts) => facts.largeAmount,
  'heavy-kind': (facts) => facts.heavyKind,
  'major-impact': (facts) => facts.majorImpact,
  disagreement: (facts) => facts.disagreement,
  'complex-heavy': (facts) => facts.complexHeavy,
  'head-asks': (facts) => facts.asked,
}

/**
 * Facts of a proposal and its review. "数额较大" without a figure of the agency: whatever opens the right to a hearing counts (C13-40-1-1 by
 * reading, the safe side). `asked` is a discussion that a head called: once held it binds. Disagreement: the handling unit said so, or sent a returned
 * bundle again unchanged.
 */
export function discussionFacts(proposal: Proposal, review: Review, asked: boolean, law: Law, days: Days): DiscussionFacts {
  const { substance, traits } = proposal
  const owed = substance.payable.reduce((sum, { line, fen }) => sum + (line === 'refund' ? 0 : fen), 0)
  const figure = findInForce(law.amounts, 'discussion.large', days)?.fen
  const heavyKind = substance.penalties.some(({ kind }) => heavy.includes(kind))
  const hearing = hearingRight(substance, law, days) !== undefined
  const sent = [...review.rounds, ...(review.open ? [review.open] : [])]
  return {
    largeAmount: owed > 0 && (figure === undefined ? hearing : owed >= figure),
    heavyKind,
    majorImpact: traits.majorImpact !== undefined,
    disagreement:
      review.disagreements.length > 0 ||
      review.rounds.some(({ opinion, bundle }, no) => opinion !== 'pass' && sent.slice(no + 1).some((later) => later.bundle === bundle)),
    complexHeavy: traits.complex !== undefined || heavyKind || hearing,
    asked,
  }
}

/** The grounds of the day that this proposal meets. */
export const discussionGrounds = (facts: DiscussionFacts, law: Law, days: Days): readonly ListItem[] =>
  inForce(law.lists, 'discussion.grounds', days).items.filter(({ id }) => tests[id]?.(facts))
