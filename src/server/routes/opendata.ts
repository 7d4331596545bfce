import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { countPublic, listAddresses, listPublic } from '#publication/store'
import { hidden } from '#server/declared'
import { answered, asking } from '#server/listing'
import { originOf } from '#server/origin'
import type { Page, Pages } from '#server/pages'
import { notThere, problem } from '#server/problem'
import type { Served } from '#server/served'
import { siteOf } from '#server/site'
import { decisionHref, listHref } from '#web/portal/address.ts'
import { csvOf, feedOf, recordOf, robotsOf, sitemapIndexOf, sitemapOf } from '#web/portal/opendata.ts'

const [FEED, RECORDS, ROWS, ADDRESSES] = [50, 100, 5_000, 50_000]
const open = { 'access-control-allow-origin': '*' }

/** 开放数据: what is public, for programs: feed, site map, JSON, a table. Read by the portal's own role; what was withdrawn is in none of them. */
export async function openDataRoutes(http: FastifyInstance, { deps }: Served, pages: Pages): Promise<void> {
  const { portal } = deps
  const site = siteOf(deps, pages)
  /** Kept by address of site and page, since whole addresses stand in it. */
  const send = (request: FastifyRequest, reply: FastifyReply, path: string, make: (origin: string) => Promise<Page>) => {
    const { at } = originOf(deps.config, request)
    return pages.send(request, reply, at + path, () => make(at))
  }
  const xml = (body: string, kind = 'application/xml'): Page => ({ status: 200, type: `${kind}; charset=utf-8`, body, headers: open })

  http.get('/feed.xml', hidden('portal'), (request, reply) =>
    send(request, reply, '/feed.xml', async (origin) => {
      const items = await listPublic(portal, {}, { limit: FEED, offset: 0 })
      return xml(feedOf((await site()).site, origin, items), 'application/atom+xml')
    }),
  )

  const fixed = ['/', '/lists', '/officers', '/decisions', '/about']
  const mapOf = async (origin: string, part: number): Promise<Page> => {
    const found = await listAddresses(portal, { limit: ADDRESSES - fixed.length, offset: (part - 1) * (ADDRESSES - fixed.length) })
    return xml(sitemapOf(origin, [...(part === 1 ? fixed : []), ...found.map(decisionHref)]))
  }
  const partsOf = async (): Promise<number> => {
    const whole = await pages.once('count {}', () => countPublic(portal, {}))
    return Math.max(1, Math.ceil(whole / (ADDRESSES - fixed.length)))
  }

  http.get('/sitemap.xml', hidden('portal'), (request, reply) =>
    send(request, reply, '/sitemap.xml', async (origin) => {
      const parts = await partsOf()
      return parts === 1 ? mapOf(origin, 1) : xml(sitemapIndexOf(origin, parts))
    }),
  )

  http.get('/sitemap-:part(^[1-9]\\d{0,3}).xml', hidden('portal'), async (request, reply) => {
    const { part } = request.params as { part: string }
    if (Number(part) > (await partsOf())) return problem(reply, notThere)
    return send(request, reply, `/sitemap-${part}.xml`, (origin) => mapOf(origin, Number(part)))
  })

  http.get('/robots.txt', hidden('portal'), (request, reply) =>
    send(request, reply, '/robots.txt', async (origin) => ({
      status: 200,
      type: 'text/plain; charset=utf-8',
      body: robotsOf(origin, (await site()).demo),
    })),
  )

  http.get('/decisions.json', hidden('portal'), (request, reply) => {
    const asks = asking(request.query)
    const { asked, page } = asks
    return send(request, reply, listHref({ ...asked, page }, '/decisions.json'), async (origin) => {
      const { items, total, more } = await answered(portal, pages, asks, { limit: RECORDS, offset: (page - 1) * RECORDS })
      const last = Math.max(1, Math.ceil(total / RECORDS))
      return {
        status: 200,
        type: 'application/json; charset=utf-8',
        headers: open,
        body: JSON.stringify({
          ...{ asked, total, more, page, pages: last },
          next: page < last ? origin + listHref({ ...asked, page: page + 1 }, '/decisions.json') : null,
          items: items.map((each) => recordOf(origin, each)),
        }),
      }
    })
  })

  http.get('/decisions.csv', hidden('portal'), (request, reply) => {
    const asks = asking(request.query)
    return send(request, reply, listHref(asks.asked, '/decisions.csv'), async (origin) => ({
      status: 200,
      type: 'text/csv; charset=utf-8',
      headers: { ...open, 'content-disposition': 'attachment; filename="decisions.csv"' },
      body: csvOf(origin, (await answered(portal, pages, asks, { limit: ROWS, offset: 0 })).items),
    }))
  })
}
