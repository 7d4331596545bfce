import { LRUCache } from 'lru-cache'
import { folds } from '#acts/table'
import type { Event } from '#agency/act'
import type { Agency } from '#agency/agency'
import { foundedOf } from '#agency/agency'
import type { StreamKind, StreamName } from '#agency/stream'
import { idOf, kindOf } from '#agency/stream'
import type { Queryable } from '#db/pool'
import type { Law } from '#policy/law'
import { lawOf, type Packs } from '#policy/load'
import type { Change } from '#register/change'
import type { Register } from '#register/register'
import { hash } from '#server/digest'

/** A stream as it stands at a version. */
export type Told = Readonly<{ version: number; state: unknown }>

/** One event as it is kept, with its envelope; `for`: whose post the actor held for him 代行的岗位属于谁. */
export type Kept = Readonly<{ version: number; event: Event; at: string; actor: string; post: string | null; act: string; for?: string }>

/** Most lines of drafted changes that are remembered: what a stream holds is small, but for a change of a list. */
const LINES = 200_000
const linesIn = (state: unknown): number => (state as Partial<Change>).draft?.lines?.length ?? 0

/** Reads streams and the law of an agency. States are immutable, so what was folded once is kept by stream and version. */
export function streams(packs: Packs) {
  const states = new LRUCache<string, Told>({ max: 5_000, maxSize: LINES, sizeCalculation: ({ state }) => 1 + linesIn(state) })
  const laws = new LRUCache<string, Law>({ max: 200 })
  const keyOf = (agency: string, name: StreamName) => `${agency}/${name}`
  const foldOf = (kind: StreamKind) => folds[kind] as unknown as { empty: unknown; after: (state: unknown, event: Event) => unknown }

  return {
    packs,

    /** The stream folded up to `version`, from what is remembered and the events since. */
    async at(db: Queryable, agency: string, name: StreamName, version: number): Promise<unknown> {
      const fold = foldOf(kindOf(name))
      const held = states.get(keyOf(agency, name))
      if (held?.version === version) return held.state
      const from = held && held.version < version ? held : { version: 0, state: fold.empty }
      const { rows } = await db.query<{ payload: Buffer }>(
        'select payload from ledger_event where agency = $1 and kind = $2 and id = $3 and version > $4 and version <= $5 order by version',
        [agency, kindOf(name), idOf(name), from.version, version],
      )
      if (rows.length !== version - from.version) throw new Error(`${name}: ${rows.length} events where ${version - from.version} were due`)
      const state = rows.reduce((before, { payload }) => fold.after(before, eventIn(payload)), from.state)
      if (version > 0) states.set(keyOf(agency, name), { version, state })
      return state
    },

    /** Remembers a state that was just committed. */
    keep(agency: string, name: StreamName, told: Told): void {
      states.set(keyOf(agency, name), told)
    },

    after: (kind: StreamKind, state: unknown, event: Event): unknown => foldOf(kind).after(state, event),

    /** The law of the agency as its register stands at a version 本机关适用的法. */
    law(agency: Agency, register: Register, registerVersion: number): Law {
      const { id, pack } = foundedOf(agency)
      const key = `${id}/${pack}/${registerVersion}`
      const held = laws.get(key)
      if (held) return held
      const { years = [], pack: adopted, amendments: _, ...entries } = register
      const law = lawOf(packs, pack, hash, entries, years, adopted)
      laws.set(key, law)
      return law
    },
  }
}
export type Streams = ReturnType<typeof streams>

const told = (payload: Buffer) => JSON.parse(payload.toString('utf8')) as Readonly<{ event: Event; for?: string }>
export const eventIn = (payload: Buffer): Event => told(payload).event

/** All events of one stream with their envelopes 经过, oldest first. */
export async function history(db: Queryable, agency: string, name: StreamName): Promise<readonly Kept[]> {
  const { rows } = await db.query<{ version: number; payload: Buffer; at: string; actor: string; post: string | null; act: string }>(
    'select version, payload, at, actor, post, act from ledger_event where agency = $1 and kind = $2 and id = $3 order by version',
    [agency, kindOf(name), idOf(name)],
  )
  return rows.map(({ payload, ...row }) => {
    const { event, for: principal } = told(payload)
    return { ...row, event, ...(principal ? { for: principal } : {}) }
  })
}
