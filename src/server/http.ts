import cookie from '@fastify/cookie'
import swagger from '@fastify/swagger'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { kindOf, type StreamName } from '#agency/stream'
import { baseOf, loadPacks } from '#policy/load'
import { type Door, door } from '#server/act'
import { declared, hidden } from '#server/declared'
import { followups } from '#server/followups'
import { identifier } from '#server/identify'
import { pages } from '#server/pages'
import { foreign, malformed, notThere, problem } from '#server/problem'
import { reader } from '#server/read'
import { accountRoutes } from '#server/routes/account'
import { actRoutes } from '#server/routes/acts'
import { agencyRoutes } from '#server/routes/agency'
import { chartRoutes } from '#server/routes/chart'
import { clauseRoutes } from '#server/routes/clauses'
import { deskRoutes } from '#server/routes/desk'
import { fileRoutes } from '#server/routes/files'
import { foundingRoutes } from '#server/routes/founding'
import { lawRoutes } from '#server/routes/laws'
import { listRoutes } from '#server/routes/lists'
import { logRoutes } from '#server/routes/log'
import { matterRoutes } from '#server/routes/matters'
import { openDataRoutes } from '#server/routes/opendata'
import { paperRoutes } from '#server/routes/papers'
import { portalRoutes } from '#server/routes/portal'
import { proofRoutes } from '#server/routes/proof'
import { registerRoutes } from '#server/routes/registers'
import { ruleRoutes } from '#server/routes/rules'
import { sessionRoutes } from '#server/routes/session'
import { setupRoutes } from '#server/routes/setup'
import { tourRoutes } from '#server/routes/tour'
import { safety } from '#server/safety'
import { sealing } from '#server/sealing'
import { sequencer } from '#server/sequencer'
import type { Deps, Served } from '#server/served'
import { sessions } from '#server/session'
import { ClockDoubt } from '#server/steady'
import { streams } from '#server/streams'
import { tally } from '#server/tally'
import { TooMany } from '#server/turns'

declare module 'fastify' {
  interface FastifyInstance {
    /** The door itself, for what runs in this process without HTTP: stories, follow-ups. */
    door: Door
  }
}

const BODY = 1024 * 1024

/** Connection lost or refused, the server stopping or full, or others were faster at every try. */
const notNow = /^(ECONNREFUSED|ECONNRESET|EPIPE|08\w{3}|57P0[123]|53300|40001|40P01|23505)$/

/** The database has no room to write 磁盘已满. */
const noSpace = '53100'

/** Slower than this is no request: a body that never ends holds no connection. */
const REQUEST_MS = 30_000

/** 安全响应头, where the answer has none of its own. */
function guarded(reply: FastifyReply): FastifyReply {
  for (const [name, value] of Object.entries(safety)) if (!reply.hasHeader(name)) reply.header(name, value)
  return reply
}

const notJson = '不是正确的 JSON，请检查后重发'
const notAsked = '请求不正确，请检查网址后重发'

const isJsonFault = ({ name, code }: Error & { code?: string }): boolean =>
  name === 'SyntaxError' || code?.startsWith('FST_ERR_CTP_') === true

/**
 * A page of another site, or of another port of this one, in whose name a browser would act 他站的页面. A browser says it by Sec-Fetch-Site where the
 * connection is encrypted, elsewhere by Origin alone; what is no browser says neither.
 */
function isForeign({ method, headers: { 'sec-fetch-site': site, origin, host } }: FastifyRequest): boolean {
  if (['GET', 'HEAD'].includes(method)) return false
  if (typeof site === 'string') return !['same-origin', 'none'].includes(site)
  if (origin === undefined) return false
  const [page, asked] = [origin, `${origin.split(':')[0]}://${host}`]
  return !URL.canParse(page) || !URL.canParse(asked) || new URL(page).origin === 'null' || new URL(page).origin !== new URL(asked).origin
}

/** The platform over HTTP 接口与页面: routes by part, one way to fail. */
export async function buildApp(deps: Deps): Promise<FastifyInstance> {
  const { app: pool, clock, config } = deps
  const known = streams(deps.packs ?? loadPacks())
  const entering = deps.sequencer && config.only.includes('jobs') ? sequencer({ pool: deps.sequencer, dir: config.dir }) : undefined
  const shown = pages({ portal: deps.portal, clock })
  const nudge = (stream: StreamName) => {
    entering?.nudge()
    if (['publication', 'agency', 'register', 'change'].includes(kindOf(stream))) shown.drop()
  }
  const gate = door({ pool, streams: known, clock, nudge })
  const reads = reader({ pool, streams: known, clock, door: gate })
  const sealed = sealing(config.dir)
  const failed = tally({ door: gate, clock })
  const served: Served = {
    deps,
    door: gate,
    reader: reads,
    sealing: sealed,
    identify: identifier({ door: gate, reader: reads, clock, rules: baseOf(known.packs), sealing: sealed, tally: failed }),
    sessions: sessions({ pool, door: gate, clock, secure: config.host !== '127.0.0.1' && !config.demo }),
  }
  const http = Fastify({
    bodyLimit: BODY,
    requestTimeout: REQUEST_MS,
    logger: false,
    routerOptions: { maxParamLength: 200 },
    trustProxy: false,
    // no hook runs for an address that cannot be read
    frameworkErrors: (_error, _request, reply) => problem(guarded(reply), malformed([{ path: '', zh: notAsked }])),
  })
  http.removeContentTypeParser('text/plain')
  http.decorate('door', gate)
  http.addHook('onClose', () => failed.stop())
  http.addHook('onRoute', declared)
  http.addHook('onSend', (_request, reply, payload, done) => {
    guarded(reply)
    done(null, payload)
  })
  http.addHook('onRequest', (request, reply, done) => {
    if (shown.repeats(request, reply)) return
    if (isForeign(request)) problem(reply, foreign)
    else done()
  })
  http.setErrorHandler((error: Error & { statusCode?: number; code?: string }, _request, reply) => {
    if (error.statusCode === 413)
      return problem(reply, {
        status: 413,
        title: '内容过大',
        detail: '一次办理的内容不能超过 1 MB（导入清单的，16 MB），请删减后再办；大的文件另行上传',
        code: 'too-large',
      })
    if (error.statusCode === 415)
      return problem(reply, {
        status: 400,
        title: '填写有误',
        detail: '请以 application/json 发送',
        code: 'malformed',
        fields: [{ path: '', zh: '请以 application/json 发送' }],
      })
    if (error.statusCode && error.statusCode < 500)
      return problem(reply, malformed([{ path: '', zh: isJsonFault(error) ? notJson : notAsked }]))
    if (error instanceof TooMany || error instanceof ClockDoubt) {
      reply.header('retry-after', '5')
      return problem(reply, { status: 503, title: '暂时不能办理', detail: error.message, code: 'not-now' })
    }
    const outage = deps.outage?.()
    if (outage !== undefined || isDown(error)) {
      reply.header('retry-after', '5')
      return problem(reply, {
        status: 503,
        title: '暂时不能办理',
        detail: `${outage ?? '数据库暂时不能使用'}，请稍后再试；已填写的内容不会丢失`,
        code: 'not-now',
      })
    }
    process.stderr.write(`${error.stack ?? error.message}\n`)
    if (error.code === noSpace)
      return problem(reply, {
        status: 507,
        title: '磁盘已满',
        detail: '磁盘已满，这一次没有办理。请联系系统管理员腾出空间后再办；已填写的内容不会丢失',
        code: 'no-space',
      })
    return problem(reply, {
      status: 500,
      title: '系统故障',
      detail: '这是系统的故障，不是您的操作有误，请稍后再试或者联系管理员；同一次办理重发，不会办两次',
      code: 'fault',
    })
  })
  http.setNotFoundHandler((_request, reply) => problem(reply, notThere))
  await http.register(cookie)
  await http.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: '明镜 Mingjing', version: '0.1.0', description: '行政执法公示、执法全过程记录、重大执法决定法制审核' },
    },
  })
  http.get('/healthz', hidden('health'), async () => ({ ok: true }))
  http.get('/readyz', hidden('health'), async (_request, reply) => {
    clock.now()
    await pool.query('select 1')
    if (deps.isReady?.() === false) {
      reply.header('retry-after', '1')
      return problem(reply, { status: 503, title: '尚未就绪', detail: '演示案件正在逐步办理，请稍候', code: 'not-now' })
    }
    return reply.send({ ok: true })
  })
  if (config.only.includes('api')) {
    await setupRoutes(http, served)
    await foundingRoutes(http, served)
    await sessionRoutes(http, served)
    await accountRoutes(http, served)
    await agencyRoutes(http, served)
    await actRoutes(http, served)
    await matterRoutes(http, served)
    await clauseRoutes(http, served)
    await lawRoutes(http, served)
    await ruleRoutes(http, served)
    await chartRoutes(http, served)
    await listRoutes(http, served)
    await paperRoutes(http, served)
    await deskRoutes(http, served)
    await fileRoutes(http, served)
    await logRoutes(http, served)
    http.get('/api/openapi.json', hidden('acts'), async () => http.swagger())
  }
  if (config.only.includes('portal')) {
    await portalRoutes(http, served, shown)
    await registerRoutes(http, served, shown)
    await proofRoutes(http, served, shown)
    await tourRoutes(http, served, shown)
    await openDataRoutes(http, served, shown)
  }
  if (config.only.includes('jobs')) {
    const runner = followups({ pool, door: gate, clock })
    http.addHook('onReady', async () => {
      if (!deps.isAsking) runner.start()
      entering?.start()
    })
    http.addHook('onClose', async () => {
      await Promise.all([runner.stop(), entering?.stop()])
    })
  }
  return http
}

/** The database refused or dropped the connection: not now, rather than a fault of ours. */
const isDown = (error: Error & { code?: string }): boolean =>
  (error.code !== undefined && notNow.test(error.code)) ||
  /Connection terminated|timeout exceeded|not queryable|after calling end on the pool/.test(error.message)
