import { explain, reckon } from '#law/period'
import { loadPacks } from '#policy/load'
import { quantile } from './house'

const { calendar } = loadPacks()
const term = () => reckon('decision', { value: 90, unit: '日', clauses: ['C53-38'] }, '2026-03-02', calendar)

/** Ninety days told day by day, against the same days counted and not told. */
export async function bench(): Promise<void> {
  const took = (work: () => unknown) =>
    Array.from({ length: 2_001 }, () => {
      const begun = performance.now()
      work()
      return performance.now() - begun
    })
  const counted = took(term)
  const given = term()
  const told = took(() => explain(given, calendar))
  const ms = (all: number[], q: number) => quantile(all, q).toFixed(3)
  const ratio = (quantile(told, 0.5) / quantile(counted, 0.5)).toFixed(1)
  console.log(`90 days explained in p50 ${ms(told, 0.5)} ms, p99 ${ms(told, 0.99)} ms; counted in ${ms(counted, 0.5)} ms; ratio ${ratio}`)
}
