import type { RowChange } from '#agency/act'
import { done, duty } from '#agency/duty'
import type { StreamName } from '#agency/stream'
import { idOf } from '#agency/stream'
import { isSuspended } from '#case/course'
import { type CaseEvent, type CaseFile, type RecordKind, type RecordName, recordKinds, titleOf } from '#case/matter'
import type { Day } from '#law/day'
import type { Term } from '#law/term'

/** 确认记录: waits for the handler who did not make it. */
export const toConfirm = (stream: StreamName, file: CaseFile, made: Readonly<{ record: RecordName; by: string }>, on: Day): RowChange => {
  const [kind = '', no] = made.record.split(':')
  const other = file.handlers.find((handler) => handler !== made.by)
  return duty(stream, {
    key: `confirm:${made.record}`,
    zh: `确认${recordKinds[kind as RecordKind] ?? '记录'}${no}`,
    matter: { id: idOf(stream), zh: titleOf(file) },
    act: 'case.confirm',
    ...(other ? { officer: other } : {}),
    startedOn: on,
    clauses: ['CFF-42-1'],
  })
}

/** 线索、立案、证据、送达: what of them waits, and for whom. */
export function rows(file: CaseFile, event: CaseEvent, stream: StreamName): readonly RowChange[] {
  const matter = { id: idOf(stream), zh: titleOf(file) }
  switch (event.kind) {
    case 'case.reported':
      return [
        duty(stream, {
          key: 'file',
          zh: '立案',
          matter,
          act: 'case.applyToFile',
          post: 'handler',
          startedOn: event.on,
          term: event.term,
          clauses: event.term.clauses,
        }),
      ]
    case 'case.filingApplied':
      return [
        duty(stream, {
          key: 'approve-filing',
          zh: '批准立案',
          matter,
          act: 'case.file',
          post: event.approver,
          startedOn: event.on,
          clauses: ['CFF-54-2'],
        }),
      ]
    case 'case.filed':
      return [
        done(stream, 'file', event.on),
        done(stream, 'approve-filing', event.on),
        duty(stream, {
          key: 'decide',
          zh: '作出处理决定',
          matter,
          act: 'penalty.decide',
          post: 'head',
          startedOn: event.on,
          term: event.term,
          clauses: event.term.clauses,
        }),
      ]
    case 'case.evidenceAdded':
    case 'case.attached':
      return []
    case 'case.sampled':
      return []
    case 'case.filingExtended':
      return [
        duty(stream, {
          key: 'file',
          zh: '立案',
          matter,
          act: 'case.applyToFile',
          post: 'handler',
          startedOn: file.clue?.on ?? event.on,
          term: event.term,
          clauses: event.term.clauses,
        }),
      ]
    case 'case.confirmed':
      return [done(stream, `confirm:${event.record}`, event.on)]
    case 'case.announced': {
      const { term, delivery } = event.announcement
      return [
        done(stream, 'deliver', delivery.from ?? term.from),
        duty(stream, {
          key: `announced:${delivery.no}`,
          zh: '公告期届满视为送达',
          matter,
          act: 'case.serveAnnounced',
          startedOn: term.from,
          term,
          clauses: term.clauses,
        }),
      ]
    }
    case 'case.delivered':
      return [
        done(stream, event.delivery.from ? `announced:${event.delivery.no}` : 'deliver', event.delivery.on),
        ...(event.payment
          ? [
              duty(stream, {
                key: 'pay',
                zh: '缴纳罚没款',
                matter,
                act: 'execution.pay',
                startedOn: event.delivery.on,
                term: event.payment,
                clauses: event.payment.clauses,
              }),
            ]
          : []),
      ]
    case 'case.recusalApplied':
      return [
        duty(stream, {
          key: `recusal:${event.no}`,
          zh: '决定回避',
          matter,
          act: 'case.decideRecusal',
          post: event.organ === 'collective' ? 'head' : event.organ,
          startedOn: event.on,
          clauses: event.clauses,
        }),
      ]
    case 'case.recusalDecided':
      return [
        done(stream, `recusal:${event.no}`, event.on),
        ...(event.recused && file.handlers.includes(event.officer)
          ? [
              duty(stream, {
                key: `replace:${event.officer}`,
                zh: '更换已回避的办案人员',
                matter,
                act: 'case.replaceHandler',
                post: 'unitHead',
                startedOn: event.on,
                clauses: ['CFF-42-1', 'CFF-43-1'],
              }),
            ]
          : []),
      ]
    case 'case.handlerReplaced':
      return [
        done(stream, `replace:${event.out}`, event.on),
        ...file.records
          .filter(({ confirmedBy }) => !confirmedBy)
          .map(({ name, by }) => toConfirm(stream, file, { record: name, by }, event.on)),
      ]
    case 'case.preservationApplied':
      return [approveDuty(stream, matter, event, '批准先行登记保存')]
    case 'case.preservationApproved':
      return [
        done(stream, `approve-preservation:${event.no}`, event.on),
        ...(file.preservations.some(({ no, taken }) => no === event.no && !taken)
          ? [
              duty(stream, {
                key: `preserve:${event.no}`,
                zh: `实施先行登记保存${event.no}`,
                matter,
                act: 'case.preserve',
                post: 'handler',
                startedOn: event.on,
                clauses: ['CFF-56'],
              }),
            ]
          : []),
      ]
    case 'case.preservationRefused':
      return [done(stream, `approve-preservation:${event.no}`, event.on)]
    case 'case.preserved':
      return [done(stream, `preserve:${event.no}`, event.on), disposeDuty(stream, matter, event)]
    case 'case.preservedUrgently':
      return [approveDuty(stream, matter, event, '补办登记保存的批准', event.approveBy), disposeDuty(stream, matter, event)]
    case 'case.preservationDisposed':
      return [done(stream, `dispose:${event.no}`, event.on)]
    case 'case.preservationLapsed':
      return [
        duty(stream, {
          key: `dispose:${event.no}`,
          zh: `期满解除登记保存${event.no}`,
          matter,
          act: 'case.disposePreservation',
          post: 'handler',
          startedOn: event.on,
          clauses: ['CFF-56'],
        }),
      ]
    case 'case.preservationLifted':
      return [
        done(stream, `dispose:${event.no}`, event.on),
        ...(event.why === 'unapproved' ? [done(stream, `approve-preservation:${event.no}`, event.on)] : []),
      ]
    case 'case.jurisdictionQuestioned':
      return [
        duty(stream, {
          key: `jurisdiction:${event.no}`,
          zh: event.of === 'dispute' ? '确定管辖：协商或者报请上级指定' : '报请上级机关决定管辖',
          matter,
          act: event.of === 'dispute' ? 'case.settleJurisdiction' : 'case.askDesignation',
          post: 'head',
          startedOn: event.on,
          ...(event.term ? { term: event.term } : {}),
          clauses: event.term?.clauses ?? ['CFF-25-2'],
        }),
      ]
    case 'case.designationAsked':
      return [
        duty(stream, {
          key: `jurisdiction:${event.no}`,
          zh: `${event.superior}决定管辖，收到后记录`,
          matter,
          act: 'case.recordDesignation',
          post: 'unitHead',
          startedOn: event.received,
          ...(event.term ? { term: event.term } : {}),
          clauses: event.term?.clauses ?? ['CFF-25-2'],
        }),
      ]
    case 'case.jurisdictionSettled':
      return [
        done(stream, `jurisdiction:${event.no}`, event.on),
        ...(event.ours
          ? []
          : [
              duty(stream, {
                key: 'transfer',
                zh: `移送${event.competent}`,
                matter,
                act: 'case.transfer',
                post: 'head',
                startedOn: event.on,
                clauses: ['CFF-22'],
              }),
            ]),
      ]
    case 'case.suspended':
      return [
        duty(stream, {
          key: 'resume',
          zh: '中止原因消除后恢复调查（办案期限照常计算）',
          matter,
          act: 'case.resume',
          post: 'handler',
          startedOn: event.on,
          clauses: ['C4-42-2'],
        }),
      ]
    case 'case.resumed':
      return [done(stream, 'resume', event.on)]
    case 'case.filingDeclined':
      return [
        ...over(stream, file, event.on),
        ...(file.clue?.source === 'complaint'
          ? [
              duty(stream, {
                key: 'tell-complainant',
                zh: '告知投诉举报人不予立案',
                matter,
                act: 'case.tellComplainant',
                post: 'handler',
                startedOn: event.on,
                clauses: ['CFF-54-2'],
              }),
            ]
          : []),
      ]
    case 'case.filingWithdrawn':
    case 'case.transferred':
    case 'case.terminated':
      return over(stream, file, event.on)
    case 'case.complainantTold':
      return [done(stream, 'tell-complainant', event.on)]
  }
}

/** 案件结束: what of this room still waited waits no longer; what preserves evidence or tells people goes on. */
const over = (stream: StreamName, file: CaseFile, on: Day): readonly RowChange[] =>
  [
    ...(file.filed ? ['decide'] : ['file', ...(file.application ? ['approve-filing'] : [])]),
    ...file.records.filter(({ confirmedBy }) => !confirmedBy).map(({ name }) => `confirm:${name}`),
    ...file.recusals.flatMap(({ no, officer, decided }) =>
      decided ? (decided.recused && file.handlers.includes(officer) ? [`replace:${officer}`] : []) : [`recusal:${no}`],
    ),
    ...file.preservations.flatMap(({ no, approved, refused, taken }) =>
      approved ? (taken ? [] : [`preserve:${no}`]) : refused ? [] : [`approve-preservation:${no}`],
    ),
    ...(isSuspended(file) ? ['resume'] : []),
    ...file.questions.flatMap(({ no, ended }) => (ended ? (ended.ours ? [] : ['transfer']) : [`jurisdiction:${no}`])),
  ].map((key) => done(stream, key, on))

type Named = Readonly<{ id: string; zh: string }>

const approveDuty = (
  stream: StreamName,
  matter: Named,
  { no, on }: Readonly<{ no: number; on: Day }>,
  zh: string,
  term?: Term,
): RowChange =>
  duty(stream, {
    key: `approve-preservation:${no}`,
    zh,
    matter,
    act: 'case.approvePreservation',
    post: 'head',
    startedOn: on,
    ...(term ? { term } : {}),
    clauses: term?.clauses ?? ['CFF-56'],
  })

/** G06: the queue shows the day on which the measure is over. */
const disposeDuty = (stream: StreamName, matter: Named, { no, on, term }: Readonly<{ no: number; on: Day; term: Term }>): RowChange =>
  duty(stream, {
    key: `dispose:${no}`,
    zh: `处理登记保存${no}的证据`,
    matter,
    act: 'case.disposePreservation',
    post: 'handler',
    startedOn: on,
    term,
    clauses: term.clauses,
  })
