import type { At } from '#agency/act'
import { beyondEntrustment } from '#agency/entrust'
import { certified, headcount } from '#agency/standing'
import type { CaseFile } from '#case/matter'
import { type Refusal, refuse } from '#law/refusal'

/** G01: only the handlers of this matter act in it, each with a certificate valid that day 非本案办案人员、无有效执法证件的不得办理 (CFF-42-1). */
export function notHandler(
  { handlers, clue }: Pick<CaseFile, 'handlers' | 'clue'>,
  { actor, agency, today }: Pick<At, 'actor' | 'agency' | 'today'>,
) {
  if (!handlers.includes(actor.id)) return refuse('not-handler', '您不是本案办案人员，不能办理本案', 'CFF-42-1')
  const officer = agency.officers[actor.id]
  if (!officer || !certified(officer, today)) return refuse('no-certificate', '您当日没有有效的执法证件，不能办理本案', 'CFF-42-1')
  return beyondEntrustment(agency, officer, clue?.cause)
}

/** G01: at least two, each with a certificate valid that day. */
export function notTwoOfficers(
  handlers: readonly string[],
  { clue }: Pick<CaseFile, 'clue'>,
  { agency, today }: Pick<At, 'agency' | 'today'>,
): Refusal | undefined {
  if (headcount(agency, handlers) < 2) return refuse('two-officers', '执法人员不得少于两人，请再指定一名', 'CFF-42-1')
  for (const id of handlers) {
    const officer = agency.officers[id]
    if (!officer?.posts.includes('handler'))
      return refuse('not-an-officer', `${officer?.name ?? id} 不在办案人员岗位上，请另行指定`, 'CFF-42-1')
    const beyond = beyondEntrustment(agency, officer, clue?.cause)
    if (beyond) return beyond
    if (!certified(officer, today)) return refuse('no-certificate', `${officer.name} 当日没有有效的执法证件，请另行指定`, 'CFF-42-1')
  }
  return undefined
}
