import type { Fold, RowChange } from '#agency/act'
import { type Agency, type AgencyEvent, afterAgency, freshAccount, noAgency } from '#agency/agency'
import { certificates } from '#agency/certificate'

/** 执法人员 as the public may check them, a row for each certificate that he holds or held. */
const certificateRows = ({ officers, units, bodies }: Agency, id: string): readonly RowChange[] => {
  const held = officers[id]
  return held
    ? certificates(held).map(({ no, from, to, suspended = [] }) => ({
        table: 'pub.certificate',
        key: { no },
        set: {
          ...{ name: held.name, unit: units[held.unit]?.name ?? held.unit, from_on: from, to_on: to, suspended },
          body: held.body === undefined ? null : (bodies[held.body]?.name ?? held.body),
          left_on: held.left ?? null,
        },
      }))
    : []
}

const officerRow = (agency: Agency, id: string): readonly RowChange[] => {
  const held = agency.officers[id]
  if (!held) return []
  const { person = id, name, unit, posts, terms = {}, certificate, qualified, qualificationNo, reviewingSince, body, left } = held
  return [
    {
      table: 'officer',
      key: { id },
      set: {
        ...{ person, name, unit, posts, terms, qualified },
        certificate_no: certificate?.no ?? null,
        certificate_from: certificate?.from ?? null,
        certificate_to: certificate?.to ?? null,
        qualification_no: qualificationNo ?? null,
        reviewing_since: reviewingSince ?? null,
        body: body ?? null,
        left_on: left ?? null,
      },
    },
    ...certificateRows(agency, id),
  ]
}

const accountRow = ({ accounts }: Agency, officer: string): RowChange => {
  const { epoch, disabled } = accounts[officer] ?? freshAccount
  return { table: 'account', key: { officer }, set: { epoch, disabled } }
}

const unitRow = ({ units }: Agency, id: string): readonly RowChange[] => {
  const unit = units[id]
  if (!unit) return []
  const set = { name: unit.name, use: unit.use ?? null, closed_on: unit.closedOn ?? null }
  return [
    { table: 'unit', key: { id }, set },
    { table: 'pub.unit', key: { id }, set },
  ]
}

const bodyRow = ({ bodies }: Agency, id: string): readonly RowChange[] => {
  const body = bodies[id]
  if (!body) return []
  const { name, letterNo, matters, powers, from, to, publishedOn, publishedAt } = body
  const set = { name, letter_no: letterNo, matters, powers, from_on: from, to_on: to, published_on: publishedOn, published_at: publishedAt }
  const { letter_no: _, ...shown } = set
  return [
    { table: 'entrusted', key: { id }, set },
    { table: 'pub.entrusted', key: { id, letter_no: letterNo }, set: shown },
  ]
}

/** 机关、内设机构、人员、账号、委托、代行一览; the public name and phone are copied to `pub`. */
export const agencyFold: Fold<Agency, AgencyEvent> = {
  empty: noAgency,
  after: afterAgency,
  rows(after, event) {
    switch (event.kind) {
      case 'agency.founded': {
        const { name, shortName, field, pack, demo, level, superior = null, phone = null, address = null } = event.agency
        return [
          { table: 'agency', key: {}, set: { name, short_name: shortName, field, pack, demo, level, superior, phone, address } },
          { table: 'pub.agency', key: {}, set: { name, short_name: shortName, field, pack, demo, phone, address } },
        ]
      }
      case 'agency.unitNamed':
      case 'agency.unitClosed':
        return [
          ...unitRow(after, event.unit),
          ...Object.values(after.officers).flatMap(({ id, unit }) => (unit === event.unit ? certificateRows(after, id) : [])),
        ]
      case 'agency.appointed':
        return officerRow(after, event.officer.id)
      case 'agency.postGiven':
      case 'agency.postEnded':
      case 'agency.moved':
      case 'agency.officerLeft':
      case 'agency.certified':
      case 'agency.qualified':
        return officerRow(after, event.officer)
      case 'agency.entrusted':
      case 'agency.entrustmentEnded':
        return bodyRow(after, event.id)
      case 'agency.delegated': {
        const { no, principal, delegate, post, from, to, reason } = event
        return [{ table: 'delegation', key: { no }, set: { principal, delegate, post, from_on: from, to_on: to, reason } }]
      }
      case 'agency.delegationEnded':
        return [{ table: 'delegation', key: { no: event.no }, set: { to_on: event.last }, only: 'update' }]
      case 'agency.credentialSet':
        return [{ table: 'credential', key: { officer: event.officer }, set: { hash: event.hash } }, accountRow(after, event.officer)]
      case 'agency.invited':
      case 'agency.foundingOffered':
      case 'agency.foundingTaken':
      case 'agency.codesIssued':
      case 'agency.codeUsed':
        return []
      case 'agency.factorSet':
      case 'agency.factorRemoved':
      case 'agency.accountDisabled':
      case 'agency.accountEnabled':
        return [accountRow(after, event.officer)]
    }
  },
}
