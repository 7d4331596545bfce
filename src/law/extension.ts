import type { Calendar } from '#law/calendar'
import { type Day, zhDay } from '#law/day'
import { type PeriodRule, recount } from '#law/period'
import { type Refusal, refuse } from '#law/refusal'
import type { Term } from '#law/term'

/** A row by which a period may be extended 延长的规定; `value` is the most it may add. */
export type ExtensionRule = PeriodRule & Readonly<{ key: string }>

/** What is asked 申请延长: under which row, on which day, and for how long where the row gives only the most (令4 第四十五条第三款). */
export type Asked = Readonly<{ key: string; on: Day; value?: number }>

/**
 * A running period made longer 延长期限 (C13-42-2, C4-45-2, C4-45-3). The rows stand in the order of the article, and none is taken before the one
 * ahead of it; a period that is over cannot be extended any more; each row is used once.
 */
export function extend(
  term: Term,
  rows: readonly ExtensionRule[],
  { key, on, value }: Asked,
  calendar: Calendar,
): Term | Refusal<'extension-none' | 'extension-order' | 'extension-late' | 'extension-too-long'> {
  const row = rows.find((each) => each.key === key)
  const granted = term.extensions ?? []
  const next = rows[granted.length]
  if (!row || !next) return refuse('extension-none', '这一期限没有可以再延长的规定', ...(row ?? term).clauses)
  if (next.key !== key)
    return refuse('extension-order', `延长应当依次进行，现在只能按第${granted.length + 1}次延长的规定办理`, ...next.clauses)
  if (on > term.due) return refuse('extension-late', `期限已于${zhDay(term.due)}届满，届满以后不能再延长`, ...row.clauses)
  const added = value ?? row.value
  if (added > row.value) return refuse('extension-too-long', `本次延长最长为${row.value}${row.unit}`, ...row.clauses)
  return recount(term, calendar, {
    ...term,
    extensions: [...granted, { key, value: added, unit: row.unit, on, clauses: row.clauses }],
  })
}
