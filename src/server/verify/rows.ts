import { isDeepStrictEqual } from 'node:util'
import { type Report, rowObject } from '#server/verify/finding'
import type { Expected } from '#server/verify/replay'
import { type ColumnType, columnsOf, rowsOf, type Snapshot, selected } from '#server/verify/snapshot'

type Row = Readonly<Record<string, unknown>>

/** An instant as the server writes it in a session in UTC. */
const stamp = (instant: string): string =>
  instant.replace(/^(.{10})T(.{8})(?:\.(\d+))?Z$/, (_, day, time, part = '') => `${day} ${time}${`.${part}`.replace(/\.?0*$/, '')}+00`)

const hexOf = (value: unknown): string => (Buffer.isBuffer(value) ? value.toString('hex') : String(value).replace(/^\\x/, ''))

/** Whether a column holds what was to be in it, to the last bit that the platform reads. */
function isSame(type: ColumnType, expected: unknown, held: unknown): boolean {
  if (expected === undefined || expected === null) return held === null
  if (held === null) return false
  switch (type) {
    case 'timestamptz':
      return stamp(String(expected)) === held
    case 'bytea':
      return hexOf(expected) === hexOf(held)
    case 'jsonb':
      return isDeepStrictEqual(JSON.parse(JSON.stringify(expected)), JSON.parse(String(held)))
    case 'text[]':
      return isDeepStrictEqual(expected, held)
    case 'integer':
    case 'boolean':
      return expected === held
    default:
      return String(expected) === held
  }
}

const nameOf = (row: Row, key: readonly string[]): string => JSON.stringify(key.map((name) => row[name]))
const valuesOf = (row: Row, key: readonly string[]) => key.map((name) => row[name])

/** A follow-up is done when an act was granted under its id: the answers, which are compared themselves, tell when. */
async function settled(db: Snapshot, rows: readonly Expected[]): Promise<readonly Expected[]> {
  const keys = ['agency', 'id'].map((column) => rows.map(({ key }) => key[column]))
  const { rows: answers } = await db.query<{ agency: string; id: string; at: string }>(
    'select agency, id, at::text from act_answer where (agency, id) in (select * from unnest($1::text[], $2::uuid[]))',
    keys,
  )
  const at = new Map(answers.map(({ agency, id, at }) => [`${agency}/${id}`, at]))
  return rows.map((row) => ({ ...row, set: { ...row.set, done_at: at.get(`${row.key.agency}/${row.key.id}`) } }))
}

/** What names a row of a table that the events make no row of. */
async function primaryKey(db: Snapshot, table: string): Promise<readonly string[]> {
  const { rows } = await db.query<{ name: string }>(
    `select attname as name from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
     where i.indrelid = $1::regclass and i.indisprimary order by array_position(i.indkey::int2[], a.attnum)`,
    [table],
  )
  return rows.length > 0 ? rows.map(({ name }) => name) : [...columnsOf(table).keys()]
}

/** What stands in the tables against what the events make, both ways 双向比对. */
export function comparer(db: Snapshot, report: Report) {
  /** Which columns name a row, and how many rows of it were found in the table. */
  const seen = new Map<string, { key: readonly string[]; found: number }>()

  async function table(name: string, expected: readonly Expected[]): Promise<void> {
    const key = Object.keys(expected[0]?.key ?? {})
    const columns = columnsOf(name)
    const types = key.map((column) => columns.get(column))
    const { rows } = await db.query<Row>(
      `select ${selected(name, 't.')} from ${name} t
       join (select distinct * from unnest(${types.map((type, n) => `$${n + 1}::${type}[]`).join(', ')})) as k(${key.map((_, n) => `k${n}`).join(', ')})
         on ${key.map((column, n) => `t.${column} = k${n}`).join(' and ')}`,
      key.map((column) => expected.map((row) => row.key[column])),
    )
    const tally = seen.get(name) ?? { key, found: 0 }
    seen.set(name, { key, found: tally.found + rows.length })
    const held = new Map<string, Row>()
    for (const row of rows) {
      if (held.has(nameOf(row, key))) report(rowObject(name, valuesOf(row, key)), '同一行出现两次')
      held.set(nameOf(row, key), row)
    }
    for (const { key: named, set, vague } of expected) {
      const row = held.get(nameOf(named, key))
      if (vague) continue
      if (!row) report(rowObject(name, valuesOf(named, key)), '由事件应有这一行，表中没有')
      else
        for (const [column, type] of columns)
          if (!key.includes(column) && !isSame(type, set[column], row[column]))
            report(rowObject(name, valuesOf(named, key), column), '与由事件重算的不同')
    }
  }

  return {
    async compare(expected: readonly Expected[]): Promise<void> {
      const byTable = new Map<string, Expected[]>()
      for (const row of expected) {
        const rows = byTable.get(row.table)
        if (rows) rows.push(row)
        else byTable.set(row.table, [row])
      }
      for (const [name, rows] of byTable) await table(name, name === 'followup' ? await settled(db, rows) : rows)
    },

    /** Tables that hold rows which no event made; their keys are told by `strangers`. */
    async surplus(names: readonly string[]): Promise<readonly string[]> {
      const { rows } = await db.query<{ name: string; n: number }>(
        names.map((name) => `select '${name}' as name, count(*) as n from ${name}`).join(' union all '),
      )
      return rows.filter(({ name, n }) => n !== (seen.get(name)?.found ?? 0)).map(({ name }) => name)
    },

    /** Names the rows of a table that are not among the keys that the events make. */
    async strangers(name: string, made: ReadonlySet<string>): Promise<void> {
      const key = seen.get(name)?.key ?? (await primaryKey(db, name))
      for await (const row of rowsOf<Row>(db, `select ${key.join(', ')} from ${name}`))
        if (!made.has(nameOf(row, key))) report(rowObject(name, valuesOf(row, key)), '表中有这一行，没有事件作出它')
    },
  }
}
export type Comparer = ReturnType<typeof comparer>

/** The keys of rows, as `strangers` asks for them. */
export const keyOf = ({ key }: Expected): string => JSON.stringify(Object.values(key))
