import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import QRCode from 'qrcode'
import { z } from 'zod'
import { certificateStateZh } from '#agency/bearer'
import { findCertificates, searchAgencies } from '#agency/store'
import { day } from '#law/day'
import { SHEETS } from '#register/board'
import { csvText, type Grid } from '#register/csv'
import { gridOf } from '#register/intake'
import { LISTED, tallyPublicLists } from '#register/store'
import { boardFiles, codeOf } from '#server/boards'
import { hidden } from '#server/declared'
import { hash } from '#server/digest'
import { drawnChart } from '#server/drawn'
import { originOf } from '#server/origin'
import type { Page, Pages } from '#server/pages'
import { registers } from '#server/registers'
import { asked, illFormed, page, wordsIn } from '#server/request'
import { html, missing } from '#server/routes/portal'
import type { Served } from '#server/served'
import { siteOf } from '#server/site'
import { TooMany } from '#server/turns'
import { inView, officerHref, registerHref } from '#web/portal/address.ts'
import type { History, SiteData } from '#web/portal/data.ts'
import {
  renderAgencies,
  renderBoards,
  renderHistory,
  renderOfficer,
  renderProblem,
  renderRegister,
  renderRegisters,
} from '#web/portal/render.tsx'

const [PAGE, LINES, RECORDS, ROWS] = [20, 50, 500, 20_000]
const open = { 'access-control-allow-origin': '*' }
const noList = '没有这份清单，或者地址有误。可以从事前公开的目录查起。'
const noHistory = '没有这份清单，或者它不是由采用而来，没有采用的经过。可以从事前公开的目录查起。'

const hows = { added: '新增', changed: '修改', struck: '删去' } as const

const noOrigin = (mend: string) => `公示牌上的二维码没有去处，所以不印。${mend}`
const noBoards = '本机关尚未公布岗位信息公示牌，公布以后才能打印。'

const query = z.object({ q: asked, on: day.optional().catch(undefined), page: page.transform((n) => Math.min(n, 10_000)) })

const entryKey = z
  .string()
  .min(1)
  .max(700)
  .refine((text) => !illFormed(text))
  .optional()
  .catch(undefined)

/** A register as an address names it. */
type Named = Readonly<{ agency: string; list: string }>
const isNamed = ({ agency }: Pick<Named, 'agency'>): boolean => /^[0-9a-z-]{1,64}$/.test(agency)

/** What is taken away of a register: as a table, and as JSON beside its `total`. */
type Taken = Readonly<{ name: string; grid: Grid; total: number; body: object }>
type Asked = Readonly<{
  page: number
  pathOf: (page: number, form: 'csv' | 'json') => string
  take: (stretch: Readonly<{ limit: number; offset: number }>) => Promise<Taken | undefined>
}>

/** How a register came to be, as a table 采用和变更的经过: each line with its adoption, what stood before and after. */
const courseGrid = ({ fields, items }: History): Grid => [
  [
    ...['采用', '由谁采用', '依据的文件', '审核机构', '审核意见文号', '审核之日', '变更', '自', '至'],
    ...fields.flatMap(({ zh }) => [`原${zh}`, zh]),
  ],
  ...items.map(({ adoption: { on, by, basis, examined }, how, from = '', to = '', before = {}, after = {} }) => [
    ...[on, by, basis.join('；'), examined?.by ?? '', examined?.no ?? '', examined?.on ?? '', how ? hows[how] : '', from, to],
    ...fields.flatMap(({ id }) => [before[id] ?? '', after[id] ?? '']),
  ]),
]

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
    const href = { agency, id: list, ...(q ? { q } : {}), ...(upTo === today ? {} : { on: upTo }) }
    return { asks: { agency, id: list, on: upTo, words: wordsIn(q) }, q, page, href, known: isNamed({ agency }) && told.isRegister(list) }
  }

  for (const view of ['standard', 'plain'] as const) {
    const get = (path: string, answer: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>) =>
      http.get(inView(view, path), hidden('portal'), answer)
    const send = (request: FastifyRequest, reply: FastifyReply, here: string, make: (data: SiteData) => Promise<Page>) =>
      pages.send(request, reply, `${view} ${here}`, async () => make(await site(view, here)))

    get('/lists', (request, reply) => {
      const { q, page } = query.parse(request.query)
      return send(request, reply, registerHref({ ...(q ? { q } : {}), page }), async (data) => {
        const only = q ? undefined : await told.only(data)
        if (only) return html(200, renderRegisters({ ...data, ...only }))
        const words = wordsIn(q)
        const { items: named, total } = await searchAgencies(portal, words, { limit: PAGE, offset: (page - 1) * PAGE })
        const tallied = await tallyPublicLists(
          portal,
          named.map(({ agency }) => agency),
        )
        const items = named.map((one) => {
          const days = tallied.flatMap(({ agency, releasedOn }) => (agency === one.agency ? [releasedOn] : []))
          return { ...one, lists: days.length, releasedOn: days.sort().at(-1) ?? null }
        })
        const pages = Math.max(1, Math.ceil(total / PAGE))
        return html(200, renderAgencies({ ...data, q, words, items, total, page, pages }))
      })
    })

    get('/lists/:agency', (request, reply) => {
      const { agency } = request.params as Named
      return send(request, reply, registerHref({ agency }), async (data) => {
        const found = isNamed({ agency }) ? await told.summary(agency, data.today) : undefined
        const name = data.agencies.find((one) => one.agency === agency)?.name
        return found && name ? html(200, renderRegisters({ ...data, agency, name, ...found })) : missing(data, noList)
      })
    })

    get('/lists/:agency/:list', (request, reply) => {
      const { asks, q, page, href, known } = askedIn(request)
      return send(request, reply, registerHref({ ...href, page }), async (data) => {
        const shown = known ? await told.find(asks, { limit: PAGE, offset: (page - 1) * PAGE }) : undefined
        if (!shown) return missing(data, noList)
        const last = Math.max(1, Math.ceil(Math.min(shown.total, shown.more ? LISTED : shown.total) / PAGE))
        const drawing = asks.id === 'chart' && !q && page === 1 ? { drawing: await drawnChart() } : {}
        return html(200, renderRegister({ ...data, ...drawing, shown, q, words: asks.words, on: asks.on, page, pages: last }))
      })
    })

    get('/lists/:agency/:list/history', (request, reply) => {
      const { asks, page, known } = askedIn(request)
      const at = { agency: asks.agency, id: asks.id }
      return send(request, reply, registerHref({ ...at, page }, '/history'), async (data) => {
        const history = known ? await told.history(at, { limit: LINES, offset: (page - 1) * LINES }) : undefined
        if (!history) return missing(data, noHistory)
        return html(200, renderHistory({ ...data, history, page, pages: Math.max(1, Math.ceil(history.total / LINES)) }))
      })
    })

    get('/lists/:agency/boards/print', (request, reply) => {
      const { agency } = request.params as Named
      const { page } = query.parse(request.query)
      const here = registerHref({ agency, id: 'boards', page }, '/print')
      const { at: origin, is, mend } = originOf(deps.config, request)
      return pages.send(request, reply, `${view} ${here} ${is} ${origin}`, async () => {
        const data = await site(view, here)
        if (is === 'unknown') return html(409, renderProblem({ ...data, status: 409, zh: noOrigin(mend) }))
        const asks = { agency, id: 'boards', on: data.today, words: [] }
        const shown = isNamed({ agency }) ? await told.find(asks, { limit: PAGE, offset: (page - 1) * PAGE }) : undefined
        if (!shown) return missing(data, noList)
        const items = await Promise.all(
          shown.items.map(async (each) => {
            const { zh, to } = codeOf(each.entry.certificate, { agency, origin })
            const svg = await QRCode.toString(to, { type: 'svg', margin: 1, errorCorrectionLevel: 'M' })
            return { ...each, code: { zh, to, picture: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}` } }
          }),
        )
        const { agencyZh, fields, total } = shown
        const pages = Math.max(1, Math.ceil(total / PAGE))
        return html(200, renderBoards({ ...data, mend, agency, agencyZh, fields, items, page, pages }))
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

  const files = boardFiles()
  http.get('/lists/:agency/boards.pdf', hidden('portal'), (request, reply) => {
    const { agency } = request.params as Named
    const { key: said, page: at } = request.query as Readonly<Record<'key' | 'page', unknown>>
    const [key, nth] = [entryKey.parse(said), page.parse(at)]
    const { at: origin, is, mend } = originOf(deps.config, request)
    const path = registerHref({ agency, id: 'boards', ...(key ? { key } : { page: nth }) }, '.pdf')
    return pages.send(request, reply, `${is} ${origin}${path}`, async () => {
      const asks = { agency, id: 'boards', on: clock.today(), words: [] }
      const shown = isNamed({ agency }) ? await told.find(asks, { limit: key ? 0 : SHEETS, offset: (nth - 1) * SHEETS }) : undefined
      if (!shown) return missing(await site(), noList)
      const items = key ? [(await told.entry(asks, key)) ?? []].flat() : shown.items
      if (items.length === 0) return missing(await site(), noBoards)
      const sorry = async (status: 409 | 503, zh: string) => html(status, renderProblem({ ...(await site()), status, zh }))
      if (is === 'unknown') return sorry(409, noOrigin(mend))
      try {
        const file = await files(items, { agency, agencyZh: shown.agencyZh, origin })
        if ('zh' in file) return sorry(409, `${file.zh}。可以在清单页上用“网页打印”。`)
        const name = encodeURIComponent(`岗位信息公示牌（${shown.agencyZh}）.pdf`)
        return {
          status: 200,
          type: 'application/pdf',
          headers: { 'content-disposition': `inline; filename*=UTF-8''${name}` },
          body: file.pdf,
        }
      } catch (error) {
        if (error instanceof TooMany) return sorry(503, error.message)
        throw error
      }
    })
  })

  /** A register to take away 下载: whole as a table, stretch by stretch as JSON. */
  const taking = (path: string, none: string, ask: (request: FastifyRequest) => Asked) => {
    for (const form of ['csv', 'json'] as const)
      http.get(`${path}.${form}`, hidden('portal'), (request, reply) => {
        const { page, pathOf, take } = ask(request)
        const { at: origin } = originOf(deps.config, request)
        const hrefOf = (page: number) => origin + pathOf(page, form)
        return pages.send(request, reply, hrefOf(page), async () => {
          const taken = await take(form === 'csv' ? { limit: ROWS, offset: 0 } : { limit: RECORDS, offset: (page - 1) * RECORDS })
          if (!taken) return missing(await site(), none)
          const { name, grid, total, body } = taken
          if (form === 'csv')
            return {
              status: 200,
              type: 'text/csv; charset=utf-8',
              headers: { ...open, 'content-disposition': `attachment; filename="${name}.csv"` },
              body: csvText(grid),
            }
          const last = Math.max(1, Math.ceil(total / RECORDS))
          return {
            status: 200,
            type: 'application/json; charset=utf-8',
            headers: open,
            body: JSON.stringify({ ...body, total, page, pages: last, next: page < last ? hrefOf(page + 1) : null }),
          }
        })
      })
  }

  taking('/lists/:agency/:list(^[a-z]+)', noList, (request) => {
    const { asks, page, href, known } = askedIn(request)
    return {
      page,
      pathOf: (page, form) => registerHref({ ...href, page }, `.${form}`),
      async take(stretch) {
        const shown = known ? await told.find(asks, stretch) : undefined
        if (!shown) return undefined
        const { fields, items, total, more, agencyZh, zh, clauses, changes, adoptions, later } = shown
        const entries = items.map(({ entry }) => entry)
        return {
          ...{ name: `${asks.id}-${asks.on}`, grid: gridOf({ fields }, entries), total },
          body: {
            ...{ agency: asks.agency, agencyZh, list: asks.id, zh, on: asks.on, clauses, format: hash(fields), fields, more },
            items: items.map(({ key, entry, from }) => ({ ...(key ? { key, from } : {}), ...entry })),
            ...{ changes, adoptions, later },
          },
        }
      },
    }
  })

  taking('/lists/:agency/:list/history', noHistory, (request) => {
    const { asks, page, known } = askedIn(request)
    const at = { agency: asks.agency, id: asks.id }
    return {
      page,
      pathOf: (page, form) => registerHref({ ...at, page }, `/history.${form}`),
      async take(stretch) {
        const history = known ? await told.history(at, stretch) : undefined
        return history && { name: `${at.id}-history`, grid: courseGrid(history), total: history.total, body: history }
      },
    }
  })
}
