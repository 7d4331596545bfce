import type { At } from '#agency/act'
import { certified } from '#agency/agency'
import type { CaseFile } from '#case/matter'
import { type Refusal, refuse } from '#law/refusal'

/** G01: only the handlers of this matter act in it, each with a certificate valid that day 非本案办案人员、无有效执法证件的不得办理 (CFF-42-1). */
export function notHandler({ handlers }: Pick<CaseFile, 'handlers'>, { actor, agency, today }: Pick<At, 'actor' | 'agency' | 'today'>) {
  if (!handlers.includes(actor.id)) return refuse('not-handler', '您不是本案办案人员，不能办理本案', 'CFF-42-1')
  const officer = agency.officers[actor.id]
  return officer && certified(officer, today) ? undefined : refuse('no-certificate', '您当日没有有效的执法证件，不能办理本案', 'CFF-42-1')
}

/** G01: at least two, each with a certificate valid that day. */
export function notTwoOfficers(handlers: readonly string[], { agency, today }: Pick<At, 'agency' | 'today'>): Refusal | undefined {
  if (new Set(handlers).size < 2) return refuse('two-officers', '执法人员不得少于两人，请再指定一名', 'CFF-42-1')
  for (const id of handlers) {
    const officer = agency.officers[id]
    if (!officer?.posts.includes('handler'))
      return refuse('not-an-officer', `${officer?.name ?? id} 不在办案人员岗位上，请另行指定`, 'CFF-42-1')
    if (!certified(officer, today)) return refuse('no-certificate', `${officer.name} 当日没有有效的执法证件，请另行指定`, 'CFF-42-1')
  }
  return undefined
}
