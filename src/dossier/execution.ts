import { type Agency, nameOf } from '#agency/agency'
import { isConfirmed } from '#case/matter'
import { isAnnulled } from '#decision/exit'
import { isFulfilled, lastDay, lateOf, notStanding, orderedOf, owingOf, paidOf, servedOf, totalOf, unperformed } from '#execution/debt'
import { failuresZh, isOpen, type Line, linesZh, remediesZh, resultsZh } from '#execution/execution'
import { lateOn, surchargeOf } from '#execution/surcharge'
import { addDays, type Day } from '#law/day'
import type { Matter } from '#penalty/matter'
import type { Law } from '#policy/law'
import { accountZh, outcomeZh } from '#proposal/outcome'

const lines = Object.keys(linesZh) as readonly Line[]
const sum = (parts: readonly Readonly<{ fen: number }>[]): number => parts.reduce((total, { fen }) => total + fen, 0)

/** 加处罚款 as it stands today, and what today adds to it; null where nothing of the fine was ever late. */
function surchargeNow(matter: Matter, law: Law, today: Day) {
  const facts = lateOf(matter)
  const fen = facts ? surchargeOf(facts, today, law) : 0
  const late = facts ? lateOn(facts, today) : 0
  if (!facts || (fen === 0 && late === 0)) return null
  const added = fen - surchargeOf(facts, addDays(today, -1), law)
  const remedy = facts.remedies.some(({ on, closed }) => on <= today && (!closed || today <= closed.on))
  const state = late === 0 ? ('over' as const) : added > 0 ? ('runs' as const) : remedy ? ('stopped' as const) : ('capped' as const)
  return { fen, late, added, state }
}

/** 执行 as an officer reads it today: what was ordered, paid and is owing, line by line, and what was done to have it performed. Null before service. */
export function executionOf(matter: Matter, agency: Agency, law: Law, today: Day) {
  const served = servedOf(matter)
  if (!matter.decision.decided || !served) return null
  const person = (id: string) => ({ id, name: nameOf(agency, id) })
  const { execution, decision } = matter
  const { asked } = execution
  const surcharge = surchargeNow(matter, law, today)
  const ordered = { ...orderedOf(matter), surcharge: surcharge?.fen ?? 0 }
  const owing = owingOf(matter, law, today)
  const stands = !notStanding(matter) && !isAnnulled(decision)
  const penalties = matter.stage.proposal?.substance.penalties ?? []
  const penaltyZh = (place: number): string => outcomeZh(penalties.slice(place, place + 1))
  return {
    servedOn: served.on,
    due: lastDay(matter) ?? null,
    stands,
    standingZh: stands ? null : (notStanding(matter)?.zh ?? '决定已经被撤销或者确认无效，不再执行'),
    fulfilled: isFulfilled(matter),
    settledOn: execution.settledOn ?? null,
    owing: totalOf(owing),
    lines: lines
      .map((line) => ({ line, zh: linesZh[line], ordered: ordered[line], paid: paidOf(execution, line), owing: owing[line] }))
      .filter((row) => row.ordered + row.paid + row.owing > 0),
    remitted: sum(execution.remissions),
    surcharge,
    payments: execution.payments.map((payment) => ({
      ...payment,
      zh: linesZh[payment.line],
      accountZh: accountZh[payment.account],
      by: person(payment.by),
    })),
    remissions: execution.remissions.map((remission) => ({ ...remission, by: person(remission.by) })),
    asked: asked ? { ...asked, by: person(asked.by) } : null,
    failed: execution.failed.map((each) => ({
      ...each,
      whyZh: failuresZh[each.why],
      by: person(each.by),
      refused: each.why === 'refused' ? { opinion: each.opinion, by: person(each.head) } : null,
    })),
    deferrals: execution.deferrals.map((deferral) => ({ ...deferral, by: person(deferral.by) })),
    urges: execution.urges.map((urge) => ({ ...urge, total: totalOf(urge.owing), confirmed: isConfirmed(matter, `urge:${urge.no}`) })),
    remedies: execution.remedies.map((remedy) => ({
      ...remedy,
      zh: remediesZh[remedy.kind],
      open: isOpen(remedy),
      resultZh: remedy.closed ? resultsZh[remedy.closed.result] : null,
    })),
    applications: execution.applications.map((each) => ({ ...each, total: totalOf(each.owing), by: person(each.by) })),
    performed: execution.performed.map((each) => ({ ...each, zh: penaltyZh(each.penalty) })),
    unperformed: unperformed(matter).map(penaltyZh),
  }
}
