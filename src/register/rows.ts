import type { Fold, RowChange } from '#agency/act'
import { type Duty, done, duty } from '#agency/duty'
import { reckonedRow } from '#agency/reckon'
import { idOf } from '#agency/stream'
import type { Clauses } from '#law/clause'
import type { Day } from '#law/day'
import { afterChange, type Change, type ChangeEvent, counted, noChange } from '#register/change'
import { openOf } from '#register/kind'
import { kindOf } from '#register/kinds'

/** Whose turn it is with a change of a list 轮到谁办. */
const turns = { prepare: '重新拟清单变更', approve: '审批清单变更', release: '发布清单变更' } as const
type Turn = keyof typeof turns

/** 清单变更一览, whose turn it is, and on release alone the lines of the list itself and what the public sees of them. Nothing is overwritten: a line stands under the change that brought it. */
export const changeFold: Fold<Change, ChangeEvent> = {
  empty: noChange,
  after: afterChange,
  rows(after, event, { stream }) {
    const id = idOf(stream)
    if (event.kind === 'change.reckoned')
      return [{ table: 'list_set', key: { id }, set: { due: event.term.due }, only: 'update' }, reckonedRow(stream, event)]
    const { draft } = after
    if (!draft) return []
    const { term, updating, list } = draft
    const own: Clauses = term?.clauses ?? kindOf(list).clauses
    const turn = (key: Turn, startedOn: Day, who: Pick<Duty, 'post' | 'officer'>): RowChange =>
      duty(stream, {
        ...{ key, zh: `${turns[key]}${updating ? `（${updating.zh}）` : ''}`, act: `list.${key}`, startedOn, ...who },
        matter: { id, zh: `${kindOf(list).zh}：${draft.why}` },
        clauses: [...own, ...(updating?.clauses ?? []).filter((id) => !own.includes(id))],
        ...(term ? { term } : {}),
      })
    const over = (on: Day, ...keys: Turn[]): readonly RowChange[] => keys.map((key) => done(stream, key, on))
    const set = (state: string, next: string | null, more: Readonly<Record<string, unknown>> = {}): RowChange => ({
      table: 'list_set',
      key: { id },
      set: {
        ...{ list: draft.list, state, next_post: next, why: draft.why, from_on: draft.from, due: term?.due ?? null },
        ...{ prepared_by: draft.by, prepared_on: draft.on, released_on: null },
        ...counted(draft),
        ...more,
      },
    })
    switch (event.kind) {
      case 'list.prepared':
        return [set('prepared', event.next), ...over(event.on, 'prepare'), turn('approve', event.on, { post: event.next })]
      case 'list.approved':
        return event.next
          ? [set('prepared', event.next), turn('approve', event.on, { post: event.next })]
          : [set('approved', 'releaser'), ...over(event.on, 'approve'), turn('release', event.on, { post: 'releaser' })]
      case 'list.returned':
        return [set('returned', null), ...over(event.on, 'approve'), turn('prepare', event.on, { officer: draft.by })]
      case 'list.withdrawn':
        return [set('withdrawn', null), ...over(event.on, 'prepare', 'approve', 'release')]
      case 'list.released': {
        const { body, from, at, on } = event
        const kind = kindOf(draft.list)
        const of = (key: string) => ({ list: draft.list, key, set_id: id })
        const when = { from_on: from, released_at: at }
        const own: readonly RowChange[] = [
          set('released', null, { from_on: from, released_on: on }),
          ...over(on, 'release'),
          ...draft.lines.map(({ key, entry }) => ({ table: 'list_entry', key: of(key), set: { ...when, body: entry ?? null } })),
        ]
        if (kind.inner) return own
        return [
          ...own,
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
    event.kind === 'list.released' && !kindOf(event.body.list).inner
      ? { type: event.kind, days: { from: event.from, releasedOn: event.on }, shown: { table: 'pub.list_set', column: 'body' } }
      : undefined,
}
