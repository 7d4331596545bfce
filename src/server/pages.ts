import { gzipSync } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { LRUCache } from 'lru-cache'
import type { Pool } from '#db/pool'
import type { Clock } from '#server/clock'
import { sha256 } from '#server/digest'
import { getHead } from '#server/logstore'
import { safety } from '#server/safety'

/** Most bytes of pages kept in one process. */
const KEPT = 64 * 1024 * 1024
const MOST_OF_ONE = 1024 * 1024
/** So often, while pages are asked for, the head of the public log is looked at. */
const LOOK_MS = 1_000
/** Where the log stands still although something was published, a page is made anew behind the back of who asks for it after so long, and is never older than so long. */
const [OLD_MS, OLDEST_MS] = [15_000, 45_000]

/** What a page is 页面: its status, kind and what it says, and what else its answer says; a `passing` one is made anew each time. */
export type Page = Readonly<{
  status: number
  type: string
  body: string | Buffer
  headers?: Readonly<Record<string, string>>
  passing?: boolean
}>

/** A page in one of its two forms, with all that its answer says. */
type Form = Readonly<{ headers: Readonly<Record<string, string>>; bytes: Buffer }>
type Bytes = Readonly<{ status: number; passing: boolean; size: number; madeAt: number; raw: Form; gzip: Form }>

function bytesOf({ status, type, body, headers, passing = false }: Page): Bytes {
  const raw = typeof body === 'string' ? Buffer.from(body) : body
  const gzip = gzipSync(raw)
  const tag = sha256(raw).toString('hex').slice(0, 32)
  const form = (bytes: Buffer, encoding?: 'gzip'): Form => ({
    bytes,
    headers: {
      ...safety,
      'content-type': type,
      'content-length': String(bytes.length),
      vary: 'accept-encoding',
      'cache-control': 'no-cache',
      etag: `"${tag}${encoding ? `-${encoding}` : ''}"`,
      ...(encoding ? { 'content-encoding': encoding } : {}),
      ...headers,
    },
  })
  return { status, passing, size: raw.length + gzip.length, madeAt: performance.now(), raw: form(raw), gzip: form(gzip, 'gzip') }
}

const takesGzip = (request: FastifyRequest): boolean =>
  /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i.test(String(request.headers['accept-encoding'] ?? ''))

/** Whether the caller has these bytes already (RFC 9110 §13.1.2). */
const has = (request: FastifyRequest, tag: string): boolean => {
  const known = request.headers['if-none-match']
  return known === '*' || (known?.split(',').some((each) => each.trim().replace(/^W\//, '') === tag) ?? false)
}

/** Sends bytes under a strong tag of their own; to who has them, that they are unchanged. Written past the framework: nothing is left to be done to them. */
function answer(request: FastifyRequest, reply: FastifyReply, { status, raw, gzip }: Bytes): FastifyReply {
  const { headers, bytes } = takesGzip(request) ? gzip : raw
  reply.hijack()
  if (status === 200 && has(request, headers.etag ?? '')) {
    const { 'content-length': _, 'content-type': __, 'content-encoding': ___, ...kept } = headers
    reply.raw.writeHead(304, kept).end()
  } else reply.raw.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : bytes)
  return reply
}

const isOld = ({ madeAt }: Bytes): boolean => performance.now() - madeAt > OLD_MS

/** What an answer is told by: the address as it was written, of the site as it was named. */
const addressOf = ({ url, headers }: FastifyRequest): string => `${headers.host ?? ''} ${url}`
/** Longer ones are looked up again each time. */
const LONGEST_ADDRESS = 500

/**
 * Pages as they were sent 页面留存: text, compressed form and tags are made once, kept by address, and all dropped when the head of the public log has moved, the
 * day is another, or this process itself published something.
 */
export function pages({ portal, clock }: Readonly<{ portal: Pool; clock: Clock }>) {
  const held = new LRUCache<string, Bytes>({
    maxSize: KEPT,
    maxEntrySize: MOST_OF_ONE,
    sizeCalculation: ({ size }) => size,
    ttl: OLDEST_MS,
  })
  const keys = new LRUCache<string, string>({ max: 10_000 })
  const read = new LRUCache<string, Promise<NonNullable<unknown>>>({ max: 1_000, ttl: OLD_MS })
  const making = new Map<string, Promise<Bytes>>()
  let known = ''
  let lookedAt = Number.NEGATIVE_INFINITY
  let looking: Promise<void> | undefined

  function drop(): void {
    held.clear()
    read.clear()
    making.clear()
  }

  async function look(): Promise<void> {
    const { shard, size } = await getHead(portal, 'pub')
    const now = `${clock.today()} ${shard}/${size}`
    if (now !== known) drop()
    known = now
    lookedAt = performance.now()
  }

  async function made(key: string, make: () => Promise<Page>): Promise<Bytes> {
    const begun = making.get(key)
    if (begun) return begun
    const promise = make().then(bytesOf)
    making.set(key, promise)
    try {
      const bytes = await promise
      // what was begun before pages were dropped is sent to who asked, and not kept
      if (making.get(key) === promise && !bytes.passing && [200, 410].includes(bytes.status)) held.set(key, bytes)
      return bytes
    } finally {
      if (making.get(key) === promise) making.delete(key)
    }
  }

  return {
    drop,
    /** What many pages ask for, such as how many there are in all: read once, and kept as long as they are. */
    once<T extends NonNullable<unknown>>(key: string, ask: () => Promise<T>): Promise<T> {
      const known = read.get(key) as Promise<T> | undefined
      if (known) return known
      const asked = ask()
      read.set(key, asked)
      asked.catch(() => read.delete(key))
      return asked
    },
    /** Answers at once with a page that is kept and was asked for in these very words before 原样再问; whether it did. */
    repeats(request: FastifyRequest, reply: FastifyReply): boolean {
      if (request.method !== 'GET' || performance.now() - lookedAt > LOOK_MS) return false
      const key = keys.get(addressOf(request))
      const bytes = key === undefined ? undefined : held.get(key)
      if (!bytes || isOld(bytes)) return false
      answer(request, reply, bytes)
      return true
    },
    async send(request: FastifyRequest, reply: FastifyReply, key: string, make: () => Promise<Page>): Promise<FastifyReply> {
      const address = addressOf(request)
      if (address.length <= LONGEST_ADDRESS) keys.set(address, key)
      if (performance.now() - lookedAt > LOOK_MS) {
        looking ??= look().finally(() => {
          looking = undefined
        })
        await looking
      }
      const kept = held.get(key)
      if (kept && isOld(kept)) made(key, make).catch(() => {}) // nobody waits for it, and the kept one stands until it is there
      return answer(request, reply, kept ?? (await made(key, make)))
    },
  }
}
export type Pages = ReturnType<typeof pages>
