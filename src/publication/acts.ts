import { z } from 'zod'
import { type At, act, type Reads } from '#agency/act'
import { foundedOf } from '#agency/agency'
import { type Post, postFor, postsZh } from '#agency/post'
import { isAmong } from '#agency/standing'
import { idOf, type StreamName } from '#agency/stream'
import { isConfirmed } from '#case/matter'
import { moved, reckonInput, runningOf } from '#case/reckon'
import { nthWorkday } from '#law/calendar'
import type { Citation, ClauseId, Clauses } from '#law/clause'
import { type Day, day } from '#law/day'
import { yuan } from '#law/money'
import { explain, reckon } from '#law/period'
import { type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'
import type { Matter } from '#penalty/matter'
import { cite, findInForce, inForce, type Law, on } from '#policy/law'
import { accountZh, lineZh, outcomeZh } from '#proposal/outcome'
import type { Payable } from '#proposal/proposal'
import { leak } from '#publication/leak'
import type { Draft, Publication, PublicationEvent } from '#publication/publication'
import { shownNote, shownParty } from '#publication/shown'

type Facts = Readonly<{ matter: Matter }>

/** The matter this publication is of: the two streams bear one id. */
const matterOf = (_publication: Publication, { stream }: { stream: StreamName }): Reads<Facts> => ({
  matter: { stream: `case:${idOf(stream)}`, as: (matter: Matter) => matter },
})

const citations = (law: Law, ids: readonly ClauseId[]): readonly Citation[] => ids.map((id) => ({ id, cite: cite(law, id) }))

export const open = act({
  id: 'publication.open',
  zh: '开启公示任务',
  clauses: ['G118-6', 'CFF-48-1', 'C13-23'],
  stream: 'publication',
  founds: true,
  by: 'system',
  seen: false,
  input: z.strictObject({ documentNo: words(60), decidedOn: day }),
  run(publication: Publication, { documentNo, decidedOn }, { law }): readonly PublicationEvent[] {
    if (publication.duty?.documentNo === documentNo) return []
    const term = reckon('publication.penalty', inForce(law.periods, 'publication.penalty', on(decidedOn)), decidedOn, law.calendar)
    return [{ kind: 'publication.opened', documentNo, decidedOn, term }]
  },
})

export const reckonPublication = act({
  id: 'publication.reckon',
  zh: '重新计算公示期限',
  clauses: ['CFF-85'],
  stream: 'publication',
  by: 'system',
  seen: false,
  input: reckonInput,
  reads: runningOf,
  run: (_publication: Publication, { why }, { law, facts }): readonly PublicationEvent[] =>
    moved(facts, law.calendar, why).map((reckoned) => ({ kind: 'publication.reckoned', ...reckoned })),
})

/** The decision that the duty is of no longer stands 决定已被撤销、确认违法或者无效, another in its place or not. */
const fallen = ({ decision: { decided, outcomes } }: Matter, documentNo: string): boolean =>
  decided?.documentNo !== documentNo || outcomes.some(({ how }) => how !== 'changed')

const decisionFell = (): Refusal => refuse('decision-fell', '决定已经被撤销、确认违法或者无效，不再公示', 'CFF-48-2', 'G118-6')

const served = (matter: Matter): Day | undefined => matter.deliveries.findLast(({ no }) => isConfirmed(matter, `delivery:${no}`))?.on

const payableZh = (payable: readonly Payable[]): Draft['payable'] =>
  payable.map(({ line, fen, account }) => ({ zh: lineZh[line], amount: yuan(fen), to: accountZh[account] }))

/** Only the decision as it stands comes out 决定已经变化的，公示稿不得发布. */
function outdated({ draft }: Publication, matter: Matter): Refusal | undefined {
  if (!draft) return undefined
  const { documentNo, outcome, payable } = draft.body
  if (fallen(matter, documentNo)) return decisionFell()
  const now = matter.stage.proposal?.substance
  return now && outcomeZh(now.penalties) === outcome && isSame(payableZh(now.payable), payable)
    ? undefined
    : refuse('draft-outdated', '决定已经变更，公示稿还是原来的内容，请按变更后的决定重新拟稿', 'CFF-48-2', 'G118-6')
}

const isSame = (a: Draft['payable'], b: Draft['payable']): boolean =>
  a.length === b.length && a.every(({ zh, amount, to }, i) => zh === b[i]?.zh && amount === b[i]?.amount && to === b[i]?.to)

/** 办理经过 that the public sees: days and steps, no names. */
function courseOf(matter: Matter): Draft['course'] {
  const steps: [Day | undefined, string][] = [
    [matter.clue?.on, '登记线索'],
    [matter.filed?.on, '立案'],
    [matter.stage.report?.on, '调查终结'],
    [matter.hearing.notices.at(-1)?.on, '告知拟处罚内容和权利'],
    [matter.review.rounds.findLast(({ opinion }) => opinion === 'pass')?.on, '法制审核通过'],
    [matter.decision.decided?.on, '作出行政处罚决定'],
    [served(matter), '送达当事人'],
  ]
  return steps.flatMap(([on, zh]) => (on ? [{ on, zh }] : [])).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

export const prepare = act({
  id: 'publication.prepare',
  zh: '拟公示稿',
  clauses: ['G118-6', 'WZ-GS-16-1', 'CFF-48-1', 'CFF-50'],
  stream: 'publication',
  by: ['publisher'],
  seen: false,
  input: z.strictObject({
    facts: words(1000).meta({ title: '违法事实摘要（不写自然人姓名、住址、证件号码）' }),
    discretion: words(500).exactOptional().meta({ title: '裁量说明' }),
  }),
  reads: matterOf,
  closed({ duty, dropped, released }: Publication): Refusal | undefined {
    if (released) return refuse('already-released', '已经公示；内容有误的，另行更正', 'G118-6')
    if (duty) return undefined
    return dropped ? decisionFell() : refuse('nothing-to-publish', '还没有公示任务', 'G118-6')
  },
  run(
    { duty }: Publication,
    { facts: said, discretion },
    { actor, agency, law, today, hash, stream, facts },
  ): readonly PublicationEvent[] | Refusal {
    const { matter } = facts
    const { clue, stage, decision } = matter
    if (!duty || !clue || !stage.proposal || !decision.decided) return refuse('nothing-to-publish', '还没有可以公示的决定', 'G118-6')
    if (fallen(matter, duty.documentNo)) return decisionFell()
    const { party, penalties, payable, violated, basis } = stage.proposal.substance
    const outcome = outcomeZh(penalties)
    const amiss = leak([said, discretion ?? '', clue.cause, outcome], party)
    if (amiss) return amiss
    const { id, name, demo } = foundedOf(agency)
    const note = shownNote(party)
    const body: Draft = {
      agency: id,
      agencyZh: name,
      id: idOf(stream),
      documentNo: decision.decided.documentNo,
      typeZh: '行政处罚',
      title: `${shownParty(party)}${clue.cause}案`,
      party: shownParty(party),
      ...(note ? { partyNote: note } : {}),
      outcome,
      facts: said,
      violated: citations(law, violated),
      basis: citations(law, basis),
      ...(discretion ? { discretion } : {}),
      payable: payableZh(payable),
      decidedOn: decision.decided.on,
      course: courseOf(matter),
      demo,
    }
    const next = chainOf(law, today).posts[0] as Post
    return [{ kind: 'publication.prepared', body, digest: hash(body), by: actor.id, on: today, next }]
  },
})

/** 审批链 of the day, step by step. */
const chainOf = (law: Law, today: Day) => inForce(law.posts, 'publication.chain', on(today))

/** 拟稿、审查、发布分离: the clauses that bar this officer, where the pack's text bars him. */
function apart(
  key: string,
  others: readonly string[],
  { actor, agency, law, today }: Pick<At, 'actor' | 'agency' | 'law' | 'today'>,
): Clauses | undefined {
  const rule = findInForce(law.separation, key, on(today))
  return rule?.severity === 'block' && isAmong(agency, others, actor.id) ? rule.clauses : undefined
}

/** Whose turn it is: the next post of the chain, and this officer holds it. */
function notNext({ draft, approvals, released }: Publication, at: At<unknown>): Refusal | undefined {
  const chain = chainOf(at.law, at.today)
  if (released) return refuse('already-released', '已经公示', ...chain.clauses)
  if (!draft) return refuse('not-prepared', '还没有公示稿', ...chain.clauses)
  const next = chain.posts[approvals.length] as Post | undefined
  if (!next) return refuse('chain-complete', '审批已经完成，等待发布', ...chain.clauses)
  if (!postFor(at.agency.officers[at.actor.id]?.posts ?? [], [next]))
    return refuse('not-next', `现在由${postsZh[next]}审批`, ...chain.clauses)
  const own = apart('preparer≠examiner', [draft.by], at)
  return own && refuse('publication-apart', '拟稿人不得审批自己拟的公示稿', ...own)
}

export const approve = act({
  id: 'publication.approve',
  zh: '审批公示稿',
  clauses: ['G118-6', 'WZ-GS-23-1', 'WZ-GS-23-3'],
  stream: 'publication',
  by: ['leaderInCharge', 'principalLeader', 'head', 'unitHead'],
  seen: true,
  input: z.strictObject({}),
  closed: notNext,
  run({ draft, approvals }: Publication, _input, { actor, law, today }): readonly PublicationEvent[] | Refusal {
    const chain = chainOf(law, today)
    const post = chain.posts[approvals.length]
    const next = chain.posts[approvals.length + 1] as Post | undefined
    if (!draft || !post) return refuse('not-prepared', '还没有公示稿', ...chain.clauses)
    return [{ kind: 'publication.approved', digest: draft.digest, post, by: actor.id, on: today, ...(next ? { next } : {}) }]
  },
})

export const giveBack = act({
  id: 'publication.return',
  zh: '退回公示稿',
  clauses: ['G118-6', 'WZ-GS-23-1'],
  stream: 'publication',
  by: ['leaderInCharge', 'principalLeader', 'head', 'unitHead'],
  seen: true,
  input: z.strictObject({ reason: words(500).meta({ title: '退回理由' }) }),
  closed: notNext,
  run: (_publication: Publication, { reason }, { actor, today }): readonly PublicationEvent[] => [
    { kind: 'publication.returned', reason, by: actor.id, on: today },
  ],
})

export const release = act({
  id: 'publication.release',
  zh: '发布公示',
  clauses: ['G118-6', 'WZ-GS-23-3', 'WZ-GS-24-1', 'CFF-48-1'],
  stream: 'publication',
  by: ['releaser'],
  seen: true,
  input: z.strictObject({
    held: words(500).exactOptional().meta({ title: '尚未送达而先行公示的理由（仅未送达时填写）' }),
    lateReason: words(500).exactOptional().meta({ title: '超期公示的理由（仅超期时填写，将一并公开）' }),
  }),
  reads: matterOf,
  closed({ draft, approvals, released }: Publication, at): Refusal | undefined {
    const chain = chainOf(at.law, at.today)
    if (released) return refuse('already-released', '已经公示', ...chain.clauses)
    if (!draft) return refuse('not-prepared', '还没有公示稿', ...chain.clauses)
    if (approvals.length < chain.posts.length) {
      const next = chain.posts[approvals.length] as Post
      return refuse('not-approved', `公示稿还没有经${postsZh[next]}审批，不得发布`, ...chain.clauses)
    }
    const prepared = apart('preparer≠releaser', [draft.by], at)
    if (prepared) return refuse('publication-apart', '拟稿人不得发布自己拟的公示稿', ...prepared)
    const people = approvals.map(({ by }) => by)
    const approved = apart('examiner≠releaser', people, at)
    return approved && refuse('publication-apart', '审批人不得发布自己审批的公示稿', ...approved)
  },
  run(
    { duty, draft, approvals }: Publication,
    { held, lateReason },
    { actor, law, today, hash, stream, facts },
  ): readonly PublicationEvent[] | Refusal {
    if (!duty || !draft) return refuse('not-prepared', '还没有公示稿', 'G118-6')
    const old = outdated({ draft, approvals }, facts.matter)
    if (old) return old
    const servedOn = served(facts.matter)
    if (!servedOn && !held) return refuse('not-served', '决定书还没有送达；确需先行公示的，请写明理由', 'CFF-61-1')
    const { term } = duty
    if (today > term.due && !lateReason)
      return refuse('late-unreasoned', `公示期限已于 ${term.due} 届满，请写明超期的理由`, ...term.clauses)
    const party = facts.matter.stage.proposal?.substance.party
    const amiss = party && leak([lateReason ?? ''], party)
    if (amiss) return amiss
    const nth = nthWorkday(law.calendar, duty.decidedOn, today)
    const last = today > term.due ? today : term.due
    const body = {
      ...draft.body,
      ...(servedOn ? { servedOn } : {}),
      course: courseOf(facts.matter),
      publishedOn: today,
      term: {
        value: term.value,
        unit: term.unit,
        due: term.due,
        nth,
        days: explain({ ...term, due: last }, law.calendar),
        clauses: citations(law, term.clauses),
      },
      ...(lateReason ? { lateReason } : {}),
    }
    const fingerprint = hash(body)
    return [
      {
        kind: 'publication.released',
        body: { ...body, fingerprint, ledger: { stream, version: 0 } },
        on: today,
        by: actor.id,
        nth,
        fingerprint,
        ...(held ? { held } : {}),
        ...(lateReason ? { lateReason } : {}),
      },
    ]
  },
})
