import type { Fold } from '#agency/act'
import { type Agency, type AgencyEvent, afterAgency, noAgency } from '#agency/agency'

/** 机关、内设机构、人员一览; the public name and phone are copied to `pub`. */
export const agencyFold: Fold<Agency, AgencyEvent> = {
  empty: noAgency,
  after: afterAgency,
  rows(_after, event) {
    switch (event.kind) {
      case 'agency.founded': {
        const { name, shortName, field, pack, demo, level, superior = null, phone = null, address = null } = event.agency
        return [
          { table: 'agency', key: {}, set: { name, short_name: shortName, field, pack, demo, level, superior, phone, address } },
          { table: 'pub.agency', key: {}, set: { name, short_name: shortName, field, demo, phone, address } },
        ]
      }
      case 'agency.unitNamed':
        return [{ table: 'unit', key: { id: event.unit }, set: { name: event.name } }]
      case 'agency.appointed': {
        const { id, name, unit, posts, certificate, qualified, reviewingSince = null } = event.officer
        return [
          {
            table: 'officer',
            key: { id },
            set: {
              name,
              unit,
              posts,
              certificate_no: certificate?.no ?? null,
              certificate_from: certificate?.from ?? null,
              certificate_to: certificate?.to ?? null,
              qualified,
              reviewing_since: reviewingSince,
            },
          },
        ]
      }
      case 'agency.credentialSet':
        return [{ table: 'credential', key: { officer: event.officer }, set: { hash: event.hash } }]
    }
  },
}
