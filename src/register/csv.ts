/** Rows of cells, as a spreadsheet holds them 表格. */
export type Grid = readonly (readonly string[])[]

/** What begins a formula, however it is spelt or hidden; in a table that is opened it must be taken for text. */
const formula = /^[\s\p{Cf}]*[=+\-@＝＋－＠|%]|^[\t\r\n]/u

/** A cell that a spreadsheet takes for text and nothing else: what begins a formula stands behind an apostrophe. */
const cell = (value: string): string => `"${(formula.test(value) ? `'${value}` : value).replace(/"/g, '""')}"`

/** The apostrophe taken away again that a written table set before what begins a formula. */
export const unguarded = (value: string): string => (value.startsWith("'") && formula.test(value.slice(1)) ? value.slice(1) : value)

/** A table as text (RFC 4180) that every spreadsheet opens as it is: UTF-8 with its mark. */
export const csvText = (rows: Grid): string => `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`

/** Reads a table from text (RFC 4180): commas, or tabs or semicolons where its first line has more of these; quotes where they belong and where they do not. */
export function parseCsv(text: string): Grid {
  const said = text.replace(/^\uFEFF/, '')
  const first = said.slice(0, (said.search(/[\r\n]/) + 1 || said.length + 1) - 1)
  const [comma = ','] = [',', '\t', ';', '，'].sort((a, b) => first.split(b).length - first.split(a).length)
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  const ends = (from: number): number => {
    let n = from
    while (n < said.length && said[n] !== comma && said[n] !== '\n' && said[n] !== '\r') n++
    return n
  }
  while (at < said.length) {
    let value = ''
    if (said[at] === '"') {
      for (at++; at < said.length; at++) {
        if (said[at] !== '"') value += said[at]
        else if (said[at + 1] === '"') value += said[++at]
        else break
      }
      at++
    }
    const end = ends(at)
    row.push(value + said.slice(at, end))
    at = end
    if (said[at] === comma) {
      at++
      if (at === said.length) row.push('')
      continue
    }
    at += said[at] === '\r' && said[at + 1] === '\n' ? 2 : 1
    rows.push(row)
    row = []
  }
  if (row.length > 0) rows.push(row)
  return rows
}
