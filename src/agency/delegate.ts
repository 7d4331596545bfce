import { z } from 'zod'
import { act } from '#agency/act'
import type { Agency, AgencyEvent, Span } from '#agency/agency'
import { type Post, postFor, postsZh } from '#agency/post'
import { slug } from '#agency/slug'
import { samePerson, within } from '#agency/standing'
import { addDays, type Day, day } from '#law/day'
import { type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'

/** Posts whose approvals may be lent 可以授权代行的岗位. */
export const lendable = ['unitHead', 'head', 'leaderInCharge', 'principalLeader'] as const

/**
 * 授权代行: one who holds a post lets another act in it for a term. `held` is the post of the principal that carries it; on a day on which he does
 * not hold that, the delegate holds nothing.
 */
export type Delegation = Readonly<{
  no: number
  principal: string
  delegate: string
  post: Post
  held: Post
  from: Day
  to: Day
  reason: string
}>

/** Posts he holds himself 本人的岗位: what was lent to him is not his to lend. */
const own = (agency: Agency, id: string): readonly Post[] => {
  const { posts = [], acting = {} } = agency.officers[id] ?? {}
  return posts.filter((post) => !acting[post])
}

const overlaps = (a: Span, b: Readonly<{ from: Day; to: Day }>): boolean =>
  within({ ...a }, b.from) || (a.from !== undefined && within(b, a.from))

export const delegate = act({
  id: 'agency.delegate',
  zh: '授权代行职务',
  clauses: ['CFF-57-1'],
  stream: 'agency',
  by: lendable,
  seen: false,
  input: z
    .strictObject({
      delegate: slug.meta({ title: '代行人', of: 'officer' }),
      post: z.enum(lendable).meta({ title: '代行的岗位', of: 'post.lendable' }),
      from: day.meta({ title: '自' }),
      to: day.meta({ title: '至' }),
      reason: words(300).meta({ title: '事由' }),
    })
    .refine(({ from, to }) => from <= to, { error: '末日不能早于首日', path: ['to'] }),
  run(agency: Agency, input, { actor, today, agency: now }): readonly AgencyEvent[] | Refusal {
    const held = postFor(own(now, actor.id), [input.post])
    if (!held) {
      const lent = now.officers[actor.id]?.acting?.[input.post]
      return lent
        ? refuse('no-further-delegation', '代行的职务不得再授权他人，请由授权人自己授权', 'CFF-57-1')
        : refuse('post-not-held', `您没有${postsZh[input.post]}岗位，不能授权他人代行`, 'CFF-57-1')
    }
    const person = now.officers[input.delegate]
    if (!person || person.posts.length === 0) return refuse('no-officer', '代行人不是本机关现任人员，请核对', 'CFF-57-1')
    if (samePerson(agency, input.delegate, actor.id)) return refuse('own-delegation', '不能授权自己代行', 'CFF-57-1')
    if (person.posts.includes('administrator')) return refuse('administrator-apart', '系统管理员不得代行业务岗位', 'G118-15')
    if (person.body !== undefined) return refuse('entrusted-post', '受委托组织的人员不得代行机关的审批岗位', 'CFF-20-4')
    if (input.from < today) return refuse('term-past', '授权不能溯及既往，首日不能早于今天', 'CFF-57-1')
    const other = agency.delegations.find((each) => each.delegate === input.delegate && each.post === input.post && overlaps(each, input))
    if (other) return refuse('already-delegated', `${person.name} 在此期间已经代行这一岗位（第${other.no}号授权）`, 'CFF-57-1')
    const no = agency.delegations.length + 1
    return [{ kind: 'agency.delegated', no, principal: actor.id, held, ...input }]
  },
})

/** Ended at once, so that yesterday was its last day; by who gave it, or by the 主要负责人. What was done under it stands. */
export const endDelegation = act({
  id: 'agency.endDelegation',
  zh: '终止代行',
  clauses: ['CFF-57-1'],
  stream: 'agency',
  by: lendable,
  seen: false,
  input: z.strictObject({ no: z.int().positive().meta({ title: '授权编号' }), why: words(300).meta({ title: '事由' }) }),
  run(agency: Agency, { no, why }, { actor, today, agency: now }): readonly AgencyEvent[] | Refusal {
    const found = agency.delegations.find((each) => each.no === no && each.to >= today)
    if (!found) return refuse('no-delegation', '没有这一授权，或者已经期满', 'CFF-57-1')
    if (found.principal !== actor.id && !own(now, actor.id).includes('principalLeader'))
      return refuse('not-principal', '由授权人本人或者主要负责人终止', 'CFF-57-1')
    return [{ kind: 'agency.delegationEnded', no, last: addDays(today, -1), why, by: actor.id }]
  },
})
