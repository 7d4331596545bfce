import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { actsPage } from '#acts/page'
import { table } from '#acts/table'
import { ordinary } from '#penalty/ordinary'
import { cite } from '#policy/law'
import { loadPacks } from '#policy/load'
import { asksIn } from '#server/asks'
import type { Command } from '#server/command'
import { findRoot } from '#server/config'

/** `docs/acts.md` as the sources and packs of this installation make it. */
export function makeActsPage(root: string): string {
  const packs = loadPacks()
  const asksOf = asksIn(join(root, 'src'))
  const order = [...packs.packs.values()].sort((a, b) => a.beneath.length - b.beneath.length)
  return actsPage({
    table,
    asksOf(act) {
      const step = ordinary.find((each) => each.act.id === act)
      return asksOf(
        act,
        [step?.asks?.name, step?.notBefore?.name].flatMap((name) => (name && !['asks', 'notBefore'].includes(name) ? [name] : [])),
      )
    },
    cite: (id) => cite(packs, id),
    rowsOf: (period) => order.flatMap(({ zh, rules }) => (rules.periods[period] ?? []).map((row) => ({ pack: zh, row }))),
  })
}

/** `mingjing docs`: makes the pages that are generated; for those who change the platform. */
export const docs: Command = {
  name: 'docs',
  zh: '重新生成文档 docs/acts.md',
  options: { check: { type: 'boolean', zh: '只比较，不写入；不一致时返回 1' } },
  async run({ values, say }) {
    const root = findRoot()
    const path = join(root, 'docs', 'acts.md')
    const page = makeActsPage(root)
    if (!values.check) {
      writeFileSync(path, page)
      say('已生成 docs/acts.md', { written: ['docs/acts.md'] })
      return 0
    }
    const same = readFileSync(path, 'utf8') === page
    say(same ? 'docs/acts.md 与行为表一致' : 'docs/acts.md 已经过时，请执行 mingjing docs 重新生成', { same })
    return same ? 0 : 1
  },
}
