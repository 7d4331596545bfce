import { z } from 'zod'
import { type At, act } from '#agency/act'
import { daysOf } from '#case/acts'
import { notHandler } from '#case/handler'
import { type CaseFile, confirmedEvidence } from '#case/matter'
import { type Hearing, heardOf } from '#hearing/hearing'
import type { Day } from '#law/day'
import type { Hash } from '#law/digest'
import { reckon } from '#law/period'
import { type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'
import { findInForce, inForce, type Law, on } from '#policy/law'
import { bundleOf, type Proposal } from '#proposal/proposal'
import type { Stage } from '#proposal/stage'
import { factsOf, groundsOf } from '#review/grounds'
import { type Opinion, opinionsZh, type Review, type ReviewEvent } from '#review/review'

export type Reviewed = CaseFile & Readonly<{ stage: Stage; hearing: Hearing; review: Review }>

/** Materials that a submission holds only where there is such a thing (SP-3-4-5 to 3-4-7): a hearing, an assessment, an expert's opinion. */
const whereThere: Readonly<Record<string, (file: CaseFile) => boolean>> = {
  hearingRecord: () => false,
  assessment: () => false,
  appraisal: ({ evidence }) => evidence.some(({ type }) => type === 'expertOpinion'),
}

/** The handlers submit, or the head of their unit 承办机构提交 (G118-13). */
function notHandlingUnit(matter: CaseFile, at: Pick<At, 'actor' | 'agency' | 'today'>): Refusal | undefined {
  const officer = at.agency.officers[at.actor.id]
  const ownUnit = officer?.posts.includes('unitHead') && matter.handlers.some((id) => at.agency.officers[id]?.unit === officer.unit)
  return ownUnit ? undefined : notHandler(matter, at)
}

/** The bundle as it now stands 现在的审核对象. */
export const bundleNow = (matter: Omit<Reviewed, 'review'>, proposal: Proposal, hash: Hash) =>
  bundleOf(proposal, confirmedEvidence(matter), heardOf(matter), hash)

/** Grounds met now and grounds met before: once review is required it stays required. */
export function requiredOf(matter: Reviewed, proposal: Proposal, law: Law, today: Day): Review['required'] {
  const now = groundsOf(factsOf(proposal, false, law, daysOf(matter, today)), law, daysOf(matter, today))
  return [...matter.review.required, ...now.filter(({ id }) => !matter.review.required.some((ground) => ground.id === id))]
}

/** Sent by the system officer after every proposal: what makes review due is written down while it holds. */
export const require = act({
  id: 'review.require',
  zh: '记明应当法制审核的情形',
  clauses: ['CFF-58-1', 'C13-38-1', 'C4-37-1', 'CFF17-38-3'],
  stream: 'case',
  by: 'system',
  seen: false,
  input: z.strictObject({}),
  run(matter: Reviewed, _input, { law, today }): readonly ReviewEvent[] {
    const { proposal } = matter.stage
    const fresh = proposal ? requiredOf(matter, proposal, law, today).slice(matter.review.required.length) : []
    return fresh.map((ground) => ({ kind: 'review.required', ground }))
  },
})

export const submit = act({
  id: 'review.submit',
  zh: '提交法制审核',
  clauses: ['CFF-58-1', 'C13-38-1', 'C4-38', 'G118-13'],
  stream: 'case',
  by: ['handler', 'unitHead'],
  seen: true,
  input: z.strictObject({
    materials: z.array(words(40)).min(1).max(20).meta({ title: '送审材料', of: 'review.materials' }),
  }),
  closed(matter: Reviewed, at) {
    const early = notHandlingUnit(matter, at)
    if (early) return early
    if (!matter.stage.proposal) return refuse('proposal-missing', '还没有拟处理意见，不能送审', 'CFF-58-1')
    if (matter.review.open) return refuse('under-review', '已经送审，请等法制审核机构的意见', 'G118-13')
    const waiting = matter.records.find(({ confirmedBy }) => !confirmedBy)
    if (waiting) return refuse('unconfirmed', '还有记录等第二名执法人员确认，确认后再送审', 'CFF-42-1')
    return undefined
  },
  run(matter: Reviewed, { materials }, { actor, law, today, hash }): readonly ReviewEvent[] | Refusal {
    const { proposal } = matter.stage
    if (!proposal) return refuse('proposal-missing', '还没有拟处理意见，不能送审', 'CFF-58-1')
    const missing = inForce(law.lists, 'review.materials', on(today)).items.find(
      ({ id }) => !materials.includes(id) && (whereThere[id]?.(matter) ?? true),
    )
    if (missing) return refuse('materials-incomplete', `送审材料缺「${missing.zh}」，补齐后再送审`, missing.clause)
    const period = findInForce(law.periods, 'review', on(today))
    const term = period && reckon('review', period, today, law.calendar)
    return [
      {
        kind: 'review.submitted',
        bundle: bundleNow(matter, proposal, hash),
        materials,
        by: actor.id,
        on: today,
        ...(term ? { term } : {}),
      },
    ]
  },
})

/** G36 and the separation of posts, judged per natural person: who handles does not review, and who is new to it is qualified. */
function unfitReviewer(
  { handlers }: CaseFile,
  { actor, agency, law, today }: Pick<At, 'actor' | 'agency' | 'law' | 'today'>,
): Refusal | undefined {
  const officer = agency.officers[actor.id]
  if (handlers.includes(actor.id)) {
    const rule = findInForce(law.separation, 'handler≠reviewer', on(today))
    return refuse(
      'reviewer-handles',
      '办案人员不得审核自己承办的案件，请由其他法制审核人员办理',
      ...(rule?.clauses ?? (['G118-13'] as const)),
    )
  }
  const asked = law.provisions.get('CFF17-38-3')?.from
  const before = officer?.reviewingSince !== undefined && asked !== undefined && officer.reviewingSince < asked
  if (!officer?.qualified && !before)
    return refuse('reviewer-unqualified', '初次从事行政处罚决定法制审核的人员，应当取得法律职业资格', 'CFF-58-2')
  return undefined
}

export const conclude = act({
  id: 'review.conclude',
  zh: '出具法制审核意见',
  clauses: ['CFF-58-1', 'C13-38-1', 'C4-39', 'G118-13'],
  stream: 'case',
  by: ['reviewer'],
  seen: true,
  input: z.strictObject({
    opinion: z.enum(Object.keys(opinionsZh) as [Opinion, ...Opinion[]]).meta({ title: '审核意见', labels: opinionsZh }),
    findings: z
      .array(
        z.strictObject({
          check: words(40).meta({ title: '审核项目', of: 'review.checks' }),
          sound: z.boolean().meta({ title: '没有问题' }),
          note: words(2000).exactOptional().meta({ title: '问题和意见' }),
          evidence: z.array(z.int().positive()).max(100).exactOptional().meta({ title: '所看证据', of: 'evidence' }),
        }),
      )
      .min(1)
      .max(20)
      .meta({ title: '逐项审核' }),
    text: words(4000).meta({ title: '意见全文' }),
  }),
  closed: (matter: Reviewed, at): Refusal | undefined =>
    matter.review.open ? unfitReviewer(matter, at) : refuse('not-submitted', '本案没有送审，或者审核意见已经出具', 'G118-13'),
  run(matter: Reviewed, { opinion, findings, text }, { actor, law, today }): readonly ReviewEvent[] | Refusal {
    const { open } = matter.review
    if (!open) return refuse('not-submitted', '本案没有送审，或者审核意见已经出具', 'G118-13')
    const checks = inForce(law.lists, 'review.checks', on(today))
    const skipped = checks.items.find(({ id }) => !findings.some(({ check }) => check === id))
    if (skipped) return refuse('check-skipped', `「${skipped.zh}」还没有审核，请逐项写明结论`, skipped.clause)
    const wanting = findings.find(({ sound, note }) => !sound && !note)
    const zhOf = (id: string) => checks.items.find((item) => item.id === id)?.zh ?? id
    if (wanting) return refuse('finding-unreasoned', `「${zhOf(wanting.check)}」有问题，请写明问题和意见`, ...checks.clauses)
    const unsound = findings.find(({ sound }) => !sound)
    if (opinion === 'pass' && unsound) return refuse('pass-with-faults', `「${zhOf(unsound.check)}」还有问题，不能同意`, ...checks.clauses)
    if (opinion !== 'pass' && !unsound)
      return refuse('return-without-fault', '各项都没有问题；不同意的，请在相应项目写明问题', ...checks.clauses)
    return [{ kind: 'review.concluded', bundle: open.bundle, opinion, findings, text, by: actor.id, on: today }]
  },
})
