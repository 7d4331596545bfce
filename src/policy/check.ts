import type { ClauseId } from '#law/clause'
import { addDays } from '#law/day'
import type { Provision, Row, Rules } from '#policy/law'
import { chainOf } from '#policy/overlay'
import { type Family, families, type Pack } from '#policy/pack'

/** 岗位: the posts that a rule may name. */
export const postIds = [
  'handler',
  'unitHead',
  'reviewer',
  'head',
  'leaderInCharge',
  'principalLeader',
  'publisher',
  'releaser',
  'supervisor',
  'administrator',
] as const

/** What is wrong with a pack 规则包检查. */
export type PackFinding = Readonly<{ pack: string; family: Family; key: string; zh: string }>

type AnyRow = Rules[Family][string][number]
type Placed = Readonly<{ pack: string; family: Family; key: string }>

/** Every fault of the packs: unknown clauses and posts, gaps, overlaps, rows above that a row beneath does not allow. */
export function checkPacks(packs: ReadonlyMap<string, Pack>, provisions: ReadonlyMap<ClauseId, Provision>): PackFinding[] {
  const findings: PackFinding[] = []
  for (const pack of packs.values()) {
    const beneath = chainOf(packs, pack.id).filter((lower) => lower.id !== pack.id)
    for (const family of families)
      for (const [key, rows] of Object.entries<readonly AnyRow[]>(pack.rules[family])) {
        const at = { pack: pack.id, family, key }
        const lower = beneath.flatMap(({ rules }): readonly AnyRow[] => rules[family][key] ?? [])
        const faults = [...sequence(rows), ...rows.flatMap((row) => [...cited(row, provisions), ...named(row)]), ...allowed(rows, lower)]
        findings.push(...faults.map((zh) => placed(at, zh)))
      }
  }
  return findings
}

const placed = (at: Placed, zh: string): PackFinding => ({ ...at, zh })

/** Rows of one key in one pack follow each other day by day, and are chosen by the same day. */
function sequence(rows: readonly AnyRow[]): string[] {
  return rows.flatMap((row, i) => {
    const before = rows[i - 1]
    if (row.to && row.to < row.from) return [`${row.from} 起的一行止于 ${row.to}`]
    if (!before) return []
    if (before.by !== row.by) return [`${row.from} 起的一行与前一行的适用日不同（${before.by}、${row.by}）`]
    if (!before.to || row.from <= before.to) return [`${row.from} 起的一行与前一行重叠`]
    return row.from === addDays(before.to, 1) ? [] : [`${before.to} 与 ${row.from} 之间没有规定`]
  })
}

/** Every clause is registered, and one of them at least is in force when the row begins. */
function cited(row: AnyRow, provisions: ReadonlyMap<ClauseId, Provision>): string[] {
  const ids = [
    ...row.clauses,
    ...('items' in row ? row.items.map((item) => item.clause) : []),
    ...('fields' in row ? row.fields.flatMap(({ clauses = [] }) => clauses) : []),
  ]
  const unknown = ids.filter((id) => !provisions.has(id))
  const inForce = ids
    .map((id) => provisions.get(id))
    .some((found) => found && found.from <= row.from && (!found.to || row.from <= found.to))
  return [
    ...unknown.map((id) => `${id} 未在条款登记中`),
    ...(unknown.length === 0 && !inForce ? [`${row.from} 起的一行所引条款当日均未施行`] : []),
  ]
}

const named = (row: AnyRow): string[] =>
  'posts' in row ? row.posts.filter((post) => !postIds.some((id) => id === post)).map((post) => `没有岗位 ${post}`) : []

/** A fixed row is not overridden; one that may be made stricter is not loosened. */
function allowed(rows: readonly AnyRow[], beneath: readonly AnyRow[]): string[] {
  return rows.flatMap((row) =>
    beneath
      .filter((lower) => overlaps(row, lower))
      .flatMap((lower) => {
        if (lower.local === 'fixed') return [`${row.from} 起的一行改动了下层不得改动的规定（${lower.clauses.join('、')}）`]
        if (lower.local === 'stricter' && looser(row, lower)) return [`${row.from} 起的一行宽于下层规定（${lower.clauses.join('、')}）`]
        return []
      }),
  )
}

/** Do two rows speak for the same days, chosen by the same day? */
export const overlaps = (a: Row, b: Row): boolean => a.by === b.by && (!a.to || b.from <= a.to) && (!b.to || a.from <= b.to)

/** Is a row milder than the one beneath it 宽于下层规定? */
export function looser(row: AnyRow, lower: AnyRow): boolean {
  if ('value' in row && 'value' in lower) return row.unit !== lower.unit || row.value > lower.value
  if ('fen' in row && 'fen' in lower) return row.fen > lower.fen
  if ('items' in row && 'items' in lower) return lower.items.some((item) => !row.items.some(({ id }) => id === item.id))
  if ('severity' in row && 'severity' in lower) return row.severity === 'warn' && lower.severity === 'block'
  if ('posts' in row && 'posts' in lower) return row.posts.length < lower.posts.length
  return false
}
