import { inflateRawSync, inflateSync } from 'node:zlib'

/** What a reader of the files finds in them: the words of a PDF in the order of its pages, through its own character maps; the parts of a zip. */

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }
const literal = (said: string): string =>
  said.replaceAll(/\\([0-7]{1,3}|[\s\S])/g, (_, each: string) =>
    /^[0-7]/.test(each) ? String.fromCharCode(Number.parseInt(each, 8)) : (escapes[each] ?? each),
  )

/** Fonts chosen and words shown, in their order; a bracket inside a word needs no escape while it has its pair. */
function* shownIn(content: string): Generator<Readonly<{ font?: string; words?: string }>> {
  for (const [, font, shown = ''] of content.matchAll(/\/(f\d+) [\d.]+ Tf|\n((?:\[[\s\S]*?\] TJ)|(?:[(<][\s\S]*?[)>] Tj))\n/g)) {
    if (font) yield { font }
    let [depth, words] = [0, '']
    for (let at = 0; at < shown.length; at++) {
      const each = shown.charAt(at)
      if (depth === 0 && each === '<') {
        const end = shown.indexOf('>', at)
        yield { words: Buffer.from(shown.slice(at + 1, end), 'hex').toString('latin1') }
        at = end
      } else if (each === '\\') words += depth > 0 ? each + shown.charAt(++at) : ''
      else if (each === '(') words += depth++ > 0 ? each : ''
      else if (each === ')') {
        if (--depth > 0) words += each
        else {
          yield { words: literal(words) }
          words = ''
        }
      } else if (depth > 0) words += each
    }
  }
}

const utf16 = (hex: string): string => (hex.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join('')

/** The objects of a PDF, what their streams hold, and its pages in their order. */
function partsIn(pdf: Buffer) {
  const raw = pdf.toString('latin1')
  const objects = new Map([...raw.matchAll(/\n(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, no = '', body = '']) => [no, body]))
  const object = (no: string | undefined): string => objects.get(no ?? '') ?? ''
  const stream = (no: string | undefined): string => {
    const body = object(no)
    const [, inner = ''] = /stream\r?\n([\s\S]*)\nendstream/.exec(body) ?? []
    return body.includes('/FlateDecode') ? inflateSync(Buffer.from(inner, 'latin1')).toString('latin1') : inner
  }
  const pages = [...(/\/Kids \[([^\]]*)\]/.exec(raw)?.[1] ?? '').matchAll(/(\d+) 0 R/g)].map(([, no]) => object(no))
  return { object, stream, pages, drawn: pages.map((page) => stream(/\/Contents (\d+) 0 R/.exec(page)?.[1])) }
}

/** The QR code of each page 二维码: its rows, dark 1 and light 0, read from the strokes as they are drawn. */
export const codesOf = (pdf: Buffer): readonly (readonly string[])[] =>
  partsIn(pdf).drawn.map((content) => {
    const strokes = [...content.matchAll(/(?<=\n)(\d+) (\d+)\.5 m\n(\d+) \2\.5 l\n/g)].map((found) => found.slice(1).map(Number))
    const ends = strokes.map(([, , end = 0]) => end)
    const size = Math.max(...ends) - 1
    const rows = Array.from({ length: size }, () => Array<string>(size).fill('0'))
    for (const [from = 0, y = 0, to = 0] of strokes) rows[y - 1]?.fill('1', from - 1, to - 1)
    return rows.map((row) => row.join(''))
  })

/** @throws on what is not a PDF as we make them */
export function textOf(pdf: Buffer): string {
  const { object, stream, pages, drawn } = partsIn(pdf)
  const maps = new Map<string, ReadonlyMap<string, string>>()
  const mapOf = (font: string): ReadonlyMap<string, string> => {
    const held = maps.get(font)
    if (held) return held
    const cmap = stream(/\/ToUnicode (\d+) 0 R/.exec(object(font))?.[1])
    const made = new Map([...cmap.matchAll(/^<([0-9A-F]{4})> <([0-9A-F]+)>$/gm)].map(([, code = '', said = '']) => [code, utf16(said)]))
    maps.set(font, made)
    return made
  }
  return pages
    .map((page, n) => {
      const fonts = new Map([...page.matchAll(/\/(f\d+) (\d+) 0 R/g)].map(([, name = '', font = '']) => [name, font]))
      let map: ReadonlyMap<string, string> = new Map()
      let said = ''
      for (const { font, words = '' } of shownIn(drawn[n] ?? '')) {
        if (font) map = mapOf(fonts.get(font) ?? '')
        const codes = Buffer.from(words, 'latin1').toString('hex').toUpperCase().match(/.{4}/g) ?? []
        said += codes.map((code) => map.get(code) ?? '\ufffd').join('')
      }
      return said
    })
    .join('\n')
}

/** One part of a zip, by its name. */
export function partOf(zip: Buffer, name: string): string {
  let at = zip.readUInt32LE(zip.lastIndexOf('PK\x05\x06') + 16)
  while (zip.readUInt32LE(at) === 0x02014b50) {
    const [packed, named, extra, comment] = [zip.readUInt32LE(at + 20), ...[28, 30, 32].map((n) => zip.readUInt16LE(at + n))] as [
      number,
      number,
      number,
      number,
    ]
    const found = zip.subarray(at + 46, at + 46 + named).toString()
    if (found === name) {
      const file = zip.readUInt32LE(at + 42)
      const start = file + 30 + zip.readUInt16LE(file + 26) + zip.readUInt16LE(file + 28)
      return inflateRawSync(zip.subarray(start, start + packed)).toString('utf8')
    }
    at += 46 + named + extra + comment
  }
  throw new Error(`no part ${name}`)
}
