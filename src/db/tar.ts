/** An entry of a tar archive 归档条目: a file or a folder, as POSIX ustar writes it; every tool that reads tar can lay it out. */
export type Entry = Readonly<{ name: string; size: number; kind: 'file' | 'folder' }>

export const BLOCK = 512
const [NAME, MODE, SIZE, MTIME, SUM, TYPE, MAGIC, PREFIX] = [0, 100, 124, 136, 148, 156, 257, 345] as const
const LONGEST = { name: 100, prefix: 155 } as const

/** Zeros behind the bytes of an entry, up to the next block. */
export const padOf = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK

const textIn = (block: Buffer, from: number, length: number): string => {
  const field = block.subarray(from, from + length)
  const end = field.indexOf(0)
  return field.subarray(0, end < 0 ? length : end).toString('utf8')
}

/** The sum of all bytes, its own field taken as spaces. */
const sumOf = (block: Buffer): number => block.reduce((sum, byte, at) => sum + (at >= SUM && at < SUM + 8 ? 32 : byte), 0)
const seal = (block: Buffer): Buffer => {
  block.write(`${sumOf(block).toString(8).padStart(6, '0')}\0 `, SUM, 'latin1')
  return block
}

const octal = (block: Buffer, at: number, width: number, value: number): void => {
  block.write(`${value.toString(8).padStart(width - 1, '0')}\0`, at, 'latin1')
}

/** @throws {RangeError} on a name or a size that such a header cannot say */
export function headerOf({ name, size, kind }: Entry): Buffer {
  const block = Buffer.alloc(BLOCK)
  if (Buffer.byteLength(name) > LONGEST.name || size >= 8 ** 11) throw new RangeError(`no place in a tar header: ${name}, ${size} bytes`)
  block.write(name, NAME)
  octal(block, MODE, 8, kind === 'folder' ? 0o700 : 0o600)
  for (const at of [108, 116]) octal(block, at, 8, 0)
  octal(block, SIZE, 12, size)
  octal(block, MTIME, 12, 0)
  block.write(kind === 'folder' ? '5' : '0', TYPE, 'latin1')
  block.write('ustar\x0000', MAGIC, 'latin1')
  return seal(block)
}

/** The same header, its entry laid under a folder. */
export function under(folder: string, header: Buffer): Buffer {
  const block = Buffer.from(header)
  block.fill(0, PREFIX, PREFIX + LONGEST.prefix).write(folder, PREFIX)
  return seal(block)
}

/** Reads a header; undefined for the zeros at the end. @throws {RangeError} when it is none, or names what is no file and no folder */
export function entryIn(block: Buffer): Entry | undefined {
  if (block.every((byte) => byte === 0)) return undefined
  if (Number.parseInt(textIn(block, SUM, 8), 8) !== sumOf(block)) throw new RangeError('not a tar header')
  const [prefix, last, type] = [textIn(block, PREFIX, LONGEST.prefix), textIn(block, NAME, LONGEST.name), textIn(block, TYPE, 1)]
  const name = (prefix ? `${prefix}/${last}` : last).replace(/(^|\/)(\.\/)+/g, '$1').replace(/\/+$/, '')
  const size = Number.parseInt(textIn(block, SIZE, 12), 8)
  const kind = type === '5' ? 'folder' : type === '0' || type === '' ? 'file' : undefined
  if (!kind || !Number.isSafeInteger(size)) throw new RangeError(`not a plain file or folder: ${name}`)
  if (name.startsWith('/') || name.split('/').some((part) => part === '' || part === '.' || part === '..'))
    throw new RangeError(`a path that leads elsewhere: ${name}`)
  return { name, size: kind === 'folder' ? 0 : size, kind }
}

/** What is told of each entry of an archive, in order: its header, its bytes in pieces, its end. */
export type Parts = Readonly<{ begin: (entry: Entry, header: Buffer) => void; bytes: (piece: Buffer) => void; end: () => void }>

/** Takes an archive apart as its bytes come 拆开归档. @throws {RangeError} on what is no archive */
export function takeApart({ begin, bytes, end }: Parts): (chunk: Buffer) => void {
  let header = Buffer.alloc(0)
  let [left, pad]: [number, number] = [0, 0]
  return (chunk) => {
    for (let at = 0; at < chunk.length; ) {
      if (left > 0) {
        const piece = chunk.subarray(at, at + left)
        at += piece.length
        left -= piece.length
        bytes(piece)
        if (left === 0) end()
      } else if (pad > 0) {
        const passed = Math.min(pad, chunk.length - at)
        at += passed
        pad -= passed
      } else {
        const piece = chunk.subarray(at, at + BLOCK - header.length)
        header = Buffer.concat([header, piece])
        at += piece.length
        if (header.length < BLOCK) return
        const entry = entryIn(header)
        if (entry) {
          left = entry.size
          pad = padOf(entry.size)
          begin(entry, header)
          if (left === 0) end()
        }
        header = Buffer.alloc(0)
      }
    }
  }
}
