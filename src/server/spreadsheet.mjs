// A process of its own, so that a table made to harm takes down nothing else: reads XLSX or XLS, writes its sheets as JSON, each cell as text.
import { buffer } from 'node:stream/consumers'
import { read, SSF } from '@e965/xlsx'

const [ROWS, COLUMNS, SHEETS, MERGED] = [50_001, 100, 20, 200_000]

const two = (n) => String(n).padStart(2, '0')

/** What a cell says: a number as it is, however it is shown; a date as a day. */
function textOf(cell) {
  if (!cell || cell.v === undefined || cell.t === 'e' || cell.t === 'z') return ''
  if (cell.t === 'b') return cell.v ? '是' : '否'
  if (cell.t !== 'n') return String(cell.v)
  if (cell.z && SSF.is_date(cell.z)) {
    const { y, m, d } = SSF.parse_date_code(cell.v) ?? {}
    return y ? `${y}-${two(m)}-${two(d)}` : ''
  }
  return Number.isSafeInteger(cell.v) ? String(cell.v) : String(cell.w ?? cell.v)
}

function gridOf(sheet) {
  const rows = (sheet?.['!data'] ?? []).slice(0, ROWS)
  const grid = Array.from(rows, (row) => Array.from((row ?? []).slice(0, COLUMNS), textOf))
  let filled = 0
  for (const { s, e } of sheet?.['!merges'] ?? []) {
    const said = grid[s.r]?.[s.c] ?? ''
    for (let r = s.r; r <= Math.min(e.r, grid.length - 1) && filled < MERGED; r++)
      for (let c = s.c; c <= Math.min(e.c, COLUMNS - 1) && filled < MERGED; c++, filled++) {
        const row = grid[r]
        while (row.length <= c) row.push('')
        row[c] = said
      }
  }
  while (grid.length > 0 && grid.at(-1).every((text) => text === '')) grid.pop()
  return grid
}

const book = read(await buffer(process.stdin), {
  type: 'buffer',
  dense: true,
  sheetRows: ROWS,
  cellNF: true,
  cellFormula: false,
  cellHTML: false,
  bookVBA: false,
})
process.stdout.write(JSON.stringify(book.SheetNames.slice(0, SHEETS).map((name) => gridOf(book.Sheets[name]))))
