import type { FastifyInstance } from 'fastify'
import { hidden } from '#server/declared'
import { accountsOf, demoAgencies } from '#server/demo'
import type { Pages } from '#server/pages'
import { html, missing } from '#server/routes/portal'
import type { Served } from '#server/served'
import { siteOf } from '#server/site'
import { tourIn } from '#server/tour'
import { inView } from '#web/portal/address.ts'
import { renderTour } from '#web/portal/render.tsx'

/** 演示导览: of a demo alone; elsewhere there is no such page. */
export async function tourRoutes(http: FastifyInstance, { deps }: Served, pages: Pages): Promise<void> {
  const site = siteOf(deps, pages)
  const { dir, root } = deps.config
  for (const view of ['standard', 'plain'] as const)
    http.get(inView(view, '/tour'), hidden('tour'), (request, reply) =>
      pages.send(request, reply, `${view} /tour`, async () => {
        const data = await site(view, '/tour')
        if (!data.tour) return missing(data, '没有这个页面，或者地址有误。可以回到首页查询。')
        return html(200, renderTour({ ...data, tour: true, stops: tourIn(dir), accounts: accountsOf(demoAgencies(root)) }))
      }),
    )
}
