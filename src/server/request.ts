import { z } from 'zod'
import { streamName } from '#agency/stream'

/** What is wrong with a request 哪一项、怎样改. */
export type FieldFault = Readonly<{ path: string; zh: string }>

z.config(z.locales.zhCN())

/** An act as it is sent 办理请求: `id` is the caller's own UUIDv7, the same again gives the same answer and no second effect. */
export const request = z.strictObject({
  id: z.uuidv7('应为 UUIDv7'),
  stream: streamName.optional(),
  version: z.int().nonnegative().optional(),
  input: z.unknown(),
})
export type Request = z.infer<typeof request>

/** A word of a query string 查询词; one that no text could hold asks for nothing. */
export const asked = z
  .string()
  .trim()
  .max(100)
  .refine((text) => !illFormed(text))
  .catch('')

const MOST_WORDS = 6

/** The words that were asked for 查询的词: all of them must occur. */
export const wordsIn = (q: string): readonly string[] => [...new Set(q.split(/\s+/u).filter(Boolean))].slice(0, MOST_WORDS)

/** A page of a list 页码, from 1. */
export const page = z.coerce.number().int().min(1).max(100_000).catch(1)

const DEPTH = 32

/** Control characters other than tab and line ends, and those that turn the direction of writing: a name shown with them reads as another. */
const hidden = /[^\P{Cc}\t\n\r]|[\u202A-\u202E\u2066-\u2069]/u

/** NUL, lone surrogates and hidden controls are in no lawful text; nor does any input nest deep. */
export function illFormed(value: unknown, path = '', depth = 0): FieldFault | undefined {
  if (depth > DEPTH) return { path, zh: `嵌套不能超过 ${DEPTH} 层` }
  if (typeof value === 'string') {
    if (value.includes('\u0000')) return { path, zh: '含有空字符（NUL），请删去' }
    if (hidden.test(value)) return { path, zh: '含有看不见的控制字符，请删去后重新输入' }
    return isWellFormed(value) ? undefined : { path, zh: '含有不完整的字符（孤立代理项），请重新输入' }
  }
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, child] of Object.entries(value)) {
    const at = path ? `${path}.${key}` : key
    const fault = illFormed(key, at, depth + 1) ?? illFormed(child, at, depth + 1)
    if (fault) return fault
  }
  return undefined
}

const isWellFormed = (text: string): boolean => !/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text)

/** Reads `value` by its schema, or tells each field that is wrong and how to mend it. */
export function parse<T>(schema: z.ZodType<T>, value: unknown, under = ''): { value: T } | { faults: readonly FieldFault[] } {
  const fault = illFormed(value, under)
  if (fault) return { faults: [fault] }
  const read = schema.safeParse(value)
  if (read.success) return { value: read.data }
  const at = (...path: readonly PropertyKey[]) => [under, ...path.map(String)].filter(Boolean).join('.')
  return {
    faults: read.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({ path: at(...issue.path, key), zh: '没有这一项，请删去' }))
        : [{ path: at(...issue.path), zh: issue.message }],
    ),
  }
}
