import { type Reached, reach, type Served, serving } from '#case/delivery'
import type { Enforced } from '#execution/debt'
import { type Day, zhDay } from '#law/day'
import { isRefusal, type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'
import type { Law } from '#policy/law'

/** How a paper of the execution is served 文书送达. */
export const paper = { ...serving, proof: words(1000).meta({ title: '送达回证记载' }) }
type Said = Served & Readonly<{ to: string; proof: string }>

/** A paper as it reached the party: served by the conditions of its mode (QZF-38, C4-59), not before it was made and not in the future. */
export function paperServed(
  { proof, ...said }: Said,
  matter: Enforced,
  { kind, notBefore, law, today }: Readonly<{ kind: 'urge' | 'notice'; notBefore: Day; law: Law; today: Day }>,
): (Reached & Readonly<{ proof: string }>) | Refusal {
  if (said.on > today) return refuse('in-future', '送达日期不能晚于今天', 'QZF-38')
  if (said.on < notBefore) return refuse('too-early', `送达日期不能早于${zhDay(notBefore)}，请核对`, 'QZF-38')
  const reached = reach(said, matter, kind, law)
  return isRefusal(reached) ? reached : { ...reached, proof }
}
