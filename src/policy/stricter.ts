import type { FormRow, Row, Rules } from '#policy/law'
import type { Family } from '#policy/pack'
import { findParameter } from '#policy/parameters'

export type AnyRow = Rules[Family][string][number]

/** The rows of one key, as they are written; a word that every object knows (`constructor`) is no key. */
export function rowsOf(rules: Partial<Rules>, family: Family, key: string): readonly AnyRow[] {
  const held: Readonly<Record<string, readonly AnyRow[]>> | undefined = rules[family]
  return (held && Object.hasOwn(held, key) && held[key]) || []
}

/** 审批岗位, the lower first: who may stand in for a stricter approval. */
const heights = ['handler', 'unitHead', 'leaderInCharge', 'head', 'principalLeader']

/** Do two rows speak for the same days, chosen by the same day? */
export const overlaps = (a: Row, b: Row): boolean => a.by === b.by && (!a.to || b.from <= a.to) && (!b.to || a.from <= b.to)

const lacks = (all: readonly { id: string }[], of: readonly { id: string }[]): boolean =>
  of.some((item) => !all.some(({ id }) => id === item.id))

type Listing = Rules['catalogue'][string][number]['entries'][number]

/** Does an entry of a catalogue leave out what another lists 收窄? */
const narrower = (entry: Listing, lower: Listing): boolean =>
  (['kinds', 'texts'] as const).some(
    (key) => entry[key] && (lower[key] ?? [undefined]).some((each) => !each || !entry[key]?.includes(each)),
  ) ||
  (['level', 'party', 'impact'] as const).some((key) => entry[key] !== undefined && entry[key] !== lower[key]) ||
  (entry.fineAtLeastFen ?? 0) > (lower.fineAtLeastFen ?? 0)

/** What a form beneath says must be filled in, and this one does not ask for 删去的必填栏目. */
export const dropped = (row: AnyRow, lower: AnyRow): readonly FormRow['fields'][number][] =>
  'fields' in row && 'fields' in lower
    ? lower.fields.filter(({ id, clauses }) => clauses && !row.fields.some((field) => field.id === id && field.clauses))
    : []

/**
 * Is a row milder than the one beneath it 宽于下层规定? Shorter, smaller, earlier and more are stricter, unless the parameter or the row says that more
 * time, or a shorter list, binds more. What cannot be compared cannot be shown to be stricter.
 */
export function looser(row: AnyRow, lower: AnyRow, family: Family, key: string): boolean {
  const parameter = findParameter(family, key)
  if ('value' in row && 'value' in lower) {
    const more = parameter?.stricter === 'more' || ('least' in lower && lower.least) || ('before' in lower && lower.before)
    return row.unit !== lower.unit || (more ? row.value < lower.value : row.value > lower.value)
  }
  if ('fen' in row && 'fen' in lower) return row.fen > lower.fen
  if ('monthDay' in row && 'monthDay' in lower)
    return row.monthDay > lower.monthDay || (row.monthDay === lower.monthDay && row.inclusive && !lower.inclusive)
  if ('items' in row && 'items' in lower)
    return parameter?.stricter === 'fewer' ? lacks(lower.items, row.items) : lacks(row.items, lower.items)
  if ('entries' in row && 'entries' in lower)
    return lower.entries.some((entry) => !row.entries.some((each) => each.id === entry.id && !narrower(each, entry)))
  if ('severity' in row && 'severity' in lower) return row.severity === 'warn' && lower.severity === 'block'
  if ('posts' in row && 'posts' in lower) {
    const highest = (posts: readonly string[]) => Math.max(...posts.map((post) => heights.indexOf(post)))
    return row.posts.length < lower.posts.length || highest(row.posts) < highest(lower.posts)
  }
  if ('mode' in row && 'mode' in lower) {
    const rising = parameter?.rising && parameter.modes && Object.keys(parameter.modes)
    return rising ? rising.indexOf(row.mode) < rising.indexOf(lower.mode) : row.mode !== lower.mode
  }
  return false
}

/** Does a row forbid what stands above it 不容许? One that yields binds nobody. */
export const binds = (lower: AnyRow, row: AnyRow, family: Family, key: string): boolean =>
  !lower.yieldsTo && overlaps(row, lower) && (lower.local === 'fixed' || (lower.local === 'stricter' && looser(row, lower, family, key)))
