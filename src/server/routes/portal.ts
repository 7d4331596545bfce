import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { listAgencies } from '#agency/store'
import { isWithdrawal, type PublicDecision } from '#publication/public'
import { countPublic, findPublic, listPublic } from '#publication/store'
import { notThere, problem } from '#server/problem'
import { asked, page } from '#server/request'
import type { Served } from '#server/served'
import type { ListItem, SiteData } from '#web/portal/data.ts'
import { portalCss, renderAbout, renderDecision, renderHome, renderList, renderProblem, renderWithdrawn } from '#web/portal/render.tsx'

const PAGE = 20
const query = z.object({ q: asked, agency: asked, page })
const csp = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

const itemOf = ({ term, ...decision }: PublicDecision): ListItem => ({
  ...decision,
  nth: term.nth,
  value: term.value,
  unit: term.unit,
  due: term.due,
})

/** 公示平台: read by the portal's own role, from `pub` alone; whole without a script. */
export async function portalRoutes(http: FastifyInstance, { deps }: Served): Promise<void> {
  const { portal, clock } = deps
  const etag = `"${createHash('sha256').update(portalCss).digest('hex').slice(0, 32)}"`
  const html = (reply: FastifyReply, status: number, body: string) =>
    reply
      .status(status)
      .type('text/html; charset=utf-8')
      .header('content-security-policy', csp)
      .header('cache-control', 'no-cache')
      .send(body)

  async function site(): Promise<SiteData> {
    const agencies = await listAgencies(portal)
    return {
      site: agencies.length === 1 && agencies[0] ? agencies[0].name : '明镜公示平台',
      demo: agencies.some(({ demo }) => demo),
      today: clock.today(),
      agencies: agencies.map(({ agency, name, phone, address }) => ({
        agency,
        name,
        ...(phone ? { phone } : {}),
        ...(address ? { address } : {}),
      })),
    }
  }

  const hidden = { schema: { hide: true } }

  http.get('/', hidden, async (_request, reply) => {
    const data = await site()
    const [latest, counts] = await Promise.all([
      listPublic(portal, { agency: '', q: '', limit: 10, offset: 0 }),
      countPublic(portal, data.today),
    ])
    return html(reply, 200, renderHome({ ...data, latest: latest.items.map(itemOf), counts }))
  })

  http.get('/decisions', hidden, async (request, reply) => {
    const { q, agency, page } = query.parse(request.query)
    const found = await listPublic(portal, { agency, q, limit: PAGE, offset: (page - 1) * PAGE })
    const pages = Math.max(1, Math.ceil(found.total / PAGE))
    return html(
      reply,
      200,
      renderList({ ...(await site()), q, ...(agency ? { agency } : {}), items: found.items.map(itemOf), page, pages, total: found.total }),
    )
  })

  http.get<{ Params: { agency: string; id: string } }>('/decisions/:agency/:id', hidden, async (request, reply) => {
    const { agency, id } = request.params
    const decision = /^[0-9a-z-]{1,64}$/.test(agency) && /^[0-9a-f-]{36}$/.test(id) ? await findPublic(portal, agency, id) : undefined
    if (!decision)
      return html(reply, 404, renderProblem({ ...(await site()), status: 404, zh: '没有这一件公示，或者地址有误。可以回到首页查询。' }))
    return isWithdrawal(decision)
      ? html(reply, 410, renderWithdrawn({ ...(await site()), page: decision }))
      : html(reply, 200, renderDecision({ ...(await site()), decision }))
  })

  http.get('/*', hidden, async (request, reply) =>
    /^\/(api|log)\//.test(request.url)
      ? problem(reply, notThere)
      : html(reply, 404, renderProblem({ ...(await site()), status: 404, zh: '没有这个页面，或者地址有误。可以回到首页查询。' })),
  )

  http.get('/about', hidden, async (_request, reply) => html(reply, 200, renderAbout(await site())))

  http.get('/portal.css', hidden, async (request, reply) => {
    reply.header('etag', etag).header('cache-control', 'public, max-age=300')
    return request.headers['if-none-match'] === etag ? reply.status(304).send() : reply.type('text/css; charset=utf-8').send(portalCss)
  })
}
