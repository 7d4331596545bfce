import type { RowChange } from '#agency/act'
import { idOf, type StreamName } from '#agency/stream'
import { done, duty } from '#case/duty'
import { type CaseFile, titleOf } from '#case/matter'
import type { HearingEvent } from '#hearing/hearing'

/** 告知之后等谁: the party to speak, then us to answer. */
export function rows(file: CaseFile, event: HearingEvent, stream: StreamName): readonly RowChange[] {
  const matter = { id: idOf(stream), zh: titleOf(file) }
  switch (event.kind) {
    case 'hearing.notified': {
      const { statementTerm, hearingTerm, on } = event.notice
      const party = { matter, act: 'hearing.state', startedOn: on }
      return [
        duty(stream, { ...party, key: 'statement', zh: '陈述申辩期届满', term: statementTerm, clauses: statementTerm.clauses }),
        ...(hearingTerm
          ? [duty(stream, { ...party, key: 'hearing', zh: '要求听证期届满', term: hearingTerm, clauses: hearingTerm.clauses })]
          : []),
      ]
    }
    case 'hearing.stated': {
      const { no, on } = event.statement
      return [
        done(stream, 'statement', on),
        duty(stream, {
          key: `answer:${no}`,
          zh: `复核第 ${no} 份陈述申辩`,
          matter,
          act: 'hearing.answer',
          post: 'handler',
          startedOn: on,
          clauses: ['CFF-45-1'],
        }),
      ]
    }
    case 'hearing.answered':
      return [done(stream, `answer:${event.statement}`, event.on)]
    case 'hearing.waived': {
      const { what, on } = event.waiver
      return [
        ...(what === 'hearing' ? [] : [done(stream, 'statement', on)]),
        ...(what === 'statement' ? [] : [done(stream, 'hearing', on)]),
      ]
    }
  }
}
