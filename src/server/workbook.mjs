// A process of its own, so that a long list keeps nobody waiting: reads a name and rows of cells as JSON, writes XLSX. Every cell is text: what begins a formula is none.
import { text } from 'node:stream/consumers'
import { utils, write } from '@e965/xlsx'

const { name, grid } = JSON.parse(await text(process.stdin))
const sheet = utils.aoa_to_sheet(
  grid.map((row) => row.map((said) => (said === '' ? null : { t: 's', v: said, z: '@' }))),
  { dense: true },
)
const book = utils.book_new()
utils.book_append_sheet(book, sheet, name)
process.stdout.write(write(book, { type: 'buffer', bookType: 'xlsx', compression: true }))
