import type { At } from '#agency/act'
import { type Post, postFor, postsZh } from '#agency/post'
import { isAmong } from '#agency/standing'
import type { Clauses } from '#law/clause'
import type { Day } from '#law/day'
import type { Digest } from '#law/digest'
import { type Refusal, refuse } from '#law/refusal'
import { findInForce, inForce, type Law, on } from '#policy/law'
import { isReopened, type Publication } from '#publication/publication'

/** 审批链 of the day, step by step. */
export const chainOf = (law: Law, today: Day) => inForce(law.posts, 'publication.chain', on(today))

/** What is on its way through the chain: a draft, or the wish to withhold 拟公示稿或者不予公开的意见. */
export const pendingOf = ({ draft, withholding }: Publication): Readonly<{ by: string; digest: Digest }> | undefined => withholding ?? draft

/** Published and right, as far as anyone knows 已经公示. */
export const isOut = (publication: Publication): boolean => publication.released !== undefined && !isReopened(publication)

/** 拟稿、审查、发布分离: the clauses that bar this officer, where the pack's text bars him. */
export function apart(
  key: string,
  others: readonly string[],
  { actor, agency, law, today }: Pick<At, 'actor' | 'agency' | 'law' | 'today'>,
): Clauses | undefined {
  const rule = findInForce(law.separation, key, on(today))
  return rule?.severity === 'block' && isAmong(agency, others, actor.id) ? rule.clauses : undefined
}

/** Whose turn it is: the next post of the chain, and this officer holds it. */
export function notNext(publication: Publication, at: At<unknown>): Refusal | undefined {
  const chain = chainOf(at.law, at.today)
  if (isOut(publication)) return refuse('already-released', '已经公示', ...chain.clauses)
  const pending = pendingOf(publication)
  if (!pending) return refuse('not-prepared', '还没有公示稿', ...chain.clauses)
  const next = chain.posts[publication.approvals.length] as Post | undefined
  if (!next) return refuse('chain-complete', '审批已经完成，等待发布', ...chain.clauses)
  if (!postFor(at.agency.officers[at.actor.id]?.posts ?? [], [next]))
    return refuse('not-next', `现在由${postsZh[next]}审批`, ...chain.clauses)
  const own = apart('preparer≠examiner', [pending.by], at)
  return own && refuse('publication-apart', '拟稿人不得审批自己拟的公示稿', ...own)
}
