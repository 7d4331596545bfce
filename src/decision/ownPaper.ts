import type { At } from '#agency/act'
import { type Agency, foundedOf } from '#agency/agency'
import type { PaperItem } from '#decision/decision'
import { type How, type OwnPaper, outcomesZh, type PaperKind, papersZh, type Unpunished } from '#decision/exit'
import type { Ready } from '#decision/gate'
import { remediesOf } from '#decision/paper'
import { type Day, yearOf, zhDay } from '#law/day'
import { reckon } from '#law/period'
import { cite, inForce, type Law, on } from '#policy/law'
import { outcomeZh } from '#proposal/outcome'
import type { Penalty } from '#proposal/proposal'

/** G17: the next number of the agency in its nature and year 文号; `before` were given this year. */
export const documentNo = (agency: Agency, nature: string, today: Day, before: number): string =>
  `${foundedOf(agency).word}${nature}〔${yearOf(today)}〕${before + 1}号`

/** Asks the door how many papers of one nature the agency made this year, in the act's own transaction. */
export const papersThisYear = (kind: PaperKind, today: Day) => ({
  papersThisYear: {
    count: 'own_paper',
    column: 'made_on',
    where: { kind },
    from: `${yearOf(today)}-01-01`,
    to: `${yearOf(today)}-12-31`,
    as: (n: number) => n,
  },
})

/** Which paper an outcome of the agency's own motion is written on. */
export const paperKindOf: Readonly<Record<How, PaperKind>> = {
  changed: 'changed',
  annulled: 'annulled',
  unlawful: 'unlawful',
  void: 'unlawful',
}

type Making = Pick<At<{ papersThisYear: number }>, 'agency' | 'law' | 'today' | 'facts'>

/** A decision of the agency's own, beside the penalty: numbered, sealed, to be served by a day. */
export function ownPaper(kind: PaperKind, items: readonly PaperItem[], { agency, law, today, facts }: Making): OwnPaper {
  const days = on(today)
  return {
    kind,
    zh: papersZh[kind],
    documentNo: documentNo(agency, inForce(law.modes, `number.${kind}`, days).mode, today, facts.papersThisYear),
    items: [...items, { id: 'agency', zh: '机关和日期', text: `${foundedOf(agency).name}，${zhDay(today)}` }],
    deliverBy: reckon('delivery.ownPaper', inForce(law.periods, 'delivery.ownPaper', days), today, law.calendar),
    services: [],
    on: today,
  }
}

const partyItem = ({ clue }: Ready): PaperItem => {
  const { name, address } = clue?.party ?? { name: '' }
  return { id: 'party', zh: '当事人', text: address ? `${name}，${address}` : name }
}

/** 不予行政处罚决定书: who, what was found, on which ground, and the remedies. */
export const unpunishedItems = (
  matter: Ready,
  { ground, text, evidence, education }: Pick<Unpunished, 'ground' | 'text' | 'evidence' | 'education'>,
  law: Law,
  today: Day,
): readonly PaperItem[] => [
  partyItem(matter),
  { id: 'facts', zh: '查明的情况', text: evidence.length > 0 ? `${text}（证据${evidence.join('、')}）` : text },
  { id: 'decision', zh: '依据和决定', text: `依据${cite(law, ground.clause)}（${ground.zh}），不予行政处罚` },
  ...(education ? [{ id: 'education', zh: '教育', text: education }] : []),
  { id: 'remedies', zh: '申请行政复议、提起行政诉讼的途径和期限', text: remediesOf({ law, days: on(today) }) },
]

/** 变更、撤销、确认违法决定书: of which decision, why, and what now holds. */
export const outcomeItems = (
  matter: Ready,
  { how, ground, penalties, anew }: Readonly<{ how: How; ground: string; penalties: readonly Penalty[]; anew: boolean }>,
  law: Law,
  today: Day,
): readonly PaperItem[] => [
  partyItem(matter),
  { id: 'of', zh: '原决定', text: matter.decision.decided?.documentNo ?? '' },
  { id: 'ground', zh: '理由', text: ground },
  {
    id: 'decision',
    zh: '决定',
    text: `${outcomesZh[how]}原决定${how === 'changed' ? `，变更后：${outcomeZh(penalties)}` : anew ? '，另行作出处理决定' : ''}`,
  },
  { id: 'remedies', zh: '申请行政复议、提起行政诉讼的途径和期限', text: remediesOf({ law, days: on(today) }) },
]
