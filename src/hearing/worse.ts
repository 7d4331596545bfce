import type { CaseFile } from '#case/matter'
import { type Hearing, toldBy } from '#hearing/hearing'
import { heldSittings } from '#hearing/sitting'
import type { Day } from '#law/day'
import { type Refusal, refuse } from '#law/refusal'
import { findInForce, type Law, on } from '#policy/law'
import type { Proposal } from '#proposal/proposal'
import type { Stage } from '#proposal/stage'
import { heavierIn } from '#proposal/weight'

type Matter = CaseFile & Readonly<{ stage: Stage; hearing: Hearing }>

/** Had the party defended itself under this notice before the proposal was made? `hearingToo`: asking for a hearing counts (C4-41-4). */
const defended = ({ hearing }: Matter, notice: number, made: Day, hearingToo: boolean): boolean =>
  hearing.statements.some((said) => said.notice === notice && said.on <= made) ||
  heldSittings(hearing).some((sitting) => sitting.notice === notice && sitting.end.points.length > 0 && sitting.on <= made) ||
  (hearingToo && hearing.requests.some((request) => request.notice === notice && request.on <= made))

/**
 * G10: never worse for having defended oneself 不得因陈述、申辩而给予更重的处罚. Where the party defended itself against a notice, and no evidence that was
 * not there then bears the new proposal, it may not be heavier than what was told.
 */
export function worseForDefending(matter: Matter, proposal: Proposal, law: Law, today: Day): Refusal | undefined {
  const row = findInForce(law.modes, 'defence.heavier', on(today))
  if (!row) return undefined
  const cited = proposal.substance.facts.flatMap(({ evidence }) => evidence)
  for (const notice of matter.hearing.notices) {
    const told = toldBy(matter.stage, notice)
    if (!told || !defended(matter, notice.no, proposal.on, row.mode === 'statementOrHearing')) continue
    if (cited.some((no) => !notice.evidence.includes(no))) continue
    const more = heavierIn(proposal.substance, told)
    if (more)
      return refuse('heavier-for-defending', `当事人陈述申辩以后，没有新的证据而${more}；不得因陈述申辩给予更重的处罚`, ...row.clauses)
  }
  return undefined
}
