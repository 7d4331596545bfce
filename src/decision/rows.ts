import type { RowChange } from '#agency/act'
import { idOf, type StreamName } from '#agency/stream'
import { done, duty } from '#case/duty'
import { titleOf } from '#case/matter'
import type { DecisionEvent } from '#decision/decision'
import type { Ready } from '#decision/gate'
import { outcomeZh } from '#proposal/outcome'

/** 决定一览, and whose signature or delivery it waits for. */
export function rows(after: Ready, event: DecisionEvent, stream: StreamName): readonly RowChange[] {
  const matter = { id: idOf(stream), zh: titleOf(after) }
  switch (event.kind) {
    case 'decision.discussed':
      return [
        done(stream, 'discuss-disagreement', event.on),
        ...event.present
          .filter((who) => !event.signed.includes(who))
          .map((officer) =>
            duty(stream, {
              key: `sign:${event.no}:${officer}`,
              zh: '签署集体讨论记录',
              matter,
              act: 'decision.signMinutes',
              officer,
              startedOn: event.on,
              clauses: ['CFF-57-2'],
            }),
          ),
      ]
    case 'decision.minutesSigned':
      return [done(stream, `sign:${event.no}:${event.by}`, event.on)]
    case 'penalty.decided':
      return [
        done(stream, 'decide', event.on),
        done(stream, 'statement', event.on),
        done(stream, 'hearing', event.on),
        duty(stream, {
          key: 'deliver',
          zh: '送达决定书',
          matter,
          act: 'case.deliver',
          post: 'handler',
          startedOn: event.on,
          ...(event.deliverBy ? { term: event.deliverBy } : {}),
          clauses: event.deliverBy?.clauses ?? ['CFF-61-1'],
        }),
        {
          table: 'decision',
          key: { case_id: idOf(stream) },
          set: {
            document_no: event.documentNo,
            party_name: after.clue?.party.name ?? '',
            cause: after.clue?.cause ?? '',
            outcome_zh: after.stage.proposal ? outcomeZh(after.stage.proposal.substance.penalties) : '',
            decided_on: event.on,
            bundle: event.bundle,
          },
        },
      ]
  }
}
