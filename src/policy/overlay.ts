import type { Rules } from '#policy/law'
import type { Pack } from '#policy/pack'

/** The packs that hold for one pack, beneath before above, each once 规则包的层级. @throws {RangeError} on an unknown pack or a circle */
export function chainOf(packs: ReadonlyMap<string, Pack>, id: string, under: readonly string[] = []): Pack[] {
  const pack = packs.get(id)
  if (!pack) throw new RangeError(`there is no pack ${id}`)
  if (under.includes(id)) throw new RangeError(`pack ${id} lies beneath itself`)
  const beneath = pack.beneath.flatMap((lower) => chainOf(packs, lower, [...under, id]))
  return [...new Map([...beneath, pack].map((each) => [each.id, each])).values()]
}

/** Lays rules over rules: rows of an upper layer stand after those beneath, so the last one in force wins 上层规定优先. */
export const overlay = (layers: readonly Rules[]): Rules => ({
  periods: joined(layers.map((layer) => layer.periods)),
  amounts: joined(layers.map((layer) => layer.amounts)),
  limits: joined(layers.map((layer) => layer.limits)),
  dates: joined(layers.map((layer) => layer.dates)),
  lists: joined(layers.map((layer) => layer.lists)),
  posts: joined(layers.map((layer) => layer.posts)),
  modes: joined(layers.map((layer) => layer.modes)),
  separation: joined(layers.map((layer) => layer.separation)),
  catalogue: joined(layers.map((layer) => layer.catalogue)),
  ranges: joined(layers.map((layer) => layer.ranges)),
  benchmarks: joined(layers.map((layer) => layer.benchmarks)),
  forms: joined(layers.map((layer) => layer.forms)),
})

function joined<R>(families: readonly Readonly<Record<string, readonly R[]>>[]): Record<string, R[]> {
  const all: Record<string, R[]> = {}
  for (const family of families) for (const [key, rows] of Object.entries(family)) all[key] = [...(all[key] ?? []), ...rows]
  return all
}
