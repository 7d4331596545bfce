import type { FastifyInstance } from 'fastify'
import { type Agency, foundedOf, freshAccount } from '#agency/agency'
import { agencyChoices } from '#agency/choices'
import { foundsOthers, isFirst } from '#agency/founding'
import { postsZh } from '#agency/post'
import { unitKinds } from '#agency/unit'
import { addDays } from '#law/day'
import { listFailedSignIns } from '#oversight/store'
import { sees } from '#server/routes/sight'
import type { Served } from '#server/served'

/** How far back an administrator sees the failed sign-ins. */
const FAILED_DAYS = 30

/** 机构和人员: the register of the agency, as all who work there may see it. */
export async function agencyRoutes(http: FastifyInstance, served: Served): Promise<void> {
  sees(http, served, { url: '/api/agency', zh: '机构和人员', tag: 'agency', resource: 'agency' }, async ({ caller, sight }) => {
    const stream = `agency:${caller.agency}` as const
    const read = await sight.find<Agency>(stream)
    if (!read?.agency.founded) return undefined
    const { agency, version } = read
    const administers = agency.officers[caller.officer]?.posts.includes('administrator') ?? false
    const since = addDays(served.deps.clock.today(), -FAILED_DAYS)
    return {
      stream,
      version,
      name: agency.founded?.name,
      administers,
      units: Object.entries(agency.units).map(([id, { name, use, closedOn }]) => ({
        ...{ id, name },
        useZh: use ? unitKinds[use] : null,
        closedOn: closedOn ?? null,
      })),
      officers: Object.values(agency.officers).map(({ id, name, unit, posts, acting = {}, certificate, left }) => {
        const { disabled, epoch, invitation, factor } = agency.accounts[id] ?? freshAccount
        return {
          ...{ id, name },
          unitName: agency.units[unit]?.name ?? unit,
          posts: posts.map(
            (post) => `${postsZh[post]}${acting[post] ? `（代 ${agency.officers[acting[post]]?.name ?? acting[post]}）` : ''}`,
          ),
          certificate: certificate ? { no: certificate.no, to: certificate.to } : null,
          left: left ?? null,
          factor: administers ? factor !== undefined : null,
          account: disabled ? 'disabled' : epoch > 0 ? 'open' : invitation ? 'invited' : 'none',
        }
      }),
      bodies: Object.entries(agency.bodies).map(([id, { name, letterNo, from, to }]) => ({ id, name, letterNo, from, to })),
      failedSignIns: administers ? await listFailedSignIns(sight.db, caller.agency, since) : null,
      foundings:
        administers && foundsOthers(agency)
          ? {
              first: isFirst(agency),
              field: foundedOf(agency).field,
              list: Object.values(agency.foundings).map(({ id, name, below, until, taken }) => ({ id, name, below, until, taken })),
            }
          : null,
      choices: agencyChoices(agency),
    }
  })
}
