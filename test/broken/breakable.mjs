// Makes sources that can be broken one rule at a time when they run: as they are, unless `broken` (test/broken/within.mjs) says otherwise.
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'

/** Where a table is looked up, and how it is once one row of it may be broken. */
const tables = {
  'src/acts/table.ts': ['[act.id, act]', '[act.id, broken.act(act)]'],
  'src/acts/reads.ts': ['reads.flatMap(', 'broken.reads(reads).flatMap('],
  'src/register/kinds.ts': ['] as const satisfies readonly ListKind[]', '].map(broken.list)'],
}

/** The bracket that closes the one at `start`. */
function closing(text, start) {
  for (let at = start, depth = 0; at < text.length; at++) {
    if (text[at] === '(') depth++
    else if (text[at] === ')' && --depth === 0) return at
  }
  throw new SyntaxError(`nothing closes ${text.slice(start, start + 60)}`)
}

/** Every refusal written in a text, with what is asked before it is given. */
export function unlessOff(text) {
  let made = ''
  let from = 0
  for (const { 0: found, 1: before, 2: code, index } of text.matchAll(/(return )?\brefuse\(\s*'([a-z-]+)'/g)) {
    const end = closing(text, text.indexOf('(', index)) + 1
    made += text.slice(from, index)
    made += before ? `if (!broken.isOff('${code}')) ${found}` : `(broken.isOff('${code}') ? undefined : ${text.slice(index, end)})`
    from = before ? index + found.length : end
  }
  return made + text.slice(from)
}

export const breakable = (root) => ({
  name: 'breakable',
  setup(build) {
    build.onLoad({ filter: /\/src\/.*\.ts$/ }, ({ path }) => {
      const name = relative(root, path).replaceAll('\\', '/')
      const text = readFileSync(path, 'utf8')
      const [as, then] = tables[name] ?? []
      if (as && !text.includes(as)) throw new SyntaxError(`${name} has no ${as}`)
      const contents = unlessOff(as ? text.replace(as, then) : text)
      return contents === text ? undefined : { contents, loader: 'ts' }
    })
  },
})
