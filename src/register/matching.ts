import type { ListItem } from '#policy/law'
import type { Entry } from '#register/kind'

/** The lists with which the list of items is compiled 编制执法事项清单所结合的清单, and which kind of items each speaks of; none: of all. */
export const compared = {
  powers: undefined,
  penalties: '行政处罚',
  supervision: '行政检查',
  fees: '行政征收',
} as const satisfies Readonly<Record<string, string | undefined>>
type Compared = keyof typeof compared

/** What does not match between two lists 对不上的条目: in which list, under what name, and why. */
export type Mismatch = Readonly<{ list: string; name: string; zh: string }>

const bare = (text = ''): string => text.normalize('NFKC').replace(/[\s，。、；：（）()《》]/gu, '')
/** Finds the entry that speaks of the same: by its code where both have one, else by its name. */
function finder(entries: readonly Entry[]): (of: Entry) => Entry | undefined {
  const byCode = new Map(entries.flatMap((entry) => (entry.code ? [[entry.code, entry] as const] : [])))
  const byName = new Map(entries.map((entry) => [bare(entry.name), entry] as const))
  return (of) => {
    const coded = of.code ? byCode.get(of.code) : undefined
    const named = byName.get(bare(of.name))
    return coded ?? (named && of.code && named.code ? undefined : named)
  }
}
const differs = (a: Entry, b: Entry, field: string): boolean => Boolean(a[field] && b[field] && bare(a[field]) !== bare(b[field]))

/** Each entry of a source has its item, each item of its kind has its entry, and neither says otherwise than the other 相互核对. */
export function mismatches(items: readonly Entry[], list: Compared, entries: readonly Entry[]): readonly Mismatch[] {
  const kind = compared[list]
  const itemOf = finder(items)
  const entryOf = finder(entries)
  const own = entries.flatMap((entry): readonly Mismatch[] => {
    const item = itemOf(entry)
    const told = (zh: string) => ({ list, name: entry.name ?? '', zh })
    if (!item) return [told('执法事项清单中没有这一事项')]
    return [
      ...(differs(item, entry, 'type') ? [told(`类别与执法事项清单不同（${entry.type}、${item.type}）`)] : []),
      ...(differs(item, entry, 'basis') ? [told('依据与执法事项清单不同')] : []),
    ]
  })
  const missing = items.filter((item) => (!kind || item.type === kind) && !entryOf(item))
  return [...own, ...missing.map(({ name = '' }) => ({ list, name, zh: '执法事项清单有，这份清单没有' }))]
}

/** 职权交叉: one power that several units bear, each by posts of its own. */
export function shared(powers: readonly Entry[]): readonly Mismatch[] {
  const found = new Map<string, Set<string>>()
  for (const { name = '', unit = '' } of powers) found.set(name, (found.get(name) ?? new Set()).add(unit))
  return [...found].flatMap(([name, units]) =>
    units.size > 1 ? [{ list: 'powers', name, zh: `由${[...units].join('、')}同时行使，请明确由谁负责` }] : [],
  )
}

/** A list as it would stand once a change is out 变更以后. */
export function withLines(
  standing: readonly Readonly<{ key: string; entry: Entry }>[],
  lines: readonly Readonly<{ key: string; entry?: Entry }>[],
) {
  const after = new Map(standing.map(({ key, entry }) => [key, entry]))
  for (const { key, entry } of lines) entry ? after.set(key, entry) : after.delete(key)
  return [...after.values()]
}

/** Which lists are compared: the powers always, what else the pack names (`items.sources`). */
export const comparedIn = (sources: readonly Pick<ListItem, 'id'>[]): readonly Compared[] =>
  (Object.keys(compared) as Compared[]).filter((list) => list === 'powers' || sources.some(({ id }) => id === list))
