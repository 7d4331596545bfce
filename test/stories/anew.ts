import { folds } from '#acts/table'
import type { Event, Fold } from '#agency/act'
import type { StreamKind, StreamName } from '#agency/stream'
import type { Pool } from '#db/pool'
import { tables } from '#db/tables'
import { dayOf } from '#law/day'
import { nonceOf } from '#server/pubentry'
import { eventIn } from '#server/streams'

/** Tables of the ledger itself; every other holds rows that events made. */
const isLedger = (table: string) => /^(migration|scope_key|stream_head|ledger_|log_|pub_entry|act_answer|followup$)/.test(table)
const shown = Object.entries(tables).filter(([name]) => !isLedger(name)) as [string, Readonly<Record<string, string>>][]

type Row = Readonly<Record<string, unknown>>
/** Rows by table and key, in words that can be compared. */
export type Shown = ReadonlyMap<string, ReadonlyMap<string, Row>>

const plain = (value: unknown): unknown =>
  value === undefined ? null : Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : JSON.parse(JSON.stringify(value))

/** The rows as they stand in the database 现有的一览. */
export async function rowsHeld(pool: Pool, keys: Keys): Promise<Shown> {
  const all = await Promise.all(
    shown.map(async ([table, columns]) => {
      const names = Object.keys(columns)
      const { rows } = await pool.query<Row>(`select ${names.join(', ')} from ${table}`)
      return [table, new Map(rows.map((row) => [keyOf(table, row, keys), clean(names, row)]))] as const
    }),
  )
  return new Map(all)
}

/** Which columns name a row, learnt from the rows that the rooms ask for. */
export type Keys = ReadonlyMap<string, readonly string[]>

const clean = (names: readonly string[], row: Row): Row => Object.fromEntries(names.map((name) => [name, plain(row[name])]))
const keyOf = (table: string, row: Row, keys: Keys): string => JSON.stringify((keys.get(table) ?? []).map((name) => row[name]))

type Place = Readonly<{ agency: string; kind: StreamKind; id: string; version: number; post: string; at: string }>
type Kept = Place & Readonly<{ act_id: string; payload: Buffer; nonce: Buffer }>

/** Folds every event anew from nothing, and lays the rows as the door does 从事件重算一览. */
export async function rowsAnew(pool: Pool): Promise<{ rows: Shown; keys: Keys }> {
  const { rows: events } = await pool.query<Kept>(
    'select agency, kind, id, version, act_id, post, at, payload, nonce from ledger_event order by agency, kind, id, version',
  )
  const last = new Map<string, number>()
  for (const { agency, act_id, version } of events) last.set(`${agency}/${act_id}`, version)
  const keys = new Map<string, readonly string[]>()
  const laid = new Map<string, Map<string, Row>>(shown.map(([table]) => [table, new Map()]))
  let state: unknown
  for (const { agency, kind, id, version, act_id, post, at, payload, nonce } of events) {
    const fold = folds[kind] as unknown as Fold<unknown, Event>
    const event = eventIn(payload)
    state = fold.after(version === 1 ? fold.empty : state, event)
    const stream: StreamName = `${kind}:${id}`
    const proven = fold.entry?.(event)?.shown.table
    for (const { table, key, set, only } of fold.rows(state, event, { stream, version, agency, on: dayOf(at), post })) {
      const names = ['agency', ...Object.keys(key)]
      keys.set(table, names)
      const rows = laid.get(table)
      if (!rows) throw new RangeError(`no table ${table}`)
      const name = JSON.stringify([agency, ...Object.values(key)])
      const before = rows.get(name)
      if (only === 'update' && !before) continue
      const told = table === proven ? { nonce: nonceOf(nonce) } : {}
      const columns = Object.keys(shown.find(([known]) => known === table)?.[1] ?? {})
      rows.set(name, clean(columns, { ...before, agency, ...key, ...set, ...told, version: last.get(`${agency}/${act_id}`) }))
    }
  }
  return { rows: laid, keys }
}
