import { z } from 'zod'
import { act } from '#agency/act'
import { notHandler } from '#case/handler'
import type { CaseFile } from '#case/matter'
import { approvesOwn } from '#decision/apart'
import { allSigned, type Decision, type DecisionEvent, type Minutes } from '#decision/decision'
import { discussion, memberAmiss, membersOf, quorum, unsigned } from '#decision/discussion'
import { type Day, day, zhDay } from '#law/day'
import type { Hash } from '#law/digest'
import { type ExtensionRule, extend } from '#law/extension'
import { recount } from '#law/period'
import { isRefusal, type Refusal, refuse } from '#law/refusal'
import type { Term } from '#law/term'
import { words } from '#law/text'
import { findInForce, type Law, on } from '#policy/law'

type Running = CaseFile & Readonly<{ decision: Decision }>

const keys = ['decision.extension', 'decision.extension.second'] as const

/** Whose word the next extension needs 延长由谁批准: a head, the heads together, or the superior agency. */
type Way = Readonly<{ key: string; by: string; rows: readonly ExtensionRule[] }>

/** The rows of the day in the order of the article, and the one whose turn it is; undefined where the text of the day knows none any more. */
function wayOf(term: Term, law: Law, today: Day, value?: number): Way | undefined {
  const nth = term.extensions?.length ?? 0
  const first = findInForce(law.modes, 'decision.extension.by', on(today))
  if (first?.mode === 'superior') {
    const rule: ExtensionRule = { key: keys[0], value: value ?? 1, unit: '日', clauses: first.clauses }
    return { key: keys[0], by: 'superior', rows: Array.from({ length: nth + 1 }, () => rule) }
  }
  const key = keys[nth]
  const by = key && findInForce(law.modes, `${key}.by`, on(today))?.mode
  const rows = keys.flatMap((each) => {
    const row = findInForce(law.periods, each, on(today))
    return row ? [{ key: each, value: row.value, unit: row.unit, clauses: row.clauses }] : []
  })
  return key && by && rows.length > nth ? { key, by, rows } : undefined
}

/** The term of a filed matter 办案期限. @throws {RangeError} before filing: no step of the procedure reaches this then */
function termOf({ filed }: CaseFile): Term {
  if (!filed) throw new RangeError('no term before filing')
  return filed.term
}

const noMore = (term: Term): Refusal => refuse('extension-none', '当日的规定没有可以再延长办案期限的情形', ...term.clauses)

/** What the heads discuss, so that their minutes hold for this extension alone 讨论的是哪一次延长. */
const extensionOf = (term: Term, hash: Hash) => hash({ extension: term.key, from: term.from, nth: term.extensions?.length ?? 0 })

export const askExtension = act({
  id: 'decision.askExtension',
  zh: '申请延长办案期限',
  clauses: ['C13-42-2', 'C4-45-2', 'C4-45-3', 'C53-29-2'],
  stream: 'case',
  by: ['handler'],
  seen: false,
  input: z.strictObject({ ground: words(1000).meta({ title: '不能在期限内作出决定的原因' }) }),
  closed(matter: Running, at): Refusal | undefined {
    const early = notHandler(matter, at)
    if (early) return early
    const term = termOf(matter)
    if (matter.decision.asked) return refuse('extension-asked', '已经申请延长，请等审批', ...term.clauses)
    if (at.today > term.due) return refuse('extension-late', `办案期限已于${zhDay(term.due)}届满，应当在届满之前申请延长`, ...term.clauses)
    return wayOf(term, at.law, at.today) ? undefined : noMore(term)
  },
  run: (_matter: Running, { ground }, { actor, today }): readonly DecisionEvent[] => [
    { kind: 'decision.extensionAsked', ground, by: actor.id, on: today },
  ],
})

export const discussExtension = act({
  id: 'decision.discussExtension',
  zh: '集体讨论延长办案期限',
  clauses: ['C13-42-2', 'C4-45-3'],
  stream: 'case',
  by: ['head'],
  seen: true,
  input: z.strictObject({
    ...discussion,
    value: z.int().positive('延长的日数应为正整数').max(366).meta({ title: '延长的期限（日）' }),
  }),
  closed(matter: Running, { law, today }): Refusal | undefined {
    const term = termOf(matter)
    if (!matter.decision.asked) return refuse('extension-unasked', '承办人员还没有申请延长办案期限', ...term.clauses)
    return wayOf(term, law, today)?.by === 'collective'
      ? undefined
      : refuse('extension-not-collective', '这一次延长不由集体讨论决定', ...term.clauses)
  },
  run(matter: Running, { value, ...said }, { actor, agency, law, today, hash }): readonly DecisionEvent[] | Refusal {
    const term = termOf(matter)
    const amiss = memberAmiss(said, matter, agency, term.clauses)
    if (amiss) return amiss
    const row = wayOf(term, law, today)?.rows.at(-1)
    if (row && value > row.value) return refuse('extension-too-long', `本次延长最长为${row.value}${row.unit}`, ...row.clauses)
    const warnings = quorum(said.present, agency, law, today)
    const signed = membersOf(said.present, actor.id)
    const minutes: Minutes = {
      no: matter.decision.minutes.length + 1,
      bundle: extensionOf(term, hash),
      ...said,
      signed,
      extension: value,
      ...(warnings.length > 0 ? { warnings } : {}),
      by: actor.id,
      on: today,
    }
    return [{ kind: 'decision.discussed', ...minutes }]
  },
})

/** The minutes on this extension, signed by all 集体讨论决定延长. */
function resolved(
  matter: Running,
  term: Term,
  clauses: Term['clauses'],
  { law, today, hash }: Readonly<{ law: Law; today: Day; hash: Hash }>,
): Minutes | Refusal {
  const held = matter.decision.minutes.findLast(({ bundle }) => bundle === extensionOf(term, hash))
  if (!held) return refuse('extension-undiscussed', '这一次延长应当由负责人集体讨论决定', ...clauses)
  return allSigned(held) ? held : unsigned(law, today, ...clauses)
}

/** G32: asked before expiry, its ground written, by whom and for how long the row of the day says, the first before the second. */
export const extendTerm = act({
  id: 'decision.extendTerm',
  zh: '审批延长办案期限',
  clauses: ['C13-42-2', 'C4-45-2', 'C4-45-3', 'C53-29-2'],
  stream: 'case',
  by: ['head'],
  seen: true,
  input: z.strictObject({
    granted: z.boolean().meta({ title: '同意延长' }),
    opinion: words(500).meta({ title: '审批意见' }),
    value: z.int().positive('延长的日数应为正整数').max(366).exactOptional().meta({ title: '延长的日数（由上级机关批准的，按批复）' }),
    superior: z
      .strictObject({ agency: words(100).meta({ title: '批准的上级机关' }), documentNo: words(100).meta({ title: '批复文号' }) })
      .exactOptional()
      .meta({ title: '上级机关的批准（规定由上级批准的）' }),
  }),
  closed: (matter: Running): Refusal | undefined =>
    matter.decision.asked ? undefined : refuse('extension-unasked', '承办人员还没有申请延长办案期限', ...termOf(matter).clauses),
  run(matter: Running, { granted, opinion, value, superior }, at): readonly DecisionEvent[] | Refusal {
    const { actor, law, today } = at
    const { asked } = matter.decision
    const term = termOf(matter)
    if (!asked) return refuse('extension-unasked', '承办人员还没有申请延长办案期限', ...term.clauses)
    if (!granted) return [{ kind: 'decision.extensionRefused', opinion, by: actor.id, on: today }]
    const way = wayOf(term, law, today, value)
    if (!way) return noMore(term)
    const { clauses } = way.rows[term.extensions?.length ?? 0] ?? term
    if (way.by === 'superior' && !(superior && value))
      return refuse('superior-unapproved', '延长办案期限应当报请上级机关批准，请写明批准的机关、文号和延长的日数', ...clauses)
    const held = way.by === 'collective' ? resolved(matter, term, clauses, at) : undefined
    if (isRefusal(held)) return held
    const days = held?.extension ?? value
    const longer = extend(term, way.rows, { key: way.key, on: asked.on, ...(days ? { value: days } : {}) }, law.calendar)
    if (isRefusal(longer)) return longer
    return [
      {
        kind: 'decision.termExtended',
        term: longer,
        ground: asked.ground,
        opinion,
        ...(superior ? { superior } : {}),
        ...(held ? { minutes: held.no } : {}),
        warnings: approvesOwn(asked.by, at),
        by: actor.id,
        on: today,
      },
    ]
  },
})

/** Time that does not count 不计入办案期限的时间, once it is over; it may have been over before the term was (C13-42-3, C4-45-4). */
export const excludeTime = act({
  id: 'case.excludeTime',
  zh: '扣除不计入办案期限的时间',
  clauses: ['C13-42-3', 'C4-45-4'],
  stream: 'case',
  by: ['unitHead', 'head'],
  seen: true,
  input: z.strictObject({
    ground: words(40).meta({ title: '不计入的事由', of: 'term.exclusions' }),
    from: day.meta({ title: '起始日期' }),
    to: day.meta({ title: '终了日期' }),
    proof: words(1000).meta({ title: '依据的材料（委托书、报告、公告等）' }),
  }),
  closed: (matter: Running, { law, today }): Refusal | undefined =>
    findInForce(law.lists, 'term.exclusions', on(today))
      ? undefined
      : refuse('exclusion-none', '当日的规定没有不计入办案期限的时间', ...termOf(matter).clauses),
  run(matter: Running, { ground, from, to, proof }, { actor, law, today }): readonly DecisionEvent[] | Refusal {
    const term = termOf(matter)
    const list = findInForce(law.lists, 'term.exclusions', on(today))
    const item = list?.items.find(({ id }) => id === ground)
    if (!list || !item)
      return refuse(
        'exclusion-ground',
        `不计入办案期限的只有：${list?.items.map(({ zh }) => zh).join('、') ?? ''}`,
        ...(list?.clauses ?? term.clauses),
      )
    if (to < from || from < term.from || to > today)
      return refuse('exclusion-days', '起止日期应当在立案之后、今天之前，且先后相接', ...list.clauses)
    const held = term.excluded ?? []
    if (held.some((each) => each.from <= to && from <= each.to))
      return refuse('exclusion-twice', '这段时间已经扣除，不能重复扣除', ...list.clauses)
    const exclusion = { from, to, why: item.zh, clause: item.clause }
    const excluded = [...held, exclusion].sort((a, b) => (a.from < b.from ? -1 : 1))
    const longer = recount(term, law.calendar, { ...term, excluded })
    return [{ kind: 'decision.timeExcluded', term: longer, exclusion, proof, by: actor.id, on: today }]
  },
})
