import { z } from 'zod'
import { type At, act } from '#agency/act'
import { notHandler } from '#case/handler'
import { isConfirmed } from '#case/matter'
import { type Enforced, isFulfilled, isLate, notServed, notStanding, owingOf, totalOf, unperformed } from '#execution/debt'
import type { ExecutionEvent } from '#execution/execution'
import { paper, paperServed } from '#execution/paper'
import { courtWindow, remedyState } from '#execution/window'
import { day, zhDay } from '#law/day'
import { reckon } from '#law/period'
import { isRefusal, type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'
import { findInForce, inForce, on } from '#policy/law'

export const urge = act({
  id: 'execution.urge',
  zh: '催告履行',
  clauses: ['QZF-54', 'QZF-35-1', 'QZF-38', 'C53-56', 'C13-66-1-3', 'C4-55-1-2'],
  stream: 'case',
  by: ['handler'],
  seen: false,
  input: z.strictObject({
    tells: z.array(words(40)).min(1).max(12).meta({ title: '催告书已写明', of: 'urge.items' }),
    performBy: day.meta({ title: '履行义务的期限' }),
    ...paper,
  }),
  closed: (matter: Enforced, at): Refusal | undefined =>
    notHandler(matter, at) ??
    notServed(matter) ??
    notStanding(matter) ??
    (isLate(matter, at.law, at.today) || unperformed(matter).length > 0
      ? undefined
      : refuse('nothing-late', '没有逾期未履行的义务，不必催告', 'QZF-54')),
  run(matter: Enforced, { tells, performBy, ...said }, { actor, law, today, hash }): readonly ExecutionEvent[] | Refusal {
    const served = paperServed(said, matter, { kind: 'urge', notBefore: matter.decision.decided?.on ?? today, law, today })
    if (isRefusal(served)) return served
    if (!isLate(matter, law, said.on) && unperformed(matter).length === 0)
      return refuse('nothing-late', `${zhDay(said.on)}缴纳期限还没有届满，不能催告`, 'QZF-54', 'CFF-67-3')
    if (performBy <= served.on) return refuse('perform-by-past', '履行义务的期限应当晚于送达之日', 'QZF-35-1-1')
    const owing = owingOf(matter, law, said.on)
    const untold = inForce(law.lists, 'urge.items', on(said.on)).items.find(
      ({ id }) => !tells.includes(id) && (id !== 'amount' || totalOf(owing) > 0),
    )
    if (untold) return refuse('urge-incomplete', `催告书没有写明「${untold.zh}」，请补写后再送达`, untold.clause)
    const no = matter.execution.urges.length + 1
    const term = reckon('court.urge', inForce(law.periods, 'court.urge', on(said.on)), served.on, law.calendar)
    const paperUrge = { no, tells, performBy, ...served, owing, term }
    return [{ kind: 'execution.urged', record: `urge:${no}`, by: actor.id, urge: paperUrge, on: said.on, digest: hash(paperUrge) }]
  },
})

/** G21: the remedies are over, none runs, and no deferral. */
function remediesRun(matter: Enforced, { law, today }: Pick<At, 'law' | 'today'>): Refusal | undefined {
  const remedies = remedyState(matter, law)
  if (remedies?.is === 'runs') return refuse('remedy-runs', '复议或者诉讼正在进行，不能申请强制执行', 'QZF-53')
  if (remedies?.is === 'term' && today <= remedies.term.due)
    return refuse(
      'remedy-term-runs',
      `当事人申请复议、提起诉讼的期限到${zhDay(remedies.term.due)}，期满之前不能申请强制执行`,
      'QZF-53',
      ...remedies.term.clauses,
    )
  const deferral = matter.execution.deferrals.at(-1)
  return deferral && today <= deferral.term.due
    ? refuse(
        'deferral-runs',
        `已经批准暂缓或者分期缴纳到${zhDay(deferral.term.due)}，期满之前不能申请强制执行`,
        ...(findInForce(law.modes, 'court.afterDeferral', on(today))?.clauses ?? deferral.term.clauses),
      )
    : undefined
}

/** G21: urged, and ten working days have passed. */
function notUrged(matter: Enforced, { today }: Pick<At, 'today'>): Refusal | undefined {
  const { urges } = matter.execution
  if (urges.length === 0) return refuse('not-urged', '申请强制执行之前应当催告当事人履行义务', 'QZF-54')
  const urged = urges.filter(({ no }) => isConfirmed(matter, `urge:${no}`))
  if (urged.length === 0) return refuse('urge-unconfirmed', '催告书的送达还没有由第二名执法人员确认', 'CFF-42-1', 'QZF-54')
  const first = urged[0]
  return first && today <= first.term.due
    ? refuse('urge-term-runs', `催告书送达十日到${zhDay(first.term.due)}，期满之前不能申请强制执行`, ...first.term.clauses)
    : undefined
}

/** G21: may the court be asked to enforce today 能否申请人民法院强制执行? The first bar, or undefined. */
export function courtBar(matter: Enforced, at: Pick<At, 'law' | 'today'>): Refusal | undefined {
  const early = notServed(matter) ?? notStanding(matter)
  if (early) return early
  if (isFulfilled(matter)) return refuse('fulfilled', '当事人已经履行，没有可以申请执行的内容', 'QZF-53')
  const last = matter.execution.applications.at(-1)
  if (last && last.answer?.accepted !== false) return refuse('already-applied', '已经申请人民法院强制执行', 'QZF-53')
  const bar = remediesRun(matter, at) ?? notUrged(matter, at)
  if (bar) return bar
  const window = courtWindow(matter, at.law, at.today)
  return window && at.today > window.due
    ? refuse('court-too-late', `申请强制执行的期限已于${zhDay(window.due)}届满`, ...window.clauses)
    : undefined
}

export const applyToCourt = act({
  id: 'execution.applyToCourt',
  zh: '申请人民法院强制执行',
  clauses: ['QZF-53', 'QZF-54', 'QZF-55-1', 'C13-66-1-3', 'C4-55-1-2', 'C53-56', 'SSF-97'],
  stream: 'case',
  by: ['head'],
  seen: true,
  input: z.strictObject({
    court: words(60).meta({ title: '有管辖权的人民法院' }),
    papers: z.array(words(40)).min(1).max(12).meta({ title: '申请材料', of: 'court.papers' }),
  }),
  closed: (matter: Enforced, at): Refusal | undefined => courtBar(matter, at),
  run(matter: Enforced, said, { actor, law, today }): readonly ExecutionEvent[] | Refusal {
    const missing = inForce(law.lists, 'court.papers', on(today)).items.find(({ id }) => !said.papers.includes(id))
    if (missing) return refuse('papers-incomplete', `申请材料缺「${missing.zh}」，补齐后再申请`, missing.clause)
    const no = matter.execution.applications.length + 1
    return [{ kind: 'execution.appliedToCourt', no, ...said, owing: owingOf(matter, law, today), by: actor.id, on: today }]
  },
})

export const recordAnswer = act({
  id: 'execution.recordAnswer',
  zh: '记录法院受理情况',
  clauses: ['QZF-56', 'C4-56-1-2'],
  stream: 'case',
  by: ['handler'],
  seen: false,
  input: z.strictObject({
    accepted: z.boolean().meta({ title: '受理' }),
    text: words(500).meta({ title: '法院文书及文号' }),
    on: day.meta({ title: '日期' }),
  }),
  closed(matter: Enforced, at): Refusal | undefined {
    const last = matter.execution.applications.at(-1)
    return notHandler(matter, at) ?? (last && !last.answer ? undefined : refuse('not-applied', '没有等待法院答复的申请', 'QZF-56'))
  },
  run({ execution }: Enforced, said, { actor, today }): readonly ExecutionEvent[] | Refusal {
    if (said.on > today) return refuse('in-future', '日期不能晚于今天', 'QZF-56')
    const asked = execution.applications.at(-1)?.on ?? today
    if (said.on < asked) return refuse('too-early', `日期不能早于申请之日（${zhDay(asked)}）`, 'QZF-56')
    return [{ kind: 'execution.courtAnswered', ...said, by: actor.id }]
  },
})
