import type { Post } from '#agency/post'
import type { Day } from '#law/day'

/** 卫生健康 or 医疗保障: chooses the procedure texts beneath the agency's own pack. */
export type Field = 'health' | 'medical-security'

/** The level 层级 of an agency in the tree of agencies, the highest first. */
export const levels = ['province', 'city', 'county'] as const
export type Level = (typeof levels)[number]

/** An officer 执法人员 of this agency: known by the staff number, never by name, in leaves and ids. */
export type Officer = Readonly<{
  id: string
  name: string
  unit: string
  posts: readonly Post[]
  certificate?: Readonly<{ no: string; from: Day; to: Day }>
  /** 法律职业资格 */
  qualified: boolean
  /** First day as reviewer of penalty decisions 初次从事法制审核之日. */
  reviewingSince?: Day
}>

/** An agency 执法机关 as its stream tells it; absent `founded` = no such agency. */
export type Agency = Readonly<{
  founded?: Readonly<{
    id: string
    name: string
    shortName: string
    word: string
    field: Field
    pack: string
    demo: boolean
    level: Level
    /** The agency above it 上级机关; it need not be in this installation. */
    superior?: string
    phone?: string
    address?: string
  }>
  units: Readonly<Record<string, string>>
  officers: Readonly<Record<string, Officer>>
}>

export type AgencyEvent =
  | Readonly<{ kind: 'agency.founded'; agency: NonNullable<Agency['founded']> }>
  | Readonly<{ kind: 'agency.unitNamed'; unit: string; name: string }>
  | Readonly<{ kind: 'agency.appointed'; officer: Officer }>
  | Readonly<{ kind: 'agency.credentialSet'; officer: string; hash: string }>

/** One more name on a list. Without a prototype: nobody is an officer called `constructor` unless he was appointed. */
const named = <T>(list: Readonly<Record<string, T>>, id: string, value: T): Readonly<Record<string, T>> =>
  Object.assign(Object.create(null), list, { [id]: value })

export const noAgency: Agency = { units: Object.create(null), officers: Object.create(null) }

export function afterAgency(before: Agency, event: AgencyEvent): Agency {
  switch (event.kind) {
    case 'agency.founded':
      return { ...before, founded: event.agency }
    case 'agency.unitNamed':
      return { ...before, units: named(before.units, event.unit, event.name) }
    case 'agency.appointed':
      return { ...before, officers: named(before.officers, event.officer.id, event.officer) }
    case 'agency.credentialSet':
      return before
  }
}

/** The founded agency. @throws {RangeError} before `agency.found`: no act of a case reaches an unfounded agency */
export function foundedOf(agency: Agency): NonNullable<Agency['founded']> {
  if (!agency.founded) throw new RangeError('agency not founded')
  return agency.founded
}

export const nameOf = (agency: Agency, officer: string): string => agency.officers[officer]?.name ?? officer

/** A certificate valid that day 执法证件有效: without one nobody enforces (CFF-42-1). */
export const certified = (officer: Officer, on: Day): boolean =>
  officer.certificate !== undefined && officer.certificate.from <= on && on <= officer.certificate.to
