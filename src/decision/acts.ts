import { z } from 'zod'
import { type At, act } from '#agency/act'
import { isAmong } from '#agency/standing'
import { daysOf } from '#case/acts'
import { allSigned, type DecisionEvent, type Minutes, onSubstance } from '#decision/decision'
import { discussion, memberAmiss, membersOf, quorum } from '#decision/discussion'
import { gate, type Ready } from '#decision/gate'
import { documentNo } from '#decision/ownPaper'
import { paperOf } from '#decision/paper'
import { yearOf } from '#law/day'
import { reckon } from '#law/period'
import { isRefusal, type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'
import type { Warning } from '#law/warning'
import { findInForce, inForce, on } from '#policy/law'
import { deviationUnapproved } from '#proposal/discretion'
import { substanceOf } from '#proposal/proposal'
import { bundleNow } from '#review/acts'

export const callDiscussion = act({
  id: 'decision.callDiscussion',
  zh: '提交集体讨论',
  clauses: ['C13-40-1-5', 'C4-44-1-3', 'CFF-57-2', 'CFF17-38-2', 'C53-27-2'],
  stream: 'case',
  by: ['head', 'leaderInCharge'],
  seen: true,
  input: z.strictObject({ reason: words(1000).meta({ title: '认为应当集体讨论的理由' }) }),
  closed: ({ decision }: Ready): Refusal | undefined =>
    decision.called ? refuse('already-called', '本案已经决定提交集体讨论', 'CFF-57-2', 'CFF17-38-2') : undefined,
  run: (_matter: Ready, { reason }, { actor, today }): readonly DecisionEvent[] => [
    { kind: 'decision.discussionCalled', reason, by: actor.id, on: today },
  ],
})

export const discuss = act({
  id: 'decision.discuss',
  zh: '集体讨论',
  clauses: ['CFF-57-2', 'C13-40-1', 'C4-44-1', 'CFF17-38-2', 'C53-27-2'],
  stream: 'case',
  by: ['head'],
  seen: true,
  input: z.strictObject(discussion),
  closed: (matter: Ready): Refusal | undefined =>
    matter.stage.proposal ? undefined : refuse('proposal-missing', '还没有拟处理意见，没有可以讨论的内容', 'CFF-57-2'),
  run(matter: Ready, said, { actor, agency, law, today, hash }): readonly DecisionEvent[] | Refusal {
    const { proposal } = matter.stage
    if (!proposal) return refuse('proposal-missing', '还没有拟处理意见，没有可以讨论的内容', 'CFF-57-2')
    const amiss = memberAmiss(said, matter, agency, ['CFF-57-2', 'CFF17-38-2'])
    if (amiss) return amiss
    const warnings = quorum(said.present, agency, law, today)
    const minutes: Minutes = {
      no: matter.decision.minutes.length + 1,
      bundle: bundleNow(matter, proposal, hash),
      ...said,
      signed: membersOf(said.present, actor.id),
      ...(warnings.length > 0 ? { warnings } : {}),
      by: actor.id,
      on: today,
    }
    return [{ kind: 'decision.discussed', ...minutes }]
  },
})

/** The last minutes that this officer was present at and has not signed 等他签名的记录. */
const toSign = ({ decision }: Ready, who: string): Minutes | undefined =>
  decision.minutes.findLast(({ present, signed }) => present.includes(who) && !signed.includes(who))

export const signMinutes = act({
  id: 'decision.signMinutes',
  zh: '签署集体讨论记录',
  clauses: ['C13-40-2', 'C4-44-2', 'CFF-57-2'],
  stream: 'case',
  by: ['head', 'leaderInCharge'],
  seen: true,
  input: z.strictObject({}),
  closed(matter: Ready, { actor }): Refusal | undefined {
    const { minutes } = matter.decision
    if (minutes.length === 0) return refuse('not-discussed', '还没有集体讨论记录', 'CFF-57-2')
    if (toSign(matter, actor.id)) return undefined
    return minutes.some(({ present }) => present.includes(actor.id))
      ? refuse('already-signed', '您已经签过名', 'CFF-57-2')
      : refuse('not-present', '您没有参加集体讨论，不能签名', 'CFF-57-2')
  },
  run: (matter: Ready, _input, { actor, today }): readonly DecisionEvent[] =>
    [toSign(matter, actor.id)].flatMap((minutes) =>
      minutes ? [{ kind: 'decision.minutesSigned' as const, no: minutes.no, by: actor.id, on: today }] : [],
    ),
})

/** 岗位分离 of the one who decides: barred where the pack's text bars it, else a warning that stays in the event. */
function separation(
  matter: Ready,
  { actor, agency, law, today }: Pick<At, 'actor' | 'agency' | 'law' | 'today'>,
): Refusal | readonly Warning[] {
  const warnings: Warning[] = []
  const roles = [
    ['decider≠handler', matter.handlers, '您是本案办案人员'],
    ['decider≠reviewer', matter.review.rounds.map(({ by }) => by), '您是本案法制审核人员'],
  ] as const
  for (const [key, people, zh] of roles) {
    if (!isAmong(agency, people, actor.id)) continue
    const rule = findInForce(law.separation, key, on(today))
    if (rule?.severity === 'block') return refuse('decider-apart', `${zh}，不得作出决定`, ...rule.clauses)
    warnings.push({ code: key, zh: `${zh}，又作出决定` })
  }
  return warnings
}

/** G16: a benchmark is left only by the main head himself, or where a discussion of exactly this bundle was held and signed. */
function benchmarkLeft(matter: Ready, { actor, agency, law, today, hash }: Pick<At, 'actor' | 'agency' | 'law' | 'today' | 'hash'>) {
  const { proposal } = matter.stage
  if (!proposal) return undefined
  const bundle = bundleNow(matter, proposal, hash)
  return deviationUnapproved(proposal.substance, law, daysOf(matter, today), {
    mainHead: agency.officers[actor.id]?.posts.includes('principalLeader') ?? false,
    discussed: onSubstance(matter.decision).some((minutes) => minutes.bundle === bundle && allSigned(minutes)),
  })
}

export const decide = act({
  id: 'penalty.decide',
  zh: '作出行政处罚决定',
  clauses: ['CFF-57-1', 'CFF-58-1', 'C13-39', 'C4-43-1'],
  stream: 'case',
  by: ['head'],
  seen: true,
  input: z.strictObject({
    opinion: words(500).meta({ title: '审批意见' }),
    lateReason: words(1000).exactOptional().meta({ title: '超过办案期限的理由（仅超期时填写）' }),
    address: words(200).exactOptional().meta({ title: '当事人地址（此前没有登记的）' }),
  }),
  reads: (_matter: Ready, { today }) => ({
    decidedThisYear: {
      count: 'decision',
      column: 'decided_on',
      from: `${yearOf(today)}-01-01`,
      to: `${yearOf(today)}-12-31`,
      as: (n: number) => n,
    },
  }),
  closed(matter: Ready, at): Refusal | undefined {
    if (matter.decision.decided) return refuse('already-decided', '本案已经作出决定', 'CFF-57-1')
    const bar = gate(matter, at)
    if (bar) return bar
    const apart = separation(matter, at)
    return 'code' in apart ? apart : benchmarkLeft(matter, at)
  },
  run(matter: Ready, { opinion, lateReason, address }, { actor, agency, law, today, hash, facts }): readonly DecisionEvent[] | Refusal {
    const { proposal } = matter.stage
    const apart = separation(matter, { actor, agency, law, today })
    if ('code' in apart) return apart
    if (!proposal) return refuse('proposal-missing', '还没有拟处理意见，不得作出决定', 'CFF-57-1')
    const term = matter.filed?.term
    if (term && today > term.due && !lateReason)
      return refuse('late-unreasoned', `办案期限已于 ${term.due} 届满，逾期作出决定的，应当写明理由，并作为责任线索`, ...term.clauses)
    const days = daysOf(matter, today)
    const paper = paperOf({ proposal, agency, law, days, today, ...(address ? { address } : {}) })
    if (isRefusal(paper)) return paper
    return [
      {
        kind: 'penalty.decided',
        bundle: bundleNow(matter, proposal, hash),
        substance: substanceOf(proposal, hash),
        ...(matter.decision.past.length > 0 ? { nth: matter.decision.past.length + 1 } : {}),
        documentNo: documentNo(agency, '罚', today, facts.decidedThisYear),
        paper,
        opinion,
        ...(lateReason ? { lateReason } : {}),
        warnings: apart,
        deliverBy: reckon('delivery.decision', inForce(law.periods, 'delivery.decision', on(today)), today, law.calendar),
        by: actor.id,
        on: today,
      },
    ]
  },
  next: (event, { stream }) =>
    event.kind === 'penalty.decided'
      ? [
          {
            act: 'publication.open',
            stream: `publication:${stream.slice('case:'.length)}`,
            input: { documentNo: event.documentNo, decidedOn: event.on },
          },
        ]
      : [],
})
