import assert from 'node:assert/strict'
import { newId } from '#server/config'

/** As much of JSON Schema as the acts' inputs use. */
export type Schema = Readonly<{
  type?: string
  enum?: readonly unknown[]
  const?: unknown
  oneOf?: readonly Schema[]
  anyOf?: readonly Schema[]
  properties?: Readonly<Record<string, Schema>>
  required?: readonly string[]
  items?: Schema
  prefixItems?: readonly Schema[]
  minItems?: number
  pattern?: string
  format?: string
  maxLength?: number
  minimum?: number
  exclusiveMinimum?: number
  propertyNames?: Schema
}>

const words = [
  '甲乙',
  'a1',
  'CFF-57-1',
  'evidence:1',
  'case:a1',
  '$argon2id$x',
  'a'.repeat(64),
  '2026-03-02',
  '2026-03-02T01:00:00.000Z',
  newId(),
]

/** A lawful value of a schema, every optional field filled in. */
export function filled(schema: Schema): unknown {
  const chosen = schema.oneOf?.[0] ?? schema.anyOf?.[0]
  if (chosen) return filled(chosen)
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, inner]) => [name, filled(inner)]))
    case 'array':
      if (schema.prefixItems) return schema.prefixItems.map(filled)
      return Array.from({ length: Math.max(1, schema.minItems ?? 0) }, () => filled(schema.items ?? {}))
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1, 1)
    case 'boolean':
      return true
    default: {
      const pattern = schema.pattern && new RegExp(schema.pattern)
      const word = words.find((word) => (!pattern || pattern.test(word)) && (schema.format !== 'uuid' || word.length === 36))
      assert.ok(word, JSON.stringify(schema))
      return word
    }
  }
}
