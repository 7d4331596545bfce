import { addDays, type Day } from '#law/day'
import type { Hash } from '#law/digest'
import type { AnyRow } from '#policy/stricter'

/** The same row, whenever it ends. */
const same = ({ to: _, ...a }: AnyRow, { to: __, ...b }: AnyRow, hash: Hash): boolean => hash(a) === hash(b)

/**
 * What has been in force is not rewritten 已经施行的不得改写: a row may be told when it ends, today at the earliest, and what is new begins after today. So each
 * matter goes on by the row of its own day, the old beside the new. Of one key, row by row; `named` says which.
 */
export function rewritten(
  old: readonly AnyRow[],
  now: readonly AnyRow[],
  { today, hash, named }: Readonly<{ today: Day; hash: Hash; named: (row: AnyRow, n: number) => string }>,
): string[] {
  const lost = old.flatMap((row, n): string[] => {
    if (row.from > today) return []
    const kept = now.find((each) => each.from === row.from && same(each, row, hash))
    if (!kept) return [`${named(row, n)}：已经施行，不得改写或者删去，请写明止日，另列一行`]
    if (kept.to === row.to || ((!row.to || row.to >= today) && (!kept.to || kept.to >= today))) return []
    return [`${named(row, n)}：止日不得早于今日（${today}）`]
  })
  const early = now.flatMap((row, n): string[] =>
    row.from > today || old.some((each) => each.from === row.from) ? [] : [`${named(row, n)}：新的规定最早自 ${addDays(today, 1)} 起施行`],
  )
  return [...lost, ...early]
}

/** What is adopted, behind what stood before it 前后相续: that goes on until the day before the first new row. */
export function continued<R extends AnyRow>(old: readonly R[], rows: readonly R[], today: Day): readonly R[] {
  const first = rows
    .map(({ from }) => from)
    .filter((from) => from > today)
    .sort()[0]
  const covered = (row: R) => rows.some(({ from, to }) => from <= row.from && (!to || row.from <= to))
  const kept = old
    .filter((row) => !covered(row) && (row.from <= today || (first !== undefined && row.from < first)))
    .map((row) => (first && (!row.to || row.to >= first) ? { ...row, to: addDays(first, -1) } : row))
  return [...kept, ...rows].sort((a, b) => (a.from < b.from ? -1 : 1))
}
