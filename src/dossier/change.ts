/** A piece of a text as it was and is 改动: kept, taken out, put in. */
export type Piece = Readonly<{ op: 'same' | 'out' | 'in'; text: string }>

/** Longer passages are set side by side whole. */
const MOST = 2_000
/** What is kept between two changes is worth showing from so many characters on. */
const LEAST_SAME = 2

/** What became of a text, character by character, by the longest it has kept. */
export function changeOf(before: string, after: string): readonly Piece[] {
  const [old, now] = [[...before], [...after]]
  let head = 0
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1
  let tail = 0
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1
  const [gone, come] = [old.slice(head, old.length - tail), now.slice(head, now.length - tail)]
  const middle = gone.length > MOST || come.length > MOST ? [of('out', gone), of('in', come)] : between(gone, come)
  return joined([of('same', old.slice(0, head)), ...middle, of('same', old.slice(old.length - tail))])
}

const of = (op: Piece['op'], chars: readonly string[]): Piece => ({ op, text: chars.join('') })

function between(gone: readonly string[], come: readonly string[]): readonly Piece[] {
  const wide = come.length + 1
  const kept = new Uint16Array((gone.length + 1) * wide)
  for (let i = gone.length - 1; i >= 0; i -= 1)
    for (let j = come.length - 1; j >= 0; j -= 1)
      kept[i * wide + j] =
        gone[i] === come[j] ? (kept[(i + 1) * wide + j + 1] ?? 0) + 1 : Math.max(kept[(i + 1) * wide + j] ?? 0, kept[i * wide + j + 1] ?? 0)
  const pieces: Piece[] = []
  let [i, j] = [0, 0]
  while (i < gone.length || j < come.length) {
    if (i < gone.length && j < come.length && gone[i] === come[j]) {
      pieces.push({ op: 'same', text: gone[i] ?? '' })
      i += 1
      j += 1
    } else if (j >= come.length || (i < gone.length && (kept[(i + 1) * wide + j] ?? 0) >= (kept[i * wide + j + 1] ?? 0))) {
      pieces.push({ op: 'out', text: gone[i] ?? '' })
      i += 1
    } else {
      pieces.push({ op: 'in', text: come[j] ?? '' })
      j += 1
    }
  }
  return pieces
}

/** Neighbours as one; a word of changes is not cut into letters by what it happens to keep. */
function joined(pieces: readonly Piece[]): readonly Piece[] {
  const runs: Piece[] = []
  for (const piece of pieces) {
    const last = runs.at(-1)
    if (!piece.text) continue
    if (last?.op === piece.op) runs[runs.length - 1] = { op: piece.op, text: last.text + piece.text }
    else runs.push(piece)
  }
  const whole: Piece[] = []
  let [out, come] = ['', '']
  const flush = () => {
    if (out) whole.push({ op: 'out', text: out })
    if (come) whole.push({ op: 'in', text: come })
    out = ''
    come = ''
  }
  for (const [n, { op, text }] of runs.entries()) {
    const inside = n > 0 && n < runs.length - 1
    if (op === 'same' && !(inside && [...text].length < LEAST_SAME)) {
      flush()
      whole.push({ op, text })
      continue
    }
    if (op !== 'in') out += text
    if (op !== 'out') come += text
  }
  flush()
  return whole
}
