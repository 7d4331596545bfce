import { z } from 'zod'
import { act } from '#agency/act'
import { foundedOf } from '#agency/agency'
import { type Post, postsZh } from '#agency/post'
import { moved, reckonInput, runningOf } from '#agency/reckon'
import { idOf } from '#agency/stream'
import { isConfirmed } from '#case/matter'
import { nthWorkday } from '#law/calendar'
import { addDays, type Day, day } from '#law/day'
import { yuan } from '#law/money'
import { explain, reckon } from '#law/period'
import { type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'
import type { Matter } from '#penalty/matter'
import { findInForce, inForce, type Law, on } from '#policy/law'
import { accountZh, lineZh, outcomeZh } from '#proposal/outcome'
import type { Payable } from '#proposal/proposal'
import { chainOf, isOut, notNext, pendingOf } from '#publication/chain'
import { citations, decisionFell, fallen, matterOf } from '#publication/decided'
import { digested } from '#publication/digest'
import { passagesOf } from '#publication/fulltext'
import { leak } from '#publication/leak'
import { type Draft, isReopened, type Publication, type PublicationEvent } from '#publication/publication'
import { shownNote, shownParty } from '#publication/shown'
import { minor } from '#publication/withhold'
import { apart } from '#register/chain'

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
  stateless: true,
  by: 'system',
  seen: false,
  input: reckonInput,
  reads: runningOf,
  run: (_publication: Publication, { why }, { law, facts }): readonly PublicationEvent[] =>
    moved(facts, law.calendar, why).map((reckoned) => ({ kind: 'publication.reckoned', ...reckoned })),
})

const served = (matter: Matter): Day | undefined => matter.deliveries.findLast(({ no }) => isConfirmed(matter, `delivery:${no}`))?.on

const payableZh = (payable: readonly Payable[]): NonNullable<Draft['payable']> =>
  payable.map(({ line, fen, account }) => ({ zh: lineZh[line], amount: yuan(fen), to: accountZh[account] }))

/** Only the decision as it stands comes out 决定已经变化的，公示稿不得发布. */
function outdated({ draft, duty }: Publication, matter: Matter): Refusal | undefined {
  if (!draft || !duty) return undefined
  const { outcome, payable } = draft.body
  if (fallen(matter, duty.documentNo)) return decisionFell()
  const now = matter.stage.proposal?.substance
  return now && (outcome ?? outcomeZh(now.penalties)) === outcomeZh(now.penalties) && (!payable || isSame(payableZh(now.payable), payable))
    ? undefined
    : refuse('draft-outdated', '决定已经变更，公示稿还是原来的内容，请按变更后的决定重新拟稿', 'CFF-48-2', 'G118-6')
}

const isSame = (a: NonNullable<Draft['payable']>, b: NonNullable<Draft['payable']>): boolean =>
  a.length === b.length && a.every(({ zh, amount, to }, i) => zh === b[i]?.zh && amount === b[i]?.amount && to === b[i]?.to)

/** 办理经过 that the public sees: days and steps, no names. */
function courseOf(matter: Matter): NonNullable<Draft['course']> {
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
    form: z
      .enum(['digest', 'fulltext'])
      .exactOptional()
      .meta({
        title: '公开方式（不选的，公开信息摘要）',
        labels: { digest: '信息摘要', fulltext: '信息摘要和决定书全文' },
      }),
    facts: words(1000).exactOptional().meta({ title: '违法事实摘要（公开全文的，应当填写；不写自然人姓名、住址、证件号码）' }),
    discretion: words(500).exactOptional().meta({ title: '裁量说明' }),
    shown: z
      .array(words(40))
      .max(200)
      .exactOptional()
      .meta({ title: '误认的，不用隐去', of: 'redaction', when: { form: ['fulltext'] } }),
    also: z
      .array(words(100).refine((word) => [...word].length > 1, '至少两个字'))
      .max(50)
      .exactOptional()
      .meta({ title: '另外隐去的词语', when: { form: ['fulltext'] } }),
    note: words(500).exactOptional().meta({ title: '更正说明（仅更正时填写，将一并公开）' }),
  }),
  reads: matterOf,
  closed(publication: Publication): Refusal | undefined {
    const { duty, dropped, withheld } = publication
    if (isOut(publication)) return refuse('already-released', '已经公示；内容有误的，先登记更正申请', 'G118-6')
    if (withheld) return refuse('withheld', '已经批准不予公开；可以公开的，先办理恢复公开', withheld.clause)
    if (duty) return undefined
    return dropped ? decisionFell() : refuse('nothing-to-publish', '还没有公示任务', 'G118-6')
  },
  run(
    publication: Publication,
    { facts: said, discretion, form, shown = [], also = [], note: corrected },
    { actor, agency, law, today, hash, stream, facts },
  ): readonly PublicationEvent[] | Refusal {
    const { matter } = facts
    const { duty } = publication
    const { clue, stage, decision } = matter
    if (!duty || !clue || !stage.proposal || !decision.decided) return refuse('nothing-to-publish', '还没有可以公示的决定', 'G118-6')
    if (fallen(matter, duty.documentNo)) return decisionFell()
    const { party, penalties, payable, violated, basis } = stage.proposal.substance
    const outcome = outcomeZh(penalties)
    const passages = form === 'fulltext' ? passagesOf(matter, law, today, { shown, also }) : []
    if (form === 'fulltext' && passages.length === 0)
      return refuse('no-fulltext', '当日没有隐去规则，或者决定书没有逐项记载，不能公开全文；请公开信息摘要', 'G118-6')
    if (form === 'fulltext' && !said) return refuse('facts-missing', '公开决定书全文的，请填写违法事实摘要', 'G118-6')
    if (isReopened(publication) && !corrected) return refuse('correction-unnoted', '更正公示应当写明原来错在哪里、怎样更正', 'G118-6')
    const { id, name, demo } = foundedOf(agency)
    const note = shownNote(party)
    const whole: Draft = {
      agency: id,
      agencyZh: name,
      id: idOf(stream),
      documentNo: decision.decided.documentNo,
      typeZh: '行政处罚',
      title: `${shownParty(party)}${clue.cause}案`,
      party: shownParty(party),
      ...(note ? { partyNote: note } : {}),
      cause: clue.cause,
      outcome,
      ...(said ? { facts: said } : {}),
      violated: citations(law, violated),
      basis: citations(law, basis),
      ...(discretion ? { discretion } : {}),
      ...(passages.length > 0 ? { fulltext: passages.map(({ zh, out }) => ({ zh, text: out })) } : {}),
      payable: payableZh(payable),
      decidedOn: decision.decided.on,
      course: courseOf(matter),
      ...(corrected && isReopened(publication) ? { correction: { on: today, note: corrected } } : {}),
      demo,
    }
    const body = form === 'fulltext' ? whole : digested(whole, law, today)
    if ('code' in body) return body
    const amiss =
      minor(party, decision.decided.on, law) ??
      leak([said ?? '', discretion ?? '', corrected ?? '', body.title, outcome, ...passages.map(({ out }) => out)], party)
    if (amiss) return amiss
    const next = chainOf(law, today).posts[0] as Post
    return [{ kind: 'publication.prepared', body, digest: hash(body), by: actor.id, on: today, next }]
  },
})

export const approve = act({
  id: 'publication.approve',
  zh: '审批公示稿',
  clauses: ['G118-6', 'WZ-GS-23-1', 'WZ-GS-23-3'],
  stream: 'publication',
  by: ['leaderInCharge', 'principalLeader', 'head', 'unitHead'],
  seen: true,
  input: z.strictObject({}),
  closed: notNext,
  run(publication: Publication, _input, { actor, law, today }): readonly PublicationEvent[] | Refusal {
    const chain = chainOf(law, today)
    const pending = pendingOf(publication)
    const post = chain.posts[publication.approvals.length]
    const next = chain.posts[publication.approvals.length + 1] as Post | undefined
    if (!pending || !post) return refuse('not-prepared', '还没有公示稿', ...chain.clauses)
    const approved = { kind: 'publication.approved', digest: pending.digest, post, by: actor.id, on: today } as const
    if (next) return [{ ...approved, next }]
    return publication.withholding ? [approved, { kind: 'publication.withheld', on: today }] : [approved]
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
  closed(publication: Publication, at): Refusal | undefined {
    const chain = chainOf(at.law, at.today)
    const { draft, approvals, shown, withdrawal } = publication
    if (isOut(publication)) return refuse('already-released', '已经公示', ...chain.clauses)
    if (shown && withdrawal) return refuse('old-shown', '原决定的公示还没有撤回，请先撤回并公开说明理由', 'CFF-48-2', 'G118-6')
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
  run(publication: Publication, { held, lateReason }, { actor, law, today, hash, stream, facts }): readonly PublicationEvent[] | Refusal {
    const { duty, draft, released, withdrawn } = publication
    if (!duty || !draft) return refuse('not-prepared', '还没有公示稿', 'G118-6')
    const old = outdated(publication, facts.matter)
    if (old) return old
    const servedOn = served(facts.matter)
    if (!servedOn && !held) return refuse('not-served', '决定书还没有送达；确需先行公示的，请写明理由', 'CFF-61-1')
    const { term } = duty
    const ledger = { stream, version: 0 }
    if (released) {
      const body = {
        ...draft.body,
        ...(servedOn && !draft.body.digest ? { servedOn } : {}),
        ...outOn(released.on, duty, law, released.lateReason),
      }
      const fingerprint = hash(body)
      return [{ kind: 'publication.corrected', body: { ...body, fingerprint, ledger }, fingerprint, by: actor.id, on: today }]
    }
    if (today > term.due && !lateReason)
      return refuse('late-unreasoned', `公示期限已于 ${term.due} 届满，请写明超期的理由`, ...term.clauses)
    const party = facts.matter.stage.proposal?.substance.party
    const amiss = party && leak([lateReason ?? ''], party)
    if (amiss) return amiss
    const body = {
      ...draft.body,
      ...(draft.body.digest ? {} : { ...(servedOn ? { servedOn } : {}), course: courseOf(facts.matter) }),
      ...outOn(today, duty, law, lateReason),
      ...(withdrawn ? { earlier: earlierOf(withdrawn, draft.body) } : {}),
    }
    const fingerprint = hash(body)
    const until = findInForce(law.periods, 'publication.end', on(today))
    return [
      {
        kind: 'publication.released',
        documentNo: duty.documentNo,
        body: { ...body, fingerprint, ledger },
        on: today,
        by: actor.id,
        nth: body.term.nth,
        fingerprint,
        ...(held ? { held } : {}),
        ...(lateReason ? { lateReason } : {}),
        ...(until ? { endsOn: reckon('publication.end', until, today, law.calendar).due } : {}),
      },
    ]
  },
  next: (event, { stream }) =>
    event.kind === 'publication.released' && event.endsOn
      ? [{ act: 'publication.end', stream, input: { documentNo: event.documentNo }, on: addDays(event.endsOn, 1) }]
      : [],
})

/** The decision that stood here before; its number only where numbers come out. */
const earlierOf = ({ documentNo, on, reason }: NonNullable<Publication['withdrawn']>, body: Draft): NonNullable<Draft['earlier']> => ({
  ...(body.documentNo ? { documentNo } : {}),
  withdrawnOn: on,
  reason,
})

/** When it first came out, and how its period was kept 公示之日与期限. */
function outOn(first: Day, { decidedOn, term }: NonNullable<Publication['duty']>, law: Law, lateReason: string | undefined) {
  const last = first > term.due ? first : term.due
  return {
    publishedOn: first,
    term: {
      value: term.value,
      unit: term.unit,
      due: term.due,
      nth: nthWorkday(law.calendar, decidedOn, first),
      days: explain({ ...term, due: last }, law.calendar),
      clauses: citations(law, term.clauses),
    },
    ...(lateReason ? { lateReason } : {}),
  }
}
