import { z } from 'zod'
import { act } from '#agency/act'
import type { Agency, AgencyEvent, Officer } from '#agency/agency'
import { certificate, certificateOfOther } from '#agency/certificate'
import { entrustedAmiss } from '#agency/entrust'
import { type Post, post } from '#agency/post'
import { slug } from '#agency/slug'
import { samePerson } from '#agency/standing'
import { noUnit } from '#agency/unit'
import { addDays, day } from '#law/day'
import { type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'

const officer = slug.meta({ title: '工号', of: 'officer' })
const basis = words(200).meta({ title: '依据' })

/** The administrator gives posts to others alone, and no business post to anyone who administers, under whatever account (G118-15 asks for trustworthy records). */
function administratorAmiss(agency: Agency, { id, person }: Pick<Officer, 'id' | 'person'>, posts: readonly Post[]): Refusal | undefined {
  const accounts = Object.values(agency.officers).filter((each) => each.id === id || (each.person ?? each.id) === (person ?? id))
  const all = new Set([...posts, ...accounts.filter((each) => each.id !== id && each.left === undefined).flatMap((each) => each.posts)])
  return all.has('administrator') && all.size > 1
    ? refuse('administrator-apart', '系统管理员不得兼任业务岗位，以另一账号也不行', 'G118-15')
    : undefined
}

const ownAppointment = (agency: Agency, actor: string, id: string): Refusal | undefined =>
  samePerson(agency, actor, id) ? refuse('own-appointment', '系统管理员不得任用自己，请由其他系统管理员办理', 'G118-15') : undefined

/** A qualification 法律职业资格 is one person's. */
const qualificationOfOther = ({ officers }: Agency, { id, person }: Pick<Officer, 'id' | 'person'>, no: string): Refusal | undefined =>
  Object.values(officers).some((each) => each.qualificationNo === no && (each.person ?? each.id) !== (person ?? id))
    ? refuse('qualification-of-other', `法律职业资格证书 ${no} 已登记在他人名下，请核对`, 'CFF-58-2')
    : undefined

export const appoint = act({
  id: 'agency.appoint',
  zh: '任用执法人员',
  clauses: ['CFF-42-1', 'CFF-58-2'],
  stream: 'agency',
  by: ['administrator'],
  seen: false,
  input: z.strictObject({
    id: slug.meta({ title: '工号' }),
    person: words(40).exactOptional().meta({ title: '人员编号（同一人有两个账号的，填写同一编号）' }),
    name: words(40).meta({ title: '姓名' }),
    unit: slug.meta({ title: '内设机构', of: 'unit' }),
    posts: z.array(post).min(1, '至少一个岗位').max(6).meta({ title: '岗位', of: 'post' }),
    from: day.exactOptional().meta({ title: '任职自' }),
    to: day.exactOptional().meta({ title: '任职至' }),
    certificate: certificate.exactOptional().meta({ title: '执法证件' }),
    qualified: z.boolean().meta({ title: '已取得法律职业资格' }),
    qualificationNo: words(40).exactOptional().meta({ title: '法律职业资格证书号' }),
    reviewingSince: day.exactOptional().meta({ title: '初次从事法制审核之日' }),
    body: slug.exactOptional().meta({ title: '受委托组织', of: 'body' }),
  }),
  run(agency: Agency, { from, to, ...officer }, { actor }): readonly AgencyEvent[] | Refusal {
    const before = agency.officers[officer.id]
    const person = officer.person ?? before?.person
    const bar =
      (officer.id === actor.id || (agency.officers[actor.id]?.person ?? actor.id) === (person ?? officer.id)
        ? ownAppointment(agency, actor.id, actor.id)
        : undefined) ??
      noUnit(agency, officer.unit) ??
      administratorAmiss(agency, { id: officer.id, ...(person ? { person } : {}) }, officer.posts) ??
      entrustedAmiss(agency, officer, officer.posts) ??
      (officer.certificate && certificateOfOther(agency, { id: officer.id, ...(person ? { person } : {}) }, officer.certificate.no)) ??
      (officer.qualificationNo && qualificationOfOther(agency, { id: officer.id, ...(person ? { person } : {}) }, officer.qualificationNo))
    if (bar) return bar
    if (before && (before.person ?? before.id) !== (person ?? officer.id))
      return refuse('account-of-other', `账号 ${before.id} 属于另一人，不能改给他人使用，请另设账号`, 'G118-15')
    const term = { ...(from ? { from } : {}), ...(to ? { to } : {}) }
    return [
      {
        kind: 'agency.appointed',
        officer: {
          ...officer,
          ...(person ? { person } : {}),
          ...(from || to ? { terms: Object.fromEntries(officer.posts.map((each) => [each, term])) } : {}),
        },
      },
    ]
  },
})

/** 任职: one post more, or another term of one he has. */
export const givePost = act({
  id: 'agency.givePost',
  zh: '任职',
  clauses: ['G118-11'],
  stream: 'agency',
  by: ['administrator'],
  seen: false,
  input: z.strictObject({
    officer,
    post: post.meta({ title: '岗位', of: 'post' }),
    from: day.meta({ title: '任职自' }),
    to: day.exactOptional().meta({ title: '任职至' }),
    basis,
  }),
  run(agency: Agency, { officer, post, from, to, basis }, { actor, today }): readonly AgencyEvent[] | Refusal {
    const held = agency.officers[officer]
    if (!held || held.left) return refuse('no-officer', '没有这名人员，或者已经离任，请先任用', 'G118-11')
    if (from < today) return refuse('term-past', '任职不能溯及既往，首日不能早于今天', 'G118-11')
    if (to && to < from) return refuse('term-reversed', '任职的末日不能早于首日', 'G118-11')
    const bar =
      ownAppointment(agency, actor.id, officer) ??
      administratorAmiss(agency, held, [...held.posts, post]) ??
      entrustedAmiss(agency, held, [post])
    return bar ?? [{ kind: 'agency.postGiven', officer, post, term: { from, ...(to ? { to } : {}) }, basis }]
  },
})

/** 免职: the last day may be today; what he did under the post stands. */
export const endPost = act({
  id: 'agency.endPost',
  zh: '免职',
  clauses: ['G118-11'],
  stream: 'agency',
  by: ['administrator'],
  seen: false,
  input: z.strictObject({ officer, post: post.meta({ title: '岗位', of: 'post' }), last: day.meta({ title: '末日' }), why: basis }),
  run(agency: Agency, { officer, post, last, why }, { actor, today }): readonly AgencyEvent[] | Refusal {
    if (!agency.officers[officer]?.posts.includes(post)) return refuse('post-not-held', '这名人员没有这一岗位，请核对', 'G118-11')
    if (last < addDays(today, -1)) return refuse('term-past', '免职不能溯及既往，末日不能早于昨天', 'G118-11')
    return ownAppointment(agency, actor.id, officer) ?? [{ kind: 'agency.postEnded', officer, post, last, why }]
  },
})

export const move = act({
  id: 'agency.move',
  zh: '调整内设机构',
  clauses: ['G118-11'],
  stream: 'agency',
  by: ['administrator'],
  seen: false,
  input: z.strictObject({ officer, unit: slug.meta({ title: '调入机构', of: 'unit' }), basis }),
  run(agency: Agency, { officer, unit, basis }): readonly AgencyEvent[] | Refusal {
    const held = agency.officers[officer]
    if (!held) return refuse('no-officer', '没有这名人员，请先任用', 'G118-11')
    return noUnit(agency, unit) ?? [{ kind: 'agency.moved', officer, unit, basis }]
  },
})

export const qualify = act({
  id: 'agency.qualify',
  zh: '登记法律职业资格',
  clauses: ['CFF-58-2'],
  stream: 'agency',
  by: ['administrator'],
  seen: false,
  input: z.strictObject({
    officer,
    no: words(40).meta({ title: '法律职业资格证书号' }),
    reviewingSince: day.exactOptional().meta({ title: '初次从事法制审核之日' }),
  }),
  run(agency: Agency, { officer, no, ...since }): readonly AgencyEvent[] | Refusal {
    const held = agency.officers[officer]
    if (!held) return refuse('no-officer', '没有这名人员，请先任用', 'CFF-58-2')
    return qualificationOfOther(agency, held, no) ?? [{ kind: 'agency.qualified', officer, no, ...since }]
  },
})

/** 离任: his posts end with the last day, and the day after it his account is closed. */
export const leave = act({
  id: 'agency.leave',
  zh: '离任',
  clauses: ['CFF-42-1'],
  stream: 'agency',
  by: ['administrator'],
  seen: false,
  input: z.strictObject({ officer, last: day.meta({ title: '末日' }), why: basis }),
  run(agency: Agency, { officer, last, why }, { actor, today }): readonly AgencyEvent[] | Refusal {
    const held = agency.officers[officer]
    if (!held) return refuse('no-officer', '没有这名人员，请先任用', 'CFF-42-1')
    if (last < addDays(today, -1)) return refuse('term-past', '离任不能溯及既往，末日不能早于昨天', 'CFF-42-1')
    const own = ownAppointment(agency, actor.id, officer)
    if (own) return own
    const gone: readonly AgencyEvent[] = last < today ? [{ kind: 'agency.accountDisabled', officer, why }] : []
    return [{ kind: 'agency.officerLeft', officer, last, why }, ...gone]
  },
  next: (event, { stream, today }) =>
    event.kind === 'agency.officerLeft' && event.last >= today
      ? [{ act: 'agency.closeAccount', stream, input: { officer: event.officer }, on: addDays(event.last, 1) }]
      : [],
})
