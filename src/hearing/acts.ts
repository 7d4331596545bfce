import { z } from 'zod'
import { act } from '#agency/act'
import { daysOf } from '#case/acts'
import { reach, serving } from '#case/delivery'
import { notHandler } from '#case/handler'
import { type CaseFile, confirmedEvidence } from '#case/matter'
import type { Hearing, HearingEvent } from '#hearing/hearing'
import { noticeOf, sentOn } from '#hearing/hearing'
import { hearingRight } from '#hearing/right'
import { worseForDefending } from '#hearing/worse'
import { day } from '#law/day'
import { reckon } from '#law/period'
import { isRefusal, type Refusal, refuse } from '#law/refusal'
import { unit } from '#law/term'
import { words } from '#law/text'
import { clausesOn } from '#policy/former'
import { inForce, on } from '#policy/law'
import { substanceOf } from '#proposal/proposal'
import type { Stage } from '#proposal/stage'

type Matter = CaseFile & Readonly<{ stage: Stage; hearing: Hearing }>

export const notify = act({
  id: 'hearing.notify',
  zh: '事先告知',
  clauses: ['CFF-44', 'C13-20-1', 'C4-41-1', 'C53-26-1', 'CFF17-31'],
  stream: 'case',
  by: ['handler'],
  seen: false,
  input: z.strictObject({
    tells: z.array(words(40)).min(1).max(12).meta({ title: '告知书已写明', of: 'notice.items' }),
    ...serving,
    statementTerm: z
      .strictObject({ value: z.int().min(1).max(60).meta({ title: '长度' }), unit: unit.meta({ title: '单位' }) })
      .meta({ title: '陈述申辩期限（由本机关告知书载明）' }),
  }),
  closed: (matter: Matter, at) =>
    notHandler(matter, at) ?? (matter.stage.proposal ? undefined : refuse('proposal-missing', '还没有拟处理意见，不能告知', 'CFF-44')),
  run(matter: Matter, { tells, statementTerm, ...said }, { actor, law, today, hash }): readonly HearingEvent[] | Refusal {
    const { proposal } = matter.stage
    if (!proposal) return refuse('proposal-missing', '还没有拟处理意见，不能告知', 'CFF-44')
    const worse = worseForDefending(matter, proposal, law, today)
    if (worse) return worse
    const served = said.on
    if (served > today) return refuse('in-future', '送达日期不能晚于今天', 'CFF-44')
    const delivery = reach(said, matter, 'notice', law)
    if (isRefusal(delivery)) return delivery
    // The terms of its rights run from the day on which it reached the party.
    const reached = delivery.on
    const right = hearingRight(proposal.substance, law, daysOf(matter, served))
    const due = inForce(law.lists, 'notice.items', on(served)).items.filter(({ id }) => id !== 'hearing-right' || right)
    const untold = due.find(({ id }) => !tells.includes(id))
    if (untold)
      return untold.id === 'hearing-right'
        ? refuse('hearing-right-untold', `本案属于「${right?.zh}」，告知书应当写明要求听证的权利`, ...(right?.clauses ?? [untold.clause]))
        : refuse('notice-incomplete', `告知书没有写明「${untold.zh}」，请补写后再送达`, untold.clause)
    const no = matter.hearing.notices.length + 1
    const notice = {
      no,
      substance: substanceOf(proposal, hash),
      round: proposal.round,
      tells,
      ...delivery,
      evidence: confirmedEvidence(matter).map(({ no }) => no),
      statementTerm: reckon('statement', { ...statementTerm, clauses: clausesOn(law, served, ['CFF-45-1']) }, reached, law.calendar),
      ...(right
        ? { hearingTerm: reckon('hearing.request', inForce(law.periods, 'hearing.request', on(served)), reached, law.calendar) }
        : {}),
    }
    return [{ kind: 'hearing.notified', record: `notice:${no}`, by: actor.id, notice }]
  },
})

/** Bars what follows a notice while none has reached the party. */
const noNotice = (matter: Matter): Refusal | undefined =>
  matter.hearing.notices.length > 0 ? undefined : refuse('notice-missing', '还没有事先告知', 'CFF-44')

export const state = act({
  id: 'hearing.state',
  zh: '记录陈述申辩',
  clauses: ['CFF-45-1', 'C13-20-2', 'C4-41-2', 'CFF17-32'],
  stream: 'case',
  by: ['handler'],
  seen: false,
  input: z.strictObject({
    points: z.array(words(2000)).min(1).max(40).meta({ title: '当事人提出的每一点' }),
    on: day.meta({ title: '提出日期' }),
  }),
  closed: (matter: Matter, at) => notHandler(matter, at) ?? noNotice(matter),
  run({ hearing }: Matter, { points, on: said }, { actor, today, hash }): readonly HearingEvent[] | Refusal {
    if (said > today) return refuse('in-future', '提出日期不能晚于今天', 'CFF-45-1')
    const notice = hearing.notices.findLast((each) => sentOn(each) <= said)
    if (!notice) return refuse('before-notice', '提出日期早于告知之日，请核对', 'CFF-44', 'CFF-45-1')
    const no = hearing.statements.length + 1
    const statement = { no, notice: notice.no, points, on: said }
    return [{ kind: 'hearing.stated', record: `statement:${no}`, by: actor.id, statement: { ...statement, digest: hash(statement) } }]
  },
})

export const answer = act({
  id: 'hearing.answer',
  zh: '复核陈述申辩',
  clauses: ['CFF-45-1', 'C13-20-3', 'C4-41-2', 'CFF17-32'],
  stream: 'case',
  by: ['handler'],
  seen: false,
  input: z.strictObject({
    statement: z.int().positive().meta({ title: '陈述申辩序号' }),
    answers: z
      .array(z.strictObject({ accepted: z.boolean().meta({ title: '采纳' }), why: words(2000).meta({ title: '理由' }) }))
      .min(1)
      .max(40)
      .meta({ title: '逐点答复' }),
  }),
  closed: (matter: Matter, at) =>
    notHandler(matter, at) ??
    (matter.hearing.statements.length > 0 ? undefined : refuse('nothing-stated', '当事人还没有提出陈述申辩', 'CFF-45-1')),
  run({ hearing }: Matter, { statement: no, answers }, { actor, today, hash }): readonly HearingEvent[] | Refusal {
    const statement = hearing.statements.find((each) => each.no === no)
    if (!statement) return refuse('nothing-stated', `没有第 ${no} 份陈述申辩`, 'CFF-45-1')
    if (answers.length !== statement.points.length)
      return refuse('points-unanswered', `当事人提出 ${statement.points.length} 点，答复了 ${answers.length} 点，应当逐点复核`, 'CFF-45-1')
    const said = { statement: no, answers, by: actor.id, on: today }
    return [{ kind: 'hearing.answered', ...said, digest: hash(said) }]
  },
})

export const waive = act({
  id: 'hearing.waive',
  zh: '记录当事人放弃',
  clauses: ['CFF-62', 'CFF-64-1-1', 'CFF17-41'],
  stream: 'case',
  by: ['handler'],
  seen: false,
  input: z.strictObject({
    what: z
      .enum(['statement', 'hearing', 'both'])
      .meta({ title: '放弃', labels: { statement: '陈述申辩', hearing: '要求听证', both: '陈述申辩和要求听证' } }),
    proof: words(1000).meta({ title: '放弃的书面或者笔录记载' }),
    on: day.meta({ title: '日期' }),
  }),
  closed: (matter: Matter, at) => notHandler(matter, at) ?? noNotice(matter),
  run(matter: Matter, waiver, { actor, today, hash }): readonly HearingEvent[] | Refusal {
    const { proposal } = matter.stage
    const notice = proposal && noticeOf(matter, proposal, hash)
    if (!notice) return refuse('notice-missing', '现在这份拟处理意见还没有告知（或者告知尚待第二名执法人员确认）', 'CFF-44')
    if (waiver.on > today) return refuse('in-future', '放弃的日期不能晚于今天', 'CFF-62')
    if (waiver.on < sentOn(notice)) return refuse('before-notice', '放弃的日期早于告知之日，请核对', 'CFF-62')
    const no = matter.hearing.waivers.length + 1
    return [{ kind: 'hearing.waived', record: `waiver:${no}`, by: actor.id, waiver: { no, notice: notice.no, ...waiver } }]
  },
})
