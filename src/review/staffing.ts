import type { Agency, Officer } from '#agency/agency'
import { certificates, validOn } from '#agency/certificate'
import { postsOn } from '#agency/standing'
import type { Clauses } from '#law/clause'
import type { Day } from '#law/day'
import { findInForce, type Law, on } from '#policy/law'

/** 法制审核人员的配备: how many there are on a day, and how many a text asks for. */
export type Staffing = Readonly<{ reviewers: number; officers: number; least: number; zh: string; clauses: Clauses }>

const count = (officers: readonly Officer[]): number => new Set(officers.map(({ id, person = id }) => person)).size

/** Each text that says how many, by share or by number, and how it is met; persons are counted, not accounts. */
export function staffingOf(agency: Agency, law: Law, today: Day): readonly Staffing[] {
  const all = Object.values(agency.officers)
  const officers = count(all.filter((each) => !(each.left && each.left < today) && certificates(each).some((held) => validOn(held, today))))
  const reviewers = count(all.filter((each) => postsOn(agency, each, today).includes('reviewer')))
  const share = findInForce(law.limits, 'review.reviewers.share', on(today))
  const number = findInForce(law.limits, 'review.reviewers', on(today))
  return [
    ...(share
      ? [{ least: Math.ceil((officers * share.value) / 100), zh: `不少于执法人员的 ${share.value}%`, clauses: share.clauses }]
      : []),
    ...(number ? [{ least: number.value, zh: `不少于 ${number.value} 人`, clauses: number.clauses }] : []),
  ].map((asked) => ({ reviewers, officers, ...asked }))
}
