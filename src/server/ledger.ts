import type { Actor, Event, RowChange, RunningTerm } from '#agency/act'
import type { StreamName } from '#agency/stream'
import { idOf, kindOf } from '#agency/stream'
import type { Client } from '#db/pool'
import { tables } from '#db/tables'
import type { Day, Instant } from '#law/day'
import type { Digest } from '#law/digest'
import type { Term } from '#law/term'
import { commit, type Leaf, leafHash } from '#ledger/leaf'
import { randomBytes } from '#server/config'
import { canonical, sha256 } from '#server/digest'
import type { Follow } from '#server/follow'

/** An event made ready to be kept 待入账的事件: its bytes, its leaf, and the leaf hash that the next one names. */
export type Written = Readonly<{
  version: number
  event: Event
  payload: Buffer
  nonce: Uint8Array
  leaf: Buffer
  prev: Buffer | null
  hash: Buffer
}>

/** Who did it, by which act and request, when, having read what, under which law (absent only while the agency is being founded). */
export type By = Readonly<{
  act: string
  id: string
  actor: Actor
  now: Instant
  reads: Readonly<Record<string, number>>
  law: Digest | undefined
}>

const noLaw = '0'.repeat(64) as Digest

/** Payload bytes, nonce and leaf of each event, chained from the head; `said` is the digest of the request that the act was sent by. */
export function write(
  agency: string,
  stream: StreamName,
  head: Readonly<{ version: number; leaf: Buffer | null }>,
  events: readonly Event[],
  by: By,
  said: Digest,
): readonly Written[] {
  const written: Written[] = []
  for (const event of events) {
    const prev = written.at(-1)?.hash ?? head.leaf
    const version = head.version + written.length + 1
    const payload = canonical({ event, reads: by.reads, said, ...(by.actor.for ? { for: by.actor.for } : {}) })
    const nonce = randomBytes(32)
    const leaf: Leaf = {
      v: 1,
      type: event.kind,
      agency,
      stream,
      version,
      ...(prev ? { prev: prev.toString('hex') } : {}),
      act: by.act,
      request: by.id,
      actor: by.actor.id,
      post: by.actor.post,
      at: by.now,
      law: by.law ?? noLaw,
      c: Buffer.from(commit(nonce, payload, sha256)).toString('hex'),
    }
    const bytes = canonical(leaf)
    written.push({ version, event, payload, nonce, leaf: bytes, prev, hash: Buffer.from(leafHash(bytes, sha256)) })
  }
  return written
}

/** Events, pending rows, the new head and the kept answer, in one statement. */
export async function append(
  db: Client,
  agency: string,
  stream: StreamName,
  written: readonly Written[],
  by: By,
  answer: unknown,
): Promise<void> {
  const last = written.at(-1)
  await db.query(
    `with event as (
       insert into ledger_event (agency, kind, id, version, type, act, act_id, actor, post, at, payload, nonce, leaf, prev, law)
       select $1, $2, $3, version, type, $4, $5, $6, $7, $8, payload, nonce, leaf, prev, $9
       from unnest($10::int[], $11::text[], $12::bytea[], $13::bytea[], $14::bytea[], $15::bytea[]) as e(version, type, payload, nonce, leaf, prev)
     ), pending as (
       insert into ledger_pending (agency, kind, id, version) select $1, $2, $3, unnest($10::int[])
     ), head as (
       update stream_head set version = coalesce($16, version), leaf = coalesce($17, leaf) where agency = $1 and kind = $2 and id = $3
     )
     insert into act_answer (agency, id, actor, answer, at) values ($1, $5, $6, $18, $8)`,
    [
      agency,
      kindOf(stream),
      idOf(stream),
      by.act,
      by.id,
      by.actor.id,
      by.actor.post,
      by.now,
      Buffer.from(by.law ?? noLaw, 'hex'),
      written.map(({ version }) => version),
      written.map(({ event }) => event.kind),
      written.map(({ payload }) => payload),
      written.map(({ nonce }) => Buffer.from(nonce)),
      written.map(({ leaf }) => leaf),
      written.map(({ prev }) => prev),
      last?.version ?? null,
      last?.hash ?? null,
      JSON.stringify(answer),
    ],
  )
}

/** One act of many that was granted: what it wrote, and what follows. */
export type Done = Readonly<{
  id: string
  stream: StreamName
  version: number
  written: readonly Written[]
  by: By
  follows: readonly Follow[]
}>

/** What a granted act answers, told from what it wrote. */
export const answerOf = (stream: StreamName, written: readonly Written[], version: number) => ({
  stream,
  version,
  events: written.map(({ version, event }) => ({ version, kind: event.kind })),
  receipt: written.at(-1)?.hash.toString('hex') ?? null,
})

/** Bytes of many rows as one value, and where in it those of each row stand, counted from 1: nothing is told in hex, or read back from it. */
function packed(
  all: readonly (Uint8Array | null)[],
): readonly [bytes: Buffer, from: readonly (number | null)[], length: readonly (number | null)[]] {
  let end = 1
  const from = all.map((bytes) => {
    const begins = bytes && end
    end += bytes?.length ?? 0
    return begins
  })
  return [Buffer.concat(all.filter((bytes) => bytes !== null)), from, all.map((bytes) => bytes?.length ?? null)]
}

/** The same as `append` for acts of many streams, all of one kind, by one actor at one time: in four statements, however many. */
export async function appendMany(db: Client, agency: string, acts: readonly Done[]): Promise<void> {
  const [first] = acts
  if (!first) return
  const { act, actor, now, law } = first.by
  const kind = kindOf(first.stream)
  const events = acts.flatMap(({ written }) => written)
  /** Told once of each act, said for each of its events. */
  const each = (said: (act: Done) => string) => acts.flatMap((act) => Array<string>(act.written.length).fill(said(act)))
  const places = [each(({ stream }) => idOf(stream)), events.map(({ version }) => version)]
  await db.query(
    `insert into ledger_event (agency, kind, id, version, type, act, act_id, actor, post, at, payload, nonce, leaf, prev, law)
     select $1, $2, id, version, type, $3, act_id, $4, $5, $6, substring($12::bytea from p for pl), substring($15::bytea from n for nl),
       substring($18::bytea from l for ll), substring($21::bytea from r for rl), $7
     from unnest($8::text[], $9::int[], $10::text[], $11::uuid[], $13::int[], $14::int[], $16::int[], $17::int[], $19::int[], $20::int[], $22::int[], $23::int[])
       as e(id, version, type, act_id, p, pl, n, nl, l, ll, r, rl)`,
    [
      ...[agency, kind, act, actor.id, actor.post, now, Buffer.from(law ?? noLaw, 'hex')],
      ...places,
      events.map(({ event }) => event.kind),
      each(({ id }) => id),
      ...packed(events.map(({ payload }) => payload)),
      ...packed(events.map(({ nonce }) => nonce)),
      ...packed(events.map(({ leaf }) => leaf)),
      ...packed(events.map(({ prev }) => prev)),
    ],
  )
  await db.query('insert into ledger_pending (agency, kind, id, version) select $1, $2, * from unnest($3::text[], $4::int[])', [
    ...[agency, kind],
    ...places,
  ])
  await db.query(
    `update stream_head h set version = e.version, leaf = substring($5::bytea from l for ll)
     from unnest($3::text[], $4::int[], $6::int[], $7::int[]) as e(id, version, l, ll)
     where h.agency = $1 and h.kind = $2 and h.id = e.id`,
    [
      ...[agency, kind],
      acts.map(({ stream }) => idOf(stream)),
      acts.map(({ version }) => version),
      ...packed(acts.map(({ written }) => written.at(-1)?.hash ?? null)),
    ],
  )
  await db.query(
    `insert into act_answer (agency, id, actor, answer, at)
     select $1, id, $2, answer, $3 from json_to_recordset($4::json) as a(id uuid, answer jsonb)`,
    [
      ...[agency, actor.id, now],
      JSON.stringify(acts.map(({ id, stream, written, version }) => ({ id, answer: answerOf(stream, written, version) }))),
    ],
  )
}

/** Rows as JSON, a field for each column; told over and over, for which a spread takes three times as long. */
const columnsOf = <R extends RowChange>(rows: readonly R[], more: (row: R) => object): string =>
  JSON.stringify(rows.map((row) => Object.assign({}, row.key, row.set, more(row))))

/** Rows that are changed where they are, each under its own version; those of one table and shape in one statement. */
export async function putUpdates(db: Client, agency: string, rows: readonly (RowChange & Readonly<{ version: number }>)[]): Promise<void> {
  const alike = new Map<string, (RowChange & Readonly<{ version: number }>)[]>()
  for (const row of rows) {
    if (row.only !== 'update') throw new RangeError(`${row.table}: many at once change only what is there`)
    const shape = [row.table, ...Object.keys(row.key), '=', ...Object.keys(row.set)].join()
    const same = alike.get(shape)
    if (same) same.push(row)
    else alike.set(shape, [row])
  }
  for (const same of alike.values()) {
    const { table, key, set } = same[0] as RowChange
    const keys = Object.keys(key)
    const columns = [...Object.keys(set), 'version']
    await db.query(
      `update ${table} t set ${columns.map((column) => `${column} = e.${column}`).join(', ')}
       from json_populate_recordset(null::${table}, $2::json) e
       where t.agency = $1 and ${keys.map((column) => `t.${column} = e.${column}`).join(' and ')}`,
      [agency, columnsOf(same, ({ version }) => ({ version }))],
    )
  }
}

/** The digest of the request that an act was sent by, as its events keep it; none once their payload is gone. */
export async function findSaid(
  db: Client,
  agency: string,
  { stream, version }: Readonly<{ stream: StreamName; version: number }>,
): Promise<string | undefined> {
  const { rows } = await db.query<{ payload: Buffer | null }>(
    'select payload from ledger_event where agency = $1 and kind = $2 and id = $3 and version = $4',
    [agency, kindOf(stream), idOf(stream), version],
  )
  const payload = rows[0]?.payload
  return payload ? (JSON.parse(payload.toString('utf8')) as { said: string }).said : undefined
}

const isJson = (table: string, column: string): boolean => {
  const columns: Readonly<Record<string, Readonly<Record<string, string>>>> = tables
  return columns[table]?.[column]?.startsWith('jsonb') ?? false
}

/** Writes one row as a room asked for it: laid over what is there, or, with `only: 'update'`, only where it is. */
async function putRow(db: Client, agency: string, version: number, { table, key, set, only }: RowChange): Promise<void> {
  const keys = ['agency', ...Object.keys(key)]
  const columns = [...Object.keys(set), 'version']
  const values = [
    agency,
    ...Object.values(key),
    ...Object.entries(set).map(([column, value]) => (isJson(table, column) && value !== null ? JSON.stringify(value) : value)),
    version,
  ]
  const $ = (n: number) => `$${n + 1}`
  const assigned = columns.map((column, n) => `${column} = ${$(keys.length + n)}`).join(', ')
  const text =
    only === 'update'
      ? `update ${table} set ${assigned} where ${keys.map((column, n) => `${column} = ${$(n)}`).join(' and ')}`
      : `insert into ${table} (${[...keys, ...columns].join(', ')}) values (${values.map((_, n) => $(n)).join(', ')})
         on conflict (${keys.join(', ')}) do update set ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`
  await db.query(text, values)
}

/** From so many rows alike on they go in one statement: a list of ten thousand lines is one act. */
const MANY = 20

/** Rows that one statement can write: of one table and one shape, none of them named twice. */
function alike(rows: readonly RowChange[]): readonly (readonly RowChange[])[] {
  const runs: RowChange[][] = []
  let shape = ''
  let names = new Set<string>()
  for (const row of rows) {
    const own = row.only ? '' : [row.table, ...Object.keys(row.key), ...Object.keys(row.set)].join()
    const name = JSON.stringify(Object.values(row.key))
    if (own && own === shape && !names.has(name)) runs.at(-1)?.push(row)
    else {
      runs.push([row])
      names = new Set()
    }
    names.add(name)
    shape = own
  }
  return runs
}

/** Writes the rows in their order, many alike at once. */
export async function putRows(db: Client, agency: string, version: number, rows: readonly RowChange[]): Promise<void> {
  for (const run of alike(rows)) {
    const [{ table, key, set }] = run as [RowChange]
    if (run.length < MANY) for (const row of run) await putRow(db, agency, version, row)
    else {
      const keys = ['agency', ...Object.keys(key)]
      const columns = [...Object.keys(set), 'version']
      await db.query(
        `insert into ${table} (${[...keys, ...columns].join(', ')})
         select ${[...keys, ...columns].join(', ')} from json_populate_recordset(null::${table}, $1::json)
         on conflict (${keys.join(', ')}) do update set ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`,
        [columnsOf(run, () => ({ agency, version }))],
      )
    }
  }
}

/** How many of the agency's own rows have a day in a range: numbers are given from it, one after the other, without gaps. */
export async function count(
  db: Client,
  agency: string,
  {
    count: table,
    column,
    from,
    to,
    where = {},
  }: { count: string; column: string; from: Day; to: Day; where?: Readonly<Record<string, string>> },
): Promise<number> {
  const also = Object.keys(where).map((name, n) => ` and ${name} = $${n + 4}`)
  const { rows } = await db.query<{ n: number }>(
    `select count(*) as n from ${table} where agency = $1 and ${column} between $2 and $3${also.join('')}`,
    [agency, from, to, ...Object.values(where)],
  )
  return rows[0]?.n ?? 0
}

/** The open duties with a term: of one stream, or of all that are due from a day on 未了的期限. */
export async function runningTerms(
  db: Client,
  agency: string,
  { running, dueFrom }: { running: StreamName | 'all'; dueFrom?: Day },
): Promise<readonly RunningTerm[]> {
  const [kind, id] = running === 'all' ? [null, null] : [kindOf(running), idOf(running)]
  const { rows } = await db.query<{ kind: string; stream: string; key: string; term: Term }>(
    `select kind, stream, key, term from duty
     where agency = $1 and done_on is null and term is not null
       and ($2::text is null or (kind = $2 and stream = $3)) and ($4::date is null or due >= $4)
     order by kind, stream, key`,
    [agency, kind, id, dueFrom ?? null],
  )
  return rows.map(({ kind, stream, key, term }) => ({ stream: `${kind}:${stream}` as StreamName, duty: key, term }))
}

/** The same of many streams, by stream. */
export async function runningOfMany(
  db: Client,
  agency: string,
  streams: readonly StreamName[],
): Promise<ReadonlyMap<StreamName, readonly RunningTerm[]>> {
  const { rows } = await db.query<{ kind: string; stream: string; key: string; term: Term }>(
    `select kind, stream, key, term from duty
     where agency = $1 and done_on is null and term is not null and (kind, stream) in (select * from unnest($2::text[], $3::text[]))
     order by kind, stream, key`,
    [agency, streams.map(kindOf), streams.map(idOf)],
  )
  const found = new Map<StreamName, RunningTerm[]>()
  for (const { kind, stream, key, term } of rows) {
    const name = `${kind}:${stream}` as StreamName
    found.set(name, [...(found.get(name) ?? []), { stream: name, duty: key, term }])
  }
  return found
}

/** What follows an act, and the act it follows from: its stream, and the last version that it wrote. */
type Queued = Readonly<{ follows: readonly Follow[]; stream: StreamName; version: number }>

/** What must follow is queued 后续: all of it in one statement. */
export async function queueFollowups(db: Client, agency: string, causes: readonly Queued[]): Promise<void> {
  const all = causes.flatMap(({ follows, stream, version }) => follows.map((follow) => ({ ...follow, cause: { stream, version } })))
  if (all.length === 0) return
  await db.query(
    `insert into followup (agency, id, act, kind, stream, input, due, after, cause_kind, cause_id, cause_version)
     select $1, * from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::jsonb[], $7::date[], $8::timestamptz[], $9::text[], $10::text[], $11::int[])`,
    [
      agency,
      all.map(({ id }) => id),
      all.map(({ act }) => act),
      all.map(({ stream }) => kindOf(stream)),
      all.map(({ stream }) => idOf(stream)),
      all.map(({ input }) => JSON.stringify(input)),
      all.map(({ due }) => due),
      all.map(({ after }) => after ?? null),
      all.map(({ cause }) => kindOf(cause.stream)),
      all.map(({ cause }) => idOf(cause.stream)),
      all.map(({ cause }) => cause.version),
    ],
  )
}

/** The follow-ups whose ids these acts bear are done, in the acts' own transaction. */
export async function settleFollowups(db: Client, agency: string, ids: readonly string[], now: Instant): Promise<void> {
  await db.query('update followup set done_at = coalesce(done_at, $3) where agency = $1 and id = any($2::uuid[])', [agency, ids, now])
}
