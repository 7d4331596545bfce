import { openActs, type Standing } from '#acts/open'
import type { Actor, AnyAct, At } from '#agency/act'
import type { Agency } from '#agency/agency'
import type { Caller } from '#agency/may'
import { idOf, kindOf, type StreamName } from '#agency/stream'
import type { Client, Pool } from '#db/pool'
import { reading } from '#db/tx'
import { dayOf } from '#law/day'
import type { Law } from '#policy/law'
import type { Door } from '#server/act'
import type { Clock } from '#server/clock'
import { newId } from '#server/config'
import { hash } from '#server/digest'
import type { Streams } from '#server/streams'

/** A stream as one officer reads it: its state, and the agency and the law it is judged by. */
export type Read<S> = Readonly<{ stream: StreamName; version: number; state: S; agency: Agency; law: Law }>

/** The agency and its law as they stand. */
export type Place = Readonly<{ agency: Agency; law: Law }>

/** One snapshot of one agency 只读: whatever is asked of it belongs together. */
export type Sight = Readonly<{
  db: Client
  /** Undefined before the agency is founded. */
  place(): Promise<Place | undefined>
  /** The stream as it stands, or undefined when this agency has none of that name. */
  find<S>(stream: StreamName): Promise<Read<S> | undefined>
}>

/** Reads that change nothing 只读. */
export function reader({ pool, streams, clock, door }: Readonly<{ pool: Pool; streams: Streams; clock: Clock; door: Door }>) {
  const sight = (db: Client, id: string): Sight => {
    let held: Promise<Place | undefined> | undefined
    const place = () => {
      held ??= door.standing(db, id).then(({ agency, law }) => law && { agency, law })
      return held
    }
    return {
      db,
      place,
      async find<S>(stream: StreamName) {
        const { rows } = await db.query<{ version: number }>(
          'select version from stream_head where agency = $1 and kind = $2 and id = $3',
          [id, kindOf(stream), idOf(stream)],
        )
        const version = rows[0]?.version
        const at = await place()
        if (!version || !at) return undefined
        return { stream, version, state: (await streams.at(db, id, stream, version)) as S, ...at }
      },
    }
  }

  return {
    streams,

    /** What `look` sees in one snapshot of an agency. */
    see: <T>(agency: string, look: (sight: Sight) => Promise<T>): Promise<T> => reading(pool, agency, (db) => look(sight(db, agency))),

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
