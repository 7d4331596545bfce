import { z } from 'zod'
import type { Clauses } from '#law/clause'
import { day } from '#law/day'
import { organisationNoFault } from '#law/identifier'
import { words } from '#law/text'

/** What a field holds 填写要求: `number` 统一社会信用代码或者注册号, `certificate` 本机关登记的执法证号. */
type Holds = 'line' | 'prose' | 'day' | 'number' | 'phone' | 'percent' | 'certificate'

/**
 * A column of a list 栏目; `also`: other headings under which tables bring it; `must`: no entry is without it, whatever the pack; `inner` 不公开: never copied out
 * to the public.
 */
export type Field = Readonly<{
  id: string
  zh: string
  also?: readonly string[]
  holds?: Holds
  choices?: readonly [string, ...string[]]
  must?: true
  inner?: true
}>

/**
 * A list that the agency keeps 清单、名录: a further one is a further row of data. `keys`: what tells one entry from another, the first of them that is filled in
 * whole; `chain`, `requires`, `examined`: the rows of the pack that say who approves, what else must be filled in, and who outside examines it first.
 */
export type ListKind = Readonly<{
  /** For the agency alone 不公开: no line of it is copied out. */
  inner?: true
  /** Kept where a text asks for it or the agency will: the public is told of it once there is something in it. */
  optional?: true
  id: string
  zh: string
  clauses: Clauses
  chain: string
  requires?: string
  examined?: string
  keys: readonly (readonly [string, ...string[]])[]
  fields: readonly Field[]
}>

/** An entry of a list 条目, field by field; what is not filled in is not there. */
export type Entry = Readonly<Record<string, string>>

const phone = /(?:\d[-\s]?){5}/

function schemaOf({ holds = 'line', choices }: Field): z.ZodType<string> {
  if (choices) return z.enum(choices, { error: `应为${choices.join('、')}之一` })
  switch (holds) {
    case 'line':
      return words(300)
    case 'prose':
      return words(4000)
    case 'day':
      return day
    case 'number':
      return words(18).superRefine((text, context) => {
        const fault = organisationNoFault(text)
        if (fault) context.addIssue({ code: 'custom', message: fault })
      })
    case 'phone':
      return words(60).regex(phone, '应为电话号码，例如 0434-3260000')
    case 'percent':
      return words(60)
    case 'certificate':
      return words(30)
  }
}

/** What stands between the parts of a key. */
const BETWEEN = '｜'

/** What tells an entry from the others of its list 条目的标识; undefined when none of the ways to tell it is filled in. */
export function keyOf({ keys }: ListKind, entry: Entry): string | undefined {
  const named = keys.find((fields) => fields.every((field) => entry[field]))
  return named?.map((field) => entry[field]).join(BETWEEN)
}

/** The headings of which one must be filled in, so that an entry can be told from others. */
const keysZh = ({ keys, fields }: ListKind): string =>
  keys.map((key) => key.map((id) => fields.find((field) => field.id === id)?.zh ?? id).join('和')).join('，或者')

/** An entry as it must be, from the list's own data 条目的格式. */
export const entryOf = (kind: ListKind): z.ZodType<Entry> =>
  z
    .strictObject(
      Object.fromEntries(
        kind.fields.map((field) => {
          const schema = schemaOf(field)
          return [field.id, (field.must ? schema : schema.exactOptional()).meta({ title: field.zh })]
        }),
      ),
    )
    .superRefine((entry, context) => {
      if (keyOf(kind, entry as Entry) === undefined)
        context.addIssue({ code: 'custom', message: `请填写${keysZh(kind)}，以便与其他条目区别` })
    }) as unknown as z.ZodType<Entry>

/** What of an entry the public may see 公开的栏目. */
export const openOf = ({ fields }: ListKind, entry: Entry): Entry =>
  Object.fromEntries(fields.flatMap(({ id, inner }) => (inner || entry[id] === undefined ? [] : [[id, entry[id]]])))
