import type { Agency } from '#agency/agency'
import type { Day } from '#law/day'
import type { ListItem } from '#policy/law'
import { amissIn } from '#register/acts'
import { type Grid, unguarded } from '#register/csv'
import { type Entry, entryOf, type Field, keyOf, type ListKind } from '#register/kind'

/** A column of the table that was brought, and the field it is read into 表头对应的栏目; none: it is left out. */
export type Column = Readonly<{ heading: string; field: string | null }>

/** What is wrong with a row, in which field, and how to mend it 逐行的错误. */
export type RowFault = Readonly<{ row: number; field: string | null; fieldZh: string; value: string; zh: string; mend: string }>

/** A table as it would go into a list 预览: `row` counts from 1 as the spreadsheet does. Nothing is written by reading. */
export type Reading = Readonly<{
  sheet: number
  headingRow: number
  columns: readonly Column[]
  entries: readonly Readonly<{ row: number; key: string; entry: Entry }>[]
  faults: readonly RowFault[]
  rows: number
}>

/** Headings stand within so many rows from the top 表头所在. */
const TOP = 30

const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s*:：]/gu, '')
    .toLowerCase()

const headingsOf = ({ fields }: ListKind): ReadonlyMap<string, string> =>
  new Map(fields.flatMap(({ id, zh, also = [] }) => [zh, ...also].map((heading) => [folded(heading), id] as const)))

/** Which of the fields each heading names. */
const namedIn = (known: ReadonlyMap<string, string>, row: readonly string[]): readonly Column[] =>
  row.map((heading) => ({ heading: heading.trim(), field: known.get(folded(heading)) ?? null }))

const countNamed = (columns: readonly Column[]): number => new Set(columns.flatMap(({ field }) => field ?? [])).size

/** The sheet and the row whose headings name the most fields of the list 认出表头. */
function headingIn(kind: ListKind, sheets: readonly Grid[]) {
  const known = headingsOf(kind)
  const found = sheets.flatMap((grid, sheet) =>
    grid.slice(0, TOP).map((row, at) => {
      const columns = namedIn(known, row)
      return { sheet, at, columns, named: countNamed(columns) }
    }),
  )
  return found.reduce<(typeof found)[number] | undefined>((best, one) => (one.named > (best?.named ?? 0) ? one : best), undefined)
}

const spans = /[^\P{Cc}\t\n]|[\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu

/** A cell as the field writes it 整理: what nobody means to say by it is taken away, and nothing is guessed. */
function tidy({ holds, choices }: Field, cell: string): string {
  const text = unguarded(cell.replaceAll('\r\n', '\n').replace(spans, '')).trim()
  if (holds === 'number') return text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()
  if (holds === 'certificate') return text.normalize('NFKC').replace(/\s/g, '')
  if (holds === 'day') {
    const [, y = '', m = '', d = ''] = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?$/.exec(text.normalize('NFKC')) ?? []
    return y ? `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}` : text
  }
  if (choices) return choices.find((choice) => folded(choice) === folded(text)) ?? text
  return text
}

const mends = ({ holds, choices, zh }: Field, value: string): string => {
  if (value === '') return `请补填${zh}，或者删去这一行`
  if (choices) return `请改为${choices.join('、')}之一`
  switch (holds) {
    case 'number':
      return /e\+?\d/i.test(value) ? '表格把号码当作了数字，请把这一列设为文本后重新填写' : '请照营业执照或者登记证书核对'
    case 'day':
      return '请写成 2026-11-21 的样子'
    case 'phone':
      return '请写带区号的号码'
    default:
      return '请核对后改正，或者删去这一行'
  }
}

const faultOf = (row: number, entry: Entry, field: Field | undefined, zh: string): RowFault => {
  const value = (field && entry[field.id]) ?? ''
  const mend = field ? mends(field, value) : '请补填其中一项，或者删去这一行'
  return { row, field: field?.id ?? null, fieldZh: field?.zh ?? '整行', value, zh, mend }
}

/** An entry from the cells of a row; of several columns that name one field, the first that is filled in. */
function entryIn(kind: ListKind, columns: readonly Column[], cells: readonly string[]): Entry {
  const order = ({ also = [], zh }: Field, heading: string) => [zh, ...also].map(folded).indexOf(folded(heading))
  return Object.fromEntries(
    kind.fields.flatMap((field) => {
      const ours = columns.flatMap(({ heading, field: id }, n) => (id === field.id ? [{ n, rank: order(field, heading) }] : []))
      const said = ours
        .sort((a, b) => a.rank - b.rank)
        .map(({ n }) => tidy(field, cells[n] ?? ''))
        .find((text) => text !== '')
      return said === undefined ? [] : [[field.id, said]]
    }),
  )
}

/** Reads a table into a list 导入预览; `chosen` says for each column what it is, where the headings do not. Undefined: no heading names any field. */
export function read(
  kind: ListKind,
  sheets: readonly Grid[],
  around: Readonly<{ agency: Agency; required: readonly ListItem[]; on: Day }>,
  chosen?: Readonly<{ sheet: number; headingRow: number; fields: readonly (string | null)[] }>,
): Reading | undefined {
  const given = chosen && {
    ...{ sheet: chosen.sheet, at: chosen.headingRow - 1 },
    columns: (sheets[chosen.sheet]?.[chosen.headingRow - 1] ?? []).map((heading, n) => ({
      heading: heading.trim(),
      field: kind.fields.find(({ id }) => id === chosen.fields[n])?.id ?? null,
    })),
  }
  const head = given ?? headingIn(kind, sheets)
  if (!head || countNamed(head.columns) === 0) return undefined
  const schema = entryOf(kind)
  const amissOf = amissIn(kind, around)
  const entries: { row: number; key: string; entry: Entry }[] = []
  const faults: RowFault[] = []
  const first = new Map<string, number>()
  let rows = 0
  const fields = new Map(kind.fields.map((field) => [field.id, field]))
  for (const [n, cells] of (sheets[head.sheet] ?? []).entries()) {
    if (n <= head.at || cells.every((cell) => cell.trim() === '')) continue
    rows++
    const row = n + 1
    const entry = entryIn(kind, head.columns, cells)
    const checked = schema.safeParse(entry)
    if (!checked.success) {
      for (const { path, message } of checked.error.issues) {
        const field = fields.get(String(path[0] ?? ''))
        faults.push(faultOf(row, entry, field, field && !entry[field.id] ? `没有填写${field.zh}` : message))
      }
      continue
    }
    const amiss = amissOf(entry)
    const key = keyOf(kind, entry) ?? ''
    const before = first.get(key)
    if (amiss) faults.push(faultOf(row, entry, fields.get(amiss.field), amiss.refusal.zh))
    else if (before !== undefined)
      faults.push({ row, field: null, fieldZh: '整行', value: key, zh: `与第 ${before} 行是同一条目`, mend: '请只留一行' })
    else {
      first.set(key, row)
      entries.push({ row, key, entry })
    }
  }
  return { sheet: head.sheet, headingRow: head.at + 1, columns: head.columns, entries, faults, rows }
}

/** A list as a table of the shape that it is read from 导出: headings, then a row an entry. */
export const gridOf = ({ fields }: Pick<ListKind, 'fields'>, entries: readonly Entry[]): Grid => [
  fields.map(({ zh }) => zh),
  ...entries.map((entry) => fields.map(({ id }) => entry[id] ?? '')),
]
