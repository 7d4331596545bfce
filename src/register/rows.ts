import type { Fold, RowChange } from '#agency/act'
import { idOf } from '#agency/stream'
import { afterChange, type Change, type ChangeEvent, counted, noChange } from '#register/change'
import { openOf } from '#register/kind'
import { kindOf } from '#register/kinds'

/** 清单变更一览, and on release alone the lines of the list itself and what the public sees of them. Nothing is overwritten: a line stands under the change that brought it. */
export const changeFold: Fold<Change, ChangeEvent> = {
  empty: noChange,
  after: afterChange,
  rows(after, event, { stream }) {
    const id = idOf(stream)
    const { draft } = after
    if (!draft) return []
    const set = (state: string, next: string | null, more: Readonly<Record<string, unknown>> = {}): RowChange => ({
      table: 'list_set',
      key: { id },
      set: {
        ...{ list: draft.list, state, next_post: next, why: draft.why, from_on: draft.from, due: draft.term?.due ?? null },
        ...{ prepared_by: draft.by, prepared_on: draft.on, released_on: null },
        ...counted(draft),
        ...more,
      },
    })
    switch (event.kind) {
      case 'list.prepared':
        return [set('prepared', event.next)]
      case 'list.approved':
        return [event.next ? set('prepared', event.next) : set('approved', 'releaser')]
      case 'list.returned':
        return [set('returned', null)]
      case 'list.withdrawn':
        return [set('withdrawn', null)]
      case 'list.released': {
        const { body, from, at, on } = event
        const kind = kindOf(draft.list)
        const of = (key: string) => ({ list: draft.list, key, set_id: id })
        const when = { from_on: from, released_at: at }
        return [
          set('released', null, { from_on: from, released_on: on }),
          ...draft.lines.map(({ key, entry }) => ({ table: 'list_entry', key: of(key), set: { ...when, body: entry ?? null } })),
          {
            table: 'pub.list_set',
            key: { id },
            set: { list: draft.list, from_on: from, released_on: on, body },
          },
          ...draft.lines.map(({ key, entry }) => ({
            table: 'pub.list_entry',
            key: of(key),
            set: { ...when, body: entry ? openOf(kind, entry) : null },
          })),
        ]
      }
    }
  },
  entry: (event) =>
    event.kind === 'list.released'
      ? { type: event.kind, days: { from: event.from, releasedOn: event.on }, shown: { table: 'pub.list_set', column: 'body' } }
      : undefined,
}
