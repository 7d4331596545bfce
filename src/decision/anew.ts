import type { Decision } from '#decision/decision'
import type { Hash } from '#law/digest'
import { type Refusal, refuse } from '#law/refusal'
import { type Proposal, substanceOf } from '#proposal/proposal'

/** 重新作出: not the same decision on the same facts and reasons, unless the old one fell for its procedure alone (FYF-64-2). */
export function sameAgain(
  { decision }: Readonly<{ decision: Decision }>,
  proposal: Proposal,
  { hash }: { hash: Hash },
): Refusal | undefined {
  const past = decision.past.at(-1)
  return past?.outcome.anew && !past.outcome.anew.procedural && past.substance === substanceOf(proposal, hash)
    ? refuse(
        'same-again',
        '原决定已被撤销，不得以同一事实和理由作出相同的决定',
        past.outcome.source === 'suit' ? 'SSF-70' : 'FYF-64-2',
        'CFF-75-2',
      )
    : undefined
}
