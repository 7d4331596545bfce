import { z } from 'zod'
import { type At, act } from '#agency/act'
import { daysOf } from '#case/acts'
import { notHandler } from '#case/handler'
import { type CaseFile, confirmedEvidence } from '#case/matter'
import { type Hearing, heardOf } from '#hearing/hearing'
import { heldSittings, unconfirmedSitting } from '#hearing/sitting'
import type { Hash } from '#law/digest'
import { reckon } from '#law/period'
import { type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'
import { findInForce, inForce, on } from '#policy/law'
import { bundleOf, type Proposal } from '#proposal/proposal'
import type { Stage } from '#proposal/stage'
import { factsOf, groundsOf } from '#review/grounds'
import { type Opinion, opinionsZh, type Review, type ReviewEvent } from '#review/review'
import { reviewerWarnings, unfitReviewer } from '#review/reviewer'

export type Reviewed = CaseFile & Readonly<{ stage: Stage; hearing: Hearing; review: Review }>

/** Materials that a submission holds only where there is such a thing (SP-3-4-5 to 3-4-7): a hearing, an assessment, an expert's opinion. */
const whereThere: Readonly<Record<string, (matter: Reviewed) => boolean>> = {
  hearingRecord: ({ hearing }) => heldSittings(hearing).length > 0,
  assessment: ({ stage }) => stage.proposal?.traits.assessed !== undefined,
  appraisal: ({ evidence }) => evidence.some(({ type }) => type === 'expertOpinion'),
}

/** The handlers submit, or the head of their unit 承办机构提交 (G118-13). */
export function notHandlingUnit(matter: CaseFile, at: Pick<At, 'actor' | 'agency' | 'today'>): Refusal | undefined {
  const officer = at.agency.officers[at.actor.id]
  const ownUnit = officer?.posts.includes('unitHead') && matter.handlers.some((id) => at.agency.officers[id]?.unit === officer.unit)
  return ownUnit ? undefined : notHandler(matter, at)
}

/** The bundle as it now stands 现在的审核对象. */
export const bundleNow = (matter: Omit<Reviewed, 'review'>, proposal: Proposal, hash: Hash) =>
  bundleOf(proposal, confirmedEvidence(matter), heardOf(matter), hash)

/** Grounds met now and grounds met before: once review is required it stays required. */
export function requiredOf(
  matter: Reviewed,
  proposal: Proposal,
  { agency, law, today }: Pick<At, 'agency' | 'law' | 'today'>,
): Review['required'] {
  const days = daysOf(matter, today)
  const now = groundsOf(factsOf(proposal, heldSittings(matter.hearing).length > 0, { agency, law }, days), law, days)
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
  run(matter: Reviewed, _input, at): readonly ReviewEvent[] {
    const { proposal } = matter.stage
    const fresh = proposal ? requiredOf(matter, proposal, at).slice(matter.review.required.length) : []
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
    if (unconfirmedSitting(matter.hearing))
      return refuse('hearing-unconfirmed', '听证笔录还没有由另一名听证人员核对，核对后再送审', 'CFF-64-1-8')
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

export const conclude = act({
  id: 'review.conclude',
  zh: '出具法制审核意见',
  clauses: ['CFF-58-1', 'C13-38-1', 'C4-39', 'G118-13'],
  stream: 'case',
  by: ['reviewer'],
  seen: true,
  input: z.strictObject({
    opinion: z
      .enum(Object.keys(opinionsZh) as [Opinion, ...Opinion[]])
      .meta({ title: '审核意见', labels: opinionsZh, of: 'review.opinions' }),
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
  run(matter: Reviewed, { opinion, findings, text }, at): readonly ReviewEvent[] | Refusal {
    const { actor, law, today } = at
    const { open } = matter.review
    if (!open) return refuse('not-submitted', '本案没有送审，或者审核意见已经出具', 'G118-13')
    const opinions = inForce(law.lists, 'review.opinions', on(today))
    if (!opinions.items.some(({ id }) => id === opinion))
      return refuse('opinion-unknown', `当日的审核意见分为：${opinions.items.map(({ zh }) => zh).join('；')}`, ...opinions.clauses)
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
    return [
      {
        kind: 'review.concluded',
        bundle: open.bundle,
        opinion,
        findings,
        text,
        warnings: reviewerWarnings(matter, at),
        by: actor.id,
        on: today,
      },
    ]
  },
})
