import { z } from 'zod'
import { act } from '#agency/act'
import { daysOf } from '#case/acts'
import { notHandler } from '#case/handler'
import { type CaseFile, confirmedEvidence } from '#case/matter'
import { type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'
import { findInForce, inForce, on } from '#policy/law'
import { substance, traits } from '#proposal/proposal'
import { reliedOn } from '#proposal/relied'
import type { ProposalEvent, Stage } from '#proposal/stage'
import { substanceAmiss } from '#proposal/substance'

type Matter = CaseFile & Readonly<{ stage: Stage; underReview: boolean }>

/** While a review runs nothing the reviewer reads is changed 审核期间不得修改 (G118-14). */
const underReview = ({ underReview }: Matter): Refusal | undefined =>
  underReview ? refuse('under-review', '法制审核期间不得改动送审材料；审核退回后可以修改', 'G118-14') : undefined

export const conclude = act({
  id: 'proposal.conclude',
  zh: '调查终结',
  clauses: ['CFF-57-1', 'C13-37', 'C4-36-1', 'C53-24'],
  stream: 'case',
  by: ['handler'],
  seen: false,
  input: z.strictObject({
    heads: z
      .array(z.strictObject({ id: words(40).meta({ title: '项目', of: 'conclude.heads' }), text: words(4000).meta({ title: '内容' }) }))
      .min(1)
      .max(20)
      .meta({ title: '调查终结报告' }),
  }),
  closed: (matter: Matter, at) =>
    notHandler(matter, at) ??
    underReview(matter) ??
    (confirmedEvidence(matter).length === 0
      ? refuse('no-evidence', '还没有经两名执法人员确认的证据，不能终结调查', 'CFF-46-2', 'CFF-40')
      : undefined),
  run(matter: Matter, { heads }, { actor, law, today }): readonly ProposalEvent[] | Refusal {
    const asked = inForce(law.lists, 'conclude.heads', daysOf(matter, today))
    const missing = asked.items.find((item) => !heads.some(({ id }) => id === item.id))
    if (missing) return refuse('report-incomplete', `调查终结报告缺「${missing.zh}」，请补写`, missing.clause)
    return [{ kind: 'proposal.concluded', heads, by: actor.id, on: today }]
  },
})

export const deliberate = act({
  id: 'proposal.deliberate',
  zh: '合议',
  clauses: ['C53-25'],
  stream: 'case',
  by: ['handler'],
  seen: false,
  input: z.strictObject({
    participants: z.array(words(32)).min(2, '合议至少两人').max(15).meta({ title: '参加合议人员', of: 'officer' }),
    opinion: words(4000).meta({ title: '合议意见' }),
  }),
  closed(matter: Matter, at) {
    const early = notHandler(matter, at)
    if (early) return early
    if (!findInForce(at.law.modes, 'deliberation', on(at.today)))
      return refuse('no-deliberation', '现行程序规定没有合议这一步，调查终结后直接提出拟处理意见', 'CFF-57-1')
    return matter.stage.report ? undefined : refuse('not-concluded', '调查终结后才合议', 'C53-24')
  },
  run(_matter: Matter, { participants, opinion }, { actor, agency, today }): readonly ProposalEvent[] | Refusal {
    const stranger = participants.find((id) => !agency.officers[id])
    if (new Set(participants).size < participants.length) return refuse('present-twice', '参加合议人员有重复，请核对', 'C53-25')
    if (stranger) return refuse('no-officer', `本机关没有 ${stranger}，请重新选择参加合议人员`, 'C53-25')
    return [{ kind: 'proposal.deliberated', participants, opinion, by: actor.id, on: today }]
  },
})

export const propose = act({
  id: 'proposal.propose',
  zh: '提出拟处理意见',
  clauses: ['CFF-57-1', 'C13-37', 'C4-36-1', 'CFF-44'],
  stream: 'case',
  by: ['handler'],
  seen: false,
  input: z.strictObject({ substance: substance.meta({ title: '拟处理意见' }), traits: traits.meta({ title: '情形判断' }) }),
  closed(matter: Matter, at) {
    const early = notHandler(matter, at) ?? underReview(matter)
    if (early) return early
    if (!matter.stage.report) return refuse('not-concluded', '调查终结后才能提出拟处理意见', 'CFF-57-1')
    const deliberation = findInForce(at.law.modes, 'deliberation', on(at.today))
    if (deliberation && !matter.stage.deliberation)
      return refuse('not-deliberated', '调查终结后应当合议，再提出拟处理意见', ...deliberation.clauses)
    return undefined
  },
  run(matter: Matter, input, { actor, law, today, hash }): readonly ProposalEvent[] | Refusal {
    const days = daysOf(matter, today)
    const amiss = substanceAmiss(input.substance, matter, law, days)
    if (amiss) return amiss
    const round = (matter.stage.proposal?.round ?? 0) + 1
    return [{ kind: 'proposal.proposed', ...input, law: reliedOn(law, input.substance, days, hash), by: actor.id, round, on: today }]
  },
  next: (event, { stream }) => (event.kind === 'proposal.proposed' ? [{ act: 'review.require', stream, input: {} }] : []),
})
