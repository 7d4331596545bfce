import { type Agency, nameOf } from '#agency/agency'
import { confirmedEvidence, isConfirmed } from '#case/matter'
import type { Kept } from '#dossier/deadlines'
import { citing, leftOf } from '#dossier/due'
import { heldSittings } from '#hearing/sitting'
import { type Day, dayOf, type Instant } from '#law/day'
import { yuan } from '#law/money'
import { afterMatter, type Matter, type MatterEvent, noMatter } from '#penalty/matter'
import { type Days, findInForce, type Law, on } from '#policy/law'
import { gradedZh } from '#proposal/graded'
import { accountZh, lineZh, outcomeZh } from '#proposal/outcome'
import type { Proposal } from '#proposal/proposal'
import { opinionsZh, type ReviewEvent, type SentBack } from '#review/review'

/** One thing a bundle says 送审内容的一项, by which two rounds are set side by side. */
export type Item = Readonly<{ id: string; zh: string; text: string; evidence: readonly number[] }>

const correctionZh = ({ correction }: Proposal['substance']): string =>
  correction.kind === 'ordered'
    ? [correction.text, correction.by && `期限 ${correction.by}`].filter(Boolean).join('，')
    : `没有需要改正的：${correction.reason}`

const item = (id: string, zh: string, text: string | undefined, evidence: readonly number[] = []): readonly Item[] =>
  text ? [{ id, zh, text, evidence }] : []

/** What the proposal says, in the order of the paper. */
function proposed({ substance, traits }: Pick<Proposal, 'substance' | 'traits'>, law: Law, days: Days): readonly Item[] {
  const cited = (ids: readonly string[]) =>
    citing(law, ids)
      .map(({ cite }) => cite)
      .join('；')
  const paid = substance.payable.map(({ line, fen, account }) => `${lineZh[line]} ${yuan(fen)}，缴入${accountZh[account]}`)
  return [
    ...item('party', '当事人', substance.party.name),
    ...substance.facts.flatMap(({ text, evidence }, n) => item(`fact-${n + 1}`, `违法事实${n + 1}`, text, evidence)),
    ...item('violated', '违反', cited(substance.violated)),
    ...item('basis', '处罚依据', cited(substance.basis)),
    ...item('circumstances', '裁量情节', substance.circumstances.map(({ text }) => text).join('；')),
    ...item('benchmark', '裁量基准', substance.benchmark),
    ...item('discretion', '裁量权适用', gradedZh(substance.discretion ?? [], law, days).join('。')),
    ...item('penalties', '拟作出的处罚', outcomeZh(substance.penalties)),
    ...item('payable', '应缴款项', paid.join('；')),
    ...item('correction', '责令改正', correctionZh(substance)),
    ...item('traits', '情形判断', Object.values(traits).filter(Boolean).join('；')),
  ]
}

/** What the party said that two people stand for, and what we answered: part of the bundle. */
function heard(matter: Matter): readonly Item[] {
  const { statements, answered, opinions, recordAnswers } = matter.hearing
  const said = (answers: readonly Readonly<{ accepted: boolean; why: string }>[]) =>
    answers.map(({ accepted, why }) => `${accepted ? '采纳' : '不采纳'}：${why}`).join('；')
  return [
    ...statements.flatMap(({ no, points }) =>
      isConfirmed(matter, `statement:${no}`) ? item(`statement-${no}`, `第 ${no} 份陈述申辩`, points.join('；')) : [],
    ),
    ...answered.flatMap(({ statement, answers }) => item(`answer-${statement}`, `第 ${statement} 份陈述申辩的复核`, said(answers))),
    ...heldSittings(matter.hearing).flatMap(({ no, end }) =>
      end.confirmedBy ? item(`sitting-${no}`, `第 ${no} 次听证笔录`, end.points.join('；') || '当事人没有提出意见') : [],
    ),
    ...opinions.flatMap(({ sitting, opinion }) => item(`opinion-${sitting}`, `第 ${sitting} 次听证的意见`, opinion)),
    ...recordAnswers.flatMap(({ sitting, answers }) => item(`sitting-answer-${sitting}`, `第 ${sitting} 次听证的复核`, said(answers))),
  ]
}

const daysOf = ({ clue }: Matter, today: Day): Days => ({ ...on(today), violation: clue?.violationOn ?? today })

type Submitted = Extract<ReviewEvent, { kind: 'review.submitted' }>

/** The bundle as it was when it was sent 送审时的材料. */
const bundleOf = (matter: Matter, { materials, by, on: sent, term }: Submitted, law: Law) => ({
  ...{ by, on: sent, term },
  round: matter.stage.proposal?.round ?? 0,
  materials: materials.map((id) => findInForce(law.lists, 'review.materials', on(sent))?.items.find((item) => item.id === id)?.zh ?? id),
  items: [...(matter.stage.proposal ? proposed(matter.stage.proposal, law, daysOf(matter, sent)) : []), ...heard(matter)],
  evidence: confirmedEvidence(matter).map(({ no }) => no),
})

type Concluded = Extract<ReviewEvent, { kind: 'review.concluded' }>
type Check = Readonly<{ id: string; zh: string }>

/** What the reviewer answered 审核结果, each check by its name of that day. */
const answerOf = ({ opinion, findings, text, by, on: day, warnings }: Concluded, checks: readonly Check[]) => ({
  ...{ opinion, opinionZh: opinionsZh[opinion], text, by, on: day, warnings },
  findings: findings.map(({ check, sound, note, evidence = [] }) => {
    const zh = checks.find(({ id }) => id === check)?.zh ?? check
    return { check, zh, sound, note: note ?? null, evidence }
  }),
})

/** 法制审核 round by round: what was sent each time, what was answered, what went back for want of papers, and what the law of the day asks the reviewer to look at. */
export function roundsOf({ steps }: Kept, { agency, law }: Readonly<{ agency: Agency; law: Law }>, now: Instant) {
  const today = dayOf(now)
  const person = (id: string) => ({ id, name: nameOf(agency, id) })
  const checks = (day: Day) => findInForce(law.lists, 'review.checks', on(day))?.items ?? []
  type Sent = ReturnType<typeof bundleOf> & { answer?: ReturnType<typeof answerOf>; back: readonly SentBack[] }
  const sent: Sent[] = []
  let back: readonly SentBack[] = []
  let matter = noMatter
  for (const event of steps.map((step) => step.event as MatterEvent)) {
    matter = afterMatter(matter, event)
    const last = sent.at(-1)
    if (event.kind === 'review.submitted') {
      sent.push({ ...bundleOf(matter, event, law), back })
      back = []
    } else if (event.kind === 'review.materialsRequested' && last) {
      // what went back for want of papers was no round: the next one begins where it was
      sent.pop()
      back = [...last.back, event]
    } else if (event.kind === 'review.concluded' && last) last.answer = answerOf(event, checks(event.on))
    else if (event.kind === 'review.extended' && last) last.term = event.term
  }
  const returned = (each: SentBack) => ({ on: each.on, by: person(each.by), note: each.note })
  return {
    checks: checks(today).map(({ id, zh, clause }) => ({ id, zh, clause: citing(law, [clause]) })),
    back: back.map(returned),
    rounds: sent.map(({ by, term, answer, back: before, ...round }, n) => ({
      ...round,
      ...{ nth: n + 1, by: person(by), back: before.map(returned) },
      term:
        term && !answer
          ? { due: term.due, provisional: term.provisional, ...leftOf(term, now, law), clauses: citing(law, term.clauses) }
          : null,
      answer: answer ? { ...answer, by: person(answer.by) } : null,
    })),
  }
}
export type Rounds = ReturnType<typeof roundsOf>
