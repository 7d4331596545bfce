import type { Post } from '#agency/post'
import { type Reckoned, withTerm } from '#case/reckon'
import type { How } from '#decision/exit'
import type { Day } from '#law/day'
import type { Digest } from '#law/digest'
import type { Term } from '#law/term'
import type { PublicDecision } from '#publication/public'

/** What is prepared and approved; the rest of `PublicDecision` is filled in at release. */
export type Draft = Omit<PublicDecision, 'publishedOn' | 'term' | 'fingerprint' | 'ledger'>

/** 公示 of one decision: the duty, what was prepared, who approved it, when it was released. */
export type Publication = Readonly<{
  duty?: Readonly<{ documentNo: string; decidedOn: Day; term: Term }>
  draft?: Readonly<{ body: Draft; digest: Digest; by: string; on: Day }>
  approvals: readonly Readonly<{ post: string; by: string; on: Day }>[]
  returned?: Readonly<{ reason: string; by: string; on: Day }>
  /** 应当撤回, since when and why. */
  withdrawal?: Readonly<{ how: How; on: Day; term?: Term }>
  /** The decision was changed or fell before it was published 公示以前决定已经变化: its draft is gone, and with a fallen decision the duty. */
  dropped?: Readonly<{ how: How; on: Day; documentNo: string }>
  released?: Readonly<{ on: Day; by: string; nth: number; fingerprint: Digest; held?: string; lateReason?: string }>
}>

export type PublicationEvent =
  | (Readonly<{ kind: 'publication.opened' }> & NonNullable<Publication['duty']>)
  | (Readonly<{ kind: 'publication.prepared'; next: Post }> & NonNullable<Publication['draft']>)
  | (Readonly<{ kind: 'publication.approved'; digest: Digest; next?: Post }> & Publication['approvals'][number])
  | (Readonly<{ kind: 'publication.returned' }> & NonNullable<Publication['returned']>)
  | (Readonly<{ kind: 'publication.reckoned' }> & Reckoned)
  | (Readonly<{ kind: 'publication.withdrawFellDue' }> & NonNullable<Publication['withdrawal']>)
  | (Readonly<{ kind: 'publication.dropped' }> & NonNullable<Publication['dropped']>)
  | (Readonly<{ kind: 'publication.released'; body: PublicDecision }> & NonNullable<Publication['released']>)

export const noPublication: Publication = { approvals: [] }

export const statesZh = {
  none: '尚未开启',
  dropped: '不再公示',
  open: '待拟稿',
  prepared: '审批中',
  approved: '待发布',
  released: '已公示',
} as const
export type PublicationState = keyof typeof statesZh

export function afterPublication(before: Publication, event: PublicationEvent): Publication {
  switch (event.kind) {
    case 'publication.opened': {
      const { kind: _, ...duty } = event
      return { approvals: [], ...(before.withdrawal ? { withdrawal: before.withdrawal } : {}), duty }
    }
    case 'publication.prepared': {
      const { kind: _, next: __, ...draft } = event
      return { ...(before.duty ? { duty: before.duty } : {}), draft, approvals: [] }
    }
    case 'publication.approved': {
      const { post, by, on } = event
      return { ...before, approvals: [...before.approvals, { post, by, on }] }
    }
    case 'publication.returned': {
      const { kind: _, ...returned } = event
      return { ...(before.duty ? { duty: before.duty } : {}), approvals: [], returned }
    }
    case 'publication.withdrawFellDue': {
      const { kind: _, ...withdrawal } = event
      return { ...before, withdrawal }
    }
    case 'publication.dropped': {
      const { kind: _, ...dropped } = event
      return { approvals: [], ...(dropped.how === 'changed' && before.duty ? { duty: before.duty } : {}), dropped }
    }
    case 'publication.reckoned':
      return withTerm(before, event.term)
    case 'publication.released': {
      const { kind: _, body: __, ...released } = event
      return { ...before, released }
    }
  }
}

/** Where it stands 公示状态, told from what is true and from the chain of the day. */
export function stateOf({ duty, draft, approvals, dropped, released }: Publication, chain: readonly string[]): PublicationState {
  if (released) return 'released'
  if (!duty) return dropped ? 'dropped' : 'none'
  if (!draft) return 'open'
  return approvals.length < chain.length ? 'prepared' : 'approved'
}
