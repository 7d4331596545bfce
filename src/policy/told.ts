import type { AnyRow } from '#policy/stricter'

/** What a row fixes, in one line 规定的内容. */
export function contentZh(row: AnyRow): string {
  if ('items' in row) return row.items.map(({ zh }) => zh).join('、')
  if ('value' in row) return `${row.value}${row.unit}`
  if ('fen' in row) return `${row.fen / 100} 元`
  if ('monthDay' in row) return `${row.monthDay}${row.inclusive ? '（含当日）' : ''}`
  if ('posts' in row) return row.posts.join(' → ')
  if ('mode' in row) return row.mode
  if ('severity' in row) return row.severity === 'block' ? '不得兼任' : '只提示'
  if ('entries' in row) return row.entries.map(({ zh }) => zh).join('、')
  if ('cases' in row) return row.cases.map(({ zh }) => zh).join('、')
  if ('grades' in row) return row.grades.map(({ zh }) => zh).join('、')
  return row.zh
}
