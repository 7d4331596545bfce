import type { Pool } from '#db/pool'
import { loadPacks } from '#policy/load'
import { door } from '#server/act'
import { storyClock } from '#server/clock'
import { findRoot } from '#server/config'
import { demoAgencies, founding } from '#server/demo'
import { type Player, player, type Story } from '#server/play'
import { streams } from '#server/streams'

export const root = findRoot()
export const packs = loadPacks()

/** The agencies of the demo come to be. */
export const foundings = (): Promise<readonly Story[]> => Promise.all(demoAgencies(root).map((agency) => founding(agency)))

/** Who tells stories through a door of his own, by a clock of his own. */
export function teller(pool: Pool): Player {
  const clock = storyClock()
  return player({ door: door({ pool, streams: streams(packs), clock }), pool, clock })
}
