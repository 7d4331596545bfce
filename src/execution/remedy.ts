import { z } from 'zod'
import { act } from '#agency/act'
import { notHandler } from '#case/handler'
import { type Enforced, isFulfilled, notServed, servedOf } from '#execution/debt'
import {
  afterExecution,
  type ExecutionEvent,
  isOpen,
  type RemedyKind,
  type RemedyResult,
  remediesZh,
  resultsZh,
} from '#execution/execution'
import { courtWindow } from '#execution/window'
import { day, zhDay } from '#law/day'
import { type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'

export const openRemedy = act({
  id: 'execution.openRemedy',
  zh: '记录行政复议、行政诉讼',
  clauses: ['CFF-73-1', 'FYF-20-1', 'SSF-46-1', 'CFF17-45', 'FYF17-9-1'],
  stream: 'case',
  by: ['handler'],
  seen: false,
  input: z.strictObject({
    kind: z.enum(Object.keys(remediesZh) as [RemedyKind, ...RemedyKind[]]).meta({ title: '救济途径', labels: remediesZh }),
    organ: words(100).meta({ title: '复议机关或者人民法院' }),
    on: day.meta({ title: '当事人申请（起诉）日期' }),
  }),
  closed(matter: Enforced, at): Refusal | undefined {
    const remedy = matter.execution.remedies.at(-1)
    return (
      notHandler(matter, at) ??
      notServed(matter) ??
      (remedy && isOpen(remedy)
        ? refuse('remedy-runs', `${remediesZh[remedy.kind]}正在进行，其间不能另行申请复议或者起诉`, 'FYF-29', 'SSF-44')
        : undefined)
    )
  },
  run(matter: Enforced, said, { actor, today }): readonly ExecutionEvent[] | Refusal {
    if (said.on > today) return refuse('in-future', '日期不能晚于今天', 'CFF-73-1')
    const first = matter.execution.remedies.at(-1)?.closed?.on ?? servedOf(matter)?.on ?? today
    if (said.on < first) return refuse('too-early', `日期不能早于${zhDay(first)}，请核对`, 'CFF-73-1')
    const remedy = { no: matter.execution.remedies.length + 1, ...said }
    return [{ kind: 'execution.remedyOpened', remedy, by: actor.id, on: said.on }]
  },
})

export const closeRemedy = act({
  id: 'execution.closeRemedy',
  zh: '记录复议、诉讼结果',
  clauses: ['CFF-73-3', 'SSF-45', 'FYF-78', 'CFF17-45'],
  stream: 'case',
  by: ['handler'],
  seen: false,
  input: z.strictObject({
    result: z.enum(Object.keys(resultsZh) as [RemedyResult, ...RemedyResult[]]).meta({ title: '结果', labels: resultsZh }),
    text: words(1000).meta({ title: '文书文号和要点' }),
    on: day.meta({ title: '送达或者生效日期' }),
  }),
  closed(matter: Enforced, at): Refusal | undefined {
    const remedy = matter.execution.remedies.at(-1)
    return notHandler(matter, at) ?? (remedy && isOpen(remedy) ? undefined : refuse('no-remedy', '没有正在进行的复议或者诉讼', 'CFF-73-1'))
  },
  run(matter: Enforced, said, { actor, law, today }): readonly ExecutionEvent[] | Refusal {
    if (said.on > today) return refuse('in-future', '日期不能晚于今天', 'CFF-73-1')
    const opened = matter.execution.remedies.at(-1)?.on ?? today
    if (said.on < opened) return refuse('too-early', `日期不能早于申请（起诉）之日（${zhDay(opened)}）`, 'CFF-73-1')
    const event = { kind: 'execution.remedyClosed', ...said, by: actor.id } as const
    const after = { ...matter, execution: afterExecution(matter.execution, event) }
    const window = isFulfilled(after) ? undefined : courtWindow(after, law, today)
    return [{ ...event, ...(window ? { window } : {}) }]
  },
})
