import assert from 'node:assert/strict'
import type pg from 'pg'
import type { Pool } from '#db/pool'

/** A table as the catalogue has it, with all its rows: what each column shows as text, and where the row stands. */
export type Table = Readonly<{ name: string; key: readonly string[]; columns: readonly Column[]; rows: readonly Row[] }>
type Column = Readonly<{ name: string; type: string; isNullable: boolean }>
type Row = Readonly<{ ctid: string; cells: Readonly<Record<string, string | null>> }>

/** Whose finding must be made: one of these rows, and of it one of these columns, where a column was changed. */
export type Named = Readonly<{ table: string; rows: readonly (readonly string[])[]; column?: string }>

/** Something done to the database behind the door 一处改动: as statements, tried until the constraints of the table let one pass. */
export type Flip = Readonly<{ how: string; what: string; tries: readonly string[]; named: readonly Named[] }>

/** Random numbers that a seed tells again (mulberry32). */
export function dice(seed: number) {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (n: number) => Math.floor(next() * n)
  const one = <T>(of: readonly T[]): T => of[below(of.length)] as T
  const shuffled = <T>(of: readonly T[]): readonly T[] =>
    of
      .map((each) => [next(), each] as const)
      .sort(([a], [b]) => a - b)
      .map(([, each]) => each)
  return { below, one, shuffled }
}
export type Dice = ReturnType<typeof dice>

/** Every table of ours, out of the catalogue: one that is added is tampered with, too. What the database tells from a row by itself can be no other. */
export async function tablesIn(root: Pool): Promise<readonly Table[]> {
  const { rows: found } = await root.query<{ name: string; key: string[]; columns: Column[] }>(
    `select case n.nspname when 'public' then '' else n.nspname || '.' end || c.relname as name,
       (select json_agg(a.attname order by a.attnum) from pg_attribute a where a.attrelid = c.oid and a.attnum = any(i.indkey)) as key,
       (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'isNullable', not a.attnotnull) order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_index i on i.indrelid = c.oid and i.indisprimary
     where n.nspname in ('public', 'pub') and c.relkind in ('r', 'p') order by n.nspname desc, c.relname`,
  )
  const tables: Table[] = []
  for (const { name, key, columns } of found) {
    const shown = columns.map((column) => `'${column.name}', ${column.name}::text`).join(', ')
    const { rows } = await root.query<Row>(
      `select ctid::text, json_build_object(${shown}) as cells from ${name} order by ${key.join(', ')}`,
    )
    tables.push({ name, key, columns, rows })
  }
  return tables
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
const keyOf = ({ key }: Table, { cells }: Row): readonly string[] => key.map((column) => String(cells[column]))
const at = ({ ctid }: Row): string => `ctid = ${quoted(ctid)}`

/** One character of a text made another. */
const altered = (text: string, n: number): string => `${text.slice(0, n)}${text[n] === 'A' ? 'B' : 'A'}${text.slice(n + 1)}`

/** A scalar somewhere in a value of JSON made another, or, in an empty one, something added. */
function alteredJson(value: unknown, { one }: Dice): unknown {
  if (Array.isArray(value))
    return value.length === 0
      ? ['x']
      : ((n) => value.map((each, m) => (m === n ? alteredJson(each, { one } as Dice) : each)))(one([...value.keys()]))
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value)
    const chosen = keys.length > 0 ? one(keys) : 'x'
    return { ...value, [chosen]: alteredJson((value as Record<string, unknown>)[chosen], { one } as Dice) }
  }
  return typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : `${value ?? ''}x`
}

/** Other values that a column of this type may hold, as SQL. */
function others({ type }: Column, held: string | null, dice: Dice): readonly string[] {
  if (held === null)
    return {
      text: ["'x'"],
      'text[]': ["'{x}'"],
      uuid: ['gen_random_uuid()'],
      integer: ['1'],
      bigint: ['1'],
      boolean: ['true'],
      date: ["'2026-01-01'"],
      'timestamp with time zone': ["'2026-01-01Z'"],
      bytea: ["sha256('x')"],
      jsonb: ["'{}'"],
    }[type] as readonly string[]
  switch (type) {
    case 'text':
      return [`${held}x`, altered(held, dice.below(Math.max(1, held.length))), ...(held === '' ? [] : [held.slice(1), ''])].map(quoted)
    case 'text[]':
      return [`${quoted(held)}::text[] || '{x}'`, held === '{}' ? "'{x}'" : `(${quoted(held)}::text[])[2:]`]
    case 'uuid':
      return [quoted(`${held.slice(0, -1)}${held.endsWith('0') ? '1' : '0'}`)]
    case 'integer':
    case 'bigint':
      return [String(Number(held) + 1), String(Number(held) - 1), String(Number(held) + 100_000)]
    case 'boolean':
      return [held === 'true' ? 'false' : 'true']
    case 'date':
      return [`${quoted(held)}::date + 1`, `${quoted(held)}::date - 1`]
    case 'timestamp with time zone':
      return ['1 microsecond', '1 millisecond', '-1 day'].map((step) => `${quoted(held)}::timestamptz + interval '${step}'`)
    case 'bytea': {
      const length = held.length / 2 - 1
      const bytes = [0, Math.floor(length / 2), length - 1].filter((byte) => byte >= 0)
      const flipped = [...new Set(bytes)].map((byte) => bitFlipped(held, byte, dice.below(8)))
      return [...flipped, `${quoted(held)}::bytea || '\\x00'`, `substr(${quoted(held)}::bytea, 2)`]
    }
    case 'jsonb':
      return [`${quoted(JSON.stringify(alteredJson(JSON.parse(held), dice)))}::jsonb`, "'null'::jsonb"]
    default:
      throw new RangeError(`no other value of ${type}`)
  }
}

const bitFlipped = (held: string, byte: number, bit: number): string =>
  `set_byte(${quoted(held)}::bytea, ${byte}, get_byte(${quoted(held)}::bytea, ${byte}) # ${1 << bit})`

const set = (table: Table, row: Row, column: string, value: string): string =>
  `update ${table.name} set ${column} = ${value} where ${at(row)}`

/** What is found of one row; where its key was changed, by the old one or by the new. */
const either = (table: Table, row: Row, moved?: string): Named => ({
  table: table.name,
  rows: [keyOf(table, row), ...(moved === undefined ? [] : [[moved.replace(/^'(.*)'$/, '$1')]])],
})

/** Each column of one row made another valid value, and null where it may be. */
function cellsOf(table: Table, row: Row, dice: Dice): readonly Flip[] {
  return table.columns.flatMap((column) => {
    const held = row.cells[column.name] ?? null
    const isKey = table.key.includes(column.name)
    const what = `${table.name} ${keyOf(table, row).join('/')} ${column.name}`
    const values = others(column, held, dice)
    const named = (value: string): Named => (isKey ? either(table, row, value) : { ...either(table, row), column: column.name })
    const flip = (how: string, value: string): Flip => ({
      ...{ how, what },
      tries: [set(table, row, column.name, value)],
      named: [named(value)],
    })
    return [
      ...values.map((value, n) => flip(held === null ? 'filled' : n === 0 ? 'changed' : 'changed otherwise', value)),
      ...(column.isNullable && held !== null ? [flip('emptied', 'null')] : []),
    ]
  })
}

/** The row gone; the row twice; a row like it under another key. */
function rowsOf(table: Table, row: Row, dice: Dice): readonly Flip[] {
  const what = `${table.name} ${keyOf(table, row).join('/')}`
  const names = table.columns.map(({ name }) => name)
  const copy = (replaced: string | undefined, value = '') =>
    `insert into ${table.name} (${names.join(', ')}) select ${names.map((name) => (name === replaced ? value : name)).join(', ')} from ${table.name} where ${at(row)}`
  const last = table.columns.filter(({ name }) => table.key.includes(name)).at(-1)
  assert.ok(last)
  const moved = others(last, row.cells[last.name] ?? null, dice)
  return [
    { how: 'deleted', what, tries: [`delete from ${table.name} where ${at(row)}`], named: [either(table, row)] },
    { how: 'twice', what, tries: [copy(undefined)], named: [either(table, row)] },
    { how: 'inserted', what, tries: moved.map((value) => copy(last.name, value)), named: [{ table: table.name, rows: [] }] },
  ]
}

/** Two rows that take each other's place: all that does not name them. */
function swapOf(table: Table, a: Row, b: Row): Flip | undefined {
  const rest = table.columns.map(({ name }) => name).filter((name) => !table.key.includes(name))
  if (rest.every((name) => a.cells[name] === b.cells[name])) return undefined
  const cast = (name: string, row: Row) => {
    const held = row.cells[name] ?? null
    return held === null ? 'null' : `${quoted(held)}::${table.columns.find((column) => column.name === name)?.type}`
  }
  const insert = (key: Row, body: Row) =>
    `insert into ${table.name} (${[...table.key, ...rest].join(', ')}) values (${[...table.key.map((name) => cast(name, key)), ...rest.map((name) => cast(name, body))].join(', ')})`
  return {
    how: 'swapped',
    what: `${table.name} ${keyOf(table, a).join('/')} and ${keyOf(table, b).join('/')}`,
    tries: [`delete from ${table.name} where ctid in (${quoted(a.ctid)}, ${quoted(b.ctid)}); ${insert(a, b)}; ${insert(b, a)}`],
    named: [either(table, a), either(table, b)],
  }
}

/** A row that no event made, in a table that has none. */
function madeUp(table: Table, dice: Dice): Flip {
  const values = table.columns.map((column) => (column.isNullable ? 'null' : others(column, null, dice)[0]))
  return {
    how: 'made up',
    what: table.name,
    tries: [`insert into ${table.name} (${table.columns.map(({ name }) => name).join(', ')}) values (${values.join(', ')})`],
    named: [{ table: table.name, rows: [] }],
  }
}

/** Every kind of change to a table: each column of one row, rows gone, twice, made up, swapped. */
export function flipsOf(table: Table, dice: Dice): readonly Flip[] {
  const { rows } = table
  if (rows.length === 0) return [madeUp(table, dice)]
  const [row, other] = [dice.one(rows), dice.one(rows)]
  const pairs = rows.flatMap((a, n) => rows.slice(n + 1).map((b) => [a, b] as const))
  const swap = dice.shuffled(pairs.slice(0, 500)).flatMap(([a, b]) => swapOf(table, a, b) ?? [])[0]
  return [...cellsOf(table, row, dice), ...rowsOf(table, other, dice), ...(swap ? [swap] : [])]
}

/** One bit of one byte of one column, or one letter of it. */
export function byteFlip(tables: readonly Table[], dice: Dice): Flip {
  for (;;) {
    const table = dice.one(tables)
    const column = dice.one(table.columns.filter(({ type }) => ['bytea', 'text', 'jsonb'].includes(type)))
    const row = table.rows.length > 0 ? dice.one(table.rows) : undefined
    const held = column && row?.cells[column.name]
    if (!column || !row || !held || held === '\\x') continue
    const value =
      column.type === 'bytea'
        ? bitFlipped(held, dice.below(held.length / 2 - 1), dice.below(8))
        : column.type === 'text'
          ? quoted(altered(held, dice.below(held.length)))
          : `${quoted(JSON.stringify(alteredJson(JSON.parse(held), dice)))}::jsonb`
    const named = table.key.includes(column.name) ? either(table, row, value) : { ...either(table, row), column: column.name }
    const what = `${table.name} ${keyOf(table, row).join('/')} ${column.name}`
    return { how: 'byte', what, tries: [set(table, row, column.name, value)], named: [named] }
  }
}

/** Each class of bytes of a checkpoint: first, middle and last of it made another; and lines that nobody signed. */
export function noteFlips(table: Table, row: Row): readonly Flip[] {
  const note = String(row.cells.note)
  const [origin = '', size = '', root = '', , signature = ''] = note.split('\n')
  const [dash = '', name = '', signed = ''] = signature.split(' ')
  let from = 0
  const part = (how: string, text: string) => {
    const start = note.indexOf(text, from)
    from = start + text.length
    return [how, start, text.length] as const
  }
  const parts = [
    part('origin', origin),
    part('size', size),
    part('hash', root),
    part('blank line', '\n\n'),
    part('header', `${dash} `),
    part('name', name),
    part('key id', signed.slice(0, 5)), // four bytes and what the fifth letter shares with the signature
    part('signature', signed.slice(5)),
    part('end', '\n'),
  ]
  const of = (how: string, value: string): Flip => ({
    how: `note: ${how}`,
    what: `${table.name} ${keyOf(table, row).join('/')} note`,
    tries: [set(table, row, 'note', quoted(value))],
    named: [{ ...either(table, row), column: 'note' }],
  })
  return [
    ...parts.flatMap(([how, start, length]) =>
      [...new Set([start, start + Math.floor(length / 2), start + length - 1])].map((n) => of(how, altered(note, n))),
    ),
    of('unknown line', `${note}— somebody AAAAAAAA\n`),
    of('unsigned line', note.replace('\n\n', '\nextra\n\n')),
    of('cut', note.slice(0, -1)),
  ]
}

const isRefused = (error: unknown): boolean => error instanceof Error && 'code' in error && String(error.code).startsWith('23')

/** Lifts what the table would refuse: who may do everything may do that, and the structure tells of it. */
async function loosen(db: pg.PoolClient, table: string): Promise<void> {
  const { rows } = await db.query<{ text: string }>(
    `select format('alter table %s drop constraint %I cascade', conrelid::regclass, conname) as text from pg_constraint
     where conrelid = $1::regclass and contype in ('c', 'p', 'u', 'f')`,
    [table],
  )
  for (const { text } of rows) await db.query(text)
}

/** Does it, within a transaction that its caller rolls back; the first way that the table lets pass, or the first once its constraints are gone. */
export async function make(db: pg.PoolClient, { tries, named }: Flip): Promise<void> {
  for (const isLoose of [false, true]) {
    if (isLoose) await loosen(db, named[0]?.table ?? '')
    for (const text of tries) {
      await db.query('savepoint tried')
      try {
        await db.query(text)
        return
      } catch (error) {
        if (!isRefused(error)) throw error
        await db.query('rollback to savepoint tried')
      }
    }
  }
  throw new Error(`no way to do it: ${tries.join('\n')}`)
}

/** Whether each row that had to be named is: its table, every part of its key, its column. */
export const names = (objects: readonly string[], { named }: Flip): boolean =>
  named.every(({ table, rows, column }) =>
    objects.some((object) => {
      const [of = '', ...rest] = object.split(' ')
      const said = rest.join(' ')
      // a row of the queue is nothing but a key: what is missing of it is its event
      const isTable = of === table || (table === 'ledger_pending' && ['ledger_event', 'pub_entry'].includes(of))
      const isRow =
        rows.length === 0 ||
        rows.some((key) => key.every((part) => (table === 'ledger_pending' && ['ops', 'pub'].includes(part)) || said.includes(part)))
      // a leaf is named whole: of its columns only the hash can be told from the others
      const isColumn = column === undefined || table === 'log_leaf' || ` ${said.replaceAll(',', '')} `.includes(` ${column} `)
      return isTable && isRow && isColumn
    }),
  )
