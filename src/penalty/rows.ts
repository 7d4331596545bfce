import type { Fold, RowChange } from '#agency/act'
import { idOf, type StreamName } from '#agency/stream'
import { titleOf } from '#case/matter'
import { reckonedRow } from '#case/reckon'
import { rows as caseRows, toConfirm } from '#case/rows'
import { rows as decisionRows } from '#decision/rows'
import { rows as executionRows } from '#execution/rows'
import { rows as hearingRows } from '#hearing/rows'
import { afterMatter, type Matter, type MatterEvent, noMatter } from '#penalty/matter'
import { phaseOf, phases } from '#penalty/ordinary'
import { rows as reviewRows } from '#review/rows'

const rooms: Record<string, (after: Matter, event: never, stream: StreamName) => readonly RowChange[]> = {
  case: caseRows,
  hearing: hearingRows,
  review: reviewRows,
  decision: decisionRows,
  penalty: decisionRows,
  execution: executionRows,
}

/** 案件一览: one row for the matter as it now stands, and what each room shows of the event. */
export const matterFold: Fold<Matter, MatterEvent> = {
  empty: noMatter,
  after: afterMatter,
  rows(after, event, { stream }) {
    if (event.kind === 'case.reckoned') return [reckonedRow(stream, event)]
    const phase = phaseOf(after)
    const room = rooms[event.kind.slice(0, event.kind.indexOf('.'))]
    const day =
      'on' in event
        ? event.on
        : 'evidence' in event
          ? event.evidence.collectedOn
          : 'delivery' in event
            ? event.delivery.on
            : 'notice' in event
              ? event.notice.on
              : undefined
    return [
      {
        table: 'enforcement_case',
        key: { id: idOf(stream) },
        set: {
          title: titleOf(after),
          cause: after.clue?.cause ?? '',
          party_name: after.clue?.party.name ?? '',
          party_type: after.clue?.party.type ?? '',
          phase,
          phase_zh: phases[phase],
          case_no: after.filed?.caseNo ?? null,
          handlers: after.handlers,
          reported_on: after.clue?.on ?? null,
          filed_on: after.filed?.on ?? null,
          decided_on: after.decision.decided?.on ?? null,
          served_on: after.deliveries.at(-1)?.on ?? null,
          document_no: after.decision.decided?.documentNo ?? null,
        },
      },
      ...(room?.(after, event as never, stream) ?? []),
      ...('record' in event && event.kind !== 'case.confirmed' && 'by' in event
        ? [toConfirm(stream, after, event, day ?? after.filed?.on ?? '')]
        : []),
    ]
  },
}
