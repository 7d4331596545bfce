import { z } from 'zod'
import { act } from '#agency/act'
import type { Agency, AgencyEvent, Officer, Span } from '#agency/agency'
import { slug } from '#agency/slug'
import { addDays, type Day, day } from '#law/day'
import { type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'

/** Who issued it 发证机关: 省级人民政府, or the ministry of the field (YB-3-1-2-9: these two and no other). */
export const issuers = { province: '省级人民政府', ministry: '国务院主管部门' } as const

/** An enforcement certificate 行政执法证件; suspended 暂扣 on the days within `suspended`. */
export type Certificate = Readonly<{ no: string; issuer?: keyof typeof issuers; from: Day; to: Day; suspended?: readonly Span[] }>

export const certificate = z
  .strictObject({
    no: words(30).meta({ title: '证件号' }),
    issuer: z
      .enum(Object.keys(issuers) as [keyof typeof issuers])
      .exactOptional()
      .meta({ title: '发证机关', of: 'certificate.issuer' }),
    from: day.meta({ title: '有效期自' }),
    to: day.meta({ title: '有效期至' }),
  })
  .refine(({ from, to }) => from <= to, { error: '有效期的末日不能早于首日', path: ['to'] })

export const certificates = ({ certificate, formerCertificates = [] }: Officer): readonly Certificate[] =>
  certificate ? [...formerCertificates, certificate] : formerCertificates

export const validOn = ({ from, to, suspended = [] }: Certificate, on: Day): boolean =>
  from <= on && on <= to && !suspended.some((span) => (span.from ?? on) <= on && (!span.to || on <= span.to))

/** A certificate is one person's 证件属于本人: the same number under another person is a mistake, or two accounts of one. */
export function certificateOfOther({ officers }: Agency, { id, person }: Pick<Officer, 'id' | 'person'>, no: string): Refusal | undefined {
  const other = Object.values(officers).find(
    (each) => (each.person ?? each.id) !== (person ?? id) && certificates(each).some((held) => held.no === no),
  )
  return (
    other &&
    refuse('certificate-of-other', `执法证件 ${no} 是 ${other.name}（${other.id}）的；同一人的两个账号须填写同一人员编号`, 'CFF-42-1')
  )
}

const clauses = ['CFF-42-1', 'WD-4-2-7', 'YB-3-1-2-9'] as const
const officer = slug.meta({ title: '工号', of: 'officer' })
const why = words(200).meta({ title: '依据' })

const notHeld = (agency: Agency, id: string): Refusal | undefined =>
  agency.officers[id]?.certificate ? undefined : refuse('no-certificate', '这名人员没有登记执法证件', 'CFF-42-1')

/** 核发、换发: the former one keeps its days. */
export const certify = act({
  id: 'agency.certify',
  zh: '登记执法证件',
  clauses,
  stream: 'agency',
  by: ['administrator'],
  seen: false,
  input: z.strictObject({ officer, certificate, why }),
  run(agency: Agency, { officer, certificate, why }): readonly AgencyEvent[] | Refusal {
    const person = agency.officers[officer]
    if (!person) return refuse('no-officer', '没有这名人员，请先任用', 'CFF-42-1')
    return certificateOfOther(agency, person, certificate.no) ?? [{ kind: 'agency.certified', officer, certificate, why }]
  },
})

export const suspendCertificate = act({
  id: 'agency.suspendCertificate',
  zh: '暂扣执法证件',
  clauses,
  stream: 'agency',
  by: ['administrator'],
  seen: false,
  input: z.strictObject({ officer, to: day.exactOptional().meta({ title: '暂扣至（不填的，至恢复为止）' }), why }),
  run(agency: Agency, { officer, to, why }, { today }): readonly AgencyEvent[] | Refusal {
    const held = agency.officers[officer]?.certificate
    if (!held) return notHeld(agency, officer) ?? []
    if (to && to < today) return refuse('term-past', '暂扣期限不能在今天之前结束', 'CFF-42-1')
    const suspended = [...(held.suspended ?? []), { from: today, ...(to ? { to } : {}) }]
    return [{ kind: 'agency.certified', officer, certificate: { ...held, suspended }, why }]
  },
})

/** The days on which it was suspended stay so: what was done on them stays undone. */
export const restoreCertificate = act({
  id: 'agency.restoreCertificate',
  zh: '发还执法证件',
  clauses,
  stream: 'agency',
  by: ['administrator'],
  seen: false,
  input: z.strictObject({ officer, why }),
  run(agency: Agency, { officer, why }, { today }): readonly AgencyEvent[] | Refusal {
    const held = agency.officers[officer]?.certificate
    if (!held) return notHeld(agency, officer) ?? []
    const last = addDays(today, -1)
    const suspended = (held.suspended ?? []).flatMap((span) =>
      !span.to || span.to >= today ? ((span.from ?? today) > last ? [] : [{ ...span, to: last }]) : [span],
    )
    return [{ kind: 'agency.certified', officer, certificate: { ...held, suspended }, why }]
  },
})

export const revokeCertificate = act({
  id: 'agency.revokeCertificate',
  zh: '收回执法证件',
  clauses,
  stream: 'agency',
  by: ['administrator'],
  seen: false,
  input: z.strictObject({ officer, why }),
  run(agency: Agency, { officer, why }, { today }): readonly AgencyEvent[] | Refusal {
    const held = agency.officers[officer]?.certificate
    if (!held) return notHeld(agency, officer) ?? []
    const last = addDays(today, -1)
    return [{ kind: 'agency.certified', officer, certificate: { ...held, to: last < held.to ? last : held.to }, why }]
  },
})
