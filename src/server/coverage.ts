import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readAs, reads } from '#acts/reads'
import { table } from '#acts/table'
import type { StreamKind } from '#agency/stream'
import type { ClauseId } from '#law/clause'
import { type Coverage, coverageOf, type Proven, type Rule, sourceClauses } from '#oversight/coverage'
import { loadWaiting } from '#oversight/load'
import { ordinary } from '#penalty/ordinary'
import type { FormRow, ListItem, Row } from '#policy/law'
import type { Packs } from '#policy/load'
import { families } from '#policy/pack'
import { findParameter } from '#policy/parameters'
import { kinds } from '#register/kinds'
import { readSources, type Sources } from '#server/asks'

/** The rules that the procedure asks for an act besides its own. */
export function alsoAsked(act: string): readonly string[] {
  const step = ordinary.find((each) => each.act.id === act)
  return [step?.asks?.name, step?.notBefore?.name].flatMap((name) => (name && !['asks', 'notBefore'].includes(name) ? [name] : []))
}

type Named = Map<string, Rule>
type Cited = Map<string, Set<string>>

/** Every rule there is, by its name, and the clauses that it cites itself. */
function rulesOf(packs: Packs, { asksOf, wordsOf, refusals }: Sources): Readonly<{ rules: Named; cited: Cited }> {
  const rules: Named = new Map()
  const cited: Cited = new Map()
  const add = (id: string, rule: Rule, clauses: readonly string[]): void => {
    if (!rules.has(id)) rules.set(id, rule)
    for (const clause of clauses) cited.set(clause, (cited.get(clause) ?? new Set()).add(id))
  }
  const said = table.map((act) => ({ id: act.id, asks: asksOf(act.id, alsoAsked(act.id)), speaks: wordsOf(act.id, alsoAsked(act.id)) }))
  const speaking = (word: string) => said.flatMap(({ id, speaks }) => (speaks(word) ? [id] : []))

  for (const act of table) add(`act:${act.id}`, { zh: act.zh, acts: [act.id] }, act.clauses)
  for (const step of ordinary) add(`act:${step.act.id}`, { zh: step.act.zh, acts: [step.act.id] }, step.clauses ?? [])
  for (const { code, zh, clauses } of refusals) {
    const acts = said.flatMap(({ id, asks }) => (asks.refusals.some((each) => each.code === code) ? [id] : []))
    add(`refusal:${code}`, { zh, acts }, clauses)
  }
  for (const read of reads) {
    const kinds = (Object.keys(readAs) as StreamKind[]).filter((kind) => readAs[kind] === read.id)
    add(`read:${read.id}`, { zh: read.zh, acts: table.flatMap(({ id, stream }) => (kinds.includes(stream) ? [id] : [])) }, read.clauses)
  }
  for (const list of kinds) add(`list:${list.id}`, { zh: list.zh, acts: ['list.prepare', 'list.release'] }, list.clauses)
  for (const { rules: own } of packs.packs.values())
    for (const family of families)
      for (const [key, rows] of Object.entries<readonly Row[]>(own[family])) {
        const zh = findParameter(family, key)?.zh ?? key
        for (const row of rows) {
          if (family === 'forms') {
            const form = row as FormRow
            const acts = table.some(({ id }) => id === form.act) ? [form.act] : []
            add(`row:${family}/${key}`, { zh: form.zh, acts }, row.clauses)
            for (const field of form.fields) add(`field:${key}/${field.id}`, { zh: `${form.zh} ${field.zh}`, acts }, field.clauses ?? [])
            continue
          }
          if (row.yieldsTo) {
            add(`row:${family}/${key}≠`, { zh: `${zh}（与上位规定不一致，不适用）`, acts: [] }, row.clauses)
            continue
          }
          const acts = speaking(key)
          add(`row:${family}/${key}`, { zh, acts }, row.clauses)
          for (const item of 'items' in row ? (row.items as readonly ListItem[]) : [])
            add(`item:${key}/${item.id}`, { zh: item.zh, acts }, [item.clause])
        }
      }
  return { rules, cited }
}

/** Every refusal by its code, with all clauses that it cites anywhere. */
function refusalsOf({ refusals }: Sources): Coverage['refusals'] {
  const all = new Map<string, Coverage['refusals'][number]>()
  for (const { code, zh, clauses } of refusals) {
    const known = all.get(code)
    const cited = [...new Set([...(known?.clauses ?? []), ...clauses])].sort() as ClauseId[]
    all.set(code, { code, zh: known?.zh || zh, clauses: cited })
  }
  return [...all.values()].sort((a, b) => (a.code < b.code ? -1 : 1))
}

const TITLE = /\b(?:describe|test|it)\(\s*(['`])((?:\\.|(?!\1)[^\\])*)\1/g
const ID = /\b(?:[A-Z][A-Z\d]*)(?:-[A-Z]+)?(?:-\d+)+\b/g
/** A title that is made of the head of a row, and that head. */
const MADE = /^\$\{clause\}/
const ROW = /^\s*\[\s*'([^']*)'/gm

/** Which tests bear the name of a clause 以条款命名的测试: in their title, or in the row that their title is made of. */
function testsIn(root: string): ReadonlyMap<string, readonly string[]> {
  const tests = new Map<string, Set<string>>()
  const files = ['src', 'test', 'web'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
      .filter((path) => /\.test\.tsx?$/.test(path) && !path.includes('node_modules')),
  )
  for (const file of files.sort()) {
    const text = readFileSync(join(root, file), 'utf8')
    const name = (words: string) => {
      for (const [id] of words.matchAll(ID)) tests.set(id, (tests.get(id) ?? new Set()).add(file))
    }
    const titles = [...text.matchAll(TITLE)].map(([, , title = '']) => title)
    for (const title of titles) name(title)
    if (titles.some((title) => MADE.test(title))) for (const [, head = ''] of text.matchAll(ROW)) name(head)
  }
  return new Map([...tests].map(([id, files]) => [id, [...files]]))
}

/** What sources, packs and tests of this installation say of every clause of the source documents 条款落实; without `proven`, if every test were to fail. */
export function makeCoverage(root: string, packs: Packs, proven?: Proven): Coverage {
  const sources = readSources(join(root, 'src'))
  const { rules, cited } = rulesOf(packs, sources)
  for (const { clauses } of packs.texts)
    for (const [id, { rules: named = [] }] of Object.entries(clauses))
      for (const rule of named) cited.set(id, (cited.get(id) ?? new Set()).add(rule))
  const all = new Map([...cited].map(([id, named]) => [id, [...named]]))
  const { rules: used, clauses } = coverageOf(
    sourceClauses(packs.texts),
    { rules, cited: all, tests: testsIn(root) },
    loadWaiting(),
    proven,
  )
  return { rules: used, refusals: refusalsOf(sources), clauses }
}
