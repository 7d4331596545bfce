import { z } from 'zod'
import { act } from '#agency/act'
import { announcementTerm, deliveryAmiss, serving } from '#case/delivery'
import { notHandler } from '#case/handler'
import { type CaseEvent, type CaseFile, isConfirmed } from '#case/matter'
import { type Day, day } from '#law/day'
import { reckon } from '#law/period'
import { type Refusal, refuse } from '#law/refusal'
import type { Term } from '#law/term'
import { words } from '#law/text'
import { inForce, type Law, on } from '#policy/law'

type Owing = CaseFile & Readonly<{ owes: boolean }>

/** P06: what is owed is paid from the day of service on. */
const paymentOf = ({ owes }: Owing, served: Day, law: Law): Readonly<{ payment?: Term }> =>
  owes ? { payment: reckon('payment', inForce(law.periods, 'payment', on(served)), served, law.calendar) } : {}

export const deliver = act({
  id: 'case.deliver',
  zh: '送达决定书',
  clauses: ['CFF-61-1', 'C13-53', 'C4-59-1', 'C53-47'],
  stream: 'case',
  by: ['handler'],
  seen: false,
  input: z.strictObject({
    ...serving,
    on: day.meta({ title: '签收、留置、到达、退回或者发出公告之日' }),
    proof: words(1000).meta({ title: '送达回证记载' }),
  }),
  closed: notHandler,
  run(file: Owing, { facts, ...said }, { actor, today, law }): readonly CaseEvent[] | Refusal {
    if (said.on > today) return refuse('in-future', '送达日期不能晚于今天', 'CFF-61-1')
    const more = facts ? { facts } : {}
    const lack = file.clue && deliveryAmiss({ ...said, ...more }, file.clue.party, 'decision', law)
    if (lack) return lack
    const no = file.announcements.length + file.deliveries.filter(({ from }) => !from).length + 1
    const { on: done, ...rest } = said
    const made = { record: `delivery:${no}`, by: actor.id } as const
    const term = announcementTerm(said, law)
    if (term) return [{ kind: 'case.announced', ...made, announcement: { delivery: { no, ...rest, from: done, ...more }, term } }]
    return [{ kind: 'case.delivered', ...made, delivery: { no, ...rest, on: done, ...more }, ...paymentOf(file, done, law) }]
  },
  next: (event, { stream }) =>
    event.kind === 'case.announced'
      ? [{ act: 'case.serveAnnounced', stream, input: { no: event.announcement.delivery.no }, on: event.announcement.term.due }]
      : [],
})

/** 公告期满视为送达 (C13-58-2, C53-50-2, MSF-95-1), unless it was served otherwise meanwhile. */
export const serveAnnounced = act({
  id: 'case.serveAnnounced',
  zh: '公告期满视为送达',
  clauses: ['C13-58-2', 'C53-50-2', 'MSF-95-1'],
  stream: 'case',
  by: 'system',
  seen: false,
  input: z.strictObject({ no: z.int().positive() }),
  run(file: Owing, { no }, { today, law }): readonly CaseEvent[] {
    const announced = file.announcements.find(({ delivery }) => delivery.no === no)
    if (
      !announced ||
      today < announced.term.due ||
      file.deliveries.some((each) => each.no === no || isConfirmed(file, `delivery:${each.no}`))
    )
      return []
    const { due } = announced.term
    return [{ kind: 'case.delivered', delivery: { ...announced.delivery, on: due }, ...paymentOf(file, due, law) }]
  },
})
