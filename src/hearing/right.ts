import type { Clauses } from '#law/clause'
import { type Days, findInForce, type Law } from '#policy/law'
import type { Penalty, PenaltyKind, Substance } from '#proposal/proposal'

/** Kinds of the hearing article that a penalty falls under by its nature alone (CFF-63-1-3 to 63-1-5). */
const byNature: Partial<Record<PenaltyKind, string>> = {
  downgrade: 'downgrade',
  revoke: 'revoke',
  stop: 'stop',
  close: 'close',
  ban: 'ban',
  suspendLicence: 'other-heavy',
  restrict: 'other-heavy',
  other: 'other-heavy',
}

const money = (penalties: readonly Penalty[], kinds: readonly PenaltyKind[]): number =>
  penalties.reduce((sum, penalty) => sum + (kinds.includes(penalty.kind) && 'fen' in penalty ? penalty.fen : 0), 0)

/**
 * Why the party must be told of a hearing 听证告知的情形, or undefined. "较大" is a figure that the province or the agency's register sets
 * (C13-43-3); until it is set nothing is small, so any fine or confiscation opens the right.
 */
export function hearingRight(
  { party, penalties }: Pick<Substance, 'party' | 'penalties'>,
  law: Law,
  days: Days,
): { zh: string; clauses: Clauses } | undefined {
  const kinds = findInForce(law.lists, 'hearing.kinds', days)
  if (!kinds) return undefined
  const threshold = findInForce(law.amounts, `hearing.fine.${party.type}`, days)?.fen ?? 1
  const met = new Set<string>(penalties.flatMap(({ kind }) => byNature[kind] ?? []))
  if (money(penalties, ['fine']) >= threshold) met.add('large-fine')
  if (money(penalties, ['confiscateGains', 'confiscateGoods']) >= threshold) met.add('large-confiscation')
  const item = kinds.items.find(({ id }) => met.has(id))
  return item && { zh: item.zh, clauses: [item.clause] }
}
