import type { Citation } from '#law/clause'
import type { Schema } from '#web/kit/schema.ts'

/** An act as the server offers it 可办事项. */
export type ActRow = Readonly<{ id: string; zh: string; seen: boolean; clauses: readonly Citation[]; input: Schema }>

/** An act of one stream: open, or closed by the refusal it would meet, and whom it waits for; under which head, and whether it is to be done now. */
export type StreamAct = ActRow &
  Readonly<{
    open: boolean
    head?: string
    atHand: boolean
    refusal?: Readonly<{ code: string; zh: string; clauses: readonly Citation[] }>
    waits?: string
  }>

export type StreamActs = Readonly<{ stream: string; version: number; acts: readonly StreamAct[] }>

/** 办结回执 */
export type Granted = Readonly<{ stream: string; version: number }>
