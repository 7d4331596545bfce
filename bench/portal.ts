import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Worker } from 'node:worker_threads'
import { launch } from '#db/launcher'
import { migrate, migrationsIn, prepare } from '#db/migrate'
import { openPool, type Pool } from '#db/pool'
import { systemClock } from '#server/clock'
import { findRoot } from '#server/config'
import { hasNginx, nginx, type Sent } from './floor/nginx'
import { quantile } from './house'

const planting = readFileSync(new URL('planting.sql', import.meta.url), 'utf8')
const DECISIONS = Number(process.env.DECISIONS ?? 100_000)
const AT_ONCE = 10_000
/** A data folder that stays, so that the next run needs no filling. */
const STAYS = process.env.STAYS
const [ROUNDS, SECONDS, CONNECTIONS] = [5, 2, 16]

/** Words of one to many characters, frequent and rare, in every field; some are nowhere. */
const searches = [
  '德',
  '鳏',
  '诊所',
  '康安',
  '康安福诊所',
  '医疗废物',
  '专用容器',
  '使用非卫生技术人员',
  '〔2021〕',
  '77号',
  `${Math.floor(DECISIONS / 3)}号`,
  '罚款',
  '吊销',
  '吊销医疗',
  '人次',
  '责令改正',
  '没有这个词',
  '东岸 重复收费',
  '柏溪 罚款',
  '银杏石药店',
  'x',
  '１２３',
  '鳏寡孤独诊所',
  '寡孤',
  '伪造',
  '春秋晨',
  '串换药品案',
  '资料',
  '2024',
  '山清河',
]

const hasWrk = spawnSync('wrk', ['-v']).error === undefined

/** How often in a second one address is answered over a few connections, as wrk counts. */
async function wrk(port: number, path: string): Promise<number> {
  const asks = ['-t1', `-c${CONNECTIONS}`, `-d${SECONDS}s`, '-H', 'accept-encoding: gzip', `http://127.0.0.1:${port}${path}`]
  const { stdout } = await promisify(execFile)('wrk', asks)
  if (/Non-2xx|Socket errors/.test(stdout)) throw new Error(stdout)
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1])
}

/** The same where wrk is not installed. */
const client = `
const { parentPort, workerData: { port, path, seconds, connections } } = require('node:worker_threads')
const net = require('node:net')
const asked = Buffer.from('GET ' + path + ' HTTP/1.1\\r\\nhost: localhost\\r\\naccept-encoding: gzip\\r\\n\\r\\n')
let answers = 0
let open = connections
const until = Date.now() + seconds * 1000
for (let n = 0; n < connections; n++) {
  let held = Buffer.alloc(0)
  const socket = net.connect(port, '127.0.0.1', () => socket.write(asked))
  socket.on('data', (data) => {
    held = held.length ? Buffer.concat([held, data]) : data
    const end = held.indexOf('\\r\\n\\r\\n')
    if (end < 0) return
    const head = held.toString('latin1', 0, end)
    if (!head.startsWith('HTTP/1.1 200')) throw new Error(head)
    const whole = end + 4 + Number(/content-length: (\\d+)/i.exec(head)[1])
    if (held.length < whole) return
    held = held.subarray(whole)
    answers++
    if (Date.now() < until) return socket.write(asked)
    socket.destroy()
    if (--open === 0) parentPort.postMessage(answers / seconds)
  })
}`

const rate = (port: number, path: string): Promise<number> =>
  hasWrk
    ? wrk(port, path)
    : new Promise((told, fail) => {
        const worker = new Worker(client, { eval: true, workerData: { port, path, seconds: SECONDS, connections: CONNECTIONS } })
        worker.once('message', told).once('error', fail)
      })

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const portOf = (server: Server) => (server.address() as AddressInfo).port

/** Where nginx is not installed: a bare server of Node's own. */
async function bare(pages: readonly Sent[]): Promise<Readonly<{ zh: string; port: number; stop: () => Promise<void> }>> {
  const server = createServer(({ url }, response) => {
    const page = pages.find(({ path }) => path === url)
    response.writeHead(200, { ...page?.headers, connection: 'keep-alive' })
    response.end(page?.gzip)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    zh: 'a bare node:http server (nginx is not installed)',
    port: portOf(server),
    stop: () => new Promise((closed) => server.close(() => closed())),
  }
}

/** Fills the public list; its index is made at the end, at once. */
async function plant(root: Pool): Promise<void> {
  await root.query("insert into pub.agency values ('a1', '某市医疗保障局', '某市医保局', 'medical-security', false, null, null, 1)")
  const { rows } = await root.query<{ make: string }>("select pg_get_indexdef('pub.decision_words'::regclass) as make")
  await root.query('drop index pub.decision_words')
  const since = performance.now()
  for (let from = 1; from <= DECISIONS; from += AT_ONCE)
    await root.query(planting, [from, Math.min(from + AT_ONCE - 1, DECISIONS), DECISIONS])
  await root.query("set maintenance_work_mem = '2GB'")
  await root.query(rows[0]?.make ?? '')
  await root.query('vacuum analyze pub.decision')
  console.log(`${DECISIONS} decisions planted and indexed in ${((performance.now() - since) / 1000).toFixed(0)} s`)
}

/** Cached pages against nginx with the same bytes, in turn; then search, list and first page on many decisions, through HTTP and uncached. */
export async function bench(): Promise<void> {
  // pages are rendered as they are served: the library looks once, when it is loaded
  process.env.NODE_ENV = 'production'
  const { buildApp } = await import('#server/http')
  const dir = STAYS ?? mkdtempSync(join(tmpdir(), 'mingjing-bench-'))
  const { address: home, secret, stop } = await launch({ dir })
  const admin = { address: home, user: 'postgres', password: secret.postgres }
  try {
    await prepare(admin, secret)
    await migrate(home, secret, migrationsIn(join(findRoot(), 'db', 'migrations')))
    const root = openPool(home, 'postgres' as never, secret.postgres, { max: 1, statementMs: 0 })
    const { rows: held } = await root.query<{ n: number }>('select count(*) as n from pub.decision')
    if (held[0]?.n !== DECISIONS) await plant(root)
    await root.end()

    const app = openPool(home, 'mingjing_app', secret.mingjing_app)
    const portal = openPool(home, 'mingjing_portal', secret.mingjing_portal, { max: 8 })
    const config = { dir, host: '127.0.0.1', port: 0, only: ['portal' as const], demo: false, root: findRoot() }
    const http = await buildApp({ app, portal, clock: systemClock, config })
    await http.listen({ host: '127.0.0.1', port: 0 })

    const times: { q: string; ms: number }[] = []
    const ask = async (path: string): Promise<number> => {
      const began = performance.now()
      const answer = await http.inject({ method: 'GET', url: path })
      if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode}`)
      return performance.now() - began
    }
    await ask('/decisions')
    // each page is asked for once: nothing comes from what was kept
    for (let round = 0; round < ROUNDS; round++)
      for (const q of searches) times.push({ q, ms: await ask(`/decisions?q=${encodeURIComponent(q)}&page=${round + 1}`) })
    const took = times.map(({ ms }) => ms)
    const at = (share: number) => quantile(took, share).toFixed(1)
    const worst = times.reduce((a, b) => (a.ms > b.ms ? a : b))
    console.log(`search, pages 1 to ${ROUNDS}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, worst ${worst.ms.toFixed(1)} ms (${worst.q})`)
    const lists: number[] = []
    for (const path of [
      '/decisions?year=2023',
      '/decisions?late=yes',
      '/decisions?agency=a7',
      '/decisions?agency=a7&year=2022&late=yes',
      '/decisions?page=200',
      '/',
    ])
      lists.push(await ask(path))
    console.log(
      `first time: a year ${lists[0]?.toFixed(1)} ms, late ${lists[1]?.toFixed(1)}, agency ${lists[2]?.toFixed(1)}, all three ${lists[3]?.toFixed(1)}, page 200 ${lists[4]?.toFixed(1)}, home ${lists[5]?.toFixed(1)}`,
    )

    const paths = ['/', '/decisions', '/decisions/a1/01900000-0000-7000-8000-000000000001']
    const pages: Sent[] = []
    for (const path of paths) {
      const small = await http.inject({ method: 'GET', url: path, headers: { 'accept-encoding': 'gzip' } })
      const whole = await http.inject({ method: 'GET', url: path })
      const headers = Object.fromEntries(Object.entries(small.headers).map(([name, value]) => [name, String(value)]))
      pages.push({ path, headers, raw: whole.rawPayload, gzip: small.rawPayload })
    }
    const floor = hasNginx() ? { zh: 'nginx, one worker', ...(await nginx(join(dir, 'nginx'), pages)) } : await bare(pages)
    for (const { path, raw, gzip } of pages) {
      const [ours, floors]: [number[], number[]] = [[], []]
      for (let round = 0; round <= ROUNDS; round++) {
        const [one, other] = [await rate(portOf(http.server), path), await rate(floor.port, path)]
        if (round > 0) ours.push(one) && floors.push(other)
      }
      console.log(
        `${path}: ${(raw.length / 1000).toFixed(1)} KB, ${(gzip.length / 1000).toFixed(1)} gzip; ${median(ours).toFixed(0)}/s against ${median(floors).toFixed(0)}/s ` +
          `of ${floor.zh} with the same bytes, ${hasWrk ? 'by wrk' : 'by our own client'}, ratio ${(median(ours) / median(floors)).toFixed(2)}`,
      )
    }
    await floor.stop()
    await http.close()
    await Promise.all([app.end(), portal.end()])
  } finally {
    await stop()
    if (!STAYS) rmSync(dir, { recursive: true, force: true })
  }
}
