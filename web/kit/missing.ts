import type { FieldError } from '#web/kit/client.ts'
import { type Draft, fieldsOf, isRequired, itemOf, listOf, type Schema, variantOf, variantsOf } from '#web/kit/schema.ts'

const isBlank = (draft: Draft): boolean => draft === undefined || draft === null || (typeof draft === 'string' && draft.trim() === '')

/** What is still to be filled before a form is worth sending 未填项. Everything else the server judges. */
export function missing(schema: Schema, draft: Draft, path = 'input'): readonly FieldError[] {
  if (variantsOf(schema).length > 0) {
    const variant = variantOf(schema, draft)
    return variant ? missing(variant, draft, path) : [{ path, zh: '请选择' }]
  }
  if (schema.properties) {
    const said = fieldsOf(draft)
    return Object.entries(schema.properties).flatMap(([name, property]) =>
      isRequired(schema, name) || !isBlank(said[name]) ? missing(property, said[name], `${path}.${name}`) : [],
    )
  }
  if (schema.type === 'array') {
    const rows = schema.prefixItems ? schema.prefixItems.map((_, at) => listOf(draft)[at]) : listOf(draft)
    if (rows.length < (schema.minItems ?? 0)) return [{ path, zh: `请至少选填 ${schema.minItems} 项` }]
    return rows.flatMap((row, at) => missing(schema.prefixItems?.[at] ?? itemOf(schema), row, `${path}.${at}`))
  }
  return isBlank(draft) ? [{ path, zh: isChosen(schema) ? '请选择' : '请填写' }] : []
}

const isChosen = ({ type, enum: values, of }: Schema): boolean => type === 'boolean' || values !== undefined || of !== undefined

/** Where a field stands, in words: 立案条件 第 1 项 › 符合的理由和材料. */
export function placeOf(schema: Schema, path: readonly string[], titled: (schema: Schema, name: string) => string, draft?: Draft): string {
  const [name, ...rest] = path
  if (name === undefined) return ''
  const at = variantsOf(schema).length > 0 ? (variantOf(schema, draft) ?? {}) : schema
  const isRow = /^\d+$/.test(name)
  const inner = isRow ? (at.prefixItems?.[Number(name)] ?? itemOf(at)) : at.properties?.[name]
  const next = isRow ? listOf(draft)[Number(name)] : fieldsOf(draft)[name]
  const here = isRow ? `第 ${Number(name) + 1} 项` : titled(inner ?? {}, name)
  const deeper = placeOf(inner ?? {}, rest, titled, next)
  return deeper ? `${here} › ${deeper}` : here
}
