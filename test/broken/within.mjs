// Breaks one rule of the process in which it stands: `breakNow` says which and how (test/broken/ways.mjs); loaded before a process of its own, `BROKEN` does.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

let now = {}
export const breakNow = (broken) => {
  now = broken
}
if (process.env.BROKEN) breakNow(JSON.parse(process.env.BROKEN))

const { readFileSync } = fs
fs.readFileSync = (path, ...options) => {
  const text = readFileSync(path, ...options)
  const changed = now.rows?.[/\/packs\/([\w-]+\/\w+)\.json$/.exec(String(path))?.[1] ?? '']
  return changed ? JSON.stringify({ ...JSON.parse(String(text)), ...changed }) : text
}
syncBuiltinESMExports()

const acts = {
  silent: ({ run, ...row }) => ({
    ...row,
    run: (...asked) => {
      const answer = run(...asked)
      return Array.isArray(answer) ? [] : answer
    },
  }),
  open: (row) => ({ ...row, by: now.by }),
  unchecked: ({ closed: _, ...row }) => row,
}
const lists = {
  hidden: (kind) => ({ ...kind, fields: kind.fields.map((field) => ({ ...field, inner: true })) }),
  optional: (kind) => ({ ...kind, fields: kind.fields.map(({ must: _, ...field }) => field) }),
}

/** What the sources ask that are bundled to be broken (test/broken/breakable.mjs). */
globalThis.broken = {
  isOff: (code) => code === now.refusal,
  act: (row) => (row.id === now.act ? acts[now.how](row) : row),
  list: (kind) => (kind.id === now.list ? lists[now.how](kind) : kind),
  reads: (all) => all.filter(({ id, clauses }) => id !== now.read || !clauses.some((clause) => now.by.includes(clause))),
}
