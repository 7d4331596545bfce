import { z } from 'zod'
import { act } from '#agency/act'
import { notHandler, notTwoOfficers } from '#case/handler'
import { type CaseFile, confirmedEvidence } from '#case/matter'
import type { Decision, DecisionEvent } from '#decision/decision'
import { openCrime } from '#decision/exit'
import type { Day, Instant } from '#law/day'
import { reckon, reckonAt } from '#law/period'
import { type Refusal, refuse } from '#law/refusal'
import { endZh, isOver, type Term } from '#law/term'
import { words } from '#law/text'
import { findInForce, inForce, type Law, on } from '#policy/law'

type Suspect = CaseFile & Readonly<{ decision: Decision; underReview: boolean }>

/** A term of the transfer rules, calendar days (R); before they were revised none is at hand. */
function termOf(key: string, law: Law, today: Day): Term | undefined {
  const row = findInForce(law.periods, key, on(today))
  return row && reckon(key, row, today, law.calendar)
}

/** 二十四小时内, from the word of the main head. */
function sendBy(law: Law, at: Instant, today: Day): Term | undefined {
  const row = findInForce(law.periods, 'crime.transfer', on(today))
  return row && reckonAt('crime.transfer', row, at, law.calendar)
}

/** G23: no penalty in the place of the transfer 不得以行政处罚代替移送, nor anything else, while the suspicion stands. */
export function suspected({ decision }: Readonly<{ decision: Decision }>): Refusal | undefined {
  const crime = openCrime(decision)
  if (!crime) return undefined
  return crime.decided
    ? refuse('crime-instead', '主要负责人已经批准移送公安机关，不得以行政处罚代替移送', 'YS310-11-1', 'CFF-27-1')
    : refuse('crime-undecided', '本案涉嫌犯罪，是否移送公安机关尚未决定，不得作出处理决定', 'YS310-5-2', 'CFF-27-1')
}

export const reportCrime = act({
  id: 'case.reportCrime',
  zh: '报告涉嫌犯罪',
  clauses: ['YS310-5-1', 'CFF-27-1', 'C13-39-1-4', 'C4-43-1-5', 'C53-25-1-5'],
  stream: 'case',
  by: ['handler'],
  seen: false,
  input: z.strictObject({
    team: z.array(words(32)).min(1).max(10).meta({ title: '专案组（两人以上）', of: 'officer' }),
    suspected: words(4000).meta({ title: '涉嫌的犯罪、核实的情况和移送的意见' }),
  }),
  closed: (matter: Suspect, at): Refusal | undefined =>
    notHandler(matter, at) ??
    (openCrime(matter.decision) ? refuse('crime-reported', '本案已经报告涉嫌犯罪', 'YS310-5-1') : undefined) ??
    (confirmedEvidence(matter).length === 0
      ? refuse('no-evidence', '还没有经两名执法人员确认的证据，应当先核实情况', 'YS310-5-1', 'CFF-46-2')
      : undefined),
  run(matter: Suspect, { team, suspected }, at): readonly DecisionEvent[] | Refusal {
    const { actor, law, today } = at
    const two = notTwoOfficers(team, matter, at)
    if (two) return refuse('crime-team', `专案组应当由两名以上执法人员组成：${two.zh}`, 'YS310-5-1', ...two.clauses)
    const term = termOf('crime.decide', law, today)
    return [{ kind: 'decision.crimeReported', team, suspected, by: actor.id, on: today, ...(term ? { term } : {}) }]
  },
})

/** Three days for the main head, or whoever presides 正职负责人或者主持工作的负责人; why not, is kept. */
export const decideTransfer = act({
  id: 'case.decideTransfer',
  zh: '决定是否移送公安机关',
  clauses: ['YS310-5-2', 'CFF-27-1'],
  stream: 'case',
  by: ['principalLeader'],
  seen: true,
  input: z.strictObject({
    approved: z.boolean().meta({ title: '批准移送' }),
    opinion: words(2000).meta({ title: '意见；不批准的，写明理由' }),
  }),
  closed({ decision }: Suspect): Refusal | undefined {
    const crime = openCrime(decision)
    return crime && !crime.decided ? undefined : refuse('crime-unreported', '没有等待决定的涉嫌犯罪报告', 'YS310-5-2')
  },
  run(_matter: Suspect, { approved, opinion }, { actor, law, now, today }): readonly DecisionEvent[] {
    const term = approved ? sendBy(law, now, today) : undefined
    return [{ kind: 'decision.crimeDecided', approved, opinion, at: now, by: actor.id, on: today, ...(term ? { term } : {}) }]
  },
})

export const transferToPolice = act({
  id: 'case.transferToPolice',
  zh: '移送公安机关',
  clauses: ['YS310-5-2', 'YS310-6', 'CFF-27-1'],
  stream: 'case',
  by: ['handler'],
  seen: true,
  input: z.strictObject({
    police: words(100).meta({ title: '受移送的公安机关' }),
    papers: z.array(words(40)).min(1).max(10).meta({ title: '附送的材料', of: 'crime.papers' }),
    lateReason: words(1000).exactOptional().meta({ title: '超期移送的理由（仅超期时填写）' }),
  }),
  closed: (matter: Suspect, at): Refusal | undefined =>
    notHandler(matter, at) ??
    (openCrime(matter.decision)?.decided ? undefined : refuse('transfer-unapproved', '移送公安机关应当先经主要负责人批准', 'YS310-5-2')),
  run(matter: Suspect, { police, papers, lateReason }, { actor, law, now, today }): readonly DecisionEvent[] | Refusal {
    const { items } = inForce(law.lists, 'crime.papers', on(today))
    const tested = matter.evidence.some(({ type }) => type === 'expertOpinion')
    const missing = items.find(({ id }) => !papers.includes(id) && id !== 'other' && (id !== 'tests' || tested))
    if (missing) return refuse('papers-missing', `移送材料缺「${missing.zh}」，补齐后再移送`, missing.clause)
    const decided = openCrime(matter.decision)?.decided
    const term = decided && sendBy(law, decided.at, decided.on)
    if (term && isOver(term, now) && !lateReason)
      return refuse('late-unreasoned', `移送的期限已于${endZh(term)}届满，请写明理由，并作为责任线索`, ...term.clauses)
    return [{ kind: 'decision.crimeSent', police, papers, ...(lateReason ? { lateReason } : {}), by: actor.id, on: today }]
  },
})

/** 立案 or 不予立案; after a reconsideration the answer may be another. Declined, the matter goes on where it stood (YS310-10). */
export const recordPolice = act({
  id: 'case.recordPolice',
  zh: '记录公安机关的决定',
  clauses: ['YS310-8', 'YS310-9-2', 'YS310-10'],
  stream: 'case',
  by: ['handler'],
  seen: false,
  input: z.strictObject({
    filed: z.boolean().meta({ title: '公安机关立案' }),
    text: words(2000).meta({ title: '通知书文号和要点' }),
  }),
  closed(matter: Suspect, at): Refusal | undefined {
    const crime = matter.decision.crimes.at(-1)
    const due =
      crime?.sent && (!crime.answer || (!crime.answer.filed && crime.reconsideration && crime.reconsideration.on >= crime.answer.on))
    return notHandler(matter, at) ?? (due ? undefined : refuse('nothing-sent', '没有等待公安机关答复的移送', 'YS310-8'))
  },
  run: (_matter: Suspect, { filed, text }, { actor, law, today }): readonly DecisionEvent[] => {
    const term = termOf(filed ? 'crime.handOver' : 'crime.reconsider', law, today)
    return [{ kind: 'decision.policeAnswered', filed, text, by: actor.id, on: today, ...(term ? { term } : {}) }]
  },
})

export const askReconsideration = act({
  id: 'case.askPoliceReconsideration',
  zh: '提请公安机关复议',
  clauses: ['YS310-9-1'],
  stream: 'case',
  by: ['handler'],
  seen: false,
  input: z.strictObject({ text: words(2000).meta({ title: '提请复议（或者建议立案监督）的理由' }) }),
  closed(matter: Suspect, at): Refusal | undefined {
    const crime = matter.decision.crimes.at(-1)
    const declined = crime?.answer?.filed === false && !crime.reconsideration ? crime.answer.on : undefined
    const term = declined && termOf('crime.reconsider', at.law, declined)
    return (
      notHandler(matter, at) ??
      (declined ? undefined : refuse('not-declined', '公安机关没有作出不予立案的决定', 'YS310-9-1')) ??
      (term && at.today > term.due
        ? refuse('reconsideration-late', `提请复议的期限已于 ${term.due} 届满，可以建议人民检察院立案监督`, ...term.clauses)
        : undefined)
    )
  },
  run: (_matter: Suspect, { text }, { actor, today }): readonly DecisionEvent[] => [
    { kind: 'decision.reconsiderationAsked', text, by: actor.id, on: today },
  ],
})

export const handOver = act({
  id: 'case.handOver',
  zh: '向公安机关移交涉案物品和材料',
  clauses: ['YS310-12'],
  stream: 'case',
  by: ['handler'],
  seen: false,
  input: z.strictObject({ text: words(2000).meta({ title: '移交的物品、材料和交接手续' }) }),
  closed(matter: Suspect, at): Refusal | undefined {
    const crime = openCrime(matter.decision)
    return (
      notHandler(matter, at) ??
      (crime?.answer && !crime.handedOver ? undefined : refuse('nothing-to-hand-over', '公安机关立案以后才移交，且只移交一次', 'YS310-12'))
    )
  },
  run: (_matter: Suspect, { text }, { actor, today }): readonly DecisionEvent[] => [
    { kind: 'decision.handedOver', text, by: actor.id, on: today },
  ],
})
