import type { At } from '#agency/act'
import { type Post, postFor } from '#agency/post'
import { type Refusal, refuse } from '#law/refusal'
import { inForce, on } from '#policy/law'

/** The officer holds the post that the row of the day names 审批岗位. @throws {RangeError} where the packs name none */
export function notApprover(
  key: string,
  zh: string,
  { actor, agency, law, today }: Pick<At, 'actor' | 'agency' | 'law' | 'today'>,
): Refusal | undefined {
  const asked = inForce(law.posts, key, on(today))
  return postFor(agency.officers[actor.id]?.posts ?? [], asked.posts as Post[])
    ? undefined
    : refuse('not-approver', `${zh}不由您这个岗位批准`, ...asked.clauses)
}
