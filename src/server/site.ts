import type { FastifyRequest } from 'fastify'
import { listAgencies } from '#agency/store'
import type { Pages } from '#server/pages'
import type { Deps } from '#server/served'
import { tourIn } from '#server/tour'
import type { View } from '#web/portal/address.ts'
import type { SiteData } from '#web/portal/data.ts'

/** What every page of the portal says of itself: whose it is, and whom to turn to. */
export const siteOf =
  ({ portal, clock, config }: Pick<Deps, 'portal' | 'clock' | 'config'>, pages: Pages) =>
  async (view: View = 'standard', here = '/'): Promise<SiteData> => {
    const agencies = await pages.once('agencies', () => listAgencies(portal))
    return {
      site: agencies.length === 1 && agencies[0] ? agencies[0].name : '明镜公示平台',
      demo: agencies.some(({ demo }) => demo),
      tour: config.demo && tourIn(config.dir).length > 0,
      today: clock.today(),
      agencies: agencies.map(({ agency, name, phone, address }) => ({
        agency,
        name,
        ...(phone ? { phone } : {}),
        ...(address ? { address } : {}),
      })),
      view,
      here,
    }
  }

/** Where this site is asked for 网址: as the caller wrote it, where that is a name of a host. */
export function originOf({ headers, protocol }: FastifyRequest): string {
  const host = String(headers.host ?? '')
  const secure = protocol === 'https' || headers['x-forwarded-proto'] === 'https'
  return `${secure ? 'https' : 'http'}://${/^[a-z\d.-]{1,253}(?::\d{1,5})?$/i.test(host) ? host.toLowerCase() : 'localhost'}`
}
