import type { Post } from '#agency/post'
import { type Reckoned, withTerm } from '#agency/reckon'
import type { How } from '#decision/exit'
import type { ClauseId } from '#law/clause'
import type { Day } from '#law/day'
import type { Digest } from '#law/digest'
import type { Term } from '#law/term'
import type { PublicDecision, PublicWithdrawal, WithdrawnHow } from '#publication/public'

/** What is prepared and approved; the rest of `PublicDecision` is filled in at release. */
export type Draft = Omit<PublicDecision, 'publishedOn' | 'term' | 'fingerprint' | 'ledger'>

/** 公示 of one decision: the duty, what was prepared, who approved it, when it was released, and what became of the page. */
export type Publication = Readonly<{
  duty?: Readonly<{ documentNo: string; decidedOn: Day; term: Term }>
  draft?: Readonly<{ body: Draft; digest: Digest; by: string; on: Day }>
  /** 拟不予公开: instead of a draft, on its way through the same chain. */
  withholding?: Readonly<{ ground: string; groundZh: string; clause: ClauseId; reason: string; digest: Digest; by: string; on: Day }>
  approvals: readonly Readonly<{ post: string; by: string; on: Day }>[]
  returned?: Readonly<{ reason: string; by: string; on: Day }>
  /** 不予公开, approved. */
  withheld?: Readonly<{ ground: string; groundZh: string; clause: ClauseId; reason: string; on: Day }>
  /** 应当撤回, since when and why. */
  withdrawal?: Readonly<{ how: How; on: Day; term?: Term }>
  /** The decision was changed or fell before it was published 公示以前决定已经变化: its draft is gone, and with a fallen decision the duty. */
  dropped?: Readonly<{ how: How; on: Day; documentNo: string }>
  released?: Readonly<{ on: Day; by: string; nth: number; fingerprint: Digest; held?: string; lateReason?: string }>
  /** What the portal shows of it now, and the number of the decision that it is of. */
  shown?: PublicDecision
  shownNo?: string
  /** 更正申请, being examined. */
  request?: Readonly<{ no: number; from: Applicant; who: string; identity: string; what: string; by: string; on: Day }>
  requests: number
  withdrawn?: Readonly<{ how: WithdrawnHow; reason: string; documentNo: string; by: string; on: Day }>
}>

/** Who says that a page is wrong 更正的申请人. */
export const applicants = { party: '当事人', agent: '当事人委托的代理人', own: '本机关发现' } as const
export type Applicant = keyof typeof applicants

export type PublicationEvent =
  | (Readonly<{ kind: 'publication.opened' }> & NonNullable<Publication['duty']>)
  | (Readonly<{ kind: 'publication.prepared'; next: Post }> & NonNullable<Publication['draft']>)
  | (Readonly<{ kind: 'publication.withholdingProposed'; next: Post }> & NonNullable<Publication['withholding']>)
  | (Readonly<{ kind: 'publication.approved'; digest: Digest; next?: Post }> & Publication['approvals'][number])
  | (Readonly<{ kind: 'publication.returned' }> & NonNullable<Publication['returned']>)
  | Readonly<{ kind: 'publication.withheld'; on: Day }>
  | Readonly<{ kind: 'publication.disclosable'; why: string; text: string; by: string; on: Day }>
  | (Readonly<{ kind: 'publication.reckoned' }> & Reckoned)
  | (Readonly<{ kind: 'publication.withdrawFellDue' }> & NonNullable<Publication['withdrawal']>)
  | (Readonly<{ kind: 'publication.dropped' }> & NonNullable<Publication['dropped']>)
  | (Readonly<{ kind: 'publication.released'; documentNo: string; body: PublicDecision; endsOn?: Day }> &
      NonNullable<Publication['released']>)
  | (Readonly<{ kind: 'publication.correctionRequested' }> & NonNullable<Publication['request']>)
  | Readonly<{ kind: 'publication.correctionRefused'; no: number; reason: string; by: string; on: Day }>
  | Readonly<{ kind: 'publication.corrected'; body: PublicDecision; fingerprint: Digest; by: string; on: Day }>
  | (Readonly<{ kind: 'publication.withdrawn'; page: PublicWithdrawal; again?: NonNullable<Publication['duty']> }> &
      NonNullable<Publication['withdrawn']>)

export const noPublication: Publication = { approvals: [], requests: 0 }

export const statesZh = {
  none: '尚未开启',
  dropped: '不再公示',
  open: '待拟稿',
  prepared: '审批中',
  approved: '待发布',
  released: '已公示',
  withheld: '不予公开',
  withdrawn: '已撤回',
  ended: '公示期满',
} as const
export type PublicationState = keyof typeof statesZh

/** What of the state outlasts a draft, its approvals and its return. */
function withoutDraft({ draft: _, withholding: __, returned: ___, dropped: ____, ...rest }: Publication): Publication {
  return { ...rest, approvals: [] }
}

/** What is true of the page of an earlier decision, whatever becomes of this one. */
const ofPage = ({ withdrawal, shown, shownNo, withdrawn, requests }: Publication): Publication => ({
  approvals: [],
  requests,
  ...(withdrawal ? { withdrawal } : {}),
  ...(shown ? { shown } : {}),
  ...(shownNo ? { shownNo } : {}),
  ...(withdrawn ? { withdrawn } : {}),
})

const pageOf = ({ duty }: Publication, shown: PublicDecision): Pick<Publication, 'shown' | 'shownNo'> => ({
  shown,
  ...(duty ? { shownNo: duty.documentNo } : {}),
})

export function afterPublication(before: Publication, event: PublicationEvent): Publication {
  switch (event.kind) {
    case 'publication.opened': {
      const { kind: _, ...duty } = event
      return { ...ofPage(before), duty }
    }
    case 'publication.prepared': {
      const { kind: _, next: __, ...draft } = event
      return { ...withoutDraft(before), draft }
    }
    case 'publication.withholdingProposed': {
      const { kind: _, next: __, ...withholding } = event
      return { ...withoutDraft(before), withholding }
    }
    case 'publication.approved': {
      const { post, by, on } = event
      return { ...before, approvals: [...before.approvals, { post, by, on }] }
    }
    case 'publication.returned': {
      const { kind: _, ...returned } = event
      return { ...withoutDraft(before), returned }
    }
    case 'publication.withheld': {
      const { withholding, ...rest } = before
      if (!withholding) return before
      const { ground, groundZh, clause, reason } = withholding
      return { ...rest, withheld: { ground, groundZh, clause, reason, on: event.on } }
    }
    case 'publication.disclosable': {
      const { withheld: _, ...rest } = withoutDraft(before)
      return rest
    }
    case 'publication.withdrawFellDue': {
      const { kind: _, ...withdrawal } = event
      return { ...before, withdrawal }
    }
    case 'publication.dropped': {
      const { kind: _, ...dropped } = event
      const { duty } = before
      return { ...ofPage(before), ...(dropped.how === 'changed' && duty ? { duty } : {}), dropped }
    }
    case 'publication.reckoned':
      return withTerm(before, event.term)
    case 'publication.released': {
      const { kind: _, documentNo: _no, body, endsOn: __, ...released } = event
      const { withdrawn: ___, ...rest } = before
      return { ...rest, released, ...pageOf(before, body) }
    }
    case 'publication.correctionRequested': {
      const { kind: _, ...request } = event
      return { ...withoutDraft(before), request, requests: request.no }
    }
    case 'publication.correctionRefused': {
      const { request: _, ...rest } = withoutDraft(before)
      return rest
    }
    case 'publication.corrected': {
      const { request: _, withdrawn: __, ...rest } = before
      return { ...rest, ...pageOf(before, event.body) }
    }
    case 'publication.withdrawn': {
      const { kind: _, page: __, again, ...withdrawn } = event
      const { shown: ___, shownNo: _no, request: ____, withdrawal: _____, released, ...rest } = withoutDraft(before)
      return { ...rest, ...(again ? { duty: again } : released ? { released } : {}), withdrawn }
    }
  }
}

/** A page that was wrong and is to come out right 待更正: asked for by somebody, or withdrawn because of it. */
export const isReopened = ({ released, request, withdrawn }: Publication): boolean =>
  released !== undefined && (request !== undefined || withdrawn?.how === 'error')

/** Where it stands 公示状态, told from what is true and from the chain of the day. */
export function stateOf(publication: Publication, chain: readonly string[]): PublicationState {
  const { duty, draft, withholding, withheld, approvals, dropped, released, withdrawn } = publication
  if (withheld) return 'withheld'
  if (released && !isReopened(publication)) return withdrawn ? (withdrawn.how === 'ended' ? 'ended' : 'withdrawn') : 'released'
  if (!duty) return dropped ? 'dropped' : 'none'
  if (!draft && !withholding) return 'open'
  return approvals.length < chain.length ? 'prepared' : 'approved'
}
