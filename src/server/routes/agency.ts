import type { FastifyInstance } from 'fastify'
import { freshAccount } from '#agency/agency'
import { agencyChoices } from '#agency/choices'
import { postsZh } from '#agency/post'
import { unitKinds } from '#agency/unit'
import { addDays } from '#law/day'
import { listFailedSignIns } from '#oversight/store'
import { notThere, problem } from '#server/problem'
import { signedIn } from '#server/routes/session'
import type { Served } from '#server/served'

/** How far back an administrator sees the failed sign-ins. */
const FAILED_DAYS = 30

/** 机构和人员: the register of the agency, as all who work there may see it. */
export async function agencyRoutes(http: FastifyInstance, served: Served): Promise<void> {
  const { deps, reader } = served
  http.get(
    '/api/agency',
    { schema: { summary: '机构和人员', tags: ['agency'], 'x-read': 'agency' } as object },
    signedIn(served, async (caller, _request, reply) => {
      const stream = `agency:${caller.agency}` as const
      const seen = await reader.see(caller.agency, async (sight) => {
        const read = await sight.find(stream)
        const administers = read?.agency.officers[caller.officer]?.posts.includes('administrator') ?? false
        const since = addDays(deps.clock.today(), -FAILED_DAYS)
        return read && { ...read, administers, failed: administers ? await listFailedSignIns(sight.db, caller.agency, since) : null }
      })
      if (!seen?.agency.founded) return problem(reply, notThere)
      const { agency, version, administers, failed } = seen
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
        failedSignIns: failed,
        choices: agencyChoices(agency),
      }
    }),
  )
}
