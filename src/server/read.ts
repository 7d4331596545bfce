import { openActs, type Standing } from '#acts/open'
import type { Actor, AnyAct, At } from '#agency/act'
import type { Agency } from '#agency/agency'
import type { Caller } from '#agency/may'
import { idOf, kindOf, type StreamName } from '#agency/stream'
import type { Pool } from '#db/pool'
import { tx } from '#db/tx'
import { dayOf } from '#law/day'
import type { Law } from '#policy/law'
import type { Door } from '#server/act'
import type { Clock } from '#server/clock'
import { newId } from '#server/config'
import { hash } from '#server/digest'
import type { Streams } from '#server/streams'

/** A stream as one officer reads it: its state, and the agency and the law it is judged by. */
export type Read<S> = Readonly<{ stream: StreamName; version: number; state: S; agency: Agency; law: Law }>

/** Reads that change nothing 只读: one snapshot each. */
export function reader({ pool, streams, clock, door }: Readonly<{ pool: Pool; streams: Streams; clock: Clock; door: Door }>) {
  return {
    streams,

    async agency(agency: string): Promise<{ agency: Agency; law: Law } | undefined> {
      const { agency: state, law } = await tx(pool, (db) => door.standing(db, agency))
      return law && { agency: state, law }
    },

    /** The stream as it stands, or undefined when this agency has none of that name. */
    find<S>(agencyId: string, stream: StreamName): Promise<Read<S> | undefined> {
      return tx(pool, async (db) => {
        const { rows } = await db.query<{ version: number }>(
          'select version from stream_head where agency = $1 and kind = $2 and id = $3',
          [agencyId, kindOf(stream), idOf(stream)],
        )
        const version = rows[0]?.version
        const { agency, law } = await door.standing(db, agencyId)
        if (!version || !law) return undefined
        return { stream, version, state: (await streams.at(db, agencyId, stream, version)) as S, agency, law }
      })
    },

    /** What this officer may do now on a stream, and why not 可办事项. */
    open(read: Read<unknown>, caller: Caller): readonly Standing[] {
      const now = clock.now()
      const atOf = (_act: AnyAct, actor: Actor): At => ({
        stream: read.stream,
        now,
        today: dayOf(now),
        actor,
        agency: read.agency,
        law: read.law,
        hash,
        newId,
        facts: {},
      })
      return openActs(kindOf(read.stream), read.state, caller, read.agency, atOf)
    },
  }
}
export type Reader = ReturnType<typeof reader>
