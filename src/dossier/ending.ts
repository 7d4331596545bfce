import { type Agency, nameOf } from '#agency/agency'
import { exits } from '#case/course'
import { type Outcome, outcomesZh, sourcesZh } from '#decision/exit'
import { citing } from '#dossier/due'
import type { Day } from '#law/day'
import type { Matter } from '#penalty/matter'
import { findInForce, type Law, on } from '#policy/law'
import { lineZh, outcomeZh } from '#proposal/outcome'

type Who = (id: string) => Readonly<{ id: string; name: string }>

/** What a list of that day calls a ground 情形; null where the text itself says why. */
const groundZh = (law: Law, key: string, ground: string, day: Day): string | null =>
  findInForce(law.lists, key, on(day))?.items.find(({ id }) => id === ground)?.zh ?? null

/** The term of a filed matter 办案期限: until when, what made it longer and what was left out, each with its clause; and a longer term asked for. */
function termOf({ filed, decision }: Matter, law: Law, person: Who) {
  if (!filed) return null
  const { extensions = [], excluded = [], ...term } = filed.term
  return {
    ...term,
    clauses: citing(law, term.clauses),
    extensions: extensions.map(({ clauses, ...each }) => ({ ...each, clauses: citing(law, clauses) })),
    excluded: excluded.map(({ clause, ...each }) => ({ ...each, clauses: citing(law, [clause]) })),
    asked: decision.asked ? { ...decision.asked, by: person(decision.asked.by) } : null,
  }
}

const listOf = { declined: 'filing.conditions', terminated: 'terminate.grounds' } as const

/** 未作决定而结束: how, on which ground, by whom. */
function leftOf({ exit }: Matter, law: Law, person: Who) {
  if (!exit) return null
  const key = exit.how === 'declined' || exit.how === 'terminated' ? listOf[exit.how] : undefined
  return {
    ...exit,
    by: person(exit.by),
    howZh: exits[exit.how],
    groundZh: key ? groundZh(law, key, exit.ground, exit.on) : null,
  }
}

/** 决定的变更、撤销: what became of it, on whose word, and what it now orders. */
const outcomeOf = (outcome: Outcome, person: Who) => ({
  ...outcome,
  howZh: outcomesZh[outcome.how],
  sourceZh: sourcesZh[outcome.source],
  changeZh: outcome.change ? outcomeZh(outcome.change.penalties) : null,
  payable: (outcome.change?.payable ?? []).map(({ line, fen }) => ({ zh: lineZh[line], fen })),
  by: person(outcome.by),
})

/** How long the matter may take, how it left the way to a decision, what became of its decision, and its closing 期限、出口与结案. */
export function endingOf(matter: Matter, agency: Agency, law: Law) {
  const person: Who = (id) => ({ id, name: nameOf(agency, id) })
  const { unpunished, crimes, outcomes, past, report, closed, filedUpward } = matter.decision
  const signed = <T extends Readonly<{ by: string }>>(step: T | undefined) => (step ? { ...step, by: person(step.by) } : null)
  return {
    term: termOf(matter, law, person),
    exit: leftOf(matter, law, person),
    suspensions: matter.suspensions.map(({ resumed, ...each }) => ({
      ...each,
      groundZh: groundZh(law, 'suspend.grounds', each.ground, each.on),
      by: person(each.by),
      resumed: signed(resumed),
    })),
    unpunished: unpunished
      ? {
          ...unpunished,
          howZh: unpunished.how === 'unpunished' ? '不予行政处罚' : '违法事实不成立',
          clauses: citing(law, [unpunished.ground.clause]),
          by: person(unpunished.by),
        }
      : null,
    crimes: crimes.map(({ decided, sent, answer, reconsideration, handedOver, ...crime }) => ({
      ...crime,
      team: crime.team.map(person),
      by: person(crime.by),
      decided: signed(decided),
      sent: signed(sent),
      answer: signed(answer),
      reconsideration: signed(reconsideration),
      handedOver: signed(handedOver),
    })),
    outcomes: outcomes.map((outcome) => outcomeOf(outcome, person)),
    past: past.map(({ documentNo, outcome }) => ({ documentNo, outcome: outcomeOf(outcome, person) })),
    closing: report
      ? {
          report: { ...report, groundZh: groundZh(law, 'close.grounds', report.ground, report.on), by: person(report.by) },
          closed: signed(closed),
          filedUpward: signed(filedUpward),
        }
      : null,
  }
}
