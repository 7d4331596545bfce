import { type Days, findInForce, inForce, type Law, type ListItem } from '#policy/law'
import type { Proposal } from '#proposal/proposal'

/** What legal review asks of a matter 应否审核的事实. Facts only: no ids, no rows, no clock. */
export type ReviewFacts = Readonly<{
  ordinaryProcedure: boolean
  publicInterest: boolean
  socialRisk: boolean
  weightyRights: boolean
  hearingHeld: boolean
  complexOrManifold: boolean
  largeAmount: boolean
  byOtherLaw: boolean
  /** 本机关目录所列 */
  listedAs?: ListItem
}>

/** 应当进行法制审核的情形: each ground's test; which of them hold on a day, and in whose words, the packs say (`review.grounds`). */
const tests: Readonly<Record<string, (facts: ReviewFacts) => boolean>> = {
  'every-ordinary-decision': (facts) => facts.ordinaryProcedure,
  'public-interest': (facts) => facts.publicInterest,
  'social-impact': (facts) => facts.socialRisk,
  'weighty-rights': (facts) => facts.weightyRights,
  'after-hearing': (facts) => facts.hearingHeld,
  complex: (facts) => facts.complexOrManifold,
  'large-amount': (facts) => facts.largeAmount,
  listed: (facts) => facts.byOtherLaw,
}

/** The entry of the agency's catalogue that this one meets 列入重大执法决定目录的事项 (G118-12); an entry is met whole or not at all. */
export function listedAs({ substance }: Pick<Proposal, 'substance'>, law: Law, days: Days): ListItem | undefined {
  const fine = substance.penalties.reduce((sum, penalty) => sum + (penalty.kind === 'fine' ? penalty.fen : 0), 0)
  const row = findInForce(law.catalogue, 'review.catalogue', days)
  const met = row?.entries.find(
    ({ kinds, party, fineAtLeastFen }) =>
      (!kinds || substance.penalties.some(({ kind }) => kinds.includes(kind))) &&
      (!party || party === substance.party.type) &&
      (fineAtLeastFen === undefined || fine >= fineAtLeastFen),
  )
  return row && met && { id: `catalogue:${met.id}`, zh: `本机关重大执法决定目录所列：${met.zh}`, clause: row.clauses[0] }
}

/** Facts of a proposal. "数额较大" has no national figure: until the register sets `review.large`, every amount counts, the safe side. */
export function factsOf(proposal: Pick<Proposal, 'substance' | 'traits'>, hearingHeld: boolean, law: Law, days: Days): ReviewFacts {
  const { substance, traits } = proposal
  const owed = substance.payable.reduce((sum, { fen }) => sum + fen, 0)
  const entry = listedAs(proposal, law, days)
  return {
    ordinaryProcedure: true,
    publicInterest: traits.publicInterest !== undefined,
    socialRisk: traits.socialRisk !== undefined || traits.majorImpact !== undefined,
    weightyRights: traits.weightyRights !== undefined,
    hearingHeld,
    complexOrManifold: traits.complex !== undefined,
    largeAmount: owed >= (findInForce(law.amounts, 'review.large', days)?.fen ?? 1),
    byOtherLaw: traits.byOtherLaw !== undefined,
    ...(entry ? { listedAs: entry } : {}),
  }
}

/** The grounds of the day that this proposal meets, row for row in the order of the article, then the agency's own catalogue. */
export const groundsOf = (facts: ReviewFacts, law: Law, days: Days): readonly ListItem[] => [
  ...inForce(law.lists, 'review.grounds', days).items.filter(({ id }) => tests[id]?.(facts)),
  ...(facts.listedAs ? [facts.listedAs] : []),
]
