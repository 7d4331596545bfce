import { addDays, type Day } from '#law/day'
import type { Hash } from '#law/digest'
import { type BenchmarkRow, findInForce, on as onDay, type Rules } from '#policy/law'
import type { Examined } from '#register/examined'

/** What of its own decisions an agency must make public 应当公开的本机关规定: the catalogue of major decisions (G118-12), its benchmarks (CFF-34). */
export type OpenFamily = 'catalogue' | 'benchmarks'
export const isOpen = (family: string): family is OpenFamily => family === 'catalogue' || family === 'benchmarks'

/** What of a pack the public sees, to be told from what replaced it. */
export type Former = Pick<Rules, OpenFamily>
export const openOf = ({ catalogue, benchmarks }: Rules): Former => ({ catalogue, benchmarks })

export type OpenRow = Rules['catalogue'][string][number] | BenchmarkRow
type Item = Readonly<{ id: string }>
type Held = Readonly<Record<string, readonly OpenRow[]>>

/** Entries of a catalogue, grades of a benchmark 条目、档次. */
export const itemsOf = (row: OpenRow): readonly Item[] => ('grades' in row ? row.grades : row.entries)

/** One adoption, as far as it brings rows of one family 一次采用: under its number in the register; `pack`: in a newer version of the pack. */
export type Adopted = Readonly<{
  no: number
  on: Day
  post: string
  basis: string | null
  examined: Examined | null
  pack: boolean
  held: Held
  former: Held | null
}>

/** An entry under its row, as it stands on a day. */
export type Stood = Readonly<{ key: string; row: OpenRow; item: Item }>

/** What an adoption made different, from which day until which 变更的一条: added, changed, or struck off. */
export type Altered = Readonly<{ how: 'added' | 'changed' | 'struck'; from: Day; to?: Day; before?: Stood; after?: Stood }>

const standsOn = (key: string, rows: readonly OpenRow[], day: Day, id: string): Stood | undefined => {
  const row = findInForce({ [key]: rows }, key, onDay(day))
  const item = row && itemsOf(row).find((each) => each.id === id)
  return row && item && { key, row, item }
}

/** What of one key is different, entry by entry: each for the days in which it is 逐条比较. */
export function altered(key: string, before: readonly OpenRow[], after: readonly OpenRow[], hash: Hash): readonly Altered[] {
  const days = [...new Set([...before, ...after].flatMap(({ from, to }) => (to ? [from, addDays(to, 1)] : [from])))].sort()
  const ids = [...new Set([...after.toReversed(), ...before].flatMap(itemsOf).map(({ id }) => id))]
  const said = (stood: Stood | undefined) => stood && hash([stood.item, 'maker' in stood.row ? stood.row.maker : null])
  return ids.flatMap((id) => {
    const found: Altered[] = []
    let running = ''
    for (const day of days) {
      const [was, is] = [standsOn(key, before, day, id), standsOn(key, after, day, id)]
      const [a, b] = [said(was), said(is)]
      const now = a === b ? '' : `${a} ${b}`
      if (now === running) continue
      const last = found.at(-1)
      if (running && last) found[found.length - 1] = { ...last, to: addDays(day, -1) }
      running = now
      if (now)
        found.push({
          ...{ how: !was ? 'added' : is ? 'changed' : 'struck', from: day },
          ...(was ? { before: was } : {}),
          ...(is ? { after: is } : {}),
        })
    }
    return found
  })
}

/** A change of a family 一次变更: the adoption, and what it made different. */
export type Changed = Readonly<{ adopted: Adopted; altered: readonly Altered[] }>

/**
 * How a family came to be what it is 沿革, adoption by adoption, the oldest first: what each made different on which days, over the packs beneath and the agency's
 * own; and by which adoption a row that stands now was brought. A newer version of the pack that changes nothing of the family is left out.
 */
export function courseOf(beneath: readonly Held[], shipped: Held, adoptions: readonly Adopted[], hash: Hash) {
  const changes: Changed[] = []
  const brought = new Map<string, Adopted>()
  const named = (key: string, { to: _, ...row }: OpenRow) => `${key} ${hash(row)}`
  let pack = adoptions.find(({ former }) => former)?.former ?? shipped
  let own: Held = {}
  const rowsOf = (key: string) => [...beneath, pack, own].flatMap((layer) => layer[key] ?? [])
  for (const adopted of adoptions) {
    const keys = [...new Set([...(adopted.pack ? Object.keys(pack) : []), ...Object.keys(adopted.held)])]
    const before = new Map(keys.map((key) => [key, rowsOf(key)]))
    if (adopted.pack) pack = adopted.held
    else own = { ...own, ...adopted.held }
    const found = keys.flatMap((key) => {
      const [was, is] = [before.get(key) ?? [], rowsOf(key)]
      const names = new Set(was.map((row) => named(key, row)))
      for (const row of is) if (!names.has(named(key, row))) brought.set(named(key, row), adopted)
      return altered(key, was, is, hash)
    })
    if (found.length > 0 || !adopted.pack) changes.push({ adopted, altered: found })
  }
  return { changes, broughtBy: (key: string, row: OpenRow): Adopted | undefined => brought.get(named(key, row)) }
}
