import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { extentsOf, type Resource, readAs } from '#acts/reads'
import { type Seer, seerOf } from '#agency/extent'
import { idOf, kindOf, type StreamName } from '#agency/stream'
import { isKnown } from '#case/store'
import { forbidden, notThere, problem } from '#server/problem'
import type { Place, Read, Sight } from '#server/read'
import { signedIn } from '#server/routes/session'
import type { Served } from '#server/served'
import type { Officer } from '#server/session'

/** A route that reads 查阅: where, what it is called, and of what it tells. */
export type Reading = Readonly<{ url: string; zh: string; tag: string; resource: Resource }>

/** Who asks, how far he sees, the agency and its law, and one snapshot of it, in which he finds what he may know of and nothing else. */
export type Asked = Readonly<{ caller: Officer; seer: Seer; place: Place; sight: Sight; request: FastifyRequest; reply: FastifyReply }>

/** The snapshot as he sees it 知悉范围内的快照: a stream that he may not know of is not there. */
function seenBy(caller: Officer, { agency }: Place, sight: Sight): Sight {
  const isHis = async (stream: StreamName): Promise<boolean> => {
    const resource = readAs[kindOf(stream)]
    const extents = resource && extentsOf(caller, resource, agency)
    if (!extents?.size) return false
    const isMatter = resource === 'case' || resource === 'publication'
    return !isMatter || isKnown(sight.db, caller.agency, idOf(stream), seerOf(extents, caller.officer, agency))
  }
  return {
    ...sight,
    find: async <S>(stream: StreamName): Promise<Read<S> | undefined> => ((await isHis(stream)) ? sight.find<S>(stream) : undefined),
  }
}

/**
 * What `look` answers is what the officer sees: 403 when none of his posts reads this; undefined when there is nothing that he may know of: 404. A
 * function it answers is called once the snapshot is let go, for what takes its time and asks the database nothing.
 */
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
        if (!place) return undefined
        const extents = extentsOf(caller, resource, place.agency)
        if (extents.size === 0) return problem(reply, forbidden)
        const seer = seerOf(extents, caller.officer, place.agency)
        return look({ caller, seer, place, sight: seenBy(caller, place, sight), request, reply })
      })
      return (typeof seen === 'function' ? await seen() : seen) ?? problem(reply, notThere)
    }),
  )
