import { z } from 'zod'
import { type ClauseId, clauseId } from '#law/clause'
import { day } from '#law/day'
import type { Provision } from '#policy/law'

/** One text and its clauses 条款登记: how each is cited, and in our own short words what it says. */
const clauseFile = z.strictObject({
  text: z.strictObject({
    key: z.string().regex(/^[A-Z][A-Z\d]*(-[A-Z]+)?$/),
    zh: z.string().min(1),
    edition: z.string().min(1),
    from: day,
    to: day.optional(),
    /** 简称, beside the full name and the number of the order. */
    short: z.array(z.string().min(2)).optional(),
    note: z.string().optional(),
  }),
  clauses: z.record(clauseId, z.strictObject({ cite: z.string().min(1), zh: z.string().optional() })),
})
export type ClauseFile = z.infer<typeof clauseFile>

/** @throws {z.ZodError} on a malformed file, {RangeError} on a clause filed under another text */
export function parseClauses(file: unknown): ClauseFile {
  const parsed = clauseFile.parse(file)
  const stray = Object.keys(parsed.clauses).find((id) => !id.startsWith(`${parsed.text.key}-`))
  if (stray) throw new RangeError(`${stray} does not belong to ${parsed.text.key}`)
  return parsed
}

/** The register of clauses: each place in a text, in force as long as its text. */
export function provisionsOf(files: readonly ClauseFile[]): ReadonlyMap<ClauseId, Provision> {
  const all = new Map<ClauseId, Provision>()
  for (const { text, clauses } of files)
    for (const [key, { cite, zh }] of Object.entries(clauses)) {
      const id = clauseId.parse(key)
      all.set(id, { id, cite, from: text.from, ...(zh ? { zh } : {}), ...(text.to ? { to: text.to } : {}) })
    }
  return all
}
