import { countOf, shortOf, toldOf } from '#oversight/clausesPage'
import { actsOf, answerable, sourceClauses, statuses } from '#oversight/coverage'
import { loadCoverage, loadWaiting } from '#oversight/load'
import { loadPacks } from '#policy/load'
import { kinds, regimes } from '#policy/provision'
import type { Command } from '#server/command'
import { Misuse } from '#server/config'

/** `mingjing pack coverage`: how far the clauses of the source documents are kept; of one pack, one document, or one clause when named. */
export const packCoverage: Command = {
  name: 'pack coverage',
  zh: '条款落实情况：哪些落实、仅可佐证、未覆盖，各在等哪一项能力',
  options: {},
  operands: '[规则包、文件或者条款的编号]',
  async run({ positionals: [id], say }) {
    const packs = loadPacks()
    const coverage = loadCoverage()
    const { capabilities } = loadWaiting()
    const all = toldOf(sourceClauses(packs.texts), coverage)
    const list = id ? all.filter((told) => [told.id, told.text.key, told.text.pack].includes(id)) : all
    if (list.length === 0) {
      const known = [...new Set(all.flatMap(({ text }) => [text.key, text.pack ?? text.key]))]
      throw new Misuse(`没有 ${id} 的条款。可以写条款编号，或者：${known.join('、')}`)
    }
    const one = list.length === 1 ? list[0] : undefined
    if (one) {
      const { text, rules, ...told } = one
      const acts = actsOf(coverage, one)
      const named = rules.map((rule) => ({ rule, zh: coverage.rules[rule]?.zh ?? '' }))
      say(
        [
          `${one.id} ${one.cite}`,
          one.zh,
          `${kinds[one.kind]}，${regimes[one.regime]}：${statuses[one.status]}${one.waits ? `，待：${capabilities[one.waits]}` : ''}`,
          ...named.map(({ rule, zh }) => `规则 ${rule} ${zh}`),
          ...one.tests.map((file) => `测试 ${file}`),
          ...(acts.length > 0 ? [`佐证 ${acts.join('、')}`] : []),
        ].join('\n'),
        { ...told, document: text.key, rules: named, acts },
      )
      return 0
    }
    const bound = list.filter(({ kind }) => answerable.includes(kind))
    const silent = bound.filter(({ status, waits }) => status !== 'kept' && !waits)
    const documents = [...new Set(list.map(({ text }) => text.key))].map((key) => {
      const own = list.filter(({ text }) => text.key === key)
      return { document: key, zh: own[0]?.text.zh ?? key, count: countOf(own), all: own.length }
    })
    const waits = Object.entries(capabilities).map(([capability, zh]) => ({
      capability,
      zh,
      clauses: list.filter((told) => told.waits === capability).length,
    }))
    const told = (n: ReturnType<typeof countOf>) =>
      (Object.keys(statuses) as (keyof typeof statuses)[]).map((status) => `${statuses[status]} ${n[status]}`).join('，')
    say(
      [
        ...documents.map(({ zh, count, all }) => `${zh} ${all} 条：${told(count)}`),
        `合计 ${list.length} 条：${told(countOf(list))}`,
        `关口、期限、隐去、保存、公开、知悉、清单七类 ${bound.length} 条：${told(countOf(bound))}，没有说明的 ${silent.length} 条`,
        ...waits.flatMap(({ zh, clauses }) => (clauses > 0 ? [`待 ${shortOf(zh)} ${clauses} 条`] : [])),
      ].join('\n'),
      {
        all: list.length,
        count: countOf(list),
        documents,
        waits,
        bound: { all: bound.length, count: countOf(bound), silent: silent.map(({ id }) => id) },
      },
    )
    return silent.length === 0 ? 0 : 1
  },
}
