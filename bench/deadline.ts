import { spawnSync } from 'node:child_process'
import { explain, reckon } from '#law/period'
import { loadPacks } from '#policy/load'
import { quantile } from './house'

const { calendar } = loadPacks()
const term = () => reckon('decision', { value: 90, unit: '日', clauses: ['C53-38'] }, '2026-03-02', calendar)

/** Ninety days told day by day, against the same days counted and not told; and 20,000 lines given to the command at once. */
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

  const lines = 20_000
  const begun = performance.now()
  const { status, stdout } = spawnSync(process.execPath, ['bin/mingjing.mjs', 'deadline', '--batch'], {
    input: '{"pack":"cn-health","rule":"decision","from":"2026-03-02"}\n'.repeat(lines),
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  })
  if (status !== 0 || stdout.trim().split('\n').length !== lines) throw new Error(`not every line was answered: exit ${status}`)
  console.log(`${lines} lines answered in ${((performance.now() - begun) / 1000).toFixed(1)} s`)
}
