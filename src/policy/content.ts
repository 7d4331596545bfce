import { modeZh } from '#policy/parameters'
import type { AnyRow } from '#policy/stricter'

const around = ['from', 'to', 'by', 'local', 'clauses', 'source', 'note', 'yieldsTo']

/** What a row fixes, without when, by which clause and in whose words 规定的内容. */
export function contentOf(row: AnyRow): string {
  if ('items' in row) return JSON.stringify(row.items.map(({ id }) => id).sort())
  return JSON.stringify(Object.entries(row).filter(([name]) => !around.includes(name)))
}

/** What a row fixes, in one line 规定的内容. */
export function contentZh(row: AnyRow, key: string): string {
  if ('items' in row) return row.items.map(({ zh }) => zh).join('、')
  if ('value' in row) return `${row.value}${row.unit}`
  if ('fen' in row) return `${row.fen / 100} 元`
  if ('monthDay' in row) return `${row.monthDay}${row.inclusive ? '（含当日）' : ''}`
  if ('posts' in row) return row.posts.join(' → ')
  if ('mode' in row) return modeZh(key, row.mode)
  if ('severity' in row) return row.severity === 'block' ? '不得兼任' : '只提示'
  if ('entries' in row) return row.entries.map(({ zh }) => zh).join('、')
  if ('cases' in row) return row.cases.map(({ zh }) => zh).join('、')
  if ('grades' in row) return row.grades.map(({ zh }) => zh).join('、')
  return row.zh
}
