import type { ClauseId } from '#law/clause'
import type { Day } from '#law/day'
import type { Digest } from '#law/digest'
import type { Term } from '#law/term'

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
export type Round = Readonly<{ bundle: Digest; opinion: Opinion; findings: readonly Finding[]; text: string; by: string; on: Day }>

/** 法制审核 so far. Nothing is taken back: once required, required for good, whatever becomes of the amount. */
export type Review = Readonly<{
  required: readonly Readonly<{ id: string; zh: string; clause: ClauseId }>[]
  open?: Submission
  rounds: readonly Round[]
}>

export type ReviewEvent =
  | Readonly<{ kind: 'review.required'; ground: Review['required'][number] }>
  | (Readonly<{ kind: 'review.submitted' }> & Submission)
  | (Readonly<{ kind: 'review.concluded' }> & Round)

export const noReview: Review = { required: [], rounds: [] }

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
      return { required: before.required, rounds: [...before.rounds, round] }
    }
  }
}

/** Does the last round pass exactly this bundle 是否审核通过? */
export const passes = ({ rounds }: Pick<Review, 'rounds'>, bundle: Digest): boolean => {
  const last = rounds.at(-1)
  return last?.opinion === 'pass' && last.bundle === bundle
}
