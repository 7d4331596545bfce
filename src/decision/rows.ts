import type { RowChange } from '#agency/act'
import { done, duty } from '#agency/duty'
import { idOf, type StreamName } from '#agency/stream'
import { titleOf } from '#case/matter'
import type { DecisionEvent } from '#decision/decision'
import { isExitEvent } from '#decision/exit'
import { decideDuty, exitRows } from '#decision/exitRows'
import type { Ready } from '#decision/gate'
import { outcomeZh } from '#proposal/outcome'

/** 决定一览, and whose signature or delivery it waits for. */
export function rows(after: Ready, event: DecisionEvent, stream: StreamName): readonly RowChange[] {
  if (isExitEvent(event)) return exitRows(after, event, stream)
  const matter = { id: idOf(stream), zh: titleOf(after) }
  switch (event.kind) {
    case 'decision.discussionCalled':
      return [
        duty(stream, {
          ...{ key: 'discuss', zh: '集体讨论', matter, act: 'decision.discuss' },
          ...{ post: 'head', startedOn: event.on, clauses: ['CFF-57-2'] },
        }),
      ]
    case 'decision.extensionAsked':
      return [
        duty(stream, {
          ...{ key: 'approve-extension', zh: '审批延长办案期限', matter, act: 'decision.extendTerm' },
          ...{ post: 'head', startedOn: event.on, clauses: after.filed?.term.clauses ?? ['CFF-60'] },
          ...(after.filed ? { term: after.filed.term } : {}),
        }),
      ]
    case 'decision.extensionRefused':
      return [done(stream, 'approve-extension', event.on)]
    case 'decision.termExtended':
      return [done(stream, 'approve-extension', event.on), decideDuty(after, stream)]
    case 'decision.timeExcluded':
      return [decideDuty(after, stream)]
    case 'decision.discussed':
      return [
        ...(event.extension === undefined ? [done(stream, 'discuss', event.on), done(stream, 'discuss-disagreement', event.on)] : []),
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
          key: { case_id: event.nth ? `${idOf(stream)}:${event.nth}` : idOf(stream) },
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
