import { z } from 'zod'
import { act } from '#agency/act'
import { type Agency, foundedOf } from '#agency/agency'
import { type Post, postsZh } from '#agency/post'
import { moved, reckonInput, runningOf } from '#agency/reckon'
import { idOf } from '#agency/stream'
import { type Day, day } from '#law/day'
import { reckon } from '#law/period'
import { type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'
import { findInForce, inForce, type Law, type ListItem, on } from '#policy/law'
import { apart, type Chain, notHisTurn } from '#register/chain'
import { type Change, type ChangeEvent, counted, type Line } from '#register/change'
import { examination, unexamined } from '#register/examined'
import { holding } from '#register/holder'
import { type Entry, entryOf, keyOf, type ListKind, openOf } from '#register/kind'
import { kindOf, kinds, type ListId } from '#register/kinds'
import { baseOf, type Standing, standingUnder } from '#register/listed'
import { notAtOnce, updatingOn } from '#register/updating'

/** Most lines of one change 一次变更至多. */
export const MOST = 10_000

/** A change as it is asked for 拟变更的内容. */
export type Proposed = Readonly<{
  list: ListId
  entries: readonly Entry[]
  strike: readonly string[]
  from: Day
  changed: Day
  why: string
}>

const proposed = z.discriminatedUnion(
  'list',
  kinds.map((kind) =>
    z.strictObject({
      list: z.literal(kind.id).meta({ title: kind.zh }),
      entries: z.array(entryOf(kind)).max(MOST, `一次至多 ${MOST} 条，请分次办理`).meta({ title: '新增或者变更的条目' }),
      strike: z.array(words(700)).max(MOST, `一次至多 ${MOST} 条，请分次办理`).meta({ title: '删去的条目（标识）' }),
      from: day.meta({ title: '施行之日' }),
      changed: day.meta({ title: '信息形成或者变更之日' }),
      why: words(500).meta({ title: '变更说明（将一并公开）' }),
    }),
  ) as never,
) as unknown as z.ZodType<Proposed>

/** 审批链 of the list, on the day. */
const chainOf = ({ draft }: Change, law: Law, today: Day): Chain =>
  inForce(law.posts, draft ? kindOf(draft.list).chain : 'publication.chain', on(today))

/** What the pack says must be filled in 应当载明的栏目, beyond what no entry of the list is without. */
export const requiredOf = (law: Law, { requires }: ListKind, today: Day): readonly ListItem[] =>
  (requires && findInForce(law.lists, requires, on(today))?.items) || []

type Amiss = Readonly<{ field: string; refusal: Refusal }>

/** Whether the certificate that an entry of the list names is borne out by the agency's own register on the day 证件有误. */
function unborneIn({ fields }: ListKind, agency: Agency, on: Day): (entry: Entry) => Amiss | undefined {
  const field = fields.find(({ holds }) => holds === 'certificate')?.id ?? ''
  const unborne = holding(agency, on)
  return (entry) => {
    const refusal = entry[field] ? unborne(entry, entry[field]) : undefined
    return refusal && { field, refusal }
  }
}

/** What an entry of the list lacks, or says that is not borne out 条目有误, and in which field. */
export function amissIn(kind: ListKind, { agency, required, on }: Readonly<{ agency: Agency; required: readonly ListItem[]; on: Day }>) {
  const unborne = unborneIn(kind, agency, on)
  return (entry: Entry): Amiss | undefined => {
    const lacking = required.find(({ id }) => !entry[id])
    return lacking
      ? { field: lacking.id, refusal: refuse('field-missing', `没有填写${lacking.zh}，按规定应当载明`, lacking.clause) }
      : unborne(entry)
  }
}

/** The lines of a change, each under its key, or what is wrong with the first that cannot stand. */
function linesOf({ list, entries, strike, from }: Proposed, held: readonly Standing[], required: readonly ListItem[], agency: Agency) {
  const kind = kindOf(list)
  const amissOf = amissIn(kind, { agency, required, on: from })
  const { clauses } = kind
  const there = new Set(held.flatMap(({ key, struck }) => (struck ? [] : [key])))
  const lines: Line[] = []
  const known = new Map<string, number>()
  for (const [n, entry] of entries.entries()) {
    const amiss = amissOf(entry)?.refusal
    if (amiss) return { ...amiss, zh: `第 ${n + 1} 条：${amiss.zh}` }
    const key = keyOf(kind, entry) ?? ''
    const first = known.get(key)
    if (first !== undefined) return refuse('entry-twice', `第 ${n + 1} 条与第 ${first + 1} 条是同一条目（${key}），请只留一条`, ...clauses)
    known.set(key, n)
    lines.push({ key, entry })
  }
  for (const key of strike) {
    if (!there.has(key)) return refuse('not-listed', `清单中没有“${key}”，不能删去`, ...clauses)
    if (known.has(key)) return refuse('entry-twice', `“${key}”既要删去又要写入，请只留一样`, ...clauses)
    known.set(key, lines.length)
    lines.push({ key })
  }
  return lines
}

const keysIn = ({ list, entries, strike }: Proposed): readonly string[] => [
  ...new Set([...entries.flatMap((entry) => keyOf(kindOf(list), entry) ?? []), ...strike]),
]

/** What is out or given up is not changed any more: a further change is another 已经发布、撤回的，另行变更. */
function over({ released, withdrawn }: Change): Refusal | undefined {
  if (released) return refuse('change-released', '这一变更已经发布；要再改的，另行拟变更', 'G118-4')
  return withdrawn && refuse('change-withdrawn', '这一变更已经撤回，请另行拟变更', 'G118-4')
}

const clauses = ['G118-4', 'SP-1-1-1', 'WZ-GS-5-7', 'YB-3-1-1-10'] as const
const drafting = ['publisher', 'unitHead', 'reviewer'] as const
const examining = ['leaderInCharge', 'principalLeader', 'head', 'unitHead'] as const

export const prepareChange = act({
  id: 'list.prepare',
  zh: '拟清单变更',
  clauses,
  stream: 'change',
  founds: true,
  bulk: true,
  by: drafting,
  seen: false,
  input: proposed,
  reads: (_change: Change, { input }: { input: Proposed }) => ({ held: standingUnder(input.list, keysIn(input)) }),
  closed: over,
  run({ draft: before }: Change, input, { actor, agency, law, today, hash, facts }): readonly ChangeEvent[] | Refusal {
    const { list, from, changed, why } = input
    const kind = kindOf(list)
    if (before && before.list !== list)
      return refuse('other-list', `这一变更是${kindOf(before.list).zh}的；别的清单，另行拟变更`, ...kind.clauses)
    if (from < today) return refuse('from-past', '施行之日不能早于今天：公开以前不施行', ...kind.clauses)
    if (changed > today) return refuse('changed-ahead', '信息形成或者变更之日不能晚于今天', ...kind.clauses)
    const lines = linesOf(input, facts.held, requiredOf(law, kind, today), agency)
    if ('code' in lines) return lines
    if (lines.length === 0) return refuse('nothing-changed', '没有要写入的，也没有要删去的', ...kind.clauses)
    if (lines.length > MOST) return refuse('too-many-lines', `一次至多 ${MOST} 条，请分次办理`, ...kind.clauses)
    const rule = findInForce(law.periods, 'standing.update', on(today))
    const updating = updatingOn(law, today)
    const draft = {
      list,
      lines,
      from,
      changed,
      why,
      ...(rule ? { term: reckon('standing.update', rule, changed, law.calendar) } : {}),
      ...(updating ? { updating } : {}),
      base: baseOf(facts.held, hash),
    }
    const next = inForce(law.posts, kind.chain, on(today)).posts[0] as Post
    return [{ kind: 'list.prepared', ...draft, digest: hash(draft), by: actor.id, on: today, next }]
  },
})

/** Whose turn it is: the next post of the chain, this officer holds it, and he did not draft it. */
function notNext(change: Change, at: Parameters<typeof notHisTurn>[2]): Refusal | undefined {
  const chain = chainOf(change, at.law, at.today)
  const { draft, returned, approvals } = change
  const ended = over(change)
  if (ended) return ended
  if (!draft || returned) return refuse('not-prepared', '还没有拟好的变更', ...chain.clauses)
  const waits = notHisTurn(chain, approvals.length, at)
  if (waits) return waits
  const own = apart('preparer≠examiner', [draft.by], at)
  return own && refuse('publication-apart', '拟稿人不得审批自己拟的变更', ...own)
}

export const approveChange = act({
  id: 'list.approve',
  zh: '审批清单变更',
  clauses: ['G118-4', 'WZ-GS-23-1', 'WZ-GS-23-3'],
  stream: 'change',
  by: examining,
  seen: true,
  input: z.strictObject({}),
  closed: notNext,
  run(change: Change, _input, { actor, law, today }): readonly ChangeEvent[] | Refusal {
    const { posts, clauses } = chainOf(change, law, today)
    const post = posts[change.approvals.length]
    const next = posts[change.approvals.length + 1] as Post | undefined
    if (!change.draft || !post) return refuse('not-prepared', '还没有拟好的变更', ...clauses)
    return [{ kind: 'list.approved', digest: change.draft.digest, post, by: actor.id, on: today, ...(next ? { next } : {}) }]
  },
})

export const returnChange = act({
  id: 'list.return',
  zh: '退回清单变更',
  clauses: ['G118-4', 'WZ-GS-23-1'],
  stream: 'change',
  by: examining,
  seen: true,
  input: z.strictObject({ reason: words(500).meta({ title: '退回理由' }) }),
  closed: notNext,
  run: (_change: Change, { reason }, { actor, today }): readonly ChangeEvent[] => [
    { kind: 'list.returned', reason, by: actor.id, on: today },
  ],
})

/** A draft that is given up leaves its trace 撤回留痕. */
export const withdrawChange = act({
  id: 'list.withdraw',
  zh: '撤回清单变更',
  clauses: ['G118-4'],
  stream: 'change',
  by: drafting,
  seen: true,
  input: z.strictObject({ reason: words(500).meta({ title: '撤回理由' }) }),
  closed: over,
  run: (_change: Change, { reason }, { actor, today }): readonly ChangeEvent[] => [
    { kind: 'list.withdrawn', reason, by: actor.id, on: today },
  ],
})

export const releaseChange = act({
  id: 'list.release',
  zh: '发布清单变更',
  clauses: ['G118-4', 'WZ-GS-23-3', 'WZ-GS-24-2', 'YB-3-1-1-20'],
  stream: 'change',
  by: ['releaser'],
  seen: true,
  input: z.strictObject({
    examined: examination.exactOptional(),
    lateReason: words(500).exactOptional().meta({ title: '超期公开的理由（仅超期时填写，将一并公开）' }),
  }),
  reads: ({ draft }: Change) => ({ held: standingUnder(draft?.list ?? '', draft?.lines.map(({ key }) => key) ?? []) }),
  closed(change: Change, at): Refusal | undefined {
    const chain = chainOf(change, at.law, at.today)
    const { draft, returned, approvals } = change
    const ended = over(change)
    if (ended) return ended
    if (!draft || returned) return refuse('not-prepared', '还没有拟好的变更', ...chain.clauses)
    if (approvals.length < chain.posts.length)
      return refuse('not-approved', `还没有经${postsZh[chain.posts[approvals.length] as Post]}审批，不得发布`, ...chain.clauses)
    const prepared = apart('preparer≠releaser', [draft.by], at)
    if (prepared) return refuse('publication-apart', '拟稿人不得发布自己拟的变更', ...prepared)
    const people = approvals.map(({ by }) => by)
    const approved = apart('examiner≠releaser', people, at)
    return approved && refuse('publication-apart', '审批人不得发布自己审批的变更', ...approved)
  },
  run(
    { draft, approvals }: Change,
    { examined, lateReason },
    { actor, agency, law, today, now, hash, stream, facts },
  ): readonly ChangeEvent[] | Refusal {
    if (!draft) return refuse('not-prepared', '还没有拟好的变更', 'G118-4')
    const kind: ListKind = kindOf(draft.list)
    if (baseOf(facts.held, hash) !== draft.base)
      return refuse('list-moved', '拟稿以后，清单中的同一条目已经另有变更，请按现在的清单重新拟稿', ...kind.clauses)
    const from = draft.from < today ? today : draft.from
    const unborne = unborneIn(kind, agency, from)
    const amiss = draft.lines.map(({ entry }) => entry && unborne(entry)).find((each) => each)?.refusal
    if (amiss) return { ...amiss, zh: `拟稿以后证件有变，请重新拟稿：${amiss.zh}` }
    const unseen = unexamined(kind, examined, law, today)
    if (unseen) return unseen
    if (draft.term && today > draft.term.due && !lateReason)
      return refuse('late-unreasoned', `公开期限已于 ${draft.term.due} 届满，请写明超期的理由`, ...draft.term.clauses)
    const behind = notAtOnce(approvals.at(-1)?.on, lateReason, law, today)
    if (behind) return behind
    const told = { ...(examined ? { examined } : {}), ...(lateReason ? { lateReason } : {}) }
    const lines = draft.lines.map(({ key, entry }) => [key, entry ? openOf(kind, entry) : null])
    const body = {
      ...{ agency: foundedOf(agency).id, id: idOf(stream), list: draft.list, listZh: kind.zh, why: draft.why, from, releasedOn: today },
      ...counted(draft),
      ...told,
      fingerprint: hash(lines),
    }
    return [{ kind: 'list.released', body, by: actor.id, on: today, at: now, from, ...told }]
  },
})

export const reckonChange = act({
  id: 'change.reckon',
  zh: '重新计算清单公开期限',
  clauses: ['CFF-85'],
  stream: 'change',
  stateless: true,
  by: 'system',
  seen: false,
  input: reckonInput,
  reads: runningOf,
  run: (_change: Change, { why }, { law, facts }): readonly ChangeEvent[] =>
    moved(facts, law.calendar, why).map((reckoned) => ({ kind: 'change.reckoned', ...reckoned })),
})
