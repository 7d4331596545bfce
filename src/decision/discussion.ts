import { z } from 'zod'
import type { Agency } from '#agency/agency'
import type { Post } from '#agency/post'
import { headcount } from '#agency/standing'
import { isRecused, type Recusal } from '#case/recusal'
import type { Minutes } from '#decision/decision'
import type { ClauseId, Clauses } from '#law/clause'
import type { Day } from '#law/day'
import { type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'
import type { Warning } from '#law/warning'
import { findInForce, inForce, type Law, on } from '#policy/law'

/** What the record of a collective discussion says 集体讨论记录的内容, each view as it was said (C4-44-2). */
export const discussion = {
  present: z.array(words(32)).min(2, '集体讨论至少两人').max(30).meta({ title: '参加人员', of: 'officer' }),
  views: z
    .array(z.strictObject({ who: words(32).meta({ title: '发言人', of: 'officer' }), view: words(2000).meta({ title: '意见' }) }))
    .min(1)
    .max(60)
    .meta({ title: '各人意见' }),
  conclusion: words(2000).meta({ title: '讨论结论' }),
}

const heads: readonly Post[] = ['head', 'principalLeader', 'leaderInCharge']

/** Only heads of the agency discuss, each once, none recused (CFF-43-1), and only who was there has a view 参加集体讨论的人员. */
export function memberAmiss(
  { present, views }: Pick<Minutes, 'present' | 'views'>,
  matter: Readonly<{ recusals: readonly Recusal[] }>,
  agency: Agency,
  clauses: Clauses,
): Refusal | undefined {
  const nameOf = (id: string) => agency.officers[id]?.name ?? id
  if (headcount(agency, present) !== present.length) return refuse('present-twice', '参加人员有重复，请核对', ...clauses)
  const stranger = present.find((id) => !agency.officers[id]?.posts.some((post) => heads.includes(post)))
  if (stranger) return refuse('not-a-head', `${nameOf(stranger)} 不是机关负责人，不能作为集体讨论成员`, ...clauses)
  const recused = present.find((id) => isRecused(matter, id, agency))
  if (recused) return refuse('recused', `${nameOf(recused)} 已决定回避，不得参加本案的集体讨论`, 'CFF-43-1')
  const silent = views.find(({ who }) => !present.includes(who))
  return silent && refuse('not-present', `${nameOf(silent.who)} 没有参加讨论，不能记录其意见`, ...clauses)
}

/** 讨论记录由全体参加人员确认签字: by the text of the day on the record, then by what asked for the discussion. */
export const unsigned = (law: Law, today: Day, ...asked: readonly ClauseId[]): Refusal<'minutes-unsigned'> =>
  refuse(
    'minutes-unsigned',
    '集体讨论记录还没有由全体参加人员签名',
    ...inForce(law.modes, 'discussion.record', on(today)).clauses,
    ...asked,
  )

/** Who takes down the minutes signs with that 记录人在场的，即为签名. */
export const membersOf = (present: readonly string[], actor: string): readonly string[] => (present.includes(actor) ? [actor] : [])

/** More than half of the heads: practice, in no text, so fewer only bring a warning 过半数为通行做法. */
export function quorum(present: readonly string[], agency: Agency, law: Law, today: Day): readonly Warning[] {
  const all = Object.values(agency.officers).filter(({ posts }) => posts.some((post) => heads.includes(post))).length
  return findInForce(law.modes, 'discussion.quorum', on(today)) && present.length * 2 <= all
    ? [{ code: 'quorum', zh: `参加集体讨论的 ${present.length} 人，没有超过负责人（${all} 人）的半数` }]
    : []
}
