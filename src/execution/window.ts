import { type Enforced, servedOf } from '#execution/debt'
import { isOpen } from '#execution/execution'
import type { Day } from '#law/day'
import { reckon } from '#law/period'
import type { Term } from '#law/term'
import { findInForce, inForce, type Law, on } from '#policy/law'

/**
 * Where the party's remedies stand 救济: one runs; or a term to seek one, over when it is past; or a court has spoken the last word, and what is then
 * enforced is its judgment (SSF-95).
 */
export type RemedyState = Readonly<{ is: 'runs' }> | Readonly<{ is: 'judged'; on: Day }> | Readonly<{ is: 'term'; term: Term }>

const longest = (a: Term, b: Term): Term => (a.due < b.due ? b : a)

/** From the served decision, or from a remedy that ended 起诉、复议期限; undefined before the decision is served. */
export function remedyState(matter: Enforced, law: Law): RemedyState | undefined {
  const served = servedOf(matter)
  const decided = matter.decision.decided
  if (!served || !decided) return undefined
  const remedy = matter.execution.remedies.at(-1)
  if (remedy && isOpen(remedy)) return { is: 'runs' }
  const heard = matter.execution.remedies.findLast(
    ({ closed }) => closed && closed.result !== 'withdrawn' && closed.result !== 'notAccepted',
  )
  if (heard?.closed && heard.kind === 'suit') return { is: 'judged', on: heard.closed.on }
  const days = { violation: decided.on, step: decided.on, decision: decided.on }
  const term = (key: string, from: Day) => reckon(key, inForce(law.periods, key, days), from, law.calendar)
  if (heard?.closed) return { is: 'term', term: term('remedy.suitAfterReconsideration', heard.closed.on) }
  return { is: 'term', term: longest(term('remedy.reconsideration', served.on), term('remedy.suit', served.on)) }
}

/**
 * 申请人民法院强制执行的期限: three months from the end of the term to sue (QZF-53); after a deferral from its end (CFF-72-2), whichever is later (R).
 * Undefined while a remedy runs, and after a judgment, for which no text at hand sets one.
 */
export function courtWindow(matter: Enforced, law: Law, today: Day): Term | undefined {
  const remedies = remedyState(matter, law)
  if (remedies?.is !== 'term') return undefined
  const end = remedies.term.due
  const deferred = matter.execution.deferrals.at(-1)?.term.due
  const moves = findInForce(law.modes, 'court.afterDeferral', on(today))
  const [from, why] = moves && deferred && deferred > end ? [deferred, moves.clauses] : [end, []]
  const row = inForce(law.periods, 'court.apply', on(from))
  return reckon('court.apply', { ...row, clauses: [...row.clauses, ...why] }, from, law.calendar)
}
