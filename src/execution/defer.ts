import { z } from 'zod'
import { act } from '#agency/act'
import { type Post, postFor } from '#agency/post'
import { notHandler } from '#case/handler'
import { type Enforced, notServed, notStanding, owingOf, paidOf } from '#execution/debt'
import { afterExecution, type ExecutionEvent } from '#execution/execution'
import { paper, paperServed } from '#execution/paper'
import { courtWindow } from '#execution/window'
import { addDays, day, daysBetween } from '#law/day'
import { yuan } from '#law/money'
import { isRefusal, type Refusal, refuse } from '#law/refusal'
import type { Term } from '#law/term'
import { words } from '#law/text'
import { findInForce, inForce, on } from '#policy/law'

export const applyToDefer = act({
  id: 'execution.applyToDefer',
  zh: '记录暂缓或者分期缴纳申请',
  clauses: ['CFF-66-2', 'C13-60-2', 'C4-54', 'CFF17-52'],
  stream: 'case',
  by: ['handler'],
  seen: false,
  input: z.strictObject({
    reason: words(2000).meta({ title: '当事人说明的经济困难' }),
    asked: day.meta({ title: '申请日期' }),
    instalments: z
      .array(
        z.strictObject({
          due: day.meta({ title: '缴纳期限' }),
          fen: z.int().positive('金额以分为单位，应为正整数').max(1e14).meta({ title: '金额' }),
        }),
      )
      .min(1)
      .max(36)
      .meta({ title: '各期（一期即为暂缓）' }),
  }),
  closed: (matter: Enforced, at): Refusal | undefined =>
    notHandler(matter, at) ??
    notServed(matter) ??
    notStanding(matter) ??
    (owingOf(matter, at.law, at.today).fine > 0
      ? undefined
      : refuse('no-fine-owing', '没有尚欠的罚款；可以暂缓或者分期缴纳的只是罚款', 'CFF-66-2')),
  run(matter: Enforced, { instalments, ...said }, { actor, law, today }): readonly ExecutionEvent[] | Refusal {
    if (said.asked > today) return refuse('in-future', '申请日期不能晚于今天', 'CFF-66-2')
    const early = instalments.find(({ due }, i) => due <= (instalments[i - 1]?.due ?? today))
    if (early) return refuse('instalments-order', '各期期限应当晚于今天，并且依次推后', 'CFF-66-2')
    const { fine } = owingOf(matter, law, today)
    const total = instalments.reduce((sum, { fen }) => sum + fen, 0)
    if (total !== fine) return refuse('instalments-differ', `各期合计 ${yuan(total)}，尚欠罚款 ${yuan(fine)}，应当相等`, 'CFF-66-2')
    return [{ kind: 'execution.deferralAsked', ...said, instalments, by: actor.id, on: today }]
  },
})

export const defer = act({
  id: 'execution.defer',
  zh: '审批暂缓或者分期缴纳',
  clauses: ['CFF-66-2', 'C13-60-2', 'C4-54', 'CFF17-52'],
  stream: 'case',
  by: ['head'],
  seen: true,
  input: z.strictObject({
    granted: z.boolean().meta({ title: '批准' }),
    opinion: words(500).meta({ title: '审批意见' }),
  }),
  closed(matter: Enforced, { actor, agency, law, today }): Refusal | undefined {
    const asked = inForce(law.posts, 'approve.defer', on(today))
    if (!postFor(agency.officers[actor.id]?.posts ?? [], asked.posts as Post[]))
      return refuse('not-approver', '暂缓或者分期缴纳不由您这个岗位批准', ...asked.clauses)
    return matter.execution.asked ? notStanding(matter) : refuse('not-asked', '当事人没有提出暂缓或者分期缴纳的申请', ...asked.clauses)
  },
  run(matter: Enforced, { granted, opinion }, { actor, law, today }): readonly ExecutionEvent[] | Refusal {
    const { asked } = matter.execution
    if (!asked) return refuse('not-asked', '当事人没有提出暂缓或者分期缴纳的申请', 'CFF-66-2')
    const said = { opinion, by: actor.id, on: today }
    if (!granted) return [{ kind: 'execution.deferralRefused', ...said }]
    const { fine } = owingOf(matter, law, today)
    const total = asked.instalments.reduce((sum, { fen }) => sum + fen, 0)
    const [first, end] = [asked.instalments[0]?.due ?? today, asked.instalments.at(-1)?.due ?? today]
    if (total !== fine || first <= today)
      return refuse('application-outdated', '申请以后已有缴款，或者首期期限已过，请当事人重新申请', 'CFF-66-2')
    const { clauses } = inForce(law.posts, 'approve.defer', on(today))
    const term: Term = { key: 'payment', from: today, value: daysBetween(today, end), unit: '日', due: end, provisional: false, clauses }
    const deferral = { instalments: asked.instalments, paid: paidOf(matter.execution, 'fine'), term, ...said }
    const event = {
      kind: 'execution.deferralGranted',
      ...deferral,
      tell: findInForce(law.modes, 'deferral.told', on(today)) !== undefined,
    } as const
    const window = courtWindow({ ...matter, execution: afterExecution(matter.execution, event) }, law, today)
    return [{ ...event, ...(window ? { window } : {}) }]
  },
  next: (event, { stream }) =>
    event.kind === 'execution.deferralGranted' ? [{ act: 'execution.fallDue', stream, input: {}, on: addDays(event.term.due, 1) }] : [],
})

export const tellDeferral = act({
  id: 'execution.tellDeferral',
  zh: '书面告知暂缓或者分期缴纳',
  clauses: ['C4-54'],
  stream: 'case',
  by: ['handler'],
  seen: false,
  input: z.strictObject(paper),
  closed: (matter: Enforced, at): Refusal | undefined =>
    notHandler(matter, at) ??
    (matter.execution.deferrals.length > 0 ? undefined : refuse('not-deferred', '没有批准暂缓或者分期缴纳', 'CFF-66-2')),
  run(matter: Enforced, said, { actor, law, today }): readonly ExecutionEvent[] | Refusal {
    const served = paperServed(said, matter, { kind: 'notice', notBefore: matter.execution.deferrals.at(-1)?.on ?? today, law, today })
    return isRefusal(served) ? served : [{ kind: 'execution.deferralTold', told: { ...served, by: actor.id }, on: said.on }]
  },
})
