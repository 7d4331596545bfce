import type { RowChange } from '#agency/act'
import { done, duty } from '#agency/duty'
import { idOf, type StreamName } from '#agency/stream'
import { titleOf } from '#case/matter'
import { type Enforced, isFulfilled } from '#execution/debt'
import type { ExecutionEvent } from '#execution/execution'
import type { Day } from '#law/day'
import type { Term } from '#law/term'

/** 缴款、催告、申请法院: what of the execution waits, and for whom. */
export function rows(after: Enforced, event: ExecutionEvent, stream: StreamName): readonly RowChange[] {
  const matter = { id: idOf(stream), zh: titleOf(after) }
  const over = (...keys: readonly string[]) => keys.map((key) => done(stream, key, event.on))
  const court = (term: Term | undefined, startedOn: Day): readonly RowChange[] =>
    term
      ? [
          duty(stream, {
            ...{ key: 'court', zh: '申请人民法院强制执行', matter, act: 'execution.applyToCourt' },
            ...{ post: 'head', startedOn, term, clauses: term.clauses },
          }),
        ]
      : []
  switch (event.kind) {
    case 'execution.paid':
    case 'execution.remitted':
      return []
    case 'execution.settled':
      return over('pay', 'approve-defer', ...(isFulfilled(after) ? ['urge', 'court'] : []))
    case 'execution.performed':
      return isFulfilled(after) ? over('urge', 'court') : []
    case 'execution.deferralAsked':
      return [
        duty(stream, {
          ...{ key: 'approve-defer', zh: '审批暂缓或者分期缴纳', matter, act: 'execution.defer' },
          ...{ post: 'head', startedOn: event.on, clauses: ['CFF-66-2'] },
        }),
      ]
    case 'execution.deferralRefused':
      return over('approve-defer')
    case 'execution.deferralGranted': {
      const { term, on: startedOn } = event
      return [
        ...over('approve-defer', 'urge', 'court'),
        duty(stream, { key: 'pay', zh: '按期缴纳罚没款', matter, act: 'execution.pay', startedOn, term, clauses: term.clauses }),
        ...(event.tell
          ? [
              duty(stream, {
                ...{ key: 'tell-deferral', zh: '书面告知暂缓或者分期的期限和金额', matter, act: 'execution.tellDeferral' },
                ...{ post: 'handler', startedOn, clauses: ['C4-54'] },
              }),
            ]
          : []),
      ]
    }
    case 'execution.deferralTold':
      return over('tell-deferral')
    case 'execution.fellDue':
      return [
        duty(stream, {
          ...{ key: 'urge', zh: '催告履行', matter, act: 'execution.urge' },
          ...{ post: 'handler', startedOn: event.on, clauses: ['QZF-54'] },
        }),
        ...court(event.window, event.on),
      ]
    case 'execution.urged':
      return over('urge')
    case 'execution.remedyOpened':
      return over('court')
    case 'execution.remedyClosed':
      return court(event.window, event.on)
    case 'execution.appliedToCourt':
      return [
        ...over('urge', 'court'),
        duty(stream, {
          ...{ key: 'court-answer', zh: '记录法院受理情况', matter, act: 'execution.recordAnswer' },
          ...{ post: 'handler', startedOn: event.on, clauses: ['QZF-56'] },
        }),
      ]
    case 'execution.courtAnswered':
      return over('court-answer')
  }
}
