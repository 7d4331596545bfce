import { z } from 'zod'
import type { Pool } from '#db/pool'
import type { PublicDecision } from '#publication/public'
import { countPublic, type Listed, listPublic, type Range, type Sought, type Stretch, searchPublic } from '#publication/store'
import type { Pages } from '#server/pages'
import { illFormed, page, wordsIn } from '#server/request'
import type { Query } from '#web/portal/address.ts'
import type { ListItem } from '#web/portal/data.ts'
import { excerptOf, placesOf } from '#web/portal/found.ts'
import { kinds } from '#web/portal/kinds.ts'

const LONGEST = 100

/** What somebody typed 查询内容: its beginning where it is endless, nothing where no text could hold it. */
const typed = z
  .string()
  .transform((text) =>
    Array.from(text.replace(/\p{Cf}/gu, '').trim())
      .slice(0, LONGEST)
      .join('')
      .trim(),
  )
  .refine((text) => !illFormed(text))
  .catch('')

const query = z.object({
  q: typed,
  agency: z
    .string()
    .regex(/^[0-9a-z-]{1,64}$/)
    .optional()
    .catch(undefined),
  year: z.coerce.number().int().min(1949).max(2999).optional().catch(undefined),
  kind: z.enum(kinds).optional().catch(undefined),
  late: z.enum(['yes', 'no']).optional().catch(undefined),
  page,
})

/** A question to the public list 查询, as its address puts it and as the store takes it. */
export type Asking = Readonly<{ asked: Query; page: number; range: Range; sought: Sought }>

export function asking(said: unknown): Asking {
  const { q, agency, year, kind, late, page } = query.parse(said)
  const words = wordsIn(q)
  const range = { ...(agency ? { agency } : {}), ...(year ? { year } : {}) }
  return {
    asked: { ...(q ? { q } : {}), ...range, ...(kind ? { kind } : {}), ...(late ? { late } : {}) },
    page,
    range: { ...range, ...(late ? { late: late === 'yes' } : {}) },
    sought: { words, ...(kind ? { kind } : {}) },
  }
}

/** What the list answers; how many a range has is counted once for all its pages. */
export async function answered(portal: Pool, pages: Pages, { range, sought }: Asking, stretch: Stretch): Promise<Listed> {
  if (sought.words.length > 0 || sought.kind) return searchPublic(portal, range, sought, stretch)
  const [total, items] = await Promise.all([
    pages.once(`count ${JSON.stringify(range)}`, () => countPublic(portal, range)),
    listPublic(portal, range, stretch),
  ])
  return { items, total, more: false }
}

/** A line of the list; where the searched words stand in none of what it shows, the facts are quoted. */
export function itemOf({ term, ...decision }: PublicDecision, words: readonly string[] = []): ListItem {
  const { title, documentNo, party, outcome, facts } = decision
  const isShown = (word: string) => [title, documentNo, party, outcome].some((text) => text && placesOf(text, [word]).length > 0)
  const hidden = words.filter((word) => !isShown(word))
  const excerpt = facts && excerptOf(facts, hidden)
  return { ...decision, nth: term.nth, value: term.value, unit: term.unit, due: term.due, ...(excerpt ? { excerpt } : {}) }
}
