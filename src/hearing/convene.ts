import { z } from 'zod'
import { act } from '#agency/act'
import { type Post, postFor } from '#agency/post'
import { reach, serving } from '#case/delivery'
import { notHandler } from '#case/handler'
import type { CaseFile } from '#case/matter'
import { type Hearing, type HearingEvent, openRequest, sentOn } from '#hearing/hearing'
import { fitToHear } from '#hearing/people'
import { peopleOf, sittingOf } from '#hearing/sitting'
import { day, zhDay } from '#law/day'
import { backward, reckon } from '#law/period'
import { isRefusal, type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'
import { findInForce, inForce, on } from '#policy/law'
import type { Stage } from '#proposal/stage'

export type Matter = CaseFile &
  Readonly<{ stage: Stage; hearing: Hearing; review: Readonly<{ rounds: readonly Readonly<{ by: string }>[] }> }>

/** G11: only inside the term of the notice that he had then; what comes late is told with the clause. */
export const request = act({
  id: 'hearing.request',
  zh: '记录听证申请',
  clauses: ['CFF-64-1-1', 'C13-44', 'C4-41-3', 'CFF17-42-1-1'],
  stream: 'case',
  by: ['handler', 'unitHead', 'reviewer'],
  seen: false,
  input: z.strictObject({
    how: z.enum(['written', 'oral']).meta({ title: '提出方式', labels: { written: '书面', oral: '口头（记录在案）' } }),
    text: words(2000).meta({ title: '申请内容；口头提出的，记录情况' }),
    on: day.meta({ title: '提出日期' }),
  }),
  closed: (matter: Matter, at) =>
    (at.actor.post === 'handler' ? notHandler(matter, at) : undefined) ??
    (matter.hearing.notices.length > 0 ? undefined : refuse('notice-missing', '还没有事先告知', 'CFF-44')) ??
    (openRequest(matter) ? refuse('already-asked', '当事人已经申请听证，应当组织听证', 'CFF-63-1') : undefined),
  run({ hearing }: Matter, { how, text, on: asked }, { actor, law, today }): readonly HearingEvent[] | Refusal {
    if (asked > today) return refuse('in-future', '提出日期不能晚于今天', 'CFF-64-1-1')
    const notice = hearing.notices.findLast((each) => sentOn(each) <= asked)
    if (!notice) return refuse('before-notice', '提出日期早于告知之日，请核对', 'CFF-44')
    const { hearingTerm } = notice
    if (!hearingTerm)
      return refuse('no-hearing-right', '所告知的处罚不属于听证范围', ...inForce(law.lists, 'hearing.kinds', on(notice.on)).clauses)
    if (asked > hearingTerm.due)
      return refuse('hearing-request-late', `要求听证的期限已于${zhDay(hearingTerm.due)}届满`, ...hearingTerm.clauses)
    const set = findInForce(law.periods, 'hearing.set', on(asked))
    const said = { no: hearing.requests.length + 1, notice: notice.no, how, text, on: asked, waiversBefore: hearing.waivers.length }
    return [
      {
        kind: 'hearing.requested',
        ...said,
        by: actor.id,
        ...(set ? { set: reckon('hearing.set', set, asked, law.calendar) } : {}),
      },
    ]
  },
})

/** G35, P04: who hears, when, where; the party told so many days before. */
export const convene = act({
  id: 'hearing.convene',
  zh: '组织听证',
  clauses: ['CFF-64-1-2', 'CFF-64-1-4', 'C13-46-1', 'C13-47', 'C4-41-3', 'CFF17-42-1-2', 'C53-34-1', 'C53-36'],
  stream: 'case',
  by: ['reviewer', 'unitHead', 'head', 'leaderInCharge'],
  seen: false,
  input: z.strictObject({
    chair: words(32).meta({ title: '听证主持人', of: 'officer' }),
    members: z.array(words(32)).max(9).meta({ title: '听证员', of: 'officer' }),
    recorder: words(32).meta({ title: '记录员', of: 'officer' }),
    on: day.meta({ title: '举行听证的日期' }),
    place: words(200).meta({ title: '地点和方式' }),
    open: z
      .discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('open').meta({ title: '公开举行' }) }).meta({ title: '公开举行' }),
        z
          .strictObject({
            kind: z.literal('closed').meta({ title: '不公开举行' }),
            reason: z.enum(['state-secret', 'trade-secret', 'privacy']).meta({
              title: '不公开的情形',
              labels: { 'state-secret': '国家秘密', 'trade-secret': '商业秘密', privacy: '个人隐私' },
            }),
            why: words(500).meta({ title: '说明' }),
          })
          .meta({ title: '不公开举行' }),
      ])
      .meta({ title: '是否公开', labels: { open: '公开举行', closed: '不公开举行' } }),
    told: z
      .strictObject({
        ...serving,
        items: z.array(words(40)).min(1).max(12).meta({ title: '听证通知书已写明', of: 'hearing.noticeItems' }),
      })
      .meta({ title: '听证通知' }),
  }),
  closed(matter: Matter, { actor, agency, law, today }): Refusal | undefined {
    const asked = inForce(law.posts, 'hearing.convene', on(today))
    if (!postFor(agency.officers[actor.id]?.posts ?? [], asked.posts as Post[]))
      return refuse('not-convener', '听证不由您这个岗位组织', ...asked.clauses)
    const open = sittingOf(matter.hearing)
    if (open) return refuse('already-convened', `听证已经定于${zhDay(open.on)}举行`, 'CFF-64-1-2')
    return openRequest(matter) ? undefined : refuse('hearing-not-asked', '当事人没有申请听证，或者听证已经举行', 'CFF-64-1-1')
  },
  run(matter: Matter, { chair, members, recorder, told: { items, ...said }, ...input }, at): readonly HearingEvent[] | Refusal {
    const { actor, law, today } = at
    const asked = openRequest(matter)
    if (!asked) return refuse('hearing-not-asked', '当事人没有申请听证，或者听证已经举行', 'CFF-64-1-1')
    const people = { chair, members, recorder }
    const reviewers = matter.review.rounds.map(({ by }) => by)
    const fit = fitToHear(people, matter, reviewers, at)
    if ('code' in fit) return fit
    if (said.on > today) return refuse('in-future', '听证通知书送达日期不能晚于今天', 'CFF-64-1-2')
    if (said.on < asked.on) return refuse('before-request', '听证通知书送达日期早于当事人申请之日，请核对', 'CFF-64-1-1')
    const reached = reach(said, matter, 'notice', law)
    if (isRefusal(reached)) return reached
    const told = { ...reached, items }
    const untold = inForce(law.lists, 'hearing.noticeItems', on(said.on)).items.find(({ id }) => !items.includes(id))
    if (untold) return refuse('notice-incomplete', `听证通知书没有写明「${untold.zh}」，请补写后再送达`, untold.clause)
    const period = inForce(law.periods, 'hearing.notice', on(said.on))
    const noticeBy = backward('hearing.notice', period, input.on, law.calendar)
    if (told.on > noticeBy.due)
      return refuse(
        'hearing-notice-late',
        `听证通知书最迟应当在${zhDay(noticeBy.due)}送达（举行听证的${period.value}${period.unit}前），请改定听证日期`,
        ...period.clauses,
      )
    const { no, notice } = matter.hearing.requests.at(-1) ?? asked
    const sitting = { no: matter.hearing.sittings.length + 1, request: no, notice, people, ...input, told, noticeBy }
    return [{ kind: 'hearing.convened', ...sitting, warnings: fit, by: actor.id }]
  },
})

/** 延期举行: on a ground of the text; then another sitting is convened and told anew. */
export const postpone = act({
  id: 'hearing.postpone',
  zh: '延期举行听证',
  clauses: ['CFF-64-1', 'C13-49', 'C53-38', 'CFF17-42-1'],
  stream: 'case',
  by: ['reviewer', 'unitHead', 'head', 'leaderInCharge', 'handler'],
  seen: false,
  input: z.strictObject({
    ground: words(40).meta({ title: '延期的情形', of: 'hearing.postpone' }),
    reason: words(1000).meta({ title: '理由' }),
  }),
  closed({ hearing }: Matter, { actor, agency, law, today }): Refusal | undefined {
    const sitting = sittingOf(hearing)
    if (!sitting) return refuse('hearing-not-convened', '没有待举行的听证', 'CFF-64-1-2')
    const asked = inForce(law.posts, 'hearing.convene', on(today))
    const convener = postFor(agency.officers[actor.id]?.posts ?? [], asked.posts as Post[]) !== undefined
    return convener || peopleOf(sitting.people).includes(actor.id)
      ? undefined
      : refuse('not-hearing', '您不是这次听证的主持人、听证员或者记录员', 'CFF-64-1-4')
  },
  run({ hearing }: Matter, { ground, reason }, { actor, law, today }): readonly HearingEvent[] | Refusal {
    const sitting = sittingOf(hearing)
    if (!sitting) return refuse('hearing-not-convened', '没有待举行的听证', 'CFF-64-1-2')
    const grounds = inForce(law.lists, 'hearing.postpone', on(today))
    if (!grounds.items.some(({ id }) => id === ground))
      return refuse('postpone-ground', `延期应当有下列情形之一：${grounds.items.map(({ zh }) => zh).join('；')}`, ...grounds.clauses)
    const end = { kind: 'postponed', ground, reason, by: actor.id, on: today } as const
    return [{ kind: 'hearing.postponed', sitting: sitting.no, end, on: today }]
  },
})

/** 对听证人员的回避: of members and recorder by the chair, of the chair by a head (C13-48, C53-37). */
export const decideSittingRecusal = act({
  id: 'hearing.decideRecusal',
  zh: '决定听证人员回避',
  clauses: ['CFF-64-1-4', 'C13-48', 'C53-37', 'CFF17-42-1-4'],
  stream: 'case',
  by: ['reviewer', 'unitHead', 'head', 'leaderInCharge', 'handler'],
  seen: true,
  input: z.strictObject({
    who: words(32).meta({ title: '被申请回避的听证人员', of: 'officer' }),
    reason: words(1000).meta({ title: '申请的理由和决定的理由' }),
    upheld: z.boolean().meta({ title: '决定回避' }),
  }),
  closed: ({ hearing }: Matter): Refusal | undefined =>
    sittingOf(hearing) ? undefined : refuse('hearing-not-convened', '没有待举行的听证', 'CFF-64-1-2'),
  run({ hearing }: Matter, { who, reason, upheld }, { actor, agency, today }): readonly HearingEvent[] | Refusal {
    const sitting = sittingOf(hearing)
    if (!sitting) return refuse('hearing-not-convened', '没有待举行的听证', 'CFF-64-1-2')
    if (!peopleOf(sitting.people).includes(who)) return refuse('not-hearing', '他不是这次听证的听证人员', 'CFF-64-1-4')
    const head = postFor(agency.officers[actor.id]?.posts ?? [], ['head']) !== undefined
    if (who === sitting.people.chair ? !head || actor.id === who : actor.id !== sitting.people.chair)
      return refuse('not-decider', '听证员、记录员的回避由主持人决定，主持人的回避由机关负责人决定', 'C13-48', 'C53-37')
    return [{ kind: 'hearing.recusalDecided', sitting: sitting.no, who, reason, upheld, by: actor.id, on: today }]
  },
})
