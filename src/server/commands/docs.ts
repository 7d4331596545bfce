import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { actsPage } from '#acts/page'
import { table } from '#acts/table'
import { clausesPage } from '#oversight/clausesPage'
import { sourceClauses } from '#oversight/coverage'
import { loadProven, loadWaiting } from '#oversight/load'
import { cite } from '#policy/law'
import { loadPacks } from '#policy/load'
import { readSources } from '#server/asks'
import type { Command } from '#server/command'
import { findRoot } from '#server/config'
import { alsoAsked, makeCoverage } from '#server/coverage'

/** `docs/acts.md` as the sources and packs of this installation make it. */
export function makeActsPage(root: string): string {
  const packs = loadPacks()
  const { asksOf } = readSources(join(root, 'src'))
  const order = [...packs.packs.values()].sort((a, b) => a.beneath.length - b.beneath.length)
  return actsPage({
    table,
    asksOf: (act) => asksOf(act, alsoAsked(act)),
    cite: (id) => cite(packs, id),
    rowsOf: (period) => order.flatMap(({ zh, rules }) => (rules.periods[period] ?? []).map((row) => ({ pack: zh, row }))),
  })
}

/** `docs/clauses.md`, and `packs/coverage.json` that it is read from. */
export function makeClausesPages(root: string): Readonly<{ page: string; data: string }> {
  const packs = loadPacks()
  const proven = loadProven()
  const coverage = makeCoverage(root, packs, proven)
  const { capabilities } = loadWaiting()
  return {
    page: clausesPage({ clauses: sourceClauses(packs.texts), coverage, capabilities, proven }),
    data: `${JSON.stringify(coverage, undefined, 1)}\n`,
  }
}

/** Every generated file, by its path from the root. */
export function makeAll(root: string): Readonly<Record<string, string>> {
  const { page, data } = makeClausesPages(root)
  return { 'docs/acts.md': makeActsPage(root), 'docs/clauses.md': page, 'packs/coverage.json': data }
}

/** `mingjing docs`: makes the pages that are generated; for those who change the platform. */
export const docs: Command = {
  name: 'docs',
  zh: '重新生成文档 docs/acts.md、docs/clauses.md',
  options: { check: { type: 'boolean', zh: '只比较，不写入；不一致时返回 1' } },
  async run({ values, say }) {
    const root = findRoot()
    const made = makeAll(root)
    const paths = Object.keys(made)
    if (!values.check) {
      for (const path of paths) writeFileSync(join(root, path), made[path] ?? '')
      say(`已生成 ${paths.join('、')}`, { written: paths })
      return 0
    }
    const stale = paths.filter((path) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== made[path])
    say(stale.length === 0 ? `${paths.join('、')} 与源码一致` : `${stale.join('、')} 已经过时，请执行 mingjing docs 重新生成`, {
      same: stale.length === 0,
      stale,
    })
    return stale.length === 0 ? 0 : 1
  },
}
