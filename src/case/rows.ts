import type { RowChange } from '#agency/act'
import type { StreamName } from '#agency/stream'
import { idOf } from '#agency/stream'
import { done, duty } from '#case/duty'
import { type CaseEvent, type CaseFile, type RecordName, titleOf } from '#case/matter'
import type { Day } from '#law/day'

const recordZh: Record<string, string> = {
  evidence: '证据',
  notice: '事先告知',
  statement: '陈述申辩',
  waiver: '放弃陈述申辩',
  delivery: '送达',
  urge: '催告',
}

/** 确认记录: waits for the handler who did not make it. */
export const toConfirm = (stream: StreamName, file: CaseFile, made: Readonly<{ record: RecordName; by: string }>, on: Day): RowChange => {
  const [kind = '', no] = made.record.split(':')
  const other = file.handlers.find((handler) => handler !== made.by)
  return duty(stream, {
    key: `confirm:${made.record}`,
    zh: `确认${recordZh[kind] ?? '记录'}${no}`,
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
      return []
    case 'case.confirmed':
      return [done(stream, `confirm:${event.record}`, event.on)]
    case 'case.delivered':
      return [
        done(stream, 'deliver', event.delivery.on),
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
  }
}
