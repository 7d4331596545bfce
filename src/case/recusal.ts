import type { Agency } from '#agency/agency'
import { type Post, postFor } from '#agency/post'
import { samePerson } from '#agency/standing'
import type { Clauses } from '#law/clause'
import type { Day } from '#law/day'
import { findInForce, inForce, type Law, on } from '#policy/law'

/** Who decides on a recusal 回避决定机关: one post, or the heads together (C4-5-3). */
export type Organ = Post | 'collective'

/** 回避: asked for by the party or by the officer himself, and decided by the organ of the day. */
export type Recusal = Readonly<{
  no: number
  officer: string
  origin: 'party' | 'self'
  reason: string
  organ: Organ
  clauses: Clauses
  by: string
  on: Day
  decided?: Readonly<{ recused: boolean; why: string; present?: readonly string[]; by: string; on: Day }>
}>

export type RecusalEvent =
  | (Readonly<{ kind: 'case.recusalApplied' }> & Omit<Recusal, 'decided'>)
  | (Readonly<{ kind: 'case.recusalDecided'; no: number; officer: string }> & NonNullable<Recusal['decided']>)

export function afterRecusal(before: readonly Recusal[], event: RecusalEvent): readonly Recusal[] {
  switch (event.kind) {
    case 'case.recusalApplied': {
      const { kind: _, ...recusal } = event
      return [...before, recusal]
    }
    case 'case.recusalDecided': {
      const { kind: _, no, officer: __, ...decided } = event
      return before.map((each) => (each.no === no ? { ...each, decided } : each))
    }
  }
}

/** 已决定回避: does nothing more in this matter (CFF-43-1, C13-19-1, C4-5-1). An open application stops nobody. */
export const isRecused = ({ recusals }: Readonly<{ recusals: readonly Recusal[] }>, officer: string, agency: Agency): boolean =>
  recusals.some((each) => each.decided?.recused && samePerson(agency, each.officer, officer))

/** G29: the organ of the day by the rank of the officer. Only medical security ranks them (C4-5-3); elsewhere a head decides on everyone. */
export function organOf(officer: string, agency: Agency, law: Law, today: Day): Readonly<{ organ: Organ; clauses: Clauses }> {
  const posts = agency.officers[officer]?.posts ?? []
  const leads = posts.includes('principalLeader') && findInForce(law.modes, 'recuse.principalLeader', on(today))
  if (leads) return { organ: 'collective', clauses: leads.clauses }
  const heads = postFor(posts, ['head', 'leaderInCharge']) && findInForce(law.posts, 'approve.recuse.heads', on(today))
  const row = heads || inForce(law.posts, 'approve.recuse', on(today))
  return { organ: row.posts[0] as Post, clauses: row.clauses }
}
