import type { AnyAct, Event } from '#agency/act'
import type { StreamName } from '#agency/stream'
import { type Day, dayOf, type Instant } from '#law/day'
import { canonical, sha256 } from '#server/digest'

/** An act to be sent by the system officer 后续办理, on a day and, where the law counts hours, after an instant; `later`: not before the next turn. */
export type Follow = Readonly<{ id: string; act: string; stream: StreamName; input: unknown; due: Day; after?: Instant; later: boolean }>

/** What an act led to: the last version that it wrote, and the day it was done. */
export type Cause = Readonly<{ agency: string; stream: StreamName; version: number; today: Day }>

/** UUIDv8 of what it follows from, so that it can be told again; no request of a caller bears one, since those are of version 7. */
function idFrom({ agency, stream, version }: Cause, n: number): string {
  const bytes = sha256(canonical([agency, stream, version, n])).subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return bytes.toString('hex').replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')
}

/** What must follow the events of one act, in their order. */
export const followsOf = (act: Pick<AnyAct, 'next'>, events: readonly Event[], cause: Cause): readonly Follow[] =>
  events
    .flatMap((event) => act.next?.(event as never, cause) ?? [])
    .map(({ act, stream, input, on, after, later = false }, n) => ({
      ...{ id: idFrom(cause, n), act, stream, input, due: on ?? (after ? dayOf(after) : cause.today), later },
      ...(after ? { after } : {}),
    }))
