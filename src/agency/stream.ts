import { z } from 'zod'

/** What a chain of events is about 事件流: `case` one matter of one procedure; `file` one kept file; `change` one change of a list; `session` one sign-in; `factor` the codes that an officer has shown, by year; `supervision` refusals, by year; `installation` what was before the first agency. */
export const streamKinds = [
  'case',
  'file',
  'publication',
  'agency',
  'register',
  'change',
  'supervision',
  'session',
  'factor',
  'installation',
] as const
export type StreamKind = (typeof streamKinds)[number]

/** `case:0190f0c8-…`: kind and id, inside one agency. */
export type StreamName = `${StreamKind}:${string}`

export const streamName = z.templateLiteral(
  [z.enum(streamKinds), ':', z.string().regex(/[0-9a-z-]{1,64}/)],
  '应为事件流名称，例如 case:0190f0c8-0000-7000-8000-000000000000',
)

export const kindOf = (name: StreamName): StreamKind => name.slice(0, name.indexOf(':')) as StreamKind
export const idOf = (name: StreamName): string => name.slice(name.indexOf(':') + 1)
