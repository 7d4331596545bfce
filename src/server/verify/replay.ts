import { findAct, folds } from '#acts/table'
import type { Event, Fold } from '#agency/act'
import { idOf, kindOf, type StreamName } from '#agency/stream'
import { dayOf } from '#law/day'
import { followsOf } from '#server/follow'
import { tell } from '#server/pubentry'
import { type Checked, instantOf } from '#server/verify/chain'
import { eventObject, type Report } from '#server/verify/finding'

/** A row that the events make 应有的行; of a `vague` one only its key is told, since an event behind it cannot be read. */
export type Expected = Readonly<{
  table: string
  key: Readonly<Record<string, unknown>>
  set: Readonly<Record<string, unknown>>
  vague: boolean
}>

/** The events of one act: they were written together. */
type Act = readonly [Checked, ...Checked[]]

const actsOf = (events: readonly Checked[]): readonly Act[] => {
  const acts: [Checked, ...Checked[]][] = []
  for (const event of events) {
    const held = acts.at(-1)
    if (held && held[0].kept.act_id === event.kept.act_id) held.push(event)
    else acts.push([event])
  }
  return acts
}

/** The head of a stream, as its last event makes it. */
export const headOf = ({ kept: { agency, kind, id, version }, hash }: Checked): Expected => ({
  table: 'stream_head',
  key: { agency, kind, id },
  set: { version, leaf: hash },
  vague: false,
})

/** The answer that was kept with an act: it says nothing that its events do not. */
function answerOf(act: Act): Expected {
  const [{ kept, stream }] = act
  const { version } = act.at(-1)?.kept ?? kept
  const answer = {
    stream,
    version,
    events: act.map(({ kept: { version, type } }) => ({ version, kind: type })),
    receipt: act.at(-1)?.hash.toString('hex'),
  }
  return {
    table: 'act_answer',
    key: { agency: kept.agency, id: kept.act_id },
    set: { actor: kept.actor, at: instantOf(kept.at), answer },
    vague: false,
  }
}

/** What must follow an act; when it was done, the answer under its id tells. */
function followupsOf(act: Act): readonly Expected[] {
  const [{ kept, stream }] = act
  const row = findAct(kept.act)
  const { version } = act.at(-1)?.kept ?? kept
  if (!row?.next) return []
  const events = act.flatMap(({ payload }) => (payload ? [payload.event] : []))
  const cause = { agency: kept.agency, stream, version, today: dayOf(instantOf(kept.at)) }
  return followsOf(row, events, cause).map(({ id, act, stream: to, input, due, after }) => ({
    table: 'followup',
    key: { agency: kept.agency, id },
    set: {
      ...{ act, kind: kindOf(to), stream: idOf(to), input, due, after },
      ...{ cause_kind: kindOf(stream), cause_id: idOf(stream), cause_version: version },
    },
    vague: false,
  }))
}

/** What the public log says of an event, made of the event's own nonce. */
const entryOf = ({ agency, kind, id, version }: Checked['kept'], leaf: Buffer): Expected => ({
  table: 'pub_entry',
  key: { agency, kind, id, version },
  set: { leaf },
  vague: false,
})

/** Folds one stream from nothing and tells every row that its events make: what is shown, the answers, the follow-ups 从事件重算. */
export function replay(events: readonly [Checked, ...Checked[]], report: Report): readonly Expected[] {
  const [{ kept: first, stream }] = events
  const fold = folds[first.kind] as unknown as Fold<unknown, Event> | undefined
  const rows = new Map<string, Expected>()
  const more: Expected[] = []
  let state: unknown = fold?.empty
  let vague = fold === undefined
  let due = 1
  const stop = ({ version }: Checked['kept'], what: string) => {
    report(eventObject(first.agency, stream, version), what)
    vague = true
  }
  if (!fold) report(eventObject(first.agency, stream as StreamName, first.version, 'kind'), '没有这一种事件流')
  for (const act of actsOf(events)) {
    const last = act.at(-1)?.kept.version ?? 0
    more.push(answerOf(act))
    if (!findAct(act[0].kept.act)) stop(act[0].kept, `没有 ${act[0].kept.act} 这一行为，无法重放`)
    if (act.some(({ payload }) => !payload) || act[0].kept.version !== due) vague = true
    try {
      more.push(...followupsOf(act).map((row) => ({ ...row, vague })))
      for (const { kept, payload } of act) {
        if (!payload || !fold) continue
        state = fold.after(state, payload.event)
        const at = instantOf(kept.at)
        const shown = fold.rows(state, payload.event, {
          ...{ stream, version: kept.version, agency: first.agency },
          ...{ on: dayOf(at), post: kept.post ?? '' },
        })
        const entry = fold.entry?.(payload.event)
        const told =
          entry && kept.nonce ? tell(first.agency, stream, { version: kept.version, nonce: kept.nonce }, entry, shown, at) : undefined
        if (told) more.push(entryOf(kept, told.entry.leaf))
        for (const change of told?.rows ?? shown) {
          const key = { agency: first.agency, ...change.key }
          const name = JSON.stringify([change.table, ...Object.values(key)])
          const before = rows.get(name)
          if (change.only === 'update' && !before) continue
          rows.set(name, { table: change.table, key, set: { ...before?.set, ...change.set, version: last }, vague })
        }
      }
    } catch (error) {
      if (!vague) stop(act[0].kept, `无法重放：${error instanceof Error ? error.message : String(error)}`)
    }
    due = last + 1
  }
  return [...rows.values(), ...more].map((row) => (vague && row.table !== 'act_answer' ? { ...row, vague } : row))
}
