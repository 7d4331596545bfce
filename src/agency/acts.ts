import { z } from 'zod'
import { act } from '#agency/act'
import { type Agency, type AgencyEvent, levels } from '#agency/agency'
import { post } from '#agency/post'
import { day } from '#law/day'
import { type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'

const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{1,31}$/, '应为 2 至 32 位小写字母、数字或连字符')

const argon2 = z
  .string()
  .regex(/^\$argon2id\$/, '应为 Argon2id 摘要')
  .max(200)

export const found = act({
  id: 'agency.found',
  zh: '设立执法机关',
  clauses: ['CFF-17'],
  stream: 'agency',
  by: 'system',
  seen: false,
  input: z.strictObject({
    id: slug,
    name: words(60),
    shortName: words(30),
    word: words(12),
    field: z.enum(['health', 'medical-security']),
    pack: slug,
    demo: z.boolean(),
    level: z.enum(levels),
    superior: slug.exactOptional(),
    phone: words(30).exactOptional(),
    address: words(100).exactOptional(),
    administrator: z.strictObject({ id: slug, name: words(40), hash: argon2 }),
  }),
  run(before: Agency, { administrator, ...agency }): readonly AgencyEvent[] | Refusal {
    if (before.founded) return refuse('already-founded', '本机关已经设立，不能重复设立', 'CFF-17')
    if (agency.superior === agency.id) return refuse('own-superior', '机关不能是自己的上级，请核对上级机关', 'CFF-17')
    if (agency.superior && agency.level === 'province') return refuse('no-superior', '省级机关在本平台没有上级机关，请核对层级', 'CFF-17')
    const { id, name, hash } = administrator
    return [
      { kind: 'agency.founded', agency },
      { kind: 'agency.unitNamed', unit: 'office', name: '办公室' },
      { kind: 'agency.appointed', officer: { id, name, unit: 'office', posts: ['administrator'], qualified: false } },
      { kind: 'agency.credentialSet', officer: id, hash },
    ]
  },
})

export const nameUnit = act({
  id: 'agency.nameUnit',
  zh: '设置内设机构',
  clauses: ['G118-11'],
  stream: 'agency',
  by: ['administrator'],
  seen: false,
  input: z.strictObject({ unit: slug, name: words(40) }),
  run: (_agency: Agency, input): readonly AgencyEvent[] => [{ kind: 'agency.unitNamed', ...input }],
})

export const appoint = act({
  id: 'agency.appoint',
  zh: '任用执法人员',
  clauses: ['CFF-42-1', 'CFF-58-2'],
  stream: 'agency',
  by: ['administrator'],
  seen: false,
  input: z.strictObject({
    id: slug,
    name: words(40),
    unit: slug,
    posts: z.array(post).min(1, '至少一个岗位').max(6),
    certificate: z.strictObject({ no: words(30), from: day, to: day }).exactOptional(),
    qualified: z.boolean(),
    reviewingSince: day.exactOptional(),
  }),
  run(agency: Agency, officer, { actor }): readonly AgencyEvent[] | Refusal {
    if (officer.id === actor.id) return refuse('own-appointment', '系统管理员不得任用自己，请由其他系统管理员办理', 'G118-15')
    if (!agency.units[officer.unit]) return refuse('no-unit', '先设置内设机构，再任用人员', 'G118-11')
    if (officer.posts.includes('administrator') && officer.posts.length > 1)
      return refuse('administrator-apart', '系统管理员不得兼任业务岗位', 'G118-15')
    return [{ kind: 'agency.appointed', officer }]
  },
})

/** The password never comes here: the edge hands in its Argon2id hash. */
export const setCredential = act({
  id: 'agency.setCredential',
  zh: '设置登录口令',
  clauses: ['G118-15'],
  stream: 'agency',
  by: ['administrator'],
  seen: false,
  input: z.strictObject({ officer: slug, hash: argon2 }),
  run(agency: Agency, input): readonly AgencyEvent[] | Refusal {
    if (!agency.officers[input.officer]) return refuse('no-officer', '没有这名人员，请先任用', 'G118-15')
    return [{ kind: 'agency.credentialSet', ...input }]
  },
})
