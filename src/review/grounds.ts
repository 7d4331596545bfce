import type { Agency } from '#agency/agency'
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

type Entry = Law['catalogue'][string][number]['entries'][number]
type Place = Readonly<{ agency: Agency; law: Law }>

/** What an entry of the catalogue may ask of a decision 目录所结合的因素, and whether this one meets it. */
const factors: readonly Readonly<{
  id: Exclude<keyof Entry, 'id' | 'zh'>
  zh: string
  met: (entry: Entry, proposal: Pick<Proposal, 'substance' | 'traits'>, agency: Agency) => boolean
}>[] = [
  { id: 'kinds', zh: '执法类别', met: ({ kinds }, { substance }) => substance.penalties.some(({ kind }) => kinds?.includes(kind)) },
  { id: 'level', zh: '执法层级', met: ({ level }, _, agency) => agency.founded?.level === level },
  {
    id: 'texts',
    zh: '所属领域',
    met: ({ texts }, { substance }) => substance.basis.some((id) => texts?.some((text) => id.startsWith(`${text}-`))),
  },
  { id: 'party', zh: '当事人', met: ({ party }, { substance }) => party === substance.party.type },
  { id: 'fineAtLeastFen', zh: '涉案金额', met: ({ fineAtLeastFen = 0 }, { substance }) => fineOf(substance) >= fineAtLeastFen },
  { id: 'impact', zh: '社会影响', met: (_, { traits }) => traits.majorImpact !== undefined || traits.socialRisk !== undefined },
]

const fineOf = ({ penalties }: Proposal['substance']): number =>
  penalties.reduce((sum, penalty) => sum + (penalty.kind === 'fine' ? penalty.fen : 0), 0)

/** The entry of the agency's catalogue that this one meets 列入重大执法决定目录的事项 (G118-12), and by which factors; an entry is met whole or not at all. */
export function listedAs(proposal: Pick<Proposal, 'substance' | 'traits'>, { agency, law }: Place, days: Days): ListItem | undefined {
  const row = findInForce(law.catalogue, 'review.catalogue', days)
  const asked = (entry: Entry) => factors.filter(({ id }) => entry[id] !== undefined)
  const met = row?.entries.find((entry) => asked(entry).every((factor) => factor.met(entry, proposal, agency)))
  if (!row || !met) return undefined
  const by = asked(met)
    .map(({ zh }) => zh)
    .join('、')
  return { id: `catalogue:${met.id}`, zh: `本机关重大执法决定目录所列：${met.zh}${by && `（按${by}）`}`, clause: row.clauses[0] }
}

/** Facts of a proposal. "数额较大" has no national figure: until the register sets `review.large`, every amount counts, the safe side. */
export function factsOf(proposal: Pick<Proposal, 'substance' | 'traits'>, hearingHeld: boolean, place: Place, days: Days): ReviewFacts {
  const { substance, traits } = proposal
  const { law } = place
  const owed = substance.payable.reduce((sum, { fen }) => sum + fen, 0)
  const entry = listedAs(proposal, place, days)
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
