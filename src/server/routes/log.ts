import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Client } from '#db/pool'
import { reading } from '#db/tx'
import { bundleOf } from '#ledger/bundle'
import { base64Of, bytesOfHex } from '#ledger/bytes'
import { FULL, tileAt } from '#ledger/tile'
import { tlogProofText } from '#ledger/tlogproof'
import { hidden } from '#server/declared'
import {
  consistencyProof,
  findCheckpoint,
  findLeaf,
  findShard,
  getHead,
  inclusionProof,
  logs,
  readEntries,
  readTiles,
  type Shard,
  tileKey,
} from '#server/logstore'
import { notThere, problem } from '#server/problem'
import type { Served } from '#server/served'

const of = z.object({ log: z.enum(logs), shard: z.coerce.number().int().min(1).max(1_000_000).optional() })
const sizes = z.object({ before: z.coerce.number().int().nonnegative(), after: z.coerce.number().int().nonnegative() })
const leafOf = z.object({ log: z.enum(logs), leaf: z.string().regex(/^[0-9a-f]{64}$/) })

/** The scope that sees leaves and public entries across agencies, and nothing else. */
const LOG = 'system:log'
/** What such a path names never changes: a tile that grows has another path. */
const FOREVER = 'public, max-age=31536000, immutable'
const NOW = 'no-cache'
/** A leaf is in a signed tree within a second: who asked too early asks again. */
const RETRY_S = '1'

type Said = Readonly<{ body: string | Uint8Array; cache: string }>
type Early = 'early'

/** 存证日志 in the layout of C2SP tlog-tiles, open to anyone: `/log/ops/…` the shard in use, `/log/ops/1/…` a certain one. */
export async function logRoutes(http: FastifyInstance, { deps }: Served): Promise<void> {
  const answer = async (reply: FastifyReply, find: (db: Client) => Promise<Said | Early | undefined>): Promise<FastifyReply> => {
    const said = await reading(deps.app, LOG, find)
    if (said === undefined) return problem(reply, notThere)
    if (said === 'early') return problem(reply.header('retry-after', RETRY_S), notThere)
    const type = typeof said.body === 'string' ? 'text/plain; charset=utf-8' : 'application/octet-stream'
    reply.type(type).header('cache-control', said.cache).header('access-control-allow-origin', '*')
    return reply.send(typeof said.body === 'string' ? said.body : Buffer.from(said.body))
  }

  const at = (path: string, find: (db: Client, shard: Shard, request: FastifyRequest) => Promise<Said | Early | undefined>): void => {
    for (const prefix of ['/log/:log', '/log/:log/:shard'])
      http.get(`${prefix}${path}`, hidden('log'), async (request, reply) => {
        const asked = of.safeParse(request.params)
        if (!asked.success) return problem(reply, notThere)
        const { log, shard } = asked.data
        return answer(reply, async (db) => find(db, { log, shard: shard ?? (await getHead(db, log)).shard }, request))
      })
  }

  at('/checkpoint', async (db, shard) => {
    const signed = await findCheckpoint(db, shard)
    return signed ? { body: signed.note, cache: NOW } : 'early'
  })

  at('/vkey', async (db, shard) => {
    const found = await findShard(db, shard)
    return found ? { body: `${found.vkey}\n`, cache: NOW } : 'early'
  })

  at('/tile/*', async (db, shard, request) => {
    const tile = tileAt((request.params as { '*': string })['*'])
    if (!tile) return undefined
    const { level, index, width } = tile
    if (level === 'entries') {
      // the bodies of the log of all events are private
      const entries = shard.log === 'pub' ? await readEntries(db, shard, index * FULL, width) : []
      return entries.length === width ? { body: bundleOf(entries), cache: FOREVER } : undefined
    }
    const held = (await readTiles(db, shard, [{ level, index }])).get(tileKey(level, index))
    return held && held.length >= width * 32 ? { body: held.subarray(0, width * 32), cache: FOREVER } : undefined
  })

  at('/consistency/:before/:after', async (db, shard, request) => {
    const asked = sizes.safeParse(request.params)
    const signed = await findCheckpoint(db, shard)
    if (!asked.success || !signed || asked.data.before > asked.data.after || asked.data.after > signed.size) return undefined
    const proof = await consistencyProof(db, shard, asked.data.before, asked.data.after)
    return { body: proof.map((hash) => `${base64Of(hash)}\n`).join(''), cache: FOREVER }
  })

  http.get('/log/:log/proof/:leaf', hidden('log'), async (request, reply) => {
    const asked = leafOf.safeParse(request.params)
    if (!asked.success) return problem(reply, notThere)
    return answer(reply, async (db) => {
      const found = await findLeaf(db, asked.data.log, Buffer.from(bytesOfHex(asked.data.leaf) ?? []))
      const signed = found && (await findCheckpoint(db, found))
      if (!found || !signed || found.index >= signed.size) return 'early'
      const path = await inclusionProof(db, found, found.index, signed.size)
      return { body: tlogProofText({ index: found.index, path, checkpoint: signed.note }), cache: NOW }
    })
  })
}
