import type { Field, Form, FormId } from '#documents/form'
import { type Day, zhDay } from '#law/day'

/** What an item says: words, several of them, or rows of a table. */
export type Value = string | readonly string[] | readonly (readonly string[])[]
export type Values = Readonly<Record<string, Value | undefined>>

/** An item as it stands on the paper; `required`: a clause asks for it. */
export type Item = Readonly<Pick<Field, 'id' | 'zh' | 'as'> & { heads?: readonly string[]; required: boolean; value: Value }>

/**
 * 文书: all that a paper says, in its order. The page is made of this, of its layout and of the compiler, and of nothing else; its digest is the
 * digest of the paper. Whether it is a draft is no part of it.
 */
export type Paper = Readonly<{
  form: FormId
  zh: string
  layout: Form['layout']
  side: Form['side']
  head: string
  agency: string
  number: string | null
  /** 成文日期: as it reads, and as a day; not yet set on a draft. */
  on: string
  day: Day | null
  sealed: boolean
  signs: readonly Readonly<{ zh: string; who: string }>[]
  fields: readonly Item[]
}>

/** What the matter gives to a form 填写内容; `signs`: who has signed under his own sign-in, by the word of the form. */
export type Filling = Readonly<{
  agency: string
  head: string
  number?: string
  day?: Day
  values: Values
  signs?: Readonly<Record<string, string>>
}>

/** Items of a list in running prose end as sentences do 句读. */
const sentences = (items: readonly string[]): readonly string[] =>
  items.map((words, n) => (/[。；！？：…]$/.test(words) ? words : `${words}${n === items.length - 1 ? '。' : '；'}`))

const said = (value: Value, as: Field['as'], layout: Form['layout']): Value =>
  as === 'list' && layout === 'letter' ? sentences(value as readonly string[]) : value

const empty = (as: Field['as']): Value => (as === 'line' || as === 'prose' ? '' : [])

/** Lays what the matter gives into the form 填写文书. */
export const fill = (id: FormId, form: Form, { agency, head, number, day, values, signs = {} }: Filling): Paper => ({
  form: id,
  zh: form.zh,
  layout: form.layout,
  side: form.side,
  head,
  agency,
  number: number ?? null,
  on: day ? zhDay(day) : '',
  day: day ?? null,
  sealed: form.sealed ?? false,
  signs: form.signs.map((zh) => ({ zh, who: signs[zh] ?? '' })),
  fields: form.fields.map(({ id, zh, as, heads, clauses }) => ({
    id,
    zh,
    as,
    ...(heads ? { heads } : {}),
    required: clauses !== undefined,
    value: said(values[id] ?? empty(as), as, form.layout),
  })),
})

/** Every piece of words on a paper, with the item it belongs to. */
export const wordsOf = ({ zh, agency, number, signs, fields }: Paper): readonly Readonly<{ item: string; words: string }>[] => [
  { item: zh, words: [agency, number ?? '', ...signs.map(({ who }) => who)].join('') },
  ...fields.map(({ zh: item, value }) => ({ item, words: typeof value === 'string' ? value : value.flat().join('\n') })),
]
