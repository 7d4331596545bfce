import type { RowChange } from '#agency/act'
import type { Post } from '#agency/post'
import type { StreamName } from '#agency/stream'
import { idOf, kindOf } from '#agency/stream'
import type { Clauses } from '#law/clause'
import type { Day } from '#law/day'
import type { Term } from '#law/term'

/** A thing someone has to do 待办, with its day where the law sets one. */
export type Duty = Readonly<{
  key: string
  zh: string
  matter: Readonly<{ id: string; zh: string }>
  act: string
  /** Whose turn: a post of the agency, one officer, or neither = the party 当事人. */
  post?: Post
  officer?: string
  startedOn: Day
  term?: Term
  clauses: Clauses
}>

export const duty = (stream: StreamName, d: Duty): RowChange => ({
  table: 'duty',
  key: { kind: kindOf(stream), stream: idOf(stream), key: d.key },
  set: {
    zh: d.zh,
    matter_id: d.matter.id,
    matter_zh: d.matter.zh,
    act: d.act,
    post: d.post ?? null,
    officer: d.officer ?? null,
    started_on: d.startedOn,
    due: d.term?.due ?? null,
    provisional: d.term?.provisional ?? false,
    term: d.term ?? null,
    clauses: d.clauses,
    done_on: null,
  },
})

export const done = (stream: StreamName, key: string, on: Day): RowChange => ({
  table: 'duty',
  key: { kind: kindOf(stream), stream: idOf(stream), key },
  set: { done_on: on },
  only: 'update',
})
