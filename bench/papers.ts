import { pdfOf } from '#documents/load'
import { allPapers } from '../test/papers.ts'
import { quantile } from './house'

const WARM = 60
const PAPERS = 1_000
const MB = 1024 ** 2

const rss = (): number => process.memoryUsage().rss / MB

/** How much a row of figures grows from one to the next, by least squares. */
function slope(figures: readonly number[]): number {
  const [n, mean] = [figures.length, figures.reduce((sum, each) => sum + each, 0) / figures.length]
  const middle = (n - 1) / 2
  const [above, below] = figures.reduce(([a, b], each, i) => [a + (i - middle) * (each - mean), b + (i - middle) ** 2], [0, 0])
  return above / below
}

/** 一千份文书: of every kind, one after the other in one process; how long each takes, and whether memory stays flat. */
export async function bench(): Promise<void> {
  const papers = allPapers().flatMap(({ paper, draft }) => (draft.finished ? [paper] : []))
  const paper = (n: number) => papers[n % papers.length] as (typeof papers)[number]
  const cold = performance.now()
  await pdfOf(paper(0), false)
  console.log(`first paper, fonts and compiler with it: ${(performance.now() - cold).toFixed(0)} ms`)
  for (let n = 0; n < WARM; n++) await pdfOf(paper(n), false)

  const [took, held]: [number[], number[]] = [[], []]
  let bytes = 0
  const cpu = process.cpuUsage()
  for (let n = 0; n < PAPERS; n++) {
    const since = performance.now()
    bytes += (await pdfOf({ ...paper(n), number: `演罚〔2026〕${n}号` }, false)).length
    took.push(performance.now() - since)
    held.push(rss())
  }
  const { user, system } = process.cpuUsage(cpu)
  console.log(
    `${PAPERS} papers of ${papers.length} kinds: p50 ${quantile(took, 0.5).toFixed(1)} ms, p99 ${quantile(took, 0.99).toFixed(1)} ms; CPU ${((user + system) / 1000 / PAPERS).toFixed(1)} ms a paper; ${(bytes / PAPERS / 1024).toFixed(0)} KB`,
  )
  const half = held.slice(PAPERS / 2)
  console.log(
    `memory ${(held[0] ?? 0).toFixed(0)} → ${(held.at(-1) ?? 0).toFixed(0)} MB, most ${Math.max(...held).toFixed(0)} MB; over the second half ${(slope(half) * 1000).toFixed(1)} MB in 1,000 papers`,
  )
}
