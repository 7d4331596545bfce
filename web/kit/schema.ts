/**
 * What a form needs of an act's JSON Schema, with our own keys `title`, `labels` (words for each value), `of` (where the choices
 * stand), `upload` (the number of a file) and `when` (asked for only while a field beside or around it has one of these values).
 */
export type Schema = Readonly<{
  type?: string
  title?: string
  labels?: Readonly<Record<string, string>>
  of?: string
  upload?: true
  when?: Readonly<Record<string, readonly string[]>>
  enum?: readonly string[]
  const?: string | number | boolean
  format?: string
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  minItems?: number
  maxItems?: number
  properties?: Readonly<Record<string, Schema>>
  required?: readonly string[]
  items?: Schema | false
  prefixItems?: readonly Schema[]
  oneOf?: readonly Schema[]
  anyOf?: readonly Schema[]
}>

/** A form as it is being filled: what is not filled yet is undefined. */
export type Draft = string | number | boolean | undefined | null | readonly Draft[] | { readonly [key: string]: Draft }
export type Fields = { readonly [key: string]: Draft }
export type Choice = Readonly<{ id: string; zh: string }>
export type Choices = Readonly<Record<string, readonly Choice[]>>

export const fieldsOf = (draft: Draft): Fields => (typeof draft === 'object' && draft !== null && !isList(draft) ? draft : {})
export const listOf = (draft: Draft): readonly Draft[] => (isList(draft) ? draft : [])
const isList = (draft: Draft): draft is readonly Draft[] => Array.isArray(draft)

export const itemOf = ({ items }: Schema): Schema => items || {}
/** So many and no more, each in its place: two officers. Where others may follow, it is a list. */
export const isTuple = ({ prefixItems, items }: Schema): boolean => prefixItems !== undefined && !items
export const variantsOf = ({ oneOf, anyOf }: Schema): readonly Schema[] => oneOf ?? anyOf ?? []
export const titleOf = (schema: Schema, name: string): string => schema.title ?? name
export const isRequired = (schema: Schema, name: string): boolean => schema.required?.includes(name) ?? false
export const isMoney = (schema: Schema, name: string): boolean => schema.type === 'integer' && (name === 'fen' || name.endsWith('Fen'))

/** The property that tells variants of a union apart. */
export const tagOf = (variants: readonly Schema[]): string =>
  Object.entries(variants[0]?.properties ?? {}).find(([, property]) => property.const !== undefined)?.[0] ?? ''

export const variantOf = (schema: Schema, draft: Draft): Schema | undefined => {
  const tag = tagOf(variantsOf(schema))
  return variantsOf(schema).find((variant) => variant.properties?.[tag]?.const === fieldsOf(draft)[tag])
}

/** Whether a field is asked for as the form now stands 视情填写; `around`: the objects it is in, the nearest first. */
export const isAsked = ({ when = {} }: Schema, around: readonly Fields[]): boolean =>
  Object.entries(when).every(([name, values]) => values.includes(String(around.find((fields) => name in fields)?.[name])))

/** Where the choices of a field stand. */
export const choicesKey = (schema: Schema): string | undefined => schema.of ?? (schema.type === 'array' ? itemOf(schema).of : undefined)

/** The property of a row that names one item of a list fixed by law; such a list has one row for each item. */
export const fixedRowKey = (schema: Schema): 'id' | 'check' | undefined =>
  (['id', 'check'] as const).find((key) => itemOf(schema).properties?.[key]?.of !== undefined)

/** A form not yet filled; lists fixed by law already have their rows. */
export function blank(schema: Schema, choices: Choices): Draft {
  if (schema.const !== undefined) return schema.const
  if (schema.properties) {
    const asked = Object.entries(schema.properties).filter(([name]) => isRequired(schema, name))
    return Object.fromEntries(asked.map(([name, property]) => [name, blank(property, choices)]))
  }
  if (schema.type !== 'array' || isTuple(schema)) return undefined
  const key = fixedRowKey(schema)
  const item = itemOf(schema)
  if (key) return (choices[item.properties?.[key]?.of ?? ''] ?? []).map(({ id }) => ({ ...fieldsOf(blank(item, choices)), [key]: id }))
  return schema.minItems && !choicesKey(schema) ? [blank(item, choices)] : []
}

/** What is sent: empty texts, empty optional parts and what is not asked for now are left out. */
export function prune(schema: Schema, draft: Draft, around: readonly Fields[] = []): Draft {
  if (draft === null || draft === undefined) return undefined
  if (typeof draft === 'string') return draft.trim() === '' ? undefined : draft
  const variant = variantsOf(schema).length > 0 ? variantOf(schema, draft) : schema
  if (isList(draft)) return draft.map((each, at) => prune(schema.prefixItems?.[at] ?? itemOf(schema), each, around))
  if (typeof draft !== 'object') return draft
  // names of the writer's own choice: all that is there
  if (variant && !variant.properties) return draft
  const here = [draft, ...around]
  const kept = Object.entries(variant?.properties ?? {}).flatMap(([name, property]) => {
    const said = prune(property, draft[name], here)
    const dropped = said === undefined || !isAsked(property, here) || (!isRequired(variant ?? {}, name) && isEmpty(said))
    return dropped ? [] : [[name, said] as const]
  })
  return Object.fromEntries(kept)
}

const isEmpty = (said: Draft): boolean =>
  isList(said) ? said.length === 0 : typeof said === 'object' && said !== null && Object.keys(said).length === 0
