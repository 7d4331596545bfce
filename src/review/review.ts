import type { ClauseId } from '#law/clause'
import type { Day } from '#law/day'
import type { Digest } from '#law/digest'
import type { Term } from '#law/term'
import type { Warning } from '#law/warning'

/** What the reviewer found on one check 审核项目: sound, or what is wrong, with the evidence read. */
export type Finding = Readonly<{ check: string; sound: boolean; note?: string; evidence?: readonly number[] }>

/** 审核意见 kinds (C4-39; G118-13): only `pass` opens the decision. */
export const opinionsZh = {
  pass: '同意',
  supplement: '补充调查',
  'no-decision': '不宜作出决定',
  change: '变更定性、依据或者裁量',
  correct: '纠正超越权限或者违反程序',
  other: '其他意见',
} as const
export type Opinion = keyof typeof opinionsZh

/** A submission 送审 of one bundle. */
export type Submission = Readonly<{ bundle: Digest; materials: readonly string[]; by: string; on: Day; term?: Term }>

/** A round 审核轮次: a submission and the opinion on it, never overwritten. */
export type Round = Readonly<{
  bundle: Digest
  opinion: Opinion
  findings: readonly Finding[]
  text: string
  warnings: readonly Warning[]
  by: string
  on: Day
}>

/** 退回补齐: papers that were wanting, so that the review had not begun; the time runs from when they come. */
export type SentBack = Readonly<{ bundle: Digest; missing: readonly string[]; note: string; by: string; on: Day }>

/** 意见不一致: the handling unit stands by its proposal against a round, and says why (C4-40-2, C13-40-1-4). */
export type Disagreement = Readonly<{ round: number; reasons: string; by: string; on: Day }>

/** 论证: what an expert, counsel or a third body said of a disagreement; none of them decides it (C4-40-2). */
export type Argument = Readonly<{ round: number; who: string; as: 'expert' | 'counsel' | 'body'; text: string; by: string; on: Day }>

/** 法制审核 so far. Nothing is taken back: once required, required for good, whatever becomes of the amount. */
export type Review = Readonly<{
  required: readonly Readonly<{ id: string; zh: string; clause: ClauseId }>[]
  open?: Submission
  rounds: readonly Round[]
  sentBack: readonly SentBack[]
  disagreements: readonly Disagreement[]
  argued: readonly Argument[]
}>

export type ReviewEvent =
  | Readonly<{ kind: 'review.required'; ground: Review['required'][number] }>
  | (Readonly<{ kind: 'review.submitted' }> & Submission)
  | (Readonly<{ kind: 'review.concluded' }> & Round)
  | Readonly<{ kind: 'review.extended'; term: Term; reason: string; by: string; on: Day }>
  | (Readonly<{ kind: 'review.materialsRequested' }> & SentBack)
  | (Readonly<{ kind: 'review.disagreed' }> & Disagreement)
  | (Readonly<{ kind: 'review.argued' }> & Argument)

export const noReview: Review = { required: [], rounds: [], sentBack: [], disagreements: [], argued: [] }

/** Nothing is with the reviewer any more. */
function closed({ open: _, ...rest }: Review): Review {
  return rest
}

export function afterReview(before: Review, event: ReviewEvent): Review {
  switch (event.kind) {
    case 'review.required':
      return { ...before, required: [...before.required, event.ground] }
    case 'review.submitted': {
      const { kind: _, ...open } = event
      return { ...before, open }
    }
    case 'review.concluded': {
      const { kind: _, ...round } = event
      return { ...closed(before), rounds: [...before.rounds, round] }
    }
    case 'review.extended':
      return before.open ? { ...before, open: { ...before.open, term: event.term } } : before
    case 'review.materialsRequested': {
      const { kind: _, ...back } = event
      return { ...closed(before), sentBack: [...before.sentBack, back] }
    }
    case 'review.disagreed': {
      const { kind: _, ...disagreement } = event
      return { ...before, disagreements: [...before.disagreements, disagreement] }
    }
    case 'review.argued': {
      const { kind: _, ...argument } = event
      return { ...before, argued: [...before.argued, argument] }
    }
  }
}

/** Does the last round pass exactly this bundle 是否审核通过? */
export const passes = ({ rounds }: Pick<Review, 'rounds'>, bundle: Digest): boolean => {
  const last = rounds.at(-1)
  return last?.opinion === 'pass' && last.bundle === bundle
}
