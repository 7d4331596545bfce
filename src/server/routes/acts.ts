import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { findAct, table } from '#acts/table'
import type { AnyAct } from '#agency/act'
import { streamName } from '#agency/stream'
import { citing, citingNow } from '#dossier/due'
import { instant } from '#law/day'
import type { Clock } from '#server/clock'
import { malformed, problem, problemOf } from '#server/problem'
import { request as envelope, type FieldFault, parse, type Request } from '#server/request'
import { beforeTaking, signedIn } from '#server/routes/session'
import { sees } from '#server/routes/sight'
import type { Served } from '#server/served'

/** An import of ten thousand lines. */
const BULK = 16 * 1024 * 1024

const schemas = new WeakMap<AnyAct, object>()

/** JSON Schema of an act's input, with the labels that forms are made from. */
export function inputSchema(act: AnyAct): object {
  const held = schemas.get(act)
  if (held) return held
  const { $schema: _, ...made } = z.toJSONSchema(act.input, { io: 'input', unrepresentable: 'any' })
  schemas.set(act, made)
  return made
}

const bodyOf = (act: AnyAct) => ({
  type: 'object',
  additionalProperties: false,
  required: ['id', 'input', ...(act.seen ? ['version'] : [])],
  properties: {
    id: { type: 'string', format: 'uuid', description: '调用者自编的 UUIDv7；同一编号重发只办一次' },
    stream: { type: 'string' },
    version: { type: 'integer', minimum: 0 },
    input: inputSchema(act),
  },
})

/** Moves the story clock, where there is one; tells what is wrong with an instant that it cannot go to. */
function setStory(clock: Clock, at: string): FieldFault | undefined {
  if (!('set' in clock) || typeof clock.set !== 'function') return undefined
  const amiss = parse(instant, at, 'x-story-at')
  if ('faults' in amiss) return amiss.faults[0]
  try {
    clock.set(at)
    return undefined
  } catch (error) {
    return { path: 'x-story-at', zh: error instanceof Error ? error.message : String(error) }
  }
}

/** One route per act, the contents page of the platform, and the open acts of a stream 办理. */
export async function actRoutes(http: FastifyInstance, served: Served): Promise<void> {
  const { deps, door, reader } = served
  const { provisions } = reader.streams.packs

  http.get('/api/acts', { schema: { summary: '执法行为总表', tags: ['acts'], 'x-read': 'acts' } as object }, async () =>
    table.map((act) => ({
      id: act.id,
      zh: act.zh,
      stream: act.stream,
      by: act.by,
      seen: act.seen,
      clauses: citing({ provisions }, act.clauses),
      input: inputSchema(act),
    })),
  )

  for (const act of table) {
    http.post(
      `/api/acts/${act.id}`,
      {
        schema: { summary: act.zh, tags: [act.stream], body: bodyOf(act), 'x-act': act.id, 'x-clauses': act.clauses } as object,
        validatorCompiler: () => () => true,
        ...(act.bulk ? { bodyLimit: BULK, onRequest: beforeTaking(served) } : {}),
      },
      signedIn(served, async (caller, request, reply) => {
        const at = request.headers['x-story-at']
        const amiss = typeof at === 'string' ? setStory(deps.clock, at) : undefined
        if (amiss) return problem(reply, malformed([amiss]))
        const read = parse(envelope, request.body)
        if ('faults' in read) return problem(reply, malformed(read.faults))
        const outcome = await door.send(act.id, read.value as Request, caller)
        return outcome.is === 'granted' ? outcome.answer : problem(reply, problemOf(outcome, { provisions }))
      }),
    )
  }

  sees(
    http,
    served,
    { url: '/api/streams/:stream/acts', zh: '这一件现在能办什么、为什么不能', tag: 'acts', resource: 'stream' },
    async ({ caller, sight, request }) => {
      const named = parse(streamName, (request.params as { stream: string }).stream)
      const read = 'faults' in named ? undefined : await sight.find(named.value)
      return (
        read && {
          stream: read.stream,
          version: read.version,
          acts: reader.open(read, caller).map(({ act, refusal, head, atHand }) => ({
            id: act.id,
            zh: act.zh,
            seen: act.seen,
            clauses: citingNow(read.law, act.clauses, deps.clock.today()),
            open: !refusal,
            ...(head ? { head } : {}),
            atHand,
            ...(refusal ? { refusal: { code: refusal.code, zh: refusal.zh, clauses: citing(read.law, refusal.clauses) } } : {}),
            input: inputSchema(act),
          })),
        }
      )
    },
  )
}

export const zhOfAct = (id: string): string => findAct(id)?.zh ?? id
