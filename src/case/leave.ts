import { z } from 'zod'
import { act } from '#agency/act'
import { notApprover } from '#case/approver'
import type { CourseEvent } from '#case/course'
import { notHandler } from '#case/handler'
import { competentElsewhere, openQuestion } from '#case/jurisdiction'
import type { CaseEvent, CaseFile } from '#case/matter'
import { isHeld } from '#case/preservation'
import type { Clauses } from '#law/clause'
import { type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'
import { findInForce, inForce, type Law, on } from '#policy/law'

/** G37: what ends a matter lifts what is still held (C4-47-2). */
export const ending = (file: CaseFile, event: CourseEvent & Readonly<{ on: string }>): readonly CaseEvent[] => [
  ...file.preservations
    .filter(isHeld)
    .map(({ no }) => ({ kind: 'case.preservationLifted' as const, no, why: 'ended' as const, on: event.on })),
  event,
]

/** A ground of the day's list 法定情形; a field whose text knows no such step has no list. */
function groundAmiss(key: string, zh: string, ground: string, law: Law, today: string): Refusal | undefined {
  const row = findInForce(law.lists, key, on(today))
  if (!row) return noStep(zh, law, today)
  return row.items.some(({ id }) => id === ground)
    ? undefined
    : refuse('ground-unknown', `${zh}的情形应当是：${row.items.map((item) => item.zh).join('；')}`, ...row.clauses)
}

/** The term runs as the day's law sets it; where that sets none, filing is what stands. */
const noStep = (zh: string, law: Law, today: string): Refusal =>
  refuse(
    'no-such-step',
    `本领域当日的规定没有${zh}的程序，办案期限照常计算`,
    ...(findInForce(law.periods, 'decision', on(today)) ?? inForce(law.posts, 'approve.filing', on(today))).clauses,
  )

const known = (key: string, zh: string, { law, today }: Readonly<{ law: Law; today: string }>): Refusal | undefined =>
  findInForce(law.posts, key, on(today)) ? undefined : noStep(zh, law, today)

export const suspend = act({
  id: 'case.suspend',
  zh: '中止调查',
  clauses: ['C4-42-1'],
  stream: 'case',
  by: ['head'],
  seen: true,
  input: z.strictObject({
    ground: words(40).meta({ title: '中止的情形', of: 'suspend.grounds' }),
    text: words(2000).meta({ title: '查明的情况和依据的证据' }),
  }),
  closed: (_file: CaseFile, at): Refusal | undefined =>
    known('approve.suspend', '中止调查', at) ?? notApprover('approve.suspend', '中止调查', at),
  run: (_file: CaseFile, said, { actor, law, today }): readonly CaseEvent[] | Refusal =>
    groundAmiss('suspend.grounds', '中止调查', said.ground, law, today) ?? [{ kind: 'case.suspended', ...said, by: actor.id, on: today }],
})

/** The cause is gone: at once, by the handlers themselves (C4-42-2). */
export const resume = act({
  id: 'case.resume',
  zh: '恢复调查',
  clauses: ['C4-42-2'],
  stream: 'case',
  by: ['handler'],
  seen: false,
  input: z.strictObject({ text: words(2000).meta({ title: '中止原因消除的情况' }) }),
  closed: notHandler,
  run: (_file: CaseFile, { text }, { actor, today }): readonly CaseEvent[] => [{ kind: 'case.resumed', text, by: actor.id, on: today }],
})

export const terminate = act({
  id: 'case.terminate',
  zh: '终止调查',
  clauses: ['C4-47-1', 'C4-47-2'],
  stream: 'case',
  by: ['head'],
  seen: true,
  input: z.strictObject({
    ground: words(40).meta({ title: '终止的情形', of: 'terminate.grounds' }),
    text: words(2000).meta({ title: '查明的情况和依据的证据' }),
  }),
  closed: (_file: CaseFile, at): Refusal | undefined =>
    known('approve.terminate', '终止调查', at) ?? notApprover('approve.terminate', '终止调查', at),
  run: (file: CaseFile, said, { actor, law, today }): readonly CaseEvent[] | Refusal =>
    groundAmiss('terminate.grounds', '终止调查', said.ground, law, today) ??
    ending(file, { kind: 'case.terminated', ...said, by: actor.id, on: today }),
})

const transferClauses = {
  jurisdiction: ['C13-9-1', 'C4-12-1'],
  department: ['C4-12-1', 'C4-43-1-4'],
  handlingBody: ['C4-43-1-4'],
} as const satisfies Record<string, Clauses>

export const transfer = act({
  id: 'case.transfer',
  zh: '移送有管辖权的机关',
  clauses: ['C13-9-1', 'C4-12-1', 'C4-43-1-4', 'C53-9-1'],
  stream: 'case',
  by: ['head'],
  seen: true,
  input: z.strictObject({
    ground: z.enum(['jurisdiction', 'department', 'handlingBody']).meta({
      title: '移送的理由',
      labels: { jurisdiction: '不属于本机关管辖', department: '属于其他行政管理部门管辖', handlingBody: '由医疗保障经办机构处理' },
    }),
    to: words(100).meta({ title: '受移送机关' }),
    text: words(2000).meta({ title: '案情、理由和随案移送的材料、物品' }),
  }),
  closed: (file: CaseFile, { law, today }): Refusal | undefined =>
    openQuestion(file)
      ? refuse('jurisdiction-open', '管辖还没有确定，确定以前不移送', ...inForce(law.modes, 'jurisdiction.designate', on(today)).clauses)
      : undefined,
  run(file: CaseFile, { ground, to, text }, { actor, agency, law, today }): readonly CaseEvent[] | Refusal {
    const { clue } = file
    const competent = competentElsewhere(file)
    if (competent && (ground !== 'jurisdiction' || to !== competent))
      return refuse(
        'other-competent',
        `本案已经确定由${competent}管辖，应当移送该机关`,
        ...inForce(law.modes, 'jurisdiction.transfer', on(today)).clauses,
      )
    if (clue?.source === 'transfer' && ground === 'jurisdiction' && !competent)
      return refuse(
        'no-second-transfer',
        '本案是移送来的，认为移送不当的，应当报请共同的上级机关指定管辖，不得再自行移送',
        'C13-9-2',
        'C4-12-2',
      )
    if (ground === 'handlingBody' && agency.founded?.field !== 'medical-security')
      return refuse('no-handling-body', '只有医疗保障案件可以交由经办机构处理', ...transferClauses.handlingBody)
    return [{ kind: 'case.transferred', ground, text: `移送${to}：${text}`, by: actor.id, on: today }]
  },
})
