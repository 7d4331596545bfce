import type { Day } from '#law/day'
import { findInForce, type Law, on } from '#policy/law'
import type { Passage } from '#publication/fulltext'

/** What each field with `of` may name in the forms of a publication today 可选项. */
export const publicationChoices = (
  law: Law,
  today: Day,
  passages: readonly Passage[],
): Readonly<Record<string, readonly Readonly<{ id: string; zh: string }>[]>> => ({
  redaction: passages.flatMap(({ id, zh, text, spans }) =>
    spans
      .filter(({ certainty }) => certainty !== 'certain')
      .map(({ start, end }) => ({ id: `${id}:${start}`, zh: `${zh}：${text.slice(start, end)}` })),
  ),
  'publication.withhold': findInForce(law.lists, 'publication.withhold', on(today))?.items.map(({ id, zh }) => ({ id, zh })) ?? [],
})
