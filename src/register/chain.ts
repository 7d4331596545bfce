import type { At } from '#agency/act'
import { type Post, postFor, postsZh } from '#agency/post'
import { isAmong } from '#agency/standing'
import type { Clauses } from '#law/clause'
import { type Refusal, refuse } from '#law/refusal'
import { findInForce, on } from '#policy/law'

type Place = Pick<At, 'actor' | 'agency' | 'law' | 'today'>

/** What the pack calls the chain by which something comes out 审批链, step by step. */
export type Chain = Readonly<{ posts: readonly string[]; clauses: Clauses }>

/** 拟稿、审查、发布分离: the clauses that bar this officer, where the pack's text bars him. */
export function apart(key: string, others: readonly string[], { actor, agency, law, today }: Place): Clauses | undefined {
  const rule = findInForce(law.separation, key, on(today))
  return rule?.severity === 'block' && isAmong(agency, others, actor.id) ? rule.clauses : undefined
}

/** The next post of a chain that this officer would have to hold 现在由谁审批. */
export function notHisTurn(chain: Chain, approved: number, { agency, actor }: Place): Refusal | undefined {
  const next = chain.posts[approved] as Post | undefined
  if (!next) return refuse('chain-complete', '审批已经完成，等待发布', ...chain.clauses)
  return postFor(agency.officers[actor.id]?.posts ?? [], [next])
    ? undefined
    : refuse('not-next', `现在由${postsZh[next]}审批`, ...chain.clauses)
}
