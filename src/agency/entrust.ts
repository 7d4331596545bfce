import { z } from 'zod'
import { act } from '#agency/act'
import type { Agency, AgencyEvent, Officer } from '#agency/agency'
import type { Post } from '#agency/post'
import { slug } from '#agency/slug'
import { addDays, type Day, day } from '#law/day'
import { type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'

/** What an organisation must be 受委托组织的条件, item for item. */
export const conditions = [
  { id: 'public', clause: 'CFF-21-1-1', zh: '依法成立，具有管理公共事务职能' },
  { id: 'staff', clause: 'CFF-21-1-2', zh: '有熟悉有关法律、法规、规章和业务并取得行政执法资格的工作人员' },
  { id: 'means', clause: 'CFF-21-1-3', zh: '需要技术检查、鉴定的，有条件组织进行' },
] as const
type Condition = (typeof conditions)[number]['id']

/** An entrusted organisation 受委托组织: what it may do in the agency's name, for how long, by which published letter 委托书. */
export type Entrusted = Readonly<{
  name: string
  letterNo: string
  /** Causes it may handle 委托事项 (案由), word for word. */
  matters: readonly string[]
  powers: string
  from: Day
  to: Day
  publishedOn: Day
  publishedAt: string
}>

export const entrust = act({
  id: 'agency.entrust',
  zh: '委托实施行政处罚',
  clauses: ['CFF-20', 'CFF-21-1', 'ZR-3-1-4-1'],
  stream: 'agency',
  by: ['principalLeader'],
  seen: false,
  input: z
    .strictObject({
      id: slug.meta({ title: '受委托组织编号' }),
      name: words(60).meta({ title: '受委托组织' }),
      letterNo: words(60).meta({ title: '委托书文号' }),
      matters: z.array(words(120)).min(1, '至少一项').max(100).meta({ title: '委托事项（案由）' }),
      powers: words(1000).meta({ title: '权限' }),
      from: day.meta({ title: '期限自' }),
      to: day.meta({ title: '期限至' }),
      publishedOn: day.meta({ title: '委托书公布之日' }),
      publishedAt: words(300).meta({ title: '公布之处' }),
      meets: z
        .array(z.enum(conditions.map(({ id }) => id) as [Condition, ...Condition[]]))
        .meta({ title: '具备的条件', of: 'entrust.conditions' }),
    })
    .refine(({ from, to }) => from <= to, { error: '末日不能早于首日', path: ['to'] }),
  run(agency: Agency, { id, meets, ...body }, { today }): readonly AgencyEvent[] | Refusal {
    const unmet = conditions.find((each) => !meets.includes(each.id))
    if (unmet) return refuse('condition-unmet', `受委托组织不具备条件：${unmet.zh}`, unmet.clause)
    if (body.publishedOn > today) return refuse('not-published', '委托书应当先向社会公布，再实施委托', 'CFF-20-2')
    const held = agency.bodies[id]
    if (held && held.to >= today) return refuse('already-entrusted', `${held.name} 的委托还没有期满，请先终止原委托`, 'CFF-20-1')
    return [{ kind: 'agency.entrusted', id, ...body }]
  },
})

export const endEntrustment = act({
  id: 'agency.endEntrustment',
  zh: '终止委托',
  clauses: ['CFF-20-3', 'ZR-3-1-4-5'],
  stream: 'agency',
  by: ['principalLeader'],
  seen: false,
  input: z.strictObject({ id: slug.meta({ title: '受委托组织编号' }), why: words(300).meta({ title: '事由' }) }),
  run({ bodies }: Agency, { id, why }, { today }): readonly AgencyEvent[] | Refusal {
    const body = bodies[id]
    if (!body || body.to < today) return refuse('no-entrustment', '没有这一委托，或者已经期满', 'CFF-20-1')
    return [{ kind: 'agency.entrustmentEnded', id, last: addDays(today, -1), why }]
  },
})

/** The only post an officer of an entrusted organisation holds: it enforces in the agency's name; reviewing, approving and deciding stay with the agency. */
export function entrustedAmiss(agency: Agency, { body }: Pick<Officer, 'body'>, posts: readonly Post[]): Refusal | undefined {
  if (body === undefined) return undefined
  if (!agency.bodies[body]) return refuse('no-entrustment', '没有委托这个组织，请先由主要负责人委托', 'CFF-20-1')
  return posts.every((post) => post === 'handler')
    ? undefined
    : refuse('entrusted-post', '受委托组织的人员只以委托机关名义办案，不得担任审核、审批岗位', 'CFF-20-3')
}

/** 委托事项: an officer of an entrusted organisation acts only in the matters of the letter; outside its term he holds no post (`standing`). */
export function beyondEntrustment(agency: Agency, { body }: Officer, cause: string | undefined): Refusal | undefined {
  const held = body === undefined ? undefined : agency.bodies[body]
  return !held || (cause !== undefined && held.matters.includes(cause))
    ? undefined
    : refuse('beyond-entrustment', `本案案由不在 ${held.name} 的委托事项之内，请由本机关人员办理`, 'CFF-20-3')
}
