import { createHash } from 'node:crypto'
import { Kysely, PostgresDialect, type PostgresPool } from 'kysely'
import pg from 'pg'
import type { Address } from '#db/address'
import type { Database } from '#db/tables'

export type Pool = pg.Pool
export type Client = pg.PoolClient & Scoping
/** What a store function asks of: the pool, or the client of a transaction. */
export type Queryable = Pool | Client

/**
 * The roles of the database 数据库角色: owner of the tables; the platform; the sequencer that writes the log; the disposer that may empty events;
 * the portal that sees the published schema alone, where the public log stands under the names that it has inside.
 */
export const roles = ['mingjing_migrator', 'mingjing_app', 'mingjing_sequencer', 'mingjing_disposer', 'mingjing_portal'] as const
export type Role = (typeof roles)[number]

const INT8 = 20
const DATE = 1082
const TIMESTAMPTZ = 1184

/** int8 as a number as long as it is exact. */
const int8 = (text: string): number | bigint => {
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : BigInt(text)
}

/** `2026-11-21 02:03:04.5+00`, as a session in UTC tells it, as an instant with milliseconds. */
const instant = (text: string): string => {
  const told = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00$/.exec(text)
  if (!told) throw new RangeError(`a time outside the calendar or not in UTC: ${text}`)
  return `${told[1]}T${told[2]}.${(told[3] ?? '').padEnd(3, '0').slice(0, 3)}Z`
}

const parsers = new Map<number, (text: string) => unknown>([
  [INT8, int8],
  [DATE, (text) => text],
  [TIMESTAMPTZ, instant],
])

/** How values come out: days as `2026-11-21`, instants as ISO text with milliseconds, large integers as numbers. */
export const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : parsers.get(oid)) ??
    pg.types.getTypeParser(oid, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
}

const MOST_NAMES = 1000
const names = new Map<string, string>()

/** One name per text, so that a text is parsed and planned once per connection; a flood of texts is left unnamed. */
function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known || names.size >= MOST_NAMES) return known
  const name = createHash('sha256').update(text).digest('hex').slice(0, 32)
  names.set(text, name)
  return name
}

/** What a transaction is opened for 可见范围: an agency by its id, or a duty of the system across agencies. An id of an agency has no colon. */
export type Scope = string

interface Scoping {
  /**
   * The words that open this connection's rows of one scope to the statements of a transaction: signed for this connection, so that whoever
   * only smuggles SQL into a query names no other.
   */
  scoped(scope: Scope): string
}

/** The key of the signature, told from the password of the platform's role: whoever may connect knows it, a statement does not. */
export const scopeKey = (password: string): Buffer => createHash('sha256').update(`mingjing scope ${password}`).digest()

type Query = (this: pg.Client, text: unknown, values?: unknown, done?: unknown) => unknown
const plain = pg.Client.prototype.query as Query
const named: Query = function (text, values, done) {
  const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : undefined
  return name ? plain.call(this, { name, text, values }, done) : plain.call(this, text, values, done)
}

/** A client that prepares every text with values under its own name, and signs what its transactions are opened for. */
class NamedClient extends pg.Client implements Scoping {
  readonly #key: Buffer
  declare readonly processID: number
  constructor(config: pg.ClientConfig) {
    super(config)
    // between two owners nobody listens: a server that dies just then must not take the platform with it; the next statement says so
    this.on('error', () => {})
    this.#key = scopeKey(String(config.password))
  }
  scoped(scope: Scope): string {
    const signature = createHash('sha256').update(this.#key).update(`${scope} ${this.processID}`).update(this.#key).digest('hex')
    return `set local mingjing.scope = ${this.escapeLiteral(`${scope} ${signature}`)}`
  }
}
NamedClient.prototype.query = named as typeof pg.Client.prototype.query

/** Opens a pool of one role. A connection lost while idle is the pool's own affair: the next caller gets a new one. */
export function openPool(
  address: Address,
  role: Role,
  password: string,
  options: Readonly<{ max?: number; statementMs?: number }> = {},
): Pool {
  const pool = new pg.Pool({
    ...address,
    Client: NamedClient as unknown as new () => pg.ClientBase,
    user: role,
    password,
    max: options.max ?? 16,
    types,
    application_name: role,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    statement_timeout: options.statementMs ?? 30_000,
    idle_in_transaction_session_timeout: 60_000,
    options: `-c timezone=UTC${role === 'mingjing_portal' ? ' -c search_path=pub' : ''}`,
  })
  pool.on('error', () => {})
  return pool
}

const builders = new WeakMap<object, Kysely<Database>>()

/** Kysely over a pool or over the client of a transaction; what is built runs there. */
export function typed(on: Pool | Client): Kysely<Database> {
  const known = builders.get(on)
  if (known) return known
  const connection = { query: on.query.bind(on), release: () => {} }
  const connect = on instanceof pg.Pool ? () => on.connect() : () => Promise.resolve(connection)
  const made = new Kysely<Database>({ dialect: new PostgresDialect({ pool: { connect, end: () => Promise.resolve() } as PostgresPool }) })
  builders.set(on, made)
  return made
}
