import { z } from 'zod'
import { type At, act } from '#agency/act'
import { nameOf } from '#agency/agency'
import { samePerson } from '#agency/standing'
import { notHandler } from '#case/handler'
import { confirmedEvidence } from '#case/matter'
import type { Matter } from '#hearing/convene'
import { type HearingEvent, toldBy } from '#hearing/hearing'
import { hearers, notHearing } from '#hearing/people'
import { heldSittings, type Sitting, sittingOf, unconfirmedSitting } from '#hearing/sitting'
import { zhDay } from '#law/day'
import { type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'
import { findInForce, on } from '#policy/law'

/** The sitting that is on: convened, its day come, and the caller one of those who hear. */
function sittingNow({ hearing }: Matter, at: Pick<At, 'actor' | 'today'>): Sitting | Refusal {
  const sitting = sittingOf(hearing)
  if (!sitting) return refuse('hearing-not-convened', '没有待举行的听证', 'CFF-64-1-2')
  if (at.today < sitting.on) return refuse('hearing-not-yet', `听证定于${zhDay(sitting.on)}举行，还没有到日期`, 'CFF-64-1-2')
  return notHearing(sitting.people, at) ?? sitting
}

const answerShape = z
  .array(z.strictObject({ accepted: z.boolean().meta({ title: '采纳' }), why: words(2000).meta({ title: '理由' }) }))
  .min(1)
  .max(40)
  .meta({ title: '逐点答复' })

/** 举行听证: the record says what was put and what the party answered to it. */
export const hold = act({
  id: 'hearing.hold',
  zh: '举行听证并制作笔录',
  clauses: ['CFF-64-1-7', 'CFF-64-1-8', 'C13-50-1', 'C13-51', 'CFF17-42-1-6', 'CFF17-42-1-7', 'C53-39', 'C53-40'],
  stream: 'case',
  by: [...hearers],
  seen: false,
  input: z.strictObject({
    present: z
      .array(
        z.strictObject({
          name: words(60).meta({ title: '姓名或者名称' }),
          as: z.enum(['party', 'agent', 'third', 'witness', 'other']).meta({
            title: '身份',
            labels: { party: '当事人', agent: '委托代理人', third: '第三人', witness: '证人', other: '其他参加人' },
          }),
        }),
      )
      .min(1)
      .max(30)
      .meta({ title: '到场人员' }),
    investigators: z.array(words(32)).min(1).max(6).meta({ title: '到场的调查人员', of: 'officer' }),
    put: z
      .strictObject({
        facts: z.array(z.int().positive()).min(1).max(40).meta({ title: '提出的事实（告知书所列，按序号）', of: 'fact' }),
        evidence: z.array(z.int().positive()).min(1).max(100).meta({ title: '出示并质证的证据', of: 'evidence' }),
        proposal: words(2000).meta({ title: '处罚建议' }),
      })
      .meta({ title: '调查人员提出' }),
    points: z.array(words(2000)).max(40).meta({ title: '当事人申辩和质证的每一点' }),
    signing: z
      .discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('signed').meta({ title: '核对无误并签字' }) }).meta({ title: '核对无误并签字' }),
        z
          .strictObject({ kind: z.literal('refused').meta({ title: '拒绝签字' }), note: words(500).meta({ title: '主持人注明的情况' }) })
          .meta({ title: '拒绝签字' }),
      ])
      .meta({ title: '当事人签字', labels: { signed: '核对无误并签字', refused: '拒绝签字' } }),
    newFacts: words(2000).exactOptional().meta({ title: '需要重新调查核实的新事实（没有的不填）' }),
  }),
  closed(matter: Matter, at): Refusal | undefined {
    const sitting = sittingNow(matter, at)
    return 'code' in sitting ? sitting : undefined
  },
  run(matter: Matter, input, at): readonly HearingEvent[] | Refusal {
    const { actor, agency, law, today, hash } = at
    const sitting = sittingNow(matter, at)
    if ('code' in sitting) return sitting
    const { present, investigators, put, newFacts, ...said } = input
    if (!present.some(({ as }) => as === 'party' || as === 'agent'))
      return refuse('party-absent', '当事人和代理人都没有到场；无正当理由的，记录为放弃听证，有正当理由的，延期举行', 'CFF-64-1-6')
    if (present.filter(({ as }) => as === 'agent').length > 2) return refuse('too-many-agents', '当事人可以委托一至二人代理', 'CFF-64-1-5')
    const stranger = investigators.find((id) => !matter.handlers.includes(id))
    if (stranger) return refuse('not-handler', `${nameOf(agency, stranger)} 不是本案调查人员，不能在听证中提出处罚建议`, 'CFF-64-1-7')
    const notice = matter.hearing.notices.find(({ no }) => no === sitting.notice)
    const facts = (notice && toldBy(matter.stage, notice)?.facts) ?? []
    const noFact = put.facts.find((no) => no > facts.length)
    if (noFact) return refuse('fact-not-told', `告知书没有第 ${noFact} 项事实；没有告知的事实不能在听证中提出`, 'CFF-44', 'CFF-64-1-7')
    const held = new Set(confirmedEvidence(matter).map(({ no }) => no))
    const missing = put.evidence.find((no) => !held.has(no))
    if (missing)
      return refuse('fact-without-evidence', `证据${missing}不存在或者尚未由第二名执法人员确认，不能出示`, 'CFF-64-1-7', 'CFF-46-2')
    const opinionBy = findInForce(law.modes, 'hearing.opinion', on(sitting.on))?.clauses
    const record = { kind: 'held', present, investigators, put, ...said, ...(newFacts ? { newFacts } : {}) } as const
    const made = {
      ...record,
      ...(opinionBy ? { opinionBy } : {}),
      by: actor.id,
      on: sitting.on,
      digest: hash({ ...record, no: sitting.no }),
    }
    return [{ kind: 'hearing.held', sitting: sitting.no, end: made, on: today }]
  },
  next: (event, { stream }) => (event.kind === 'hearing.held' ? [{ act: 'review.require', stream, input: {} }] : []),
})

/** 视为放弃听证权利: stayed away without good reason, or left without leave. */
export const absent = act({
  id: 'hearing.absent',
  zh: '记录当事人缺席听证',
  clauses: ['CFF-64-1-6', 'C13-50-2', 'C53-35'],
  stream: 'case',
  by: [...hearers],
  seen: false,
  input: z.strictObject({
    how: z
      .enum(['stayed-away', 'walked-out'])
      .meta({ title: '情形', labels: { 'stayed-away': '无正当理由拒不出席', 'walked-out': '未经许可中途退出' } }),
    text: words(1000).meta({ title: '听证笔录记载' }),
  }),
  closed(matter: Matter, at): Refusal | undefined {
    const sitting = sittingNow(matter, at)
    return 'code' in sitting ? sitting : undefined
  },
  run(matter: Matter, { how, text }, at): readonly HearingEvent[] | Refusal {
    const sitting = sittingNow(matter, at)
    if ('code' in sitting) return sitting
    const end = { kind: 'absent', how, text, by: at.actor.id, on: sitting.on } as const
    return [{ kind: 'hearing.absent', sitting: sitting.no, end, on: at.today }]
  },
})

/** The record is one that two of those who heard stand for. */
export const confirmRecord = act({
  id: 'hearing.confirmRecord',
  zh: '核对听证笔录',
  clauses: ['CFF-64-1-8', 'C13-51-2', 'C53-40-2', 'CFF17-42-1-7'],
  stream: 'case',
  by: [...hearers],
  seen: true,
  input: z.strictObject({}),
  closed({ hearing }: Matter, at): Refusal | undefined {
    const sitting = unconfirmedSitting(hearing)
    if (!sitting?.end) return refuse('nothing-to-confirm', '没有待核对的听证笔录', 'CFF-64-1-8')
    const stranger = notHearing(sitting.people, at)
    if (stranger) return stranger
    return samePerson(at.agency, sitting.end.by, at.actor.id)
      ? refuse('own-record', '自己制作的听证笔录由另一名听证人员核对', 'CFF-64-1-8')
      : undefined
  },
  run: ({ hearing }: Matter, _input, { actor, today }): readonly HearingEvent[] => [
    { kind: 'hearing.recordConfirmed', sitting: unconfirmedSitting(hearing)?.no ?? 0, by: actor.id, on: today },
  ],
})

/** 听证意见书: owed by the chair under 令53, open to him under the later texts. */
export const opine = act({
  id: 'hearing.opinion',
  zh: '提出听证意见',
  clauses: ['C53-41', 'C4-43-1'],
  stream: 'case',
  by: [...hearers],
  seen: true,
  input: z.strictObject({
    facts: words(4000).meta({ title: '听证认定的事实' }),
    opinion: words(4000).meta({ title: '听证意见' }),
  }),
  closed({ hearing }: Matter, { actor }): Refusal | undefined {
    const held = heldSittings(hearing).at(-1)
    if (!held?.end.confirmedBy) return refuse('hearing-not-held', '还没有经核对的听证笔录', 'CFF-64-1-8')
    return held.people.chair === actor.id
      ? undefined
      : refuse('not-chair', '听证意见由听证主持人提出', 'CFF-64-1-4', ...(held.end.opinionBy ?? []))
  },
  run({ hearing }: Matter, input, { actor, today, hash }): readonly HearingEvent[] | Refusal {
    const held = heldSittings(hearing).at(-1)
    if (!held) return refuse('hearing-not-held', '还没有经核对的听证笔录', 'CFF-64-1-8')
    const opinion = { sitting: held.no, ...input, by: actor.id, on: today }
    return [{ kind: 'hearing.opined', ...opinion, digest: hash(opinion) }]
  },
})

/** 复核: what the party said at the hearing is answered like any statement of his. */
export const answerRecord = act({
  id: 'hearing.answerRecord',
  zh: '复核听证中的申辩',
  clauses: ['CFF-45-1', 'CFF-65-1', 'C13-52', 'C53-42', 'C4-41-2'],
  stream: 'case',
  by: ['handler'],
  seen: false,
  input: z.strictObject({ answers: answerShape }),
  closed: (matter: Matter, at): Refusal | undefined =>
    notHandler(matter, at) ??
    (heldSittings(matter.hearing).some(({ end }) => end.confirmedBy && end.points.length > 0)
      ? undefined
      : refuse('nothing-stated', '没有经核对的听证笔录，或者当事人在听证中没有提出申辩', 'CFF-45-1')),
  run({ hearing }: Matter, { answers }, { actor, today, hash }): readonly HearingEvent[] | Refusal {
    const held = heldSittings(hearing).findLast(({ end }) => end.confirmedBy && end.points.length > 0)
    if (!held) return refuse('nothing-stated', '当事人在听证中没有提出申辩', 'CFF-45-1')
    const { length } = held.end.points
    if (answers.length !== length)
      return refuse('points-unanswered', `当事人在听证中提出 ${length} 点，答复了 ${answers.length} 点，应当逐点复核`, 'CFF-45-1')
    const said = { sitting: held.no, answers, by: actor.id, on: today }
    return [{ kind: 'hearing.recordAnswered', ...said, digest: hash(said) }]
  },
})
