import type { ZodType } from 'zod'
import type { Agency } from '#agency/agency'
import type { Post } from '#agency/post'
import type { StreamKind, StreamName } from '#agency/stream'
import type { Clauses } from '#law/clause'
import type { Day, Instant } from '#law/day'
import type { Hash } from '#law/digest'
import type { Refusal } from '#law/refusal'
import type { Term } from '#law/term'
import type { Law } from '#policy/law'

/** What happened 事件, in the past tense; the only truth. Whatever is shown is read from these. */
export type Event = Readonly<{ kind: string }>

/** An act that was granted and had nothing to change 办理而无变化: it happened, so it is told, and no fold hears it. */
export const unchanged = { kind: 'act.unchanged' } as const satisfies Event

/** Who acts 办理人: an officer under his post (`for`: the one whose post it is, where he holds it for another), the system officer, or the public. */
export type Actor = Readonly<{ id: string; post: Post | 'system' | 'public'; for?: string }>

/** An open duty whose term runs 未了的期限. */
export type RunningTerm = Readonly<{ stream: StreamName; duty: string; term: Term }>

/**
 * A typed question to another stream, a count of the agency's own rows, its running terms (of one stream, or of all that are due from a day on), how a list
 * stands under some keys, or what stands in it on a day; answered by the door in the same transaction.
 */
export type Question<T> =
  | Readonly<{ stream: StreamName; as: (state: never) => T }>
  | Readonly<{ count: string; column: string; from: Day; to: Day; where?: Readonly<Record<string, string>>; as: (n: number) => T }>
  | Readonly<{ running: StreamName | 'all'; dueFrom?: Day; as: (terms: readonly RunningTerm[]) => T }>
  | Readonly<{
      listed: string
      keys: readonly string[]
      as: (held: readonly Readonly<{ key: string; set: string; struck: boolean }>[]) => T
    }>
  | Readonly<{ entries: string; on: Day; as: (entries: readonly Readonly<Record<string, string>>[]) => T }>
export type Reads<F> = { readonly [K in keyof F]: Question<F[K]> }

/** Everything an act may know beyond its stream and its input. */
export type At<F = unknown> = Readonly<{
  stream: StreamName
  now: Instant
  today: Day
  actor: Actor
  agency: Agency
  law: Law
  hash: Hash
  newId: () => string
  facts: F
}>

/**
 * What must follow elsewhere 后续, now, on a day, or once an instant is past: an act that the system officer sends; `later`: at the next turn, since
 * there may be many.
 */
export type Followup = Readonly<{ act: string; stream: StreamName; input: unknown; on?: Day; after?: Instant; later?: boolean }>

/** A row to show 一览: `update` changes only a row that is there; the door adds agency and version. */
export type RowChange = Readonly<{
  table: string
  key: Readonly<Record<string, string | number>>
  set: Readonly<Record<string, unknown>>
  only?: 'update'
}>

/** One act 执法行为, one row of the table of acts: from it come route, button, reason why closed, access matrix and docs. */
export interface Act<S, I, F, E extends Event> {
  readonly id: `${string}.${string}`
  readonly zh: string
  readonly clauses: Clauses
  readonly stream: StreamKind
  /** Begins its stream: sent without one, the door names it by the request's id. */
  readonly founds?: true
  readonly by: readonly [Post, ...Post[]] | 'system' | 'public'
  /** Judged without the course of its stream 不看经过: by its input, the law and the running terms alone, so that many can be sent at once. */
  readonly stateless?: true
  /** An import 导入: what is sent may be large. */
  readonly bulk?: true
  /** Must name the version that the caller saw: verdicts, approvals, decisions, releases. */
  readonly seen: boolean
  readonly input: ZodType<I>
  readonly reads?: (state: S, at: { today: Day; stream: StreamName; input: I }) => Reads<F>
  /** What no input can mend 尚不能办: asked for the desk's list of open acts, and always before `run`. */
  readonly closed?: (state: S, at: At<F>) => Refusal | undefined
  readonly run: (state: S, input: I, at: At<F>) => readonly E[] | Refusal
  readonly next?: (event: E, at: { stream: StreamName; today: Day }) => readonly Followup[]
}

/** Keeps the literals of an act's row. */
export const act = <S, I, F, E extends Event>(row: Act<S, I, F, E>): Act<S, I, F, E> => row

/** Any row of the table, its own types known only to itself. */
export interface AnyAct
  extends Pick<Act<never, unknown, unknown, Event>, 'id' | 'zh' | 'clauses' | 'stream' | 'founds' | 'stateless' | 'bulk' | 'by' | 'seen'> {
  readonly input: ZodType
  readonly reads?: (state: never, at: { today: Day; stream: StreamName; input: never }) => object
  readonly closed?: (state: never, at: never) => Refusal | undefined
  readonly run: (state: never, input: never, at: never) => readonly Event[] | Refusal
  readonly next?: (event: never, at: { stream: StreamName; today: Day }) => readonly Followup[]
}

/** Where, when and under which post an event was kept 入账. */
export type Placed = Readonly<{ stream: StreamName; version: number; agency: string; on: Day; post: string }>

/** How a kind of stream is told from its events, and what is shown of it. */
export interface Fold<S, E extends Event> {
  readonly empty: S
  readonly after: (before: S, event: E) => S
  readonly rows: (after: S, event: E, at: Placed) => readonly RowChange[]
  /** What the public log says of the event, where it says anything 公开条目: the name, and the row in which it is shown. */
  readonly entry?: (event: E) => Entry | undefined
}

/** A statement of the public log: days alone, and a commitment to what a column of a public row shows. */
export type Entry = Readonly<{ type: string; days: Readonly<Record<string, Day>>; shown: Readonly<{ table: string; column: string }> }>
