import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isWithdrawal } from '#publication/public'
import { findPublic, listPublic, tallyPublic, yearsPublic } from '#publication/store'
import { hidden } from '#server/declared'
import { answered, asking, itemOf } from '#server/listing'
import type { Page, Pages } from '#server/pages'
import { notThere, problem } from '#server/problem'
import { registers } from '#server/registers'
import type { Served } from '#server/served'
import { siteOf } from '#server/site'
import { decisionHref, inView, listHref } from '#web/portal/address.ts'
import type { SiteData } from '#web/portal/data.ts'
import { portalCss, renderAbout, renderDecision, renderHome, renderList, renderProblem, renderWithdrawn } from '#web/portal/render.tsx'

const PAGE = 20
const csp = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

export const html = (status: number, body: string, rules: string = csp): Page => ({
  status,
  type: 'text/html; charset=utf-8',
  body,
  headers: { 'content-security-policy': rules },
})

/** A decision as an address names it. */
export type Named = Readonly<{ agency: string; id: string }>
export const isNamed = ({ agency, id }: Named): boolean => /^[0-9a-z-]{1,64}$/.test(agency) && /^[0-9a-f-]{36}$/.test(id)

export const missing = (data: SiteData, zh: string): Page => html(404, renderProblem({ ...data, status: 404, zh }))

/** 公示平台: read by the portal's own role, from `pub` alone; whole without a script, in two forms. */
export async function portalRoutes(http: FastifyInstance, { deps, reader }: Served, pages: Pages): Promise<void> {
  const { portal } = deps
  const told = registers({ portal, pages, streams: reader.streams })
  const site = siteOf(deps, pages)

  for (const view of ['standard', 'plain'] as const) {
    const get = (path: string, answer: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>) =>
      http.get(inView(view, path), hidden('portal'), answer)
    const send = (request: FastifyRequest, reply: FastifyReply, here: string, make: (data: SiteData) => Promise<Page>) =>
      pages.send(request, reply, `${view} ${here}`, async () => make(await site(view, here)))

    get('/', (request, reply) =>
      send(request, reply, '/', async (data) => {
        const [latest, counts, only] = await Promise.all([
          listPublic(portal, {}, { limit: 10, offset: 0 }),
          tallyPublic(portal, data.today),
          told.only(data),
        ])
        return html(200, renderHome({ ...data, ...(only ? { only } : {}), latest: latest.map((each) => itemOf(each)), counts }))
      }),
    )

    get('/decisions', (request, reply) => {
      const asks = asking(request.query)
      const { asked, page, sought } = asks
      return send(request, reply, listHref({ ...asked, page }), async (data) => {
        const [{ items, total, more }, years] = await Promise.all([
          answered(portal, pages, asks, { limit: PAGE, offset: (page - 1) * PAGE }),
          pages.once('years', () => yearsPublic(portal)),
        ])
        const last = Math.max(1, Math.ceil(total / PAGE))
        const { words } = sought
        return html(
          200,
          renderList({ ...data, asked, words, years, items: items.map((each) => itemOf(each, words)), page, pages: last, total, more }),
        )
      })
    })

    get('/decisions/:agency/:id', (request, reply) => {
      const named = request.params as Named
      return send(request, reply, decisionHref(named), async (data) => {
        const found = isNamed(named) ? await findPublic(portal, named.agency, named.id) : undefined
        if (!found) return missing(data, '没有这一件公示，或者地址有误。可以回到首页查询。')
        const { page, checkingSince } = found
        return isWithdrawal(page)
          ? html(410, renderWithdrawn({ ...data, page }))
          : html(200, renderDecision({ ...data, decision: page, ...(checkingSince ? { checkingSince } : {}) }))
      })
    })

    get('/about', (request, reply) => send(request, reply, '/about', async (data) => html(200, renderAbout(data))))

    get('/*', async (request, reply) =>
      /^\/(api|log)\//.test(request.url)
        ? problem(reply, notThere)
        : pages.send(request, reply, `${view} missing`, async () =>
            missing(await site(view), '没有这个页面，或者地址有误。可以回到首页查询。'),
          ),
    )
  }

  http.get('/portal.css', hidden('portal'), (request, reply) =>
    pages.send(request, reply, '/portal.css', async () => ({ status: 200, type: 'text/css; charset=utf-8', body: portalCss })),
  )
}
