import { z } from 'zod'
import { act } from '#agency/act'
import { foundedOf } from '#agency/agency'
import { idOf } from '#agency/stream'
import type { DecisionEvent } from '#decision/decision'
import { type How, outcomesZh, type Source, sourcesZh } from '#decision/exit'
import { outcomeItems, ownPaper, paperKindOf, papersThisYear } from '#decision/ownPaper'
import type { RemedyResult } from '#execution/execution'
import { type Day, day, zhDay } from '#law/day'
import { reckon } from '#law/period'
import { type Refusal, refuse } from '#law/refusal'
import type { Term } from '#law/term'
import { words } from '#law/text'
import type { Matter } from '#penalty/matter'
import { findInForce, type Law, on } from '#policy/law'
import { type Payable, type Penalty, payable, penalty } from '#proposal/proposal'
import { payableAmiss } from '#proposal/substance'

const kind = <K extends How>(how: K) => z.literal(how).meta({ title: '结果' })

const outcomeInput = z.discriminatedUnion('how', [
  z
    .strictObject({
      how: kind('changed'),
      penalties: z.array(penalty).min(1).max(10).meta({ title: '变更后的处罚' }),
      payable: z.array(payable).max(6).meta({ title: '变更后的应缴款项' }),
    })
    .meta({ title: outcomesZh.changed }),
  z
    .strictObject({
      how: kind('annulled'),
      anew: z.boolean().meta({ title: '责令（决定）重新作出' }),
      procedural: z.boolean().meta({ title: '仅因违反法定程序而撤销' }),
    })
    .meta({ title: outcomesZh.annulled }),
  z.strictObject({ how: kind('unlawful') }).meta({ title: outcomesZh.unlawful }),
  z.strictObject({ how: kind('void') }).meta({ title: outcomesZh.void }),
])

/** The result of a remedy that an outcome rests on. */
const resultOf: Readonly<Record<How, RemedyResult>> = { changed: 'changed', annulled: 'annulled', unlawful: 'unlawful', void: 'unlawful' }

/** On whose word: the agency's own, whose paper it then makes; or that of an organ, which made and serves its own (FYF-75-2, SSF-80). */
const elsewhere = {
  organ: words(100).meta({ title: '作出的机关' }),
  documentNo: words(100).meta({ title: '该机关文书的文号' }),
  on: day.meta({ title: '生效（送达）日期' }),
}
const of = <K extends Source>(kind: K) => z.literal(kind).meta({ title: '途径' })
const sourceInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: of('own') }).meta({ title: sourcesZh.own }),
  z.strictObject({ kind: of('reconsideration'), ...elsewhere }).meta({ title: sourcesZh.reconsideration }),
  z.strictObject({ kind: of('suit'), ...elsewhere }).meta({ title: sourcesZh.suit }),
])

const sum = (fen: readonly number[]): number => fen.reduce((total, each) => total + each, 0)

/** A further kind, or more to pay: that would need another notice, so it is annulled and decided anew instead (CFF-44, FYF-63-2). */
function heavier(matter: Matter, change: Readonly<{ penalties: readonly Penalty[]; payable: readonly Payable[] }>): boolean {
  const before = matter.stage.proposal?.substance
  const kinds = before?.penalties.map((each) => each.kind) ?? []
  return (
    change.penalties.some((each) => !kinds.includes(each.kind)) ||
    sum(change.payable.map(({ fen }) => fen)) > sum(before?.payable.map(({ fen }) => fen) ?? [])
  )
}

/** By when to act anew: the term of the law, counted from the outcome (R); where no text holds one, that of FYT26-58-1. */
function anewBy(matter: Matter, from: Day, law: Law): Term | undefined {
  for (const key of ['decision', 'remedy.redo']) {
    const row = findInForce(law.periods, key, on(from))
    if (row) return reckon(key, row, from, law.calendar)
  }
  return matter.filed?.term
}

/** 变更、撤销、确认违法、确认无效: by whom, why, what holds now. What was published is then withdrawn (P09). */
export const outcome = act({
  id: 'decision.outcome',
  zh: '记录决定的变更、撤销、确认违法',
  clauses: ['CFF-75-2', 'CFF-48-2', 'FYF-63-1', 'FYF-64-1', 'FYF-65-1', 'FYF-67', 'SSF-70', 'SSF-74', 'SSF-77', 'CFF17-54-2', 'FYF17-28-1'],
  stream: 'case',
  by: ['head'],
  seen: true,
  input: z.strictObject({
    outcome: outcomeInput.meta({ title: '变更、撤销或者确认违法' }),
    source: sourceInput.meta({ title: '途径' }),
    ground: words(2000).meta({ title: '理由' }),
  }),
  reads: (_matter: Matter, { today, input }) => papersThisYear(paperKindOf[input.outcome.how], today),
  closed: ({ decision }: Matter): Refusal | undefined =>
    decision.decided ? undefined : refuse('not-decided', '本案没有作出行政处罚决定，没有可以变更、撤销的内容', 'CFF-75-2', 'CFF17-54-2'),
  run(matter: Matter, { outcome: said, source: by, ground }, at): readonly DecisionEvent[] | Refusal {
    const { actor, agency, law, today } = at
    const source = by.kind
    const since = by.kind === 'own' ? today : by.on
    if (since > today) return refuse('in-future', '日期不能晚于今天', 'CFF-75-2', 'CFF17-54-2')
    const first = matter.decision.decided?.on ?? today
    if (since < first) return refuse('too-early', `日期不能早于作出决定之日（${zhDay(first)}）`, 'CFF-75-2', 'CFF17-54-2')
    const told = matter.execution.remedies.some((remedy) => remedy.kind === source && remedy.closed?.result === resultOf[said.how])
    if (source !== 'own' && !told)
      return refuse('remedy-unrecorded', `先记录${sourcesZh[source]}的结果，再记录决定的变化`, 'CFF-73-1', 'CFF17-45')
    const anew = said.how === 'annulled' && said.anew
    const penalties = said.how === 'changed' ? said.penalties : []
    const paper = () => ownPaper(paperKindOf[said.how], outcomeItems(matter, { how: said.how, ground, penalties, anew }, law, today), at)
    const made = by.kind === 'own' ? paper() : undefined
    const organ = by.kind === 'own' ? foundedOf(agency).name : by.organ
    const documentNo = by.kind === 'own' ? (made?.documentNo ?? '') : by.documentNo
    const event = {
      kind: 'decision.outcomeSet',
      how: said.how,
      source,
      organ,
      documentNo,
      ground,
      ...(made ? { paper: made } : {}),
      by: actor.id,
      on: since,
    } as const
    if (said.how === 'changed') {
      const { payable } = said
      const amiss = payableAmiss({ penalties, payable })
      if (amiss) return amiss
      if (source !== 'suit' && heavier(matter, said))
        return refuse('change-heavier', '变更不得加重处罚；确需更重的，应当撤销后重新告知、重新作出决定', 'FYF-63-2', 'CFF-44', 'CFF17-31')
      return [{ ...event, change: { penalties, payable } }]
    }
    const term = anew ? anewBy(matter, since, law) : undefined
    return [{ ...event, ...(term && said.how === 'annulled' ? { anew: { term, procedural: said.procedural } } : {}) }]
  },
  next: (event, { stream }) =>
    event.kind === 'decision.outcomeSet'
      ? [{ act: 'publication.withdrawDue', stream: `publication:${idOf(stream)}`, input: { how: event.how, on: event.on } }]
      : [],
})
