import type { At } from '#agency/act'
import { isAmong, samePerson } from '#agency/standing'
import type { CaseFile } from '#case/matter'
import type { Hearing } from '#hearing/hearing'
import { heldSittings } from '#hearing/sitting'
import { type Refusal, refuse } from '#law/refusal'
import type { Warning } from '#law/warning'
import { findInForce, on } from '#policy/law'

type Standing = Pick<At, 'actor' | 'agency' | 'law' | 'today'>
type Matter = CaseFile & Readonly<{ hearing: Hearing }>

/** Is the reviewer of the unit that handles 审核机构即承办机构? */
const sameUnit = ({ handlers }: CaseFile, { actor, agency }: Pick<At, 'actor' | 'agency'>): boolean => {
  const unit = agency.officers[actor.id]?.unit
  return handlers.some((id) => agency.officers[id]?.unit === unit)
}

/** G36 and the separation of posts, judged per natural person: who handles, or once handled, does not review, and who reviews is qualified as the text of the day asks. */
export function unfitReviewer(matter: CaseFile, at: Standing): Refusal | undefined {
  const { actor, agency, law, today } = at
  const officer = agency.officers[actor.id]
  if (isAmong(agency, [...matter.handlers, ...matter.formerHandlers], actor.id)) {
    const rule = findInForce(law.separation, 'handler≠reviewer', on(today))
    return refuse(
      'reviewer-handles',
      '办案人员不得审核自己承办（曾经承办）的案件，请由其他法制审核人员办理',
      ...(rule?.clauses ?? (['G118-13'] as const)),
    )
  }
  const apart = findInForce(law.separation, 'reviewingUnit≠handlingUnit', on(today))
  if (apart?.severity === 'block' && sameUnit(matter, at))
    return refuse('reviewing-unit', '承办机构不得审核自己承办的案件，应当由法制审核机构审核', ...apart.clauses)
  const asked = findInForce(law.modes, 'review.qualification', on(today))
  const since = law.provisions.get('CFF17-38-3')?.from
  const before = asked?.mode !== 'all' && officer?.reviewingSince !== undefined && since !== undefined && officer.reviewingSince < since
  if (asked && !officer?.qualified && !before)
    return refuse(
      'reviewer-unqualified',
      asked.mode === 'all' ? '法制审核人员应当取得法律职业资格' : '初次从事行政处罚决定法制审核的人员，应当取得法律职业资格',
      ...asked.clauses,
    )
  return undefined
}

/** What no text bars, but stays on record: a reviewer of the handling unit, a reviewer who had the chair at the hearing. */
export function reviewerWarnings(matter: Matter, at: Standing): readonly Warning[] {
  const { actor, agency, law, today } = at
  const chaired = heldSittings(matter.hearing).some(({ people }) => samePerson(agency, people.chair, actor.id))
  return [
    ...(sameUnit(matter, at) && findInForce(law.separation, 'reviewingUnit≠handlingUnit', on(today))
      ? [{ code: 'reviewingUnit≠handlingUnit', zh: '审核人员来自本案承办机构' }]
      : []),
    ...(chaired && findInForce(law.separation, 'reviewer≠hearingChair', on(today))
      ? [{ code: 'reviewer≠hearingChair', zh: '审核人员主持过本案听证' }]
      : []),
  ]
}
