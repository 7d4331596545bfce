import type { ClauseId } from '#law/clause'
import type { Digest, Hash } from '#law/digest'
import { type Days, findInForce, type Law, type Row } from '#policy/law'
import { discretionRows } from '#proposal/discretion'
import type { Substance } from '#proposal/proposal'

/** Rows of the law that a proposal rests on besides its citations 所依据的规定: who may be heard, who must review and discuss. */
const keys = [
  ['lists', 'hearing.kinds'],
  ['amounts', 'hearing.fine.natural'],
  ['amounts', 'hearing.fine.organisation'],
  ['lists', 'review.grounds'],
  ['catalogue', 'review.catalogue'],
  ['lists', 'discussion.grounds'],
] as const

/** Digest of the provisions cited and the rows relied on: when one of them changes, the proposal is another and must be made again. */
export function reliedOn(law: Law, { violated, basis, circumstances }: Substance, days: Days, hash: Hash): Digest {
  const cited: ClauseId[] = [...violated, ...basis, ...circumstances.map(({ clause }) => clause)]
  return hash({
    provisions: cited.map((id) => law.provisions.get(id) ?? id),
    rows: keys.map(([family, key]) => findInForce(law[family] as Readonly<Record<string, readonly Row[]>>, key, days) ?? null),
    discretion: discretionRows(basis, law, days),
  })
}
