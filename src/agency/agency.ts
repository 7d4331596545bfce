import type { Certificate } from '#agency/certificate'
import type { Delegation } from '#agency/delegate'
import type { Entrusted } from '#agency/entrust'
import { afterFactor, type Factor, type FactorEvent } from '#agency/factor'
import { afterFounding, type Founding, type FoundingEvent } from '#agency/founding'
import type { Level } from '#agency/level'
import type { Post } from '#agency/post'
import type { Unit } from '#agency/unit'
import type { Day, Instant } from '#law/day'
import type { Digest } from '#law/digest'

/** 卫生健康 or 医疗保障: chooses the procedure texts beneath the agency's own pack. */
export type Field = 'health' | 'medical-security'

/** First and last day 起止; an end that is absent is open. */
export type Span = Readonly<{ from?: Day; to?: Day }>

/** An officer 执法人员 of this agency: known by the number of his account, never by name, in leaves and ids. */
export type Officer = Readonly<{
  id: string
  /** The natural person 自然人: two accounts of one person name the same; absent, the account is its own. */
  person?: string
  name: string
  unit: string
  /** Every post he was given; `standing` leaves those that count on a day. */
  posts: readonly Post[]
  terms?: Readonly<Partial<Record<Post, Span>>>
  /** Posts that he holds for another that day 代行的岗位, and for whom; told by `standing` alone. */
  acting?: Readonly<Partial<Record<Post, string>>>
  certificate?: Certificate
  formerCertificates?: readonly Certificate[]
  /** 法律职业资格 */
  qualified: boolean
  qualificationNo?: string
  /** First day as reviewer of penalty decisions 初次从事法制审核之日. */
  reviewingSince?: Day
  /** The entrusted organisation 受委托组织 he belongs to; absent: the agency's own. */
  body?: string
  /** Last day in this agency 离任之日. */
  left?: Day
}>

/** How an officer signs in 账号: `epoch` counts what ended all his sign-ins at once. */
export type Account = Readonly<{
  epoch: number
  disabled: boolean
  invitation?: Readonly<{ token: Digest; until: Instant }>
  factor?: Factor
}>
export const freshAccount: Account = { epoch: 0, disabled: false }

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
    /** The agency that let it be founded here; absent for the first 首设机关. */
    foundedBy?: string
    phone?: string
    address?: string
  }>
  units: Readonly<Record<string, Unit>>
  officers: Readonly<Record<string, Officer>>
  accounts: Readonly<Record<string, Account>>
  bodies: Readonly<Record<string, Entrusted>>
  delegations: readonly Delegation[]
  foundings: Readonly<Record<string, Founding>>
}>

export type AgencyEvent =
  | Readonly<{ kind: 'agency.founded'; agency: NonNullable<Agency['founded']> }>
  | (Readonly<{ kind: 'agency.unitNamed'; unit: string }> & Pick<Unit, 'name' | 'use'>)
  | Readonly<{ kind: 'agency.unitClosed'; unit: string; on: Day; why: string }>
  | Readonly<{ kind: 'agency.appointed'; officer: Officer }>
  | Readonly<{ kind: 'agency.postGiven'; officer: string; post: Post; term: Span; basis: string }>
  | Readonly<{ kind: 'agency.postEnded'; officer: string; post: Post; last: Day; why: string }>
  | Readonly<{ kind: 'agency.moved'; officer: string; unit: string; basis: string }>
  | Readonly<{ kind: 'agency.officerLeft'; officer: string; last: Day; why: string }>
  | Readonly<{ kind: 'agency.certified'; officer: string; certificate: Certificate; why: string }>
  | Readonly<{ kind: 'agency.qualified'; officer: string; no: string; reviewingSince?: Day }>
  | (Readonly<{ kind: 'agency.entrusted'; id: string }> & Entrusted)
  | Readonly<{ kind: 'agency.entrustmentEnded'; id: string; last: Day; why: string }>
  | (Readonly<{ kind: 'agency.delegated' }> & Delegation)
  | Readonly<{ kind: 'agency.delegationEnded'; no: number; last: Day; why: string; by: string }>
  | Readonly<{ kind: 'agency.credentialSet'; officer: string; hash: string }>
  | Readonly<{ kind: 'agency.invited'; officer: string; token: Digest; until: Instant }>
  | Readonly<{ kind: 'agency.accountDisabled'; officer: string; why: string }>
  | Readonly<{ kind: 'agency.accountEnabled'; officer: string; why: string }>
  | FactorEvent
  | FoundingEvent

/** One more name on a list. Without a prototype: nobody is an officer called `constructor` unless he was appointed. */
const named = <T>(list: Readonly<Record<string, T>>, id: string, value: T): Readonly<Record<string, T>> =>
  Object.assign(Object.create(null), list, { [id]: value })

const none = (): Readonly<Record<string, never>> => Object.create(null)
export const noAgency: Agency = { units: none(), officers: none(), accounts: none(), bodies: none(), delegations: [], foundings: none() }

const withOfficer = (before: Agency, id: string, change: (officer: Officer) => Partial<Officer>): Agency => {
  const held = before.officers[id]
  return held ? { ...before, officers: named(before.officers, id, { ...held, ...change(held) }) } : before
}

const withAccount = (before: Agency, id: string, change: (account: Account) => Account): Agency => ({
  ...before,
  accounts: named(before.accounts, id, change(before.accounts[id] ?? freshAccount)),
})

/** A post ends 免去岗位: one whose last day lies before its first is no post at all. */
const ended = (terms: Officer['terms'], post: Post, last: Day): NonNullable<Officer['terms']> => ({
  ...terms,
  [post]: { ...terms?.[post], to: last },
})

export function afterAgency(before: Agency, event: AgencyEvent): Agency {
  switch (event.kind) {
    case 'agency.founded':
      return { ...before, founded: event.agency }
    case 'agency.unitNamed': {
      const { kind: _, unit, ...said } = event
      const { name, former = [] }: Unit = before.units[unit] ?? said
      const names = name === said.name ? former : [...former, name]
      return { ...before, units: named(before.units, unit, { ...said, ...(names.length > 0 ? { former: names } : {}) }) }
    }
    case 'agency.unitClosed': {
      const unit = before.units[event.unit]
      return unit ? { ...before, units: named(before.units, event.unit, { ...unit, closedOn: event.on }) } : before
    }
    case 'agency.appointed':
      return { ...before, officers: named(before.officers, event.officer.id, event.officer) }
    case 'agency.postGiven':
      return withOfficer(before, event.officer, ({ posts, terms }) => ({
        posts: posts.includes(event.post) ? posts : [...posts, event.post],
        terms: { ...terms, [event.post]: event.term },
      }))
    case 'agency.postEnded':
      return withOfficer(before, event.officer, ({ terms }) => ({ terms: ended(terms, event.post, event.last) }))
    case 'agency.moved':
      return withOfficer(before, event.officer, () => ({ unit: event.unit }))
    case 'agency.officerLeft':
      return withOfficer(before, event.officer, () => ({ left: event.last }))
    case 'agency.certified':
      return withOfficer(before, event.officer, ({ certificate, formerCertificates = [] }) => ({
        certificate: event.certificate,
        formerCertificates:
          certificate && certificate.no !== event.certificate.no ? [...formerCertificates, certificate] : formerCertificates,
      }))
    case 'agency.qualified':
      return withOfficer(before, event.officer, () => ({
        qualified: true,
        qualificationNo: event.no,
        ...(event.reviewingSince ? { reviewingSince: event.reviewingSince } : {}),
      }))
    case 'agency.entrusted': {
      const { kind: _, id, ...body } = event
      return { ...before, bodies: named(before.bodies, id, body) }
    }
    case 'agency.entrustmentEnded': {
      const body = before.bodies[event.id]
      return body ? { ...before, bodies: named(before.bodies, event.id, { ...body, to: event.last }) } : before
    }
    case 'agency.delegated': {
      const { kind: _, ...delegation } = event
      return { ...before, delegations: [...before.delegations, delegation] }
    }
    case 'agency.delegationEnded':
      return { ...before, delegations: before.delegations.map((each) => (each.no === event.no ? { ...each, to: event.last } : each)) }
    case 'agency.credentialSet': // ends every sign-in, and the invitation it came by
      return withAccount(before, event.officer, ({ invitation: _, ...account }) => ({ ...account, epoch: account.epoch + 1 }))
    case 'agency.invited':
      return withAccount(before, event.officer, (account) => ({ ...account, invitation: { token: event.token, until: event.until } }))
    case 'agency.accountDisabled':
      return withAccount(before, event.officer, ({ invitation: _, ...account }) => ({
        ...account,
        epoch: account.epoch + 1,
        disabled: true,
      }))
    case 'agency.accountEnabled':
      return withAccount(before, event.officer, (account) => ({ ...account, disabled: false }))
    case 'agency.foundingOffered':
    case 'agency.foundingTaken':
      return { ...before, foundings: afterFounding(before.foundings, event) }
    case 'agency.factorSet':
    case 'agency.codesIssued':
    case 'agency.codeUsed':
    case 'agency.factorRemoved':
      return withAccount(before, event.officer, (account) => afterFactor(account, event))
  }
}

/** The founded agency. @throws {RangeError} before `agency.found`: no act of a case reaches an unfounded agency */
export function foundedOf(agency: Agency): NonNullable<Agency['founded']> {
  if (!agency.founded) throw new RangeError('agency not founded')
  return agency.founded
}

export const nameOf = (agency: Agency, officer: string): string => agency.officers[officer]?.name ?? officer
