import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Asks } from '#acts/page'

/** One top-level declaration of a source file; `sees` tells which declaration a name in it means, `base` names the row an act is laid over. */
type Declared = Readonly<{ text: string; isAct: boolean; base: string | undefined; sees: (name: string) => string | undefined }>

const DECLARATION = /^(?:export )?(?:async )?(const|function\*?|class|type|interface) (\w+)/
const IMPORT = /^import (?:type )?\{([^}]+)\} from \W#([\w/-]+)\W$/gm
const REFUSAL = /\brefuse\(\s*'([a-z-]+)',\s*(?:'([^']*)'|`([^`]*)`)?/g

/** The declarations of one file, named `room/file.name`; types refuse nothing and are left out. */
function declarationsOf(file: string, source: string): [string, Declared][] {
  const imported = new Map<string, string>()
  for (const [, names = '', from] of source.matchAll(IMPORT))
    for (const name of names.split(',')) {
      const [original = '', alias = original] = name
        .trim()
        .replace(/^type /, '')
        .split(' as ')
      imported.set(alias, `${from}.${original}`)
    }
  const blocks: string[][] = []
  for (const line of source.split('\n')) {
    if (DECLARATION.test(line)) blocks.push([line])
    else blocks.at(-1)?.push(line)
  }
  const named = blocks.flatMap((lines) => {
    const [, kind = '', name = ''] = DECLARATION.exec(lines[0] ?? '') ?? []
    return ['type', 'interface'].includes(kind) ? [] : [[name, lines.join('\n')] as const]
  })
  const own = new Set(named.map(([name]) => name))
  const sees = (name: string) => (own.has(name) ? `${file}.${name}` : imported.get(name))
  return named.map(([name, text]) => {
    const base = /: AnyAct = \{\s*\.\.\.(\w+)/.exec(text)?.[1]
    return [`${file}.${name}`, { text, isAct: /= act\(\{|: AnyAct = \{/.test(text), base: base && sees(base), sees }]
  })
}

/** Every declaration under `src/` but tests and edges. */
function declarations(src: string): ReadonlyMap<string, Declared> {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && !/\.test\.ts$|^(db|server)\//.test(path))
    .sort()
  return new Map(files.flatMap((path) => declarationsOf(path.replace(/\.ts$/, ''), readFileSync(join(src, path), 'utf8'))))
}

/** What an act's own words say, and those of every rule that it calls. `also`: rules that the procedure asks for it. */
export type Sources = Readonly<{
  asksOf: (act: string, also?: readonly string[]) => Asks
  /** The names of rows and fields that it speaks of: each word in quotes, and each that is made at run time (`number.${kind}`) as its beginning or end. */
  wordsOf: (act: string, also?: readonly string[]) => (word: string) => boolean
  /** Refusals and the clauses that stand in each, wherever it is written. */
  refusals: readonly Readonly<{ code: string; zh: string; clauses: readonly string[] }>[]
}>

const QUOTED = /'([^'\n]+)'/g
const MADE = /`([\w.≠]*)\$\{[^}]*\}([\w.≠]*)`/g

/** A call whole, from its name to the bracket that closes it. */
function callAt(text: string, start: number): string {
  let depth = 0
  for (let at = text.indexOf('(', start); at < text.length; at++) {
    if (text[at] === '(') depth++
    else if (text[at] === ')' && --depth === 0) return text.slice(start, at + 1)
  }
  return text.slice(start)
}

/** Every refusal written in a text. */
const refusalsIn = (text: string): Sources['refusals'] =>
  [...text.matchAll(REFUSAL)].map(({ 0: found, 1: code = '', 2: plain, 3: filled, index }) => ({
    code,
    zh: zhIn(plain ?? filled),
    clauses: [
      ...callAt(text, index)
        .slice(found.length)
        .matchAll(/'([A-Z][A-Z\d]*(?:-[A-Z]+)?(?:-\d+)+)'/g),
    ].flatMap(([, id]) => id ?? []),
  }))
const zhIn = (said = '') => said.replaceAll(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '…')

/** Reads out of the sources what each act asks 从源码读出各行为的要求: its own words, and those of every rule that it calls. */
export function readSources(src: string): Sources {
  const all = declarations(src)
  const acts = [...all].filter(([, { isAct }]) => isAct)
  const called = new Map<string, readonly string[]>()
  const idOf = (key: string | undefined) => /id: '([\w.]+)'/.exec((key && all.get(key)?.text) || '')?.[1]

  /** The act's row, and the rows that are laid over it (`{ ...deliver, next }`). */
  function rowsOf(act: string): string[] {
    const own = acts.filter(([, { text }]) => text.includes(`id: '${act}'`)).map(([key]) => key)
    const over = acts.filter(([, { base }]) => base && own.includes(base))
    return [...own, ...over.map(([key]) => key)]
  }

  /** What a declaration calls, told once: most rules are called by many acts. Another act's row is not this one's, nor is a table that it is looked up in. */
  function calledBy(key: string): readonly string[] {
    const known = called.get(key)
    if (known) return known
    const { text, sees } = all.get(key) ?? { text: '', sees: () => undefined }
    const names = new Set(text.replace(IMPORT, '').match(/(?<![.'"\w])[A-Za-z_]\w*/g))
    const found = [...names].flatMap((name) => {
      const one = all.get(sees(name) ?? '')
      return one && !one.isAct && !/: readonly (?:Step|Parameter)\[\] =/.test(one.text) ? [sees(name) ?? ''] : []
    })
    called.set(key, found)
    return found
  }

  /** These declarations and all that they call. */
  function reached(from: readonly string[]): Declared[] {
    const seen = new Set(from)
    for (const key of seen) for (const called of calledBy(key)) seen.add(called)
    return [...seen].flatMap((key) => all.get(key) ?? [])
  }

  /** All that is said where an act is judged. */
  function textsOf(act: string, also: readonly string[]): string[] {
    const named = [...all.keys()].filter((key) => also.some((name) => key.endsWith(`.${name}`)))
    return reached([...rowsOf(act), ...named]).map(({ text }) => text)
  }

  function wordsOf(act: string, also: readonly string[] = []): (word: string) => boolean {
    const texts = textsOf(act, also)
    const words = new Set(texts.flatMap((text) => [...text.matchAll(QUOTED)].flatMap(([, word]) => word ?? [])))
    const made = texts.flatMap((text) => [...text.matchAll(MADE)].map(([, before = '', after = '']) => ({ before, after })))
    const ends = made.filter(({ before, after }) => before.endsWith('.') || after.startsWith('.'))
    return (word) => words.has(word) || ends.some(({ before, after }) => word.startsWith(before) && word.endsWith(after))
  }

  function asksOf(act: string, also: readonly string[] = []): Asks {
    const rows = rowsOf(act)
    const texts = textsOf(act, also)
    const refusals = new Map<string, string>()
    for (const text of texts) for (const { code, zh } of refusalsIn(text)) if (!refusals.get(code)) refusals.set(code, zh)
    const periods = texts.flatMap((text) => [...text.matchAll(/periods, '([\w.]+)'/g)].flatMap(([, key]) => key ?? []))
    const follows = rows.flatMap((key) => {
      const { text, sees } = all.get(key) ?? { text: '', sees: () => undefined }
      const after = /\bnext[:(]/.test(text) ? text.slice(text.search(/\bnext[:(]/)) : ''
      return [...after.matchAll(/act: (?:'([\w.]+)'|(\w+)\.id|`([^`]+)`)/g)].flatMap(
        ([, id, name, made]) => id ?? (name ? idOf(sees(name)) : made?.replaceAll(/\$\{[^}]*\}/g, '…')) ?? [],
      )
    })
    return {
      refusals: [...refusals].map(([code, zh]) => ({ code, zh })),
      periods: [...new Set(periods)],
      follows: [...new Set(follows)],
    }
  }

  return { asksOf, wordsOf, refusals: [...all.values()].flatMap(({ text }) => refusalsIn(text)) }
}
