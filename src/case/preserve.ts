import { z } from 'zod'
import { act, type Followup } from '#agency/act'
import type { StreamName } from '#agency/stream'
import { notApprover } from '#case/approver'
import { notHandler } from '#case/handler'
import type { CaseEvent, CaseFile } from '#case/matter'
import { type Disposal, disposals, isHeld, type Preservation } from '#case/preservation'
import { addDays, type Day, day } from '#law/day'
import { reckon, reckonAt } from '#law/period'
import { type Refusal, refuse } from '#law/refusal'
import { endZh, isOver } from '#law/term'
import { words } from '#law/text'
import { findInForce, inForce, type Law, on } from '#policy/law'

const items = z
  .array(
    z.strictObject({
      name: words(100).meta({ title: '名称' }),
      quantity: words(60).meta({ title: '数量、规格' }),
      place: words(200).exactOptional().meta({ title: '存放地点' }),
    }),
  )
  .min(1)
  .max(200)
  .meta({ title: '登记保存的物品清单' })
const reason = words(1000).meta({ title: '证据可能灭失或者以后难以取得的理由' })
const proof = words(1000).meta({ title: '当场清点、清单签名和通知书交付情况' })
const number = z.int().positive().meta({ title: '登记保存序号' })

const termFrom = (law: Law, taken: Day) => reckon('preserve', inForce(law.periods, 'preserve', on(taken)), taken, law.calendar)

/** What time brings 届满: the term over, and in an urgent order, at their hour, the hours for approval. */
const lapses = (event: CaseEvent, stream: StreamName): readonly Followup[] => {
  if (event.kind !== 'case.preserved' && event.kind !== 'case.preservedUrgently') return []
  const terms = [event.term, ...(event.kind === 'case.preservedUrgently' ? [event.approveBy] : [])]
  return terms.map(({ due, hours }) => ({
    ...{ act: 'case.lapsePreservation', stream, input: { no: event.no } },
    ...(hours ? { after: hours.until } : { on: addDays(due, 1) }),
  }))
}

export const applyPreservation = act({
  id: 'case.applyPreservation',
  zh: '申请先行登记保存',
  clauses: ['CFF-56', 'C13-33-1', 'C4-26-1', 'C53-22-1', 'CFF17-37-2'],
  stream: 'case',
  by: ['handler'],
  seen: false,
  input: z.strictObject({ items, reason }),
  closed: notHandler,
  run: (file: CaseFile, { items, reason }, { actor, today }): readonly CaseEvent[] => [
    { kind: 'case.preservationApplied', no: file.preservations.length + 1, items, reason, by: actor.id, on: today },
  ],
})

const waiting = ({ approved, refused, lifted }: Preservation): boolean => !approved && !refused && !lifted

/** G05: a head, before the measure; or, in an urgent order, within the hours of the text. */
export const approvePreservation = act({
  id: 'case.approvePreservation',
  zh: '审批先行登记保存',
  clauses: ['CFF-56', 'C13-33-1', 'C13-33-2', 'C4-26-1', 'C4-26-2', 'C53-22-1', 'CFF17-37-2'],
  stream: 'case',
  by: ['head'],
  seen: true,
  input: z.strictObject({
    no: number,
    granted: z.boolean().meta({ title: '同意采取' }),
    opinion: words(500).meta({ title: '审批意见' }),
  }),
  closed: (file: CaseFile, at): Refusal | undefined =>
    file.preservations.some(waiting)
      ? notApprover('approve.preserve', '先行登记保存', at)
      : refuse('no-preservation', '没有等待批准的先行登记保存', 'CFF-56'),
  run(file: CaseFile, { no, granted, opinion }, { actor, now, today }): readonly CaseEvent[] | Refusal {
    const asked = file.preservations.find((each) => each.no === no && waiting(each))
    if (!asked) return refuse('no-preservation', '没有这份等待批准的先行登记保存', 'CFF-56')
    const said = { no, opinion, by: actor.id, on: today }
    if (!granted)
      return [
        { kind: 'case.preservationRefused', ...said },
        ...(asked.taken ? [{ kind: 'case.preservationLifted', no, why: 'refused', on: today } as const] : []),
      ]
    if (asked.urgent && isOver(asked.urgent.approveBy, now)) {
      const { approveBy } = asked.urgent
      return refuse('back-approval-late', `补办批准的期限已于${endZh(approveBy)}届满，应当立即解除，不能再补办`, ...approveBy.clauses)
    }
    return [{ kind: 'case.preservationApproved', ...said }]
  },
})

/** The measure itself, after approval 实施登记保存. */
export const preserve = act({
  id: 'case.preserve',
  zh: '实施先行登记保存',
  clauses: ['CFF-56', 'C13-33-1', 'C4-27-1', 'C53-22-1', 'CFF17-37-2'],
  stream: 'case',
  by: ['handler'],
  seen: false,
  input: z.strictObject({ no: number, proof, on: day.meta({ title: '实施日期' }) }),
  closed: (file: CaseFile, at): Refusal | undefined =>
    notHandler(file, at) ??
    (file.preservations.some(({ approved, taken }) => approved && !taken)
      ? undefined
      : refuse(
          'not-approved',
          '没有经负责人批准、尚待实施的先行登记保存',
          ...inForce(at.law.posts, 'approve.preserve', on(at.today)).clauses,
        )),
  run(file: CaseFile, { no, proof, on: taken }, { actor, today, law }): readonly CaseEvent[] | Refusal {
    const approved = file.preservations.find((each) => each.no === no && !each.taken)?.approved
    const { clauses } = inForce(law.posts, 'approve.preserve', on(taken))
    if (!approved) return refuse('not-approved', '这份先行登记保存没有经负责人批准，不能实施', ...clauses)
    if (taken > today) return refuse('in-future', '实施日期不能晚于今天', ...clauses)
    if (taken < approved.on) return refuse('before-approval', '应当先经负责人批准，再实施先行登记保存', ...clauses)
    return [{ kind: 'case.preserved', record: `preservation:${no}`, no, proof, term: termFrom(law, taken), by: actor.id, on: taken }]
  },
  next: (event, { stream }) => lapses(event, stream),
})

/** 情况紧急当场采取: only where the text of the day knows it (C4-26-2 since 2021-07-15, C13-33-2 since 2025-06-01). */
export const preserveUrgently = act({
  id: 'case.preserveUrgently',
  zh: '紧急情况当场登记保存',
  clauses: ['C13-33-2', 'C4-26-2'],
  stream: 'case',
  by: ['handler'],
  seen: false,
  input: z.strictObject({ items, reason, urgency: words(1000).meta({ title: '情况紧急的理由' }), proof }),
  closed: (file: CaseFile, at): Refusal | undefined =>
    notHandler(file, at) ??
    (findInForce(at.law.modes, 'preserve.urgent', on(at.today))
      ? undefined
      : refuse(
          'urgent-unknown',
          '当日的规定要求事先经负责人批准，没有先采取、后补办批准的程序',
          ...inForce(at.law.posts, 'approve.preserve', on(at.today)).clauses,
        )),
  run(file: CaseFile, { items, reason, urgency, proof }, { actor, now, today, law }): readonly CaseEvent[] {
    const no = file.preservations.length + 1
    return [
      {
        kind: 'case.preservedUrgently',
        record: `preservation:${no}`,
        no,
        items,
        reason: `${reason}；${urgency}`,
        proof,
        term: termFrom(law, today),
        at: now,
        approveBy: reckonAt('preserve.approve', inForce(law.periods, 'preserve.approve', on(today)), now, law.calendar),
        by: actor.id,
        on: today,
      },
    ]
  },
  next: (event, { stream }) => lapses(event, stream),
})

export const disposePreservation = act({
  id: 'case.disposePreservation',
  zh: '处理登记保存的证据',
  clauses: ['CFF-56', 'C13-33-1', 'C4-28-1', 'C53-22-2', 'CFF17-37-2'],
  stream: 'case',
  by: ['handler'],
  seen: false,
  input: z.strictObject({
    no: number,
    disposal: z.enum(Object.keys(disposals) as [Disposal, ...Disposal[]]).meta({ title: '处理决定', labels: disposals }),
    text: words(1000).meta({ title: '物品去向和签收情况' }),
    on: day.meta({ title: '处理日期' }),
  }),
  closed: (file: CaseFile, at): Refusal | undefined =>
    file.preservations.some(isHeld)
      ? notHandler(file, at)
      : refuse('nothing-held', '没有仍在登记保存中的证据', ...inForce(at.law.periods, 'preserve', on(at.today)).clauses),
  run(file: CaseFile, { no, disposal, text, on: done }, { actor, today }): readonly CaseEvent[] | Refusal {
    const taken = file.preservations.find((each) => each.no === no && isHeld(each))?.taken
    if (!taken) return refuse('nothing-held', '这份登记保存已经处理或者解除', 'CFF-56')
    const { clauses, due } = taken.term
    if (done > today) return refuse('in-future', '处理日期不能晚于今天', ...clauses)
    if (done < taken.on) return refuse('day-amiss', '处理日期早于登记保存之日，请核对', ...clauses)
    if (done > due && disposal !== 'returned')
      return refuse('preservation-over', `登记保存的期限已于 ${due} 届满，只能解除并返还`, ...clauses)
    return [{ kind: 'case.preservationDisposed', record: `disposal:${no}`, no, disposal, text, by: actor.id, on: done }]
  },
})

/** G06, as time passes 届满解除: no approval within the hours, or nothing decided within the term. */
export const lapsePreservation = act({
  id: 'case.lapsePreservation',
  zh: '登记保存期满',
  clauses: ['C4-28-2', 'C13-33-2', 'C4-26-2', 'CFF-56'],
  stream: 'case',
  by: 'system',
  seen: false,
  input: z.strictObject({ no: z.int().positive() }),
  run(file: CaseFile, { no }, { now, today, law }): readonly CaseEvent[] {
    const held = file.preservations.find((each) => each.no === no && isHeld(each))
    if (!held?.taken) return []
    if (held.urgent && !held.approved && isOver(held.urgent.approveBy, now))
      return [{ kind: 'case.preservationLifted', no, why: 'unapproved', on: today }]
    if (today <= held.taken.term.due || held.lapsed) return []
    return inForce(law.modes, 'preserve.lapse', on(held.taken.on)).mode === 'lifts'
      ? [{ kind: 'case.preservationLifted', no, why: 'lapsed', on: today }]
      : [{ kind: 'case.preservationLapsed', no, on: today }]
  },
})
