import { type Lack, lacksOf } from '#documents/complete'
import { formOn } from '#documents/form'
import type { Paper } from '#documents/paper'
import { citingNow } from '#dossier/due'
import type { Citation } from '#law/clause'
import type { Day } from '#law/day'
import type { Digest } from '#law/digest'
import type { Matter } from '#penalty/matter'
import type { Around } from '#penalty/papers/draft'
import { draftsOf, paperFrom } from '#penalty/papers/papers'

/** A paper of the matter 本案的一份文书: what it says, and whether it is made or still a draft. */
export type Held = Readonly<{ key: string; paper: Paper; draft: boolean; digest: Digest | null; madeOn: Day | null }>

/** A paper that was made, as its event keeps it. */
export type Made = Readonly<{ form: Paper['form']; no: number; paper: Paper; digest: Digest; on: Day }>

/** 本案文书: what was made, as it was made; and after it what the matter has come to and not finished, filled with what is known. */
export function papersOf(matter: Matter, made: readonly Made[], around: Around): readonly Held[] {
  const held: Held[] = made.map(({ form, no, paper, digest, on }) => ({ key: `${form}-${no}`, paper, draft: false, digest, madeOn: on }))
  for (const draft of draftsOf(matter, around)) {
    const paper = draft.finished ? undefined : paperFrom(draft, around)
    if (!paper) continue
    const no = held.filter((each) => each.paper.form === draft.form).length + 1
    held.push({ key: `${draft.form}-${no}`, paper, draft: true, digest: null, madeOn: null })
  }
  return held
}

/** 缺项 of a paper by its form of the day, with what the clauses are called. */
export function lacksIn({ paper }: Held, { law, today }: Around): readonly (Omit<Lack, 'clauses'> & { clauses: readonly Citation[] })[] {
  const day = paper.day ?? today
  const form = formOn(law, paper.form, day)
  return form ? lacksOf(form, paper).map(({ clauses, ...lack }) => ({ ...lack, clauses: citingNow(law, clauses, day) })) : []
}
