import type { Day } from '#law/day'
import { findInForce, type Law, on } from '#policy/law'

/** What each field with `of` may name in the forms of a publication today 可选项. */
export const publicationChoices = (law: Law, today: Day): Readonly<Record<string, readonly Readonly<{ id: string; zh: string }>[]>> => ({
  'publication.withhold': findInForce(law.lists, 'publication.withhold', on(today))?.items.map(({ id, zh }) => ({ id, zh })) ?? [],
})
