import type { At } from '#agency/act'
import type { Day } from '#law/day'
import type { Digest } from '#law/digest'
import { type Refusal, refuse } from '#law/refusal'
import { inForce, type Law, on } from '#policy/law'
import { isReopened, type Publication } from '#publication/publication'
import { apart, notHisTurn } from '#register/chain'

/** 审批链 of the day, step by step. */
export const chainOf = (law: Law, today: Day) => inForce(law.posts, 'publication.chain', on(today))

/** What is on its way through the chain: a draft, or the wish to withhold 拟公示稿或者不予公开的意见. */
export const pendingOf = ({ draft, withholding }: Publication): Readonly<{ by: string; digest: Digest }> | undefined => withholding ?? draft

/** Published and right, as far as anyone knows 已经公示. */
export const isOut = (publication: Publication): boolean => publication.released !== undefined && !isReopened(publication)

/** Whose turn it is: the next post of the chain, and this officer holds it. */
export function notNext(publication: Publication, at: At<unknown>): Refusal | undefined {
  const chain = chainOf(at.law, at.today)
  if (isOut(publication)) return refuse('already-released', '已经公示', ...chain.clauses)
  const pending = pendingOf(publication)
  if (!pending) return refuse('not-prepared', '还没有公示稿', ...chain.clauses)
  const waits = notHisTurn(chain, publication.approvals.length, at)
  if (waits) return waits
  const own = apart('preparer≠examiner', [pending.by], at)
  return own && refuse('publication-apart', '拟稿人不得审批自己拟的公示稿', ...own)
}
