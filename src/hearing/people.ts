import type { At } from '#agency/act'
import { type Agency, nameOf } from '#agency/agency'
import { postFor } from '#agency/post'
import { headcount, isAmong, samePerson } from '#agency/standing'
import type { CaseFile } from '#case/matter'
import { type People, peopleOf, type Sittings } from '#hearing/sitting'
import type { Day } from '#law/day'
import { type Refusal, refuse } from '#law/refusal'
import type { Warning } from '#law/warning'
import { findInForce, type Law, on } from '#policy/law'

/** Posts that may keep and check the record of a hearing 可以制作、核对听证笔录的岗位. */
export const hearers = ['reviewer', 'unitHead', 'head', 'leaderInCharge', 'handler'] as const

type Standing = Readonly<{ agency: Agency; law: Law; today: Day }>
type Matter = CaseFile & Readonly<{ hearing: Sittings }>

/** G35 one role: barred where the text of the day bars it, else a warning. */
function apart(key: string, zh: string, { law, today }: Standing): Refusal | Warning | undefined {
  const rule = findInForce(law.separation, key, on(today))
  if (!rule) return undefined
  return rule.severity === 'block' ? refuse('hearing-people', zh, ...rule.clauses) : { code: key, zh }
}

/**
 * G35: who may hear 听证人员. Officers of this agency, each once, none recused, none an investigator of the matter as far as the text of the day says
 * so (CFF-64-1-4 of the chair; C53-36, C13-47 of all); from the handling unit, or the reviewer in the chair, only with a warning: no text bars it.
 */
export function fitToHear(people: People, matter: Matter, reviewers: readonly string[], at: Standing): Refusal | readonly Warning[] {
  const { agency, law, today } = at
  const all = peopleOf(people)
  const name = (id: string) => nameOf(agency, id)
  if (headcount(agency, all) < all.length)
    return refuse('present-twice', '听证主持人、听证员、记录员不能由同一人兼任，请核对', 'CFF-64-1-4')
  const stranger = all.find((id) => !agency.officers[id] || agency.officers[id]?.posts.includes('administrator'))
  if (stranger) return refuse('no-officer', `本机关没有 ${name(stranger)} 这名工作人员，不能担任听证人员`, 'CFF-64-1-4')
  const recused = all.find((id) => matter.hearing.recusals.some(({ who, upheld }) => upheld && samePerson(agency, who, id)))
  if (recused) return refuse('hearing-recused', `${name(recused)} 已经决定回避，不能担任本案听证人员`, 'CFF-64-1-4')
  const idle = all.filter((id) => !postFor(agency.officers[id]?.posts ?? [], hearers))
  if (idle[0] && all.length - idle.length < 2)
    return refuse(
      'hearing-uncheckable',
      `${name(idle[0])} 所在岗位不能制作或者核对听证笔录，笔录须由两名听证人员制作、核对，请另行指定`,
      'CFF-64-1-8',
    )
  const number = findInForce(law.modes, 'hearing.members', on(today))
  const [least = 0, most = 99] = number?.mode.split('-').map(Number) ?? []
  if (number && (people.members.length < least || people.members.length > most))
    return refuse('hearing-members', `听证员应当为${least}至${most}名`, ...number.clauses)

  const units = new Set(matter.handlers.flatMap((id) => agency.officers[id]?.unit ?? []))
  const found: (Refusal | Warning | undefined)[] = []
  for (const [role, ids] of [
    ['Chair', [people.chair]],
    ['Member', [...people.members, people.recorder]],
  ] as const)
    for (const id of ids) {
      if (isAmong(agency, matter.handlers, id))
        found.push(
          apart(`hearing${role}≠handler`, `${name(id)} 是本案调查人员，不能担任听证${role === 'Chair' ? '主持人' : '员或者记录员'}`, at),
        )
      else if (units.has(agency.officers[id]?.unit ?? '')) found.push(apart('hearing≠handlingUnit', `${name(id)} 来自本案承办机构`, at))
    }
  if (isAmong(agency, reviewers, people.chair))
    found.push(apart('reviewer≠hearingChair', `${name(people.chair)} 审核过本案，又主持听证`, at))
  const barred = found.find((each): each is Refusal => each !== undefined && 'clauses' in each)
  return barred ?? found.filter((each): each is Warning => each !== undefined)
}

/** Only those who hear keep the record of the hearing. */
export const notHearing = (people: People, { actor }: Pick<At, 'actor'>): Refusal | undefined =>
  peopleOf(people).includes(actor.id) ? undefined : refuse('not-hearing', '您不是这次听证的主持人、听证员或者记录员', 'CFF-64-1-4')
