import { folded, rangeIn } from '#publication/folded'

/** A stretch of a text 位置, in UTF-16 units. */
export type Place = Readonly<{ start: number; end: number }>

const brackets: Readonly<Record<string, string>> = { '〔': '[', '【': '[', '〕': ']', '】': ']' }
/** As the search takes a text: width, case and brackets are one; the length stays. */
function alike(text: string): string {
  const plain = text.replace(/[〔【〕】]/g, (sign) => brackets[sign] ?? sign)
  const lower = plain.toLowerCase()
  return lower.length === plain.length ? lower : plain
}

/** Where searched words stand in a text 命中之处, in order, none within another. */
export function placesOf(text: string, words: readonly string[]): readonly Place[] {
  const all = words.map((word) => alike(folded(word).text))
  // most texts hold none of the words, and are not worth a look at each sign
  const once = alike(text.normalize('NFKC').replace(/\p{Cf}/gu, ''))
  if (!all.some((sought) => once.includes(sought))) return []
  const read = folded(text)
  const whole = alike(read.text)
  const places: Place[] = []
  for (const sought of all) {
    for (let at = sought ? whole.indexOf(sought) : -1; at >= 0; at = whole.indexOf(sought, at + sought.length))
      places.push(rangeIn(read, at, at + sought.length))
  }
  const joined: { start: number; end: number }[] = []
  for (const { start, end } of places.sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1)
    if (last && start < last.end) last.end = Math.max(last.end, end)
    else joined.push({ start, end })
  }
  return joined
}

const AROUND = 18

/** A few words around the first hit 摘录, or undefined when there is none. */
export function excerptOf(text: string, words: readonly string[]): string | undefined {
  const [first] = placesOf(text, words)
  if (!first) return undefined
  const signs = Array.from(text.slice(0, first.start))
  const before = signs.slice(-AROUND).join('')
  const after = Array.from(text.slice(first.start)).slice(0, first.end - first.start + 2 * AROUND)
  const [from, to] = [signs.length > AROUND ? '…' : '', first.start + after.join('').length < text.length ? '…' : '']
  return `${from}${before}${after.join('')}${to}`
}
