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
    const standing = await pages.once('agencies', async () => {
      const all = await listAgencies(portal)
      return {
        site: all.length === 1 && all[0] ? all[0].name : '明镜公示平台',
        demo: all.some(({ demo }) => demo),
        agencies: all.map(({ agency, name, phone, address }) => ({
          agency,
          name,
          ...(phone ? { phone } : {}),
          ...(address ? { address } : {}),
        })),
      }
    })
    return { ...standing, tour: config.demo && tourIn(config.dir).length > 0, today: clock.today(), view, here }
  }
