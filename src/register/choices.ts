import type { Provision } from '#policy/law'
import type { ClauseFile } from '#policy/provision'
import { type Amendment, zhOf } from '#register/amendment'

/** What the forms of a change of the law may name 可选项: registered texts and clauses, the changes recorded so far. */
export const lawChoices = (
  texts: readonly ClauseFile[],
  provisions: Iterable<Provision>,
  amendments: readonly Amendment[],
): Readonly<Record<string, readonly Readonly<{ id: string; zh: string }>[]>> => ({
  'law.text': texts.map(({ text }) => ({ id: text.key, zh: `${text.zh}（${text.edition}）` })),
  'law.clause': [...provisions].map(({ id, cite }) => ({ id, zh: cite })),
  'law.no': amendments.map((each) => ({ id: String(each.no), zh: `第${each.no}号 ${zhOf(each)}` })),
})
