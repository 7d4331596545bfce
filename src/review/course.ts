import { z } from 'zod'
import { act } from '#agency/act'
import { type Post, postFor } from '#agency/post'
import type { Day } from '#law/day'
import { extend } from '#law/extension'
import { isRefusal, type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'
import { findInForce, inForce, on } from '#policy/law'
import type { Entry } from '#register/kind'
import { standingIn } from '#register/listed'
import { notHandlingUnit, type Reviewed } from '#review/acts'
import type { ReviewEvent } from '#review/review'
import { unfitReviewer } from '#review/reviewer'

const notSubmitted = ({ review }: Reviewed): Refusal | undefined =>
  review.open ? undefined : refuse('not-submitted', '本案没有送审，或者审核意见已经出具', 'G118-13')

/** The last round, where it did not pass 未同意的审核意见. */
const returnedRound = ({ review }: Reviewed): number | undefined =>
  !review.open && review.rounds.at(-1) && review.rounds.at(-1)?.opinion !== 'pass' ? review.rounds.length : undefined

const notReturned = (): Refusal => refuse('not-returned', '最后一次审核意见是同意，或者还没有审核意见', 'G118-13')

/** P30: so many days more, by the head of the legal unit, and never past the term of the case (C4-40-1). */
export const extendReview = act({
  id: 'review.extend',
  zh: '延长法制审核期限',
  clauses: ['C4-40-1', 'G118-14'],
  stream: 'case',
  by: ['unitHead', 'head', 'leaderInCharge'],
  seen: true,
  input: z.strictObject({ reason: words(1000).meta({ title: '需要延长的特殊情况' }) }),
  closed(matter: Reviewed, { actor, agency, law, today }): Refusal | undefined {
    const early = notSubmitted(matter)
    if (early) return early
    const approver = findInForce(law.posts, 'approve.review.extension', on(today))
    if (!matter.review.open?.term || !approver) return refuse('extension-none', '本机关适用的规定没有可以延长的审核期限', 'G118-14')
    const officer = agency.officers[actor.id]
    const legal = Object.values(agency.officers).some(({ unit, posts }) => unit === officer?.unit && posts.includes('reviewer'))
    return legal && postFor(officer?.posts ?? [], approver.posts as Post[])
      ? undefined
      : refuse('not-approver', '审核期限的延长由法制审核机构负责人批准', ...approver.clauses)
  },
  run(matter: Reviewed, { reason }, { actor, law, today }): readonly ReviewEvent[] | Refusal {
    const term = matter.review.open?.term
    if (!term) return refuse('extension-none', '本机关适用的规定没有可以延长的审核期限', 'G118-14')
    const row = inForce(law.periods, 'review.extension', on(today))
    const longer = extend(term, [{ key: 'review.extension', ...row }], { key: 'review.extension', on: today }, law.calendar)
    if (isRefusal(longer)) return longer
    const whole = matter.filed?.term
    if (whole && longer.due > whole.due)
      return refuse('extension-past-term', `延长后的审核期限超过办案期限（${whole.due}），应当在此之前审核完毕`, ...row.clauses)
    return [{ kind: 'review.extended', term: longer, reason, by: actor.id, on: today }]
  },
})

/** 材料不全退回: the review has not begun, and the time runs from the day on which the papers are all there. */
export const requestMaterials = act({
  id: 'review.requestMaterials',
  zh: '退回补齐送审材料',
  clauses: ['G118-14', 'C4-40-1', 'SP-3-4-9'],
  stream: 'case',
  by: ['reviewer'],
  seen: true,
  input: z.strictObject({
    missing: z.array(words(40)).min(1).max(20).meta({ title: '所缺材料', of: 'review.materials' }),
    note: words(1000).meta({ title: '需要补齐的内容' }),
  }),
  closed: (matter: Reviewed, at): Refusal | undefined => notSubmitted(matter) ?? unfitReviewer(matter, at),
  run({ review: { open } }: Reviewed, { missing, note }, { actor, law, today }): readonly ReviewEvent[] | Refusal {
    if (!open) return refuse('not-submitted', '本案没有送审，或者审核意见已经出具', 'G118-13')
    const listed = inForce(law.lists, 'review.materials', on(today))
    if (missing.some((id) => !listed.items.some((item) => item.id === id)))
      return refuse('materials-unknown', `送审材料有：${listed.items.map(({ zh }) => zh).join('、')}`, ...listed.clauses)
    return [{ kind: 'review.materialsRequested', bundle: open.bundle, missing, note, by: actor.id, on: today }]
  },
})

/** The handling unit stands by its proposal: then the heads discuss, and what they settle on must still pass (C13-40-1-4, C4-40-2). */
export const disagree = act({
  id: 'review.disagree',
  zh: '对审核意见提出不同意见',
  clauses: ['G118-14', 'C4-40-2', 'C13-40-1-4', 'SP-3-4-11', 'WD-2-3-5-3', 'YB-3-3-5-6'],
  stream: 'case',
  by: ['handler', 'unitHead'],
  seen: true,
  input: z.strictObject({ reasons: words(4000).meta({ title: '坚持拟处理意见的理由' }) }),
  closed(matter: Reviewed, at): Refusal | undefined {
    const early = notHandlingUnit(matter, at)
    if (early) return early
    const round = returnedRound(matter)
    if (!round) return notReturned()
    return matter.review.disagreements.some((each) => each.round === round)
      ? refuse('already-disagreed', '对这次审核意见已经提出不同意见，请提交集体讨论', 'C4-40-2', 'C13-40-1-4')
      : undefined
  },
  run(matter: Reviewed, { reasons }, { actor, today }): readonly ReviewEvent[] | Refusal {
    const round = returnedRound(matter)
    return round ? [{ kind: 'review.disagreed', round, reasons, by: actor.id, on: today }] : notReturned()
  },
})

/** Where the agency keeps a list of its advisers 法律顾问和公职律师名录, counsel is one of them: under contract that day, and in no conflict with the party. */
function unfitAdviser(who: string, advisers: readonly Entry[], { clue }: Reviewed, today: Day): Refusal | undefined {
  if (advisers.length === 0) return undefined
  const serving = advisers.filter(({ from = '', to = '' }) => from <= today && today <= to)
  const known = advisers.find(({ name }) => name === who)
  const others = serving.map(({ name }) => name).join('、')
  if (!known) return refuse('adviser-unlisted', `法律顾问和公职律师名录中没有${who}，现有${others || '（无人）'}`, 'G118-11')
  if (!serving.includes(known))
    return refuse('adviser-past', `${who}的聘期（${known.from} 至 ${known.to}）不含今天，不能参与论证`, 'G118-11')
  const party = clue?.party.name
  return party && known.conflicts?.includes(party)
    ? refuse('adviser-conflicted', `${who}与${party}有利益冲突，不能参与本案的论证`, 'G118-11')
    : undefined
}

/** 论证: the legal unit may ask an expert, counsel, a third body; their words go to the discussion (C4-40-2, G118-11). */
export const argue = act({
  id: 'review.argue',
  zh: '记录专家、法律顾问论证意见',
  clauses: ['C4-40-2', 'G118-11'],
  stream: 'case',
  by: ['reviewer'],
  seen: false,
  input: z.strictObject({
    who: words(100).meta({ title: '论证人或者机构' }),
    as: z
      .enum(['expert', 'counsel', 'body'])
      .meta({ title: '身份', labels: { expert: '专家', counsel: '法律顾问、公职律师', body: '第三方专业机构' } }),
    text: words(4000).meta({ title: '论证意见' }),
  }),
  reads: (_matter: Reviewed, { today }) => ({ advisers: standingIn('advisers', today) }),
  closed: ({ review }: Reviewed): Refusal | undefined =>
    review.disagreements.length > 0 ? undefined : refuse('not-disagreed', '承办机构没有提出不同意见，不需要论证', 'C4-40-2'),
  run(matter: Reviewed, said, { actor, today, facts }): readonly ReviewEvent[] | Refusal {
    const unfit = said.as === 'counsel' ? unfitAdviser(said.who, facts.advisers, matter, today) : undefined
    return unfit ?? [{ kind: 'review.argued', round: matter.review.disagreements.at(-1)?.round ?? 0, ...said, by: actor.id, on: today }]
  },
})
