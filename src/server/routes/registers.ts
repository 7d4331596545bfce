import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import QRCode from 'qrcode'
import { z } from 'zod'
import { certificateStateZh } from '#agency/bearer'
import { findCertificates } from '#agency/store'
import { day } from '#law/day'
import { csvText } from '#register/csv'
import { gridOf } from '#register/intake'
import { LISTED } from '#register/store'
import { hidden } from '#server/declared'
import type { Page, Pages } from '#server/pages'
import { registers } from '#server/registers'
import { asked, page } from '#server/request'
import { html, missing } from '#server/routes/portal'
import type { Served } from '#server/served'
import { originOf, siteOf } from '#server/site'
import { inView, officerHref, registerHref } from '#web/portal/address.ts'
import type { SiteData } from '#web/portal/data.ts'
import { renderBoards, renderOfficer, renderRegister, renderRegisters } from '#web/portal/render.tsx'

const [PAGE, ROWS] = [20, 20_000]
const open = { 'access-control-allow-origin': '*' }
const noList = '没有这份清单，或者地址有误。可以从事前公开的目录查起。'

const query = z.object({ q: asked, on: day.optional().catch(undefined), page: page.transform((n) => Math.min(n, 10_000)) })

/** A register as an address names it. */
type Named = Readonly<{ agency: string; list: string }>
const isNamed = ({ agency }: Pick<Named, 'agency'>): boolean => /^[0-9a-z-]{1,64}$/.test(agency)

/** 事前公开 on the portal: registers of each agency, on any day, as pages, table and JSON; officers by their certificate. Whole without a script. */
export async function registerRoutes(http: FastifyInstance, { deps, reader }: Served, pages: Pages): Promise<void> {
  const { portal, clock } = deps
  const site = siteOf(deps, pages)
  const told = registers({ portal, pages, streams: reader.streams })

  const askedIn = ({ params, query: said }: FastifyRequest) => {
    const { agency, list = '' } = params as Named
    const { q, on, page } = query.parse(said)
    const today = clock.today()
    const upTo = on === undefined || on > today ? today : on
    const words = [...new Set(q.split(/\s+/u).filter(Boolean))].slice(0, 6)
    const href = { agency, id: list, ...(q ? { q } : {}), ...(upTo === today ? {} : { on: upTo }) }
    return { asks: { agency, id: list, on: upTo, words }, q, page, href, known: isNamed({ agency }) && told.isRegister(list) }
  }

  for (const view of ['standard', 'plain'] as const) {
    const get = (path: string, answer: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>) =>
      http.get(inView(view, path), hidden('portal'), answer)
    const send = (request: FastifyRequest, reply: FastifyReply, here: string, make: (data: SiteData) => Promise<Page>) =>
      pages.send(request, reply, `${view} ${here}`, async () => make(await site(view, here)))

    get('/lists', (request, reply) =>
      send(request, reply, '/lists', async (data) => {
        const of = await Promise.all(
          data.agencies.slice(0, 50).map(async ({ agency, name }) => ({
            agency,
            name,
            ...((await told.summary(agency, data.today)) ?? { registers: [], lacking: [] }),
          })),
        )
        return html(200, renderRegisters({ ...data, of }))
      }),
    )

    get('/lists/:agency', (request, reply) => {
      const { agency } = request.params as Named
      return send(request, reply, registerHref({ agency }), async (data) => {
        const found = isNamed({ agency }) ? await told.summary(agency, data.today) : undefined
        const name = data.agencies.find((one) => one.agency === agency)?.name
        return found && name ? html(200, renderRegisters({ ...data, of: [{ agency, name, ...found }] })) : missing(data, noList)
      })
    })

    get('/lists/:agency/:list', (request, reply) => {
      const { asks, q, page, href, known } = askedIn(request)
      return send(request, reply, registerHref({ ...href, page }), async (data) => {
        const shown = known ? await told.find(asks, { limit: PAGE, offset: (page - 1) * PAGE }) : undefined
        if (!shown) return missing(data, noList)
        const last = Math.max(1, Math.ceil(Math.min(shown.total, shown.more ? LISTED : shown.total) / PAGE))
        return html(200, renderRegister({ ...data, shown, q, words: asks.words, on: asks.on, page, pages: last }))
      })
    })

    get('/lists/:agency/boards/print', (request, reply) => {
      const { agency } = request.params as Named
      const at = `${originOf(request)}${registerHref({ agency })}`
      return send(request, reply, `${registerHref({ agency, id: 'boards' }, '/print')} ${at}`, async (data) => {
        const asks = { agency, id: 'boards', on: data.today, words: [] }
        const shown = isNamed({ agency }) ? await told.find(asks, { limit: 200, offset: 0 }) : undefined
        if (!shown) return missing(data, noList)
        const svg = await QRCode.toString(at, { type: 'svg', margin: 1, errorCorrectionLevel: 'M' })
        const code = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
        const { agencyZh, fields, items } = shown
        const here = registerHref({ agency, id: 'boards' }, '/print')
        return html(200, renderBoards({ ...data, here, agency, agencyZh, fields, items, code, at }))
      })
    })

    get('/officers', (request, reply) => {
      const no = asked
        .parse((request.query as { no?: unknown }).no)
        .normalize('NFKC')
        .slice(0, 40)
      return send(request, reply, officerHref(no), async (data) => {
        const rows = no ? await findCertificates(portal, no) : []
        const found = rows.map((row) => ({
          ...{ agencyZh: data.agencies.find(({ agency }) => agency === row.agency)?.name ?? row.agency, name: row.name, no: row.no },
          ...{ unit: row.unit, body: row.body, from: row.from, to: row.to, state: certificateStateZh(row, data.today) },
        }))
        return html(200, renderOfficer({ ...data, no, on: data.today, found }))
      })
    })
  }

  for (const form of ['csv', 'json'] as const)
    http.get(`/lists/:agency/:list(^[a-z]+).${form}`, hidden('portal'), (request, reply) => {
      const { asks, page, href, known } = askedIn(request)
      const origin = originOf(request)
      const path = registerHref({ ...href, page }, `.${form}`)
      return pages.send(request, reply, origin + path, async () => {
        const stretch = form === 'csv' ? { limit: ROWS, offset: 0 } : { limit: 500, offset: (page - 1) * 500 }
        const shown = known ? await told.find(asks, stretch) : undefined
        if (!shown) return missing(await site(), noList)
        const { fields, items, total, more, agencyZh, zh, clauses, changes } = shown
        if (form === 'csv')
          return {
            status: 200,
            type: 'text/csv; charset=utf-8',
            headers: { ...open, 'content-disposition': `attachment; filename="${asks.id}-${asks.on}.csv"` },
            body: csvText(
              gridOf(
                { fields },
                items.map(({ entry }) => entry),
              ),
            ),
          }
        const pagesIn = Math.max(1, Math.ceil(total / 500))
        const next = page < pagesIn ? origin + registerHref({ ...href, page: page + 1 }, '.json') : null
        return {
          status: 200,
          type: 'application/json; charset=utf-8',
          headers: open,
          body: JSON.stringify({
            ...{ agency: asks.agency, agencyZh, list: asks.id, zh, on: asks.on, clauses, fields, total, more, page, pages: pagesIn, next },
            items: items.map(({ key, entry, from }) => ({ ...(key ? { key, from } : {}), ...entry })),
            changes,
          }),
        }
      })
    })
}
