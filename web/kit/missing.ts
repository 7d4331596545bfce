import type { FieldError } from '#web/kit/client.ts'
import {
  type Choices,
  type Draft,
  fieldsOf,
  fixedRowKey,
  isRequired,
  isTuple,
  itemOf,
  listOf,
  type Schema,
  titleOf,
  variantOf,
  variantsOf,
} from '#web/kit/schema.ts'

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
    const rows = isTuple(schema) ? (schema.prefixItems ?? []).map((_, at) => listOf(draft)[at]) : listOf(draft)
    if (rows.length < (schema.minItems ?? 0)) return [{ path, zh: `请至少选填 ${schema.minItems} 项` }]
    return rows.flatMap((row, at) => missing(schema.prefixItems?.[at] ?? itemOf(schema), row, `${path}.${at}`))
  }
  return isBlank(draft) ? [{ path, zh: isChosen(schema) ? '请选择' : '请填写' }] : []
}

const isChosen = ({ type, enum: values, of }: Schema): boolean => type === 'boolean' || values !== undefined || of !== undefined

/** Where a field stands, in words: 立案条件 › 有初步证据 › 符合的理由和材料. A row of a list fixed by law bears its item's name. */
export function placeOf(schema: Schema, path: readonly string[], draft: Draft, choices: Choices): string {
  const [name, ...rest] = path
  if (name === undefined) return ''
  const at = variantsOf(schema).length > 0 ? (variantOf(schema, draft) ?? {}) : schema
  const row = /^\d+$/.test(name) ? Number(name) : undefined
  const inner = row === undefined ? (at.properties?.[name] ?? {}) : (at.prefixItems?.[row] ?? itemOf(at))
  const said = row === undefined ? fieldsOf(draft)[name] : listOf(draft)[row]
  const here = row === undefined ? titleOf(inner, name) : rowName(at, said, choices) || `第 ${row + 1} 项`
  const deeper = placeOf(inner, rest, said, choices)
  return deeper ? `${here} › ${deeper}` : here
}

/** The name of the item that a row of a fixed list stands for. */
export function rowName(list: Schema, row: Draft, choices: Choices): string {
  const key = fixedRowKey(list)
  if (!key) return ''
  const id = String(fieldsOf(row)[key])
  return choices[itemOf(list).properties?.[key]?.of ?? '']?.find((choice) => choice.id === id)?.zh ?? id
}
