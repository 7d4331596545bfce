import type { ColumnType, Generated } from 'kysely'

/**
 * Every table of the platform and its columns, in the order of the migrations; a test compares it with the catalogue. From it come the
 * types of Kysely, and the door learns which columns take JSON.
 */
export const tables = {
  migration: { number: 'integer', name: 'text', digest: 'bytea', at: 'timestamptz default' },
  stream_head: { agency: 'text', kind: 'text', id: 'text', version: 'integer', leaf: 'bytea null' },
  ledger_event: {
    agency: 'text',
    kind: 'text',
    id: 'text',
    version: 'integer',
    type: 'text',
    act: 'text',
    act_id: 'uuid',
    actor: 'text',
    post: 'text null',
    at: 'timestamptz',
    payload: 'bytea null',
    nonce: 'bytea null',
    leaf: 'bytea',
    prev: 'bytea null',
    law: 'bytea',
  },
  ledger_pending: { agency: 'text', kind: 'text', id: 'text', version: 'integer', log: 'text default' },
  act_answer: { agency: 'text', id: 'uuid', actor: 'text', request: 'bytea', answer: 'jsonb', at: 'timestamptz' },
  followup: {
    agency: 'text',
    id: 'uuid',
    act: 'text',
    kind: 'text',
    stream: 'text',
    input: 'jsonb',
    due: 'date',
    cause_kind: 'text',
    cause_id: 'text',
    cause_version: 'integer',
    done_at: 'timestamptz null',
    attempts: 'integer default',
    last_refusal: 'jsonb null',
    after: 'timestamptz null',
  },
  agency: {
    agency: 'text',
    name: 'text',
    short_name: 'text',
    field: 'text',
    pack: 'text',
    demo: 'boolean',
    phone: 'text null',
    address: 'text null',
    version: 'integer',
    level: 'text null',
    superior: 'text null',
  },
  unit: { agency: 'text', id: 'text', name: 'text', version: 'integer', use: 'text null', closed_on: 'date null' },
  officer: {
    agency: 'text',
    id: 'text',
    name: 'text',
    unit: 'text',
    posts: 'text[]',
    certificate_no: 'text null',
    certificate_from: 'date null',
    certificate_to: 'date null',
    qualified: 'boolean',
    reviewing_since: 'date null',
    version: 'integer',
    person: 'text',
    terms: 'jsonb',
    qualification_no: 'text null',
    body: 'text null',
    left_on: 'date null',
  },
  credential: { agency: 'text', officer: 'text', hash: 'text', version: 'integer' },
  session: {
    agency: 'text',
    id: 'text',
    officer: 'text',
    token: 'bytea',
    idle_until: 'timestamptz',
    until: 'timestamptz',
    closed: 'boolean',
    version: 'integer',
    epoch: 'integer',
  },
  account: { agency: 'text', officer: 'text', epoch: 'integer', disabled: 'boolean', version: 'integer' },
  delegation: {
    agency: 'text',
    no: 'integer',
    principal: 'text',
    delegate: 'text',
    post: 'text',
    from_on: 'date',
    to_on: 'date',
    reason: 'text',
    version: 'integer',
  },
  entrusted: {
    agency: 'text',
    id: 'text',
    name: 'text',
    letter_no: 'text',
    matters: 'text[]',
    powers: 'text',
    from_on: 'date',
    to_on: 'date',
    published_on: 'date',
    published_at: 'text',
    version: 'integer',
  },
  register_entry: { agency: 'text', key: 'text', family: 'text', rows: 'jsonb', version: 'integer' },
  enforcement_case: {
    agency: 'text',
    id: 'text',
    title: 'text',
    cause: 'text',
    party_name: 'text',
    party_type: 'text',
    phase: 'text',
    phase_zh: 'text',
    case_no: 'text null',
    handlers: 'text[]',
    reported_on: 'date',
    filed_on: 'date null',
    decided_on: 'date null',
    served_on: 'date null',
    document_no: 'text null',
    version: 'integer',
  },
  duty: {
    agency: 'text',
    kind: 'text',
    stream: 'text',
    key: 'text',
    zh: 'text',
    matter_id: 'text',
    matter_zh: 'text',
    act: 'text',
    post: 'text null',
    officer: 'text null',
    started_on: 'date',
    due: 'date null',
    provisional: 'boolean',
    term: 'jsonb null',
    clauses: 'text[]',
    done_on: 'date null',
    version: 'integer',
  },
  decision: {
    agency: 'text',
    case_id: 'text',
    document_no: 'text',
    party_name: 'text',
    cause: 'text',
    outcome_zh: 'text',
    decided_on: 'date',
    bundle: 'text',
    version: 'integer',
  },
  publication: {
    agency: 'text',
    id: 'text',
    case_id: 'text',
    document_no: 'text',
    title: 'text',
    state: 'text',
    due: 'date',
    released_on: 'date null',
    nth: 'integer null',
    version: 'integer',
  },
  supervision_entry: {
    agency: 'text',
    id: 'text',
    version: 'integer',
    at: 'timestamptz',
    officer: 'text',
    act: 'text',
    stream: 'text',
    code: 'text',
    zh: 'text',
    clauses: 'text[]',
  },
  'pub.agency': {
    agency: 'text',
    name: 'text',
    short_name: 'text',
    field: 'text',
    demo: 'boolean',
    phone: 'text null',
    address: 'text null',
    version: 'integer',
  },
  'pub.decision': {
    agency: 'text',
    id: 'text',
    document_no: 'text',
    title: 'text',
    party: 'text',
    outcome: 'text',
    decided_on: 'date',
    published_on: 'date',
    due: 'date',
    nth: 'integer',
    body: 'jsonb',
    version: 'integer',
    nonce: 'bytea null',
  },
  log_head: { log: 'text', shard: 'integer', size: 'bigint', root: 'bytea', frozen: 'text null' },
  log_shard: { log: 'text', shard: 'integer', origin: 'text', vkey: 'text', begun_at: 'timestamptz', opening: 'bytea null' },
  log_leaf: {
    log: 'text',
    shard: 'integer',
    index: 'bigint',
    agency: 'text',
    kind: 'text',
    id: 'text',
    version: 'integer',
    leaf_hash: 'bytea',
  },
  log_tile: { log: 'text', shard: 'integer', level: 'integer', index: 'bigint', width: 'integer', bytes: 'bytea' },
  log_checkpoint: { log: 'text', shard: 'integer', size: 'bigint', root: 'bytea', note: 'text', at: 'timestamptz' },
  pub_entry: { agency: 'text', kind: 'text', id: 'text', version: 'integer', leaf: 'bytea' },
  scope_key: { one: 'boolean default', key: 'bytea' },
  own_paper: {
    agency: 'text',
    case_id: 'text',
    no: 'integer',
    kind: 'text',
    zh: 'text',
    document_no: 'text',
    made_on: 'date',
    version: 'integer',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, `${keyof Value}${'' | ' null' | ' default'}`>>>>

/** What a column's type is in the program. JSON goes in as text and comes out parsed. */
interface Value {
  text: string
  'text[]': string[]
  uuid: string
  integer: number
  bigint: number
  boolean: boolean
  date: string
  timestamptz: string
  bytea: Uint8Array
  jsonb: ColumnType<unknown, string, string>
}

type Column<Spec extends string> = Spec extends `${infer T extends keyof Value & string} null`
  ? T extends 'jsonb'
    ? ColumnType<unknown, string | null, string | null>
    : Value[T] | null
  : Spec extends `${infer T extends keyof Value & string} default`
    ? Generated<Value[T]>
    : Spec extends keyof Value
      ? Value[Spec]
      : never

export type TableName = keyof typeof tables

/** The tables as Kysely sees them. */
export type Database = { [T in TableName]: { [C in keyof (typeof tables)[T]]: Column<(typeof tables)[T][C] & string> } }
