import type { Citation } from '#law/clause'
import type { Day, Instant } from '#law/day'
import type { Column, RowFault } from '#register/intake'
import type { Entry } from '#register/kind'
import type { Paged } from '#web/desk/api.ts'

/** What the server answers of lists, as the desk reads it 清单与名录. */

export type ListField = Readonly<{
  id: string
  zh: string
  holds: string
  must: boolean
  inner: boolean
  choices?: readonly string[]
}>

export type ChangeLine = Readonly<{
  id: string
  list: string
  listZh: string
  state: string
  stateZh: string
  waitsFor: string | null
  mine: boolean
  why: string
  from: Day
  due: Day | null
  preparedBy: string
  preparedOn: Day
  releasedOn: Day | null
  entered: number
  struck: number
}>

export type ListsView = Readonly<{
  drafts: boolean
  lists: readonly Readonly<{
    id: string
    zh: string
    clauses: readonly Citation[]
    chain: readonly string[]
    releasedOn: Day | null
    waiting: number
  }>[]
  views: readonly Readonly<{ id: string; zh: string; by: string; clauses: readonly Citation[] }>[]
  outdated: readonly Readonly<{ list: string; listZh: string; key: string; name: string; why: string }>[]
  waiting: readonly ChangeLine[]
}>

export type ListView = Paged<Readonly<{ key: string; entry: Entry; from: Day; set: string }>> &
  Readonly<{
    id: string
    zh: string
    clauses: readonly Citation[]
    chain: readonly string[]
    drafts: boolean
    fields: readonly ListField[]
    required: readonly Readonly<{ id: string; clauses: readonly Citation[] }>[]
    q: string
    on: Day
    more: boolean
    changes: readonly ChangeLine[]
  }>

export type EntryView = Readonly<{
  key: string
  history: readonly Readonly<{ set: string; from: Day; at: Instant; entry: Entry | null }>[]
}>

type Told = Readonly<{ reason: string; by: string; on: Day }>

export type ChangeView = Readonly<{
  stream: string
  version: number
  id: string
  list: string
  listZh: string
  fields: readonly ListField[]
  state: string | null
  stateZh: string | null
  waitsFor: string | null
  from: Day
  changed: Day
  why: string
  due: Day | null
  preparedBy: string
  preparedOn: Day
  entered: number
  struck: number
  approvals: readonly Readonly<{ postZh: string; by: string; on: Day }>[]
  returned: Told | null
  withdrawn: Told | null
  released: Readonly<{ by: string; on: Day; examined?: Readonly<{ by: string; no: string; on: Day }>; lateReason?: string }> | null
  page: number
  pages: number
  unlike: Readonly<{ total: number; items: readonly Readonly<{ list: string; listZh: string; name: string; zh: string }>[] }>
  lines: readonly Readonly<{ key: string; entry: Entry | null; before: Entry | null }>[]
}>

/** A table as it was read 导入预览. */
export type ReadingView =
  | Readonly<{ read: false; zh: string; top: readonly (readonly string[])[] }>
  | Readonly<{
      read: true
      sheet: number
      headingRow: number
      columns: readonly Column[]
      entries: readonly Readonly<{ row: number; key: string; entry: Entry }>[]
      faults: readonly RowFault[]
      rows: number
      there: number
      top: readonly (readonly string[])[]
    }>
