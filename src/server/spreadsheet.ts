import { fileURLToPath } from 'node:url'
import { type Grid, parseCsv } from '#register/csv'
import { answerOf } from '#server/program'
import { turns } from '#server/turns'

/** Largest table that is taken 表格大小. */
export const LARGEST_TABLE = 10 * 1024 * 1024
/** Most rows of a table; a list that has more is brought in parts. */
export const MOST_ROWS = 50_000
/** What its parts may become when they are unpacked. */
const UNPACKED = 300 * 1024 * 1024

const PROGRAM = fileURLToPath(new URL('./spreadsheet.mjs', import.meta.url))
const WRITER = fileURLToPath(new URL('./workbook.mjs', import.meta.url))
const inTurn = turns({ atOnce: 1, waiting: 20, zh: '正在读写的表格太多，请稍后再试' })

/** Why a table cannot be read 不能读取. */
export type Unreadable = Readonly<{ zh: string }>

/** How large the parts of a ZIP say they are when they are unpacked; undefined when it is no whole ZIP. */
export function unpackedSize(bytes: Buffer): number | undefined {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  if (end < 0 || end + 22 > bytes.length) return undefined
  const parts = bytes.readUInt16LE(end + 10)
  let at = bytes.readUInt32LE(end + 16)
  let sum = 0
  for (let n = 0; n < parts; n++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) return undefined
    sum += bytes.readUInt32LE(at + 24)
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return sum
}

/** Text of a table, in the encoding that it is in: UTF-8 where it can be, else the national standard GB 18030 (GBK). */
function textIn(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

const unreadable = { zh: '表格读不出来：文件有损坏、设了密码，或者太大。请另存为 .xlsx 或者 CSV 以后重传' }

/** The sheets of a table 读取表格: XLSX, XLS or CSV, told by what it begins with and not by its name. */
export async function sheetsOf(bytes: Buffer): Promise<readonly Grid[] | Unreadable> {
  if (bytes.length === 0) return { zh: '文件是空的，请另选' }
  const begins = Buffer.concat([bytes.subarray(0, 4), Buffer.alloc(4)])
  const isZip = begins.readUInt32BE(0) === 0x504b0304
  const isOld = begins.readUInt32BE(0) === 0xd0cf11e0
  // what systems write under the name of XLS is often XML or a page of HTML
  const isMarkup = /^\uFEFF?\s*</.test(textIn(bytes.subarray(0, 100)))
  if (!isZip && !isOld && !isMarkup) {
    if (bytes.includes(0) && !(bytes[0] === 0xff && bytes[1] === 0xfe)) return { zh: '只收 XLSX、XLS、CSV 表格，请另选' }
    return counted([parseCsv(textIn(bytes))])
  }
  if (isZip) {
    const size = unpackedSize(bytes)
    if (size === undefined) return unreadable
    if (size > UNPACKED) return { zh: '表格展开以后太大，没有读取。请分成几个表格' }
  }
  const said = await inTurn(() => answerOf({ program: PROGRAM, memoryMb: 1024, ms: 20_000, bytes: 64 * 1024 * 1024 }, bytes))
  return said ? counted(JSON.parse(said.toString('utf8')) as readonly Grid[]) : unreadable
}

const counted = (sheets: readonly Grid[]): readonly Grid[] | Unreadable =>
  sheets.some((grid) => grid.length > MOST_ROWS) ? { zh: `一个表格至多 ${MOST_ROWS} 行，请分成几个表格` } : sheets

/** A table as XLSX. @throws when it could not be written */
export async function xlsxOf(name: string, grid: Grid): Promise<Buffer> {
  const sheet = name.replace(/[\\/?*[\]:]/g, '').slice(0, 31)
  const made = await inTurn(() =>
    answerOf({ program: WRITER, memoryMb: 2048, ms: 60_000, bytes: 256 * 1024 * 1024 }, Buffer.from(JSON.stringify({ name: sheet, grid }))),
  )
  if (!made) throw new Error(`${name}: ${grid.length} rows could not be written`)
  return made
}
