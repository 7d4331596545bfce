import { z } from 'zod'
import { argon2 } from '#agency/account'
import { act } from '#agency/act'
import type { Agency, AgencyEvent } from '#agency/agency'
import { levels } from '#agency/level'
import { slug } from '#agency/slug'
import { type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'

/** What one who founds an agency says of it 机关登记事项. */
export const particulars = z.strictObject({
  id: slug.meta({ title: '机关编号' }),
  name: words(60).meta({ title: '机关全称' }),
  shortName: words(30).meta({ title: '简称' }),
  word: words(12).meta({ title: '文书代字' }),
  field: z.enum(['health', 'medical-security']).meta({ title: '执法领域' }),
  pack: slug.meta({ title: '适用的规则包' }),
  demo: z.boolean(),
  level: z.enum(levels).meta({ title: '层级' }),
  superior: slug.exactOptional().meta({ title: '上级机关编号' }),
  phone: words(30).exactOptional().meta({ title: '电话' }),
  address: words(100).exactOptional().meta({ title: '地址' }),
})

export const found = act({
  id: 'agency.found',
  zh: '设立执法机关',
  clauses: ['CFF-17'],
  stream: 'agency',
  by: 'system',
  seen: false,
  input: particulars.extend({
    foundedBy: slug.exactOptional(),
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
