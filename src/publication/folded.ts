/**
 * A text as a reader takes it 归一后的文字: full-width read as half-width (NFKC), invisible characters dropped; `origin[i]` is where unit `i` came from, so that
 * what is found here can be told in offsets of the text as it was (UTF-16).
 */
export type Folded = Readonly<{ text: string; origin: readonly number[] }>

export function folded(text: string): Folded {
  let out = ''
  const origin: number[] = []
  let at = 0
  for (const character of text) {
    const plain = /\p{Cf}/u.test(character) ? '' : character.normalize('NFKC')
    out += plain
    for (let n = 0; n < plain.length; n++) origin.push(at)
    at += character.length
  }
  origin.push(at)
  return { text: out, origin }
}

/** A range of the folded text in the original's offsets; the end takes in what was dropped before the next character. */
export function rangeIn({ origin }: Folded, start: number, end: number): { start: number; end: number } {
  const last = origin[end - 1] ?? 0
  let next = end
  while (next < origin.length - 1 && origin[next] === last) next++
  return { start: origin[start] ?? 0, end: origin[next] ?? last }
}
