import type { Fold, RowChange } from '#agency/act'
import { done } from '#agency/duty'
import { reckonedRow } from '#agency/reckon'
import { idOf, type StreamName } from '#agency/stream'
import { titleOf } from '#case/matter'
import { rows as caseRows, toConfirm } from '#case/rows'
import { onSubstance } from '#decision/decision'
import { rows as decisionRows } from '#decision/rows'
import { rows as executionRows } from '#execution/rows'
import { openRequest } from '#hearing/hearing'
import { rows as hearingRows } from '#hearing/rows'
import { happenedOn } from '#penalty/happened'
import { afterMatter, type Matter, type MatterEvent, noMatter } from '#penalty/matter'
import { phaseOf, phases } from '#penalty/ordinary'
import { isPaperEvent, paperRow } from '#penalty/papers/issued'
import { rows as proposalRows } from '#proposal/rows'
import { rows as reviewRows } from '#review/rows'

const rooms: Record<string, (after: Matter, event: never, stream: StreamName) => readonly RowChange[]> = {
  case: caseRows,
  proposal: proposalRows,
  hearing: hearingRows,
  review: reviewRows,
  decision: decisionRows,
  penalty: decisionRows,
  execution: executionRows,
}

const ends = [
  ...(['case.transferred', 'case.filingWithdrawn', 'case.terminated', 'case.filingDeclined'] as const),
  ...(['penalty.notPunished', 'penalty.foundUnfounded'] as const),
]
const isExit = (event: MatterEvent): event is Extract<MatterEvent, { kind: (typeof ends)[number] }> =>
  ends.some((kind) => kind === event.kind)

/** 案件未作决定而结束: what of hearing the party, review and discussion still waited, and waits no longer. */
function heardNoMore(matter: Matter): readonly string[] {
  const { hearing, review, decision } = matter
  const notice = hearing.notices.at(-1)
  const given = (what: 'statement' | 'hearing') =>
    hearing.waivers.some((waiver) => waiver.notice === notice?.no && (waiver.what === what || waiver.what === 'both'))
  const stated = hearing.statements.some((statement) => statement.notice === notice?.no)
  const last = review.rounds.at(-1)
  return [
    ...(notice && !stated && !given('statement') ? ['statement'] : []),
    ...(notice?.hearingTerm && !given('hearing') && hearing.requests.length === 0 ? ['hearing'] : []),
    ...(openRequest(matter) && hearing.sittings.every(({ end }) => end) ? ['convene'] : []),
    ...hearing.sittings.filter(({ end }) => !end).map(({ no }) => `hold:${no}`),
    ...hearing.statements.filter(({ no }) => !hearing.answered.some(({ statement }) => statement === no)).map(({ no }) => `answer:${no}`),
    ...(review.open
      ? ['review']
      : last
        ? last.opinion === 'pass'
          ? []
          : ['after-return']
        : review.required.length > 0
          ? ['submit-review']
          : []),
    ...(decision.called && onSubstance(decision).length === 0 ? ['discuss'] : []),
    ...(decision.asked ? ['approve-extension'] : []),
    ...decision.minutes.flatMap(({ no, present, signed }) =>
      present.filter((who) => !signed.includes(who)).map((who) => `sign:${no}:${who}`),
    ),
  ]
}

/** 参与本案的人员: who handles it, who hears it, who deliberated on it; a matter of nobody yet has none. */
const partakers = ({ handlers, hearing, stage }: Matter): readonly string[] => [
  ...new Set([
    ...handlers,
    ...hearing.sittings.flatMap(({ people: { chair, members, recorder } }) => [chair, ...members, recorder]),
    ...(stage.deliberation?.participants ?? []),
  ]),
]

/** 案件一览: one row for the matter as it now stands, and what each room shows of the event. */
export const matterFold: Fold<Matter, MatterEvent> = {
  empty: noMatter,
  after: afterMatter,
  rows(after, event, { stream, version }) {
    if (event.kind === 'case.reckoned') return [reckonedRow(stream, event)]
    if (isPaperEvent(event)) return [paperRow(event, stream, version)]
    const phase = phaseOf(after)
    const room = rooms[event.kind.slice(0, event.kind.indexOf('.'))]
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
          people: partakers(after),
          recused: after.recusals.flatMap(({ officer, decided }) => (decided?.recused ? [officer] : [])),
          reported_on: after.clue?.on ?? null,
          filed_on: after.filed?.on ?? null,
          decided_on: after.decision.decided?.on ?? null,
          served_on: after.deliveries.at(-1)?.on ?? null,
          document_no:
            after.decision.decided?.documentNo ?? (after.decision.unpunished ? after.decision.papers.at(-1)?.documentNo : null) ?? null,
        },
      },
      ...(room?.(after, event as never, stream) ?? []),
      ...(isExit(event) ? heardNoMore(after).map((key) => done(stream, key, event.on)) : []),
      ...('record' in event && event.kind !== 'case.confirmed' && 'by' in event
        ? [toConfirm(stream, after, event, happenedOn(event) ?? after.filed?.on ?? '')]
        : []),
    ]
  },
}
