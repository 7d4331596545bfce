import { z } from 'zod'
import { act } from '#agency/act'
import { type Agency, type AgencyEvent, type Field, foundedOf } from '#agency/agency'
import { type Level, levels } from '#agency/level'
import { slug } from '#agency/slug'
import { type Instant, instant } from '#law/day'
import { type Digest, digest } from '#law/digest'
import { type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'

/** An agency that may be founded in this installation 待设立的机关, by a link that works once: here is its digest. */
export type Founding = Readonly<{
  id: string
  name: string
  level: Level
  field: Field
  /** The agency that lets it be founded is above it. */
  below: boolean
  token: Digest
  until: Instant
  taken: boolean
}>

export type FoundingEvent =
  | (Readonly<{ kind: 'agency.foundingOffered' }> & Omit<Founding, 'taken'>)
  | Readonly<{ kind: 'agency.foundingTaken'; id: string }>

/** The agency with which this installation began 首设机关: nobody let it be founded. A demo has none. */
export function isFirst(agency: Agency): boolean {
  const { demo, foundedBy } = foundedOf(agency)
  return !demo && foundedBy === undefined
}

/** May an agency of this level be below it. */
const isBelow = (agency: Agency, level: Level): boolean => levels.indexOf(level) > levels.indexOf(foundedOf(agency).level)

/** May this agency let any be founded at all. */
export const foundsOthers = (agency: Agency): boolean => isFirst(agency) || levels.some((level) => isBelow(agency, level))

/** An upper level lets its subordinate agencies be founded, the first agency any; a new link voids the one before. */
export const offerFounding = act({
  id: 'agency.offerFounding',
  zh: '准予设立机关',
  clauses: ['CFF-17'],
  stream: 'agency',
  by: ['administrator'],
  seen: false,
  input: z.strictObject({
    id: slug.meta({ title: '机关编号' }),
    name: words(60).meta({ title: '机关全称' }),
    level: z.enum(levels).meta({ title: '层级', labels: { province: '省级', city: '市级', county: '县级' } }),
    field: z
      .enum(['health', 'medical-security'])
      .meta({ title: '执法领域', labels: { health: '卫生健康', 'medical-security': '医疗保障' } }),
    below: z.boolean().meta({ title: '是本机关的下级机关' }),
    token: digest.meta({ title: '链接的摘要' }),
    until: instant.meta({ title: '有效至' }),
  }),
  run(agency: Agency, said, { now }): readonly AgencyEvent[] | Refusal {
    const { id, field } = foundedOf(agency)
    if (said.id === id || agency.foundings[said.id]?.taken)
      return refuse('already-founded', '这个编号的机关已经设立，请另取一个编号', 'CFF-17')
    if (!said.below && !isFirst(agency))
      return refuse('not-first', '不属本机关下级的，由本平台首设的机关准予设立，请与该机关的系统管理员联系', 'CFF-17')
    if (said.below && !(isBelow(agency, said.level) && said.field === field))
      return refuse('not-below', '下级机关的层级须低于本机关、执法领域须与本机关相同，请核对', 'CFF-17')
    return said.until > now ? [{ kind: 'agency.foundingOffered', ...said }] : refuse('term-past', '链接的期限已过', 'CFF-17')
  },
})

/** Whoever holds the link founds, once: of two who come together the second comes too late. */
export const takeFounding = act({
  id: 'agency.takeFounding',
  zh: '使用准予设立的链接',
  clauses: ['CFF-17'],
  stream: 'agency',
  by: 'system',
  seen: false,
  input: z.strictObject({ id: slug, token: digest }),
  run(agency: Agency, { id, token }, { now }): readonly AgencyEvent[] | Refusal {
    const held = agency.foundings[id]
    return held && !held.taken && held.token === token && now < held.until
      ? [{ kind: 'agency.foundingTaken', id }]
      : refuse('no-setup-link', '这个链接已经用过、已经过期或者已经换新，请向准予设立的机关另要一个', 'CFF-17')
  },
})

export function afterFounding(before: Agency['foundings'], event: FoundingEvent): Agency['foundings'] {
  const put = (founding: Founding): Agency['foundings'] => Object.assign(Object.create(null), before, { [founding.id]: founding })
  switch (event.kind) {
    case 'agency.foundingOffered': {
      const { kind: _, ...said } = event
      return put({ ...said, taken: false })
    }
    case 'agency.foundingTaken': {
      const held = before[event.id]
      return held ? put({ ...held, taken: true }) : before
    }
  }
}
