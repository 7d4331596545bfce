import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notThere, problem } from '#server/problem'
import type { Place, Sight } from '#server/read'
import { signedIn } from '#server/routes/session'
import type { Served } from '#server/served'
import type { Officer } from '#server/session'

/** A route that reads 查阅: where, what it is called, and of what it tells. */
export type Reading = Readonly<{ url: string; zh: string; tag: string; resource: string }>

/** Who asks, the agency and its law, and one snapshot of it. */
export type Asked = Readonly<{ caller: Officer; place: Place; sight: Sight; request: FastifyRequest; reply: FastifyReply }>

/** What `look` answers is what the officer sees; undefined when there is nothing that he may know of: 404. */
export const sees = (
  http: FastifyInstance,
  served: Served,
  { url, zh, tag, resource }: Reading,
  look: (asked: Asked) => Promise<unknown>,
) =>
  http.get(
    url,
    { schema: { summary: zh, tags: [tag], 'x-read': resource } as object },
    signedIn(served, async (caller, request, reply) => {
      const seen = await served.reader.see(caller.agency, async (sight) => {
        const place = await sight.place()
        return place && look({ caller, place, sight, request, reply })
      })
      return seen ?? problem(reply, notThere)
    }),
  )
