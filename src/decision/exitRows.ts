import type { RowChange } from '#agency/act'
import { done, duty } from '#agency/duty'
import { idOf, type StreamName } from '#agency/stream'
import { titleOf } from '#case/matter'
import type { ExitEvent, OwnPaper } from '#decision/exit'
import type { Ready } from '#decision/gate'
import type { Day } from '#law/day'

/** 作出处理决定 by the term as it now stands; opened again where a matter comes back. */
export const decideDuty = (after: Ready, stream: StreamName): RowChange => {
  const { filed } = after
  return duty(stream, {
    ...{ key: 'decide', zh: '作出处理决定', matter: { id: idOf(stream), zh: titleOf(after) }, act: 'penalty.decide', post: 'head' },
    ...{ startedOn: filed?.term.from ?? '', clauses: filed?.term.clauses ?? ['CFF-60'] },
    ...(filed ? { term: filed.term } : {}),
  })
}

/** What waited on the way to a decision waits no longer 不再等待. */
const over = ({ decision, records, review }: Ready, stream: StreamName, on: Day): readonly RowChange[] =>
  [
    ...['decide', 'statement', 'hearing', 'discuss', 'approve-extension'],
    ...(review.required.length > 0 ? ['submit-review', 'after-return'] : []),
    ...decision.minutes.flatMap(({ no, present, signed }) =>
      present.filter((who) => !signed.includes(who)).map((who) => `sign:${no}:${who}`),
    ),
    ...records.filter(({ name, confirmedBy }) => !confirmedBy && !name.startsWith('paper:')).map(({ name }) => `confirm:${name}`),
  ].map((key) => done(stream, key, on))

/** 文书一览, where its number is counted, and its service 送达. */
const paperRows = (after: Ready, { kind, zh, documentNo, deliverBy, on }: OwnPaper, stream: StreamName): readonly RowChange[] => [
  {
    table: 'own_paper',
    key: { case_id: idOf(stream), no: after.decision.papers.length },
    set: { kind, zh, document_no: documentNo, made_on: on },
  },
  duty(stream, {
    ...{ key: `serve:${documentNo}`, zh: `送达${zh}`, matter: { id: idOf(stream), zh: titleOf(after) }, act: 'decision.serve' },
    ...{ post: 'handler', startedOn: on, term: deliverBy, clauses: deliverBy.clauses },
  }),
]

/** 不予处罚、移送公安、决定的变更撤销、结案: whose turn it is. */
export function exitRows(after: Ready, event: ExitEvent, stream: StreamName): readonly RowChange[] {
  const matter = { id: idOf(stream), zh: titleOf(after) }
  switch (event.kind) {
    case 'penalty.notPunished':
    case 'penalty.foundUnfounded':
      return [
        ...over(after, stream, event.on),
        ...paperRows(after, event.paper, stream),
        duty(stream, {
          ...{ key: 'report-closing', zh: '制作结案报告', matter, act: 'case.reportClosing' },
          ...{ post: 'handler', startedOn: event.on, clauses: ['CFF-57-1'] },
        }),
      ]
    case 'decision.crimeReported':
      return [
        duty(stream, {
          ...{ key: 'crime', zh: '决定是否移送公安机关', matter, act: 'case.decideTransfer', post: 'principalLeader' },
          ...{ startedOn: event.on, clauses: ['YS310-5-2'] },
          ...(event.term ? { term: event.term } : {}),
        }),
      ]
    case 'decision.crimeDecided':
      return [
        done(stream, 'crime', event.on),
        ...(event.term
          ? [
              duty(stream, {
                ...{ key: 'crime-send', zh: '移送公安机关', matter, act: 'case.transferToPolice' },
                ...{ post: 'handler', startedOn: event.on, term: event.term, clauses: event.term.clauses },
              }),
            ]
          : []),
      ]
    case 'decision.crimeSent':
      return [
        done(stream, 'crime-send', event.on),
        ...over(after, stream, event.on),
        duty(stream, {
          ...{ key: 'police-answer', zh: '记录公安机关的决定', matter, act: 'case.recordPolice' },
          ...{ post: 'handler', startedOn: event.on, clauses: ['YS310-8'] },
        }),
      ]
    case 'decision.policeAnswered': {
      const next = event.filed
        ? ({ key: 'hand-over', zh: '向公安机关移交涉案物品和材料', act: 'case.handOver', clauses: ['YS310-12'] } as const)
        : ({ key: 'reconsider', zh: '可以提请公安机关复议', act: 'case.askPoliceReconsideration', clauses: ['YS310-9-1'] } as const)
      return [
        done(stream, 'police-answer', event.on),
        duty(stream, { ...next, matter, post: 'handler', startedOn: event.on, ...(event.term ? { term: event.term } : {}) }),
        ...(event.filed ? over(after, stream, event.on) : [decideDuty(after, stream)]),
      ]
    }
    case 'decision.reconsiderationAsked':
      return [
        done(stream, 'reconsider', event.on),
        duty(stream, {
          ...{ key: 'police-answer', zh: '记录公安机关的复议决定', matter, act: 'case.recordPolice' },
          ...{ post: 'handler', startedOn: event.on, clauses: ['YS310-9-2'] },
        }),
      ]
    case 'decision.handedOver':
      return [done(stream, 'hand-over', event.on)]
    case 'decision.outcomeSet':
      return [
        ...(event.how === 'changed' ? [] : ['deliver', 'pay', 'urge', 'court'].map((key) => done(stream, key, event.on))),
        ...(event.anew ? [done(stream, 'file-upward', event.on), decideDuty(after, stream)] : []),
        ...(event.paper ? paperRows(after, event.paper, stream) : []),
      ]
    case 'decision.paperServed':
      return [done(stream, `serve:${event.documentNo}`, event.on)]
    case 'decision.closingReported':
      return [
        done(stream, 'report-closing', event.on),
        duty(stream, {
          ...{ key: 'close', zh: '审批结案', matter, act: 'case.close' },
          ...{ post: 'head', startedOn: event.on, clauses: ['G118-8'] },
        }),
      ]
    case 'decision.closed':
      return [
        done(stream, 'close', event.on),
        ...(event.upward
          ? [
              duty(stream, {
                ...{ key: 'file-upward', zh: '听证案件报上级法制机构备案', matter, act: 'case.fileUpward', post: 'handler' },
                ...{ startedOn: event.on, term: event.upward, clauses: event.upward.clauses },
              }),
            ]
          : []),
      ]
    case 'decision.filedUpward':
      return [done(stream, 'file-upward', event.on)]
  }
}
