import pg from 'pg'
import type { Admin } from '#db/address'
import { types } from '#db/pool'
import { tables } from '#db/tables'

/** One view of the whole database 快照, as its administrator sees it: what happens meanwhile is not in it. */
export type Snapshot = Pick<pg.Client, 'query'>

export type ColumnType = 'text' | 'text[]' | 'uuid' | 'integer' | 'boolean' | 'date' | 'timestamptz' | 'bytea' | 'jsonb'

/** Columns of a table with their types, as the program knows them. */
export function columnsOf(table: string): ReadonlyMap<string, ColumnType> {
  const known: Readonly<Record<string, Readonly<Record<string, string>>>> = tables
  const columns = known[table]
  if (!columns) throw new RangeError(`no table ${table}`)
  return new Map(Object.entries(columns).map(([name, spec]) => [name, spec.split(' ')[0] as ColumnType]))
}

/** Instants and JSON come as the text that the server has: finer than a millisecond, and a JSON null apart from none. */
export const selected = (table: string, of = ''): string =>
  [...columnsOf(table)]
    .map(([name, type]) => (type === 'timestamptz' || type === 'jsonb' ? `${of}${name}::text` : `${of}${name}`))
    .join(', ')

const AT_ONCE = 200

/** Rows of a query, a few hundred at a time, so that memory does not grow with the database; one at a time is open. */
export async function* rowsOf<R>(db: Snapshot, text: string): AsyncGenerator<R> {
  const [, , told] = (await db.query(
    `close all; declare told no scroll cursor for ${text}; fetch ${AT_ONCE} from told`,
  )) as unknown as readonly pg.QueryResult[]
  let rows: R[] = told?.rows ?? []
  while (rows.length > 0) {
    yield* rows
    rows = rows.length < AT_ONCE ? [] : (await db.query(`fetch ${AT_ONCE} from told`)).rows
  }
}

/** Reads everything in one snapshot, which can write nothing. @throws when the role given does not see every row */
export async function inSnapshot<T>({ address, user, password }: Admin, fn: (db: Snapshot) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    ...address,
    user,
    ...(password === undefined ? {} : { password }),
    types,
    application_name: 'mingjing verify',
    connectionTimeoutMillis: 10_000,
    options: '-c timezone=UTC -c datestyle=ISO -c row_security=off -c statement_timeout=0',
  })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    return await fn(client)
  } finally {
    await client.end()
  }
}
