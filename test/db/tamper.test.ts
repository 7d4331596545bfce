import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type pg from 'pg'
import { type Pool, scopeKey } from '#db/pool'
import { hash } from '#server/digest'
import { verify, verifyIn } from '#server/verify/verify'
import { root } from '../stories/telling'
import { byteFlip, dice, type Flip, flipsOf, make, names, noteFlips, type Table, tablesIn } from './flips'
import { guessable, livedLedger } from './lived'

const LONG = process.env.LONG === '1'
/** `SEED=7` does the same again. */
const seed = Number(process.env.SEED ?? (Math.random() * 2 ** 31) | 0)
const [FLIPS, BYTES, CLEAN] = LONG ? [Number.POSITIVE_INFINITY, 1_000, 50] : [24, 12, 3]

let lived: Awaited<ReturnType<typeof livedLedger>>
let tables: readonly Table[]
before(async () => {
  lived = await livedLedger()
  tables = await tablesIn(lived.db.root)
})
after(() => lived?.drop())

const asked = () => ({ root, full: true, scope: scopeKey(lived.db.secret.mingjing_app) })
const found = async (checkpoint?: string) => (await verify(lived.db.admin, { ...asked(), checkpoint })).findings.map(({ object }) => object)

/** What is found of a change that is made as who may do everything, behind triggers and foreign keys; then nothing of it ever was. */
async function meddled(change: (db: pg.PoolClient) => Promise<unknown>, checkpoint?: string): Promise<readonly string[]> {
  const pool: Pool = lived.db.root
  const db = await pool.connect()
  try {
    await db.query('begin; set local session_replication_role = replica')
    await change(db)
    return (await verifyIn(db, { ...asked(), checkpoint })).findings.map(({ object }) => object)
  } finally {
    await db.query('rollback')
    db.release()
  }
}

/** Which of the changes were not found, or found without naming what was changed. */
async function missed(flips: readonly Flip[]): Promise<readonly string[]> {
  const told: string[] = []
  for (const flip of flips) {
    const objects = await meddled((db) => make(db, flip))
    if (!names(objects, flip)) told.push(`${flip.how} ${flip.what}: ${objects.slice(0, 5).join('; ') || 'nothing'}`)
  }
  return told
}

/** What no one can see from the database alone 看不出的, and why that is so. */
const unseen = [
  {
    what: '少了一个检查点（分段末尾的除外）',
    why: '检查点是树在某一刻的签名，少一个，其余的仍然都成立；另存的那一份仍可核对',
    is: ({ how, what }: Flip) => how === 'deleted' && what.startsWith('log_checkpoint '),
  },
] as const

test('没有改动的，没有不符', async () => {
  for (let run = 0; run < CLEAN; run++) assert.deepEqual(await found(), [])
})

describe('改动看得出来，并且指名', () => {
  test('每张表的每一列、每一行：改、删、添、重、换', async (t) => {
    const random = dice(seed)
    const all = tables.flatMap((table) => flipsOf(table, random)).filter((flip) => !unseen.some(({ is }) => is(flip)))
    const hows = new Map<string, Flip[]>()
    for (const flip of random.shuffled(all)) hows.set(flip.how, [...(hows.get(flip.how) ?? []), flip])
    const each = Math.ceil(FLIPS / hows.size)
    const chosen = [...hows.values()].flatMap((flips) => flips.slice(0, each))
    t.diagnostic(`SEED=${seed}: ${chosen.length} of ${all.length} in ${tables.length} tables`)
    assert.deepEqual(await missed(chosen), [])
  })

  test('检查点的每一部分：来源、叶数、树根、空行、签名的名称、钥号、签名', async () => {
    const random = dice(seed + 1)
    const table = tables.find(({ name }) => name === 'log_checkpoint')
    assert.ok(table)
    const flips = noteFlips(table, random.one(table.rows))
    assert.deepEqual(await missed(LONG ? table.rows.flatMap((row) => noteFlips(table, row)) : random.shuffled(flips).slice(0, 8)), [])
  })

  test(`任意一个字节，共 ${BYTES} 处`, async () => {
    const random = dice(seed + 2)
    const flips = Array.from({ length: BYTES }, () => byteFlip(tables, random))
    assert.deepEqual(await missed(flips), [])
  })

  /** What is changed in the structure, and which object of it must be named. */
  const structure: readonly (readonly [string, string])[] = [
    ['alter table ledger_event disable trigger ledger_event_keeps', 'schema table ledger_event'],
    ['alter table ledger_event enable always trigger ledger_event_keeps', 'schema table ledger_event'],
    ['alter table log_shard disable trigger all', 'schema table log_shard'],
    ['drop trigger ledger_event_keeps on ledger_event', 'schema table ledger_event'],
    ['create rule keep as on delete to duty do instead nothing', 'schema table duty'],
    [
      'create or replace function ledger_event_keeps() returns trigger language plpgsql as $$ begin return new; end $$',
      'schema function public.ledger_event_keeps()',
    ],
    [
      `create or replace function scope() returns text language sql stable security definer begin atomic select 'yuanshan-wjw'; end`,
      'schema function public.scope()',
    ],
    ['alter function scope() owner to postgres', 'schema function public.scope()'],
    ['alter function scope() security invoker', 'schema function public.scope()'],
    ['grant execute on function keep_apart(regclass) to mingjing_app', 'schema function public.keep_apart(named regclass)'],
    ['create function public.sha256(text) returns bytea language sql as $$ select null::bytea $$', 'schema function public.sha256(text)'],
    ['alter policy own_agency on duty using (true)', 'schema table duty'],
    ['drop policy own_agency on decision', 'schema table decision'],
    ['create policy more on duty to mingjing_portal using (true)', 'schema table duty'],
    ['create policy less on duty as restrictive to mingjing_app using (false)', 'schema table duty'],
    ['alter table credential disable row level security', 'schema table credential'],
    ['alter table credential no force row level security', 'schema table credential'],
    ['grant update (leaf) on ledger_event to mingjing_app', 'schema table ledger_event'],
    ['grant select (payload) on ledger_event to mingjing_sequencer', 'schema table ledger_event'],
    ['grant delete on act_answer to mingjing_app', 'schema table act_answer'],
    ['grant select on officer to public', 'schema table officer'],
    ['revoke insert on ledger_event from mingjing_app', 'schema table ledger_event'],
    ['alter table pub.decision owner to postgres', 'schema table pub.decision'],
    ['alter schema pub owner to postgres', 'schema schema pub'],
    ['grant usage on schema public to mingjing_portal', 'schema schema public'],
    ['grant mingjing_migrator to mingjing_app', 'schema roles'],
    ['alter role mingjing_app bypassrls', 'schema roles'],
    ['alter role mingjing_app set session_replication_role = replica', 'schema roles'],
    ['alter table duty alter column zh drop not null', 'schema table duty'],
    ["alter table duty alter column zh set default ''", 'schema table duty'],
    ['alter table duty add column extra text', 'schema table duty'],
    ['alter table duty alter column zh type varchar(500)', 'schema table duty'],
    ['alter table log_tile drop constraint log_tile_pkey', 'schema table log_tile'],
    ['drop index duty_open', 'schema table duty'],
    ['alter table followup set unlogged', 'schema table followup'],
    ['create table aside () inherits (unit)', 'schema table unit'],
    ['create table stray (id integer)', 'schema table stray'],
    ['create view shown as select 1', 'schema table shown'],
    ["comment on table duty is ''", 'schema table duty'],
    [
      'create function told() returns event_trigger language plpgsql as $$ begin end $$; create event trigger told on ddl_command_end execute function told()',
      'schema event trigger told',
    ],
  ]
  test('库结构：触发器、规则、函数、策略、行级限制、授权、所有者、约束、索引', async () => {
    const random = dice(seed + 3)
    const silent: string[] = []
    for (const [change, object] of LONG ? structure : random.shuffled(structure).slice(0, 8)) {
      const objects = await meddled((db) => db.query(change))
      if (!objects.includes(object)) silent.push(`${change}: ${objects.join('; ')}`)
    }
    assert.deepEqual(silent, [])
  })

  test('改回以后，没有不符', async () => assert.deepEqual(await found(), []))
})

test('猜得出的请求（身份证号码），除载荷以外，哪里都没有它的摘要可以比对', () => {
  const said = hash({ ...guessable, stream: null, version: null })
  const cells = tables.flatMap(({ name, rows }) =>
    rows.flatMap((row) => Object.entries(row.cells).map(([column, text]) => ({ at: `${name} ${column}`, text }))),
  )
  const holding = cells.filter(({ text }) => text?.includes(said) || text?.includes(Buffer.from(said).toString('hex')))
  assert.deepEqual([...new Set(holding.map(({ at }) => at))], ['ledger_event payload'])
})

describe('看不出来的，如实说明', () => {
  test(`${unseen[0].what}：${unseen[0].why}`, async () => {
    const { rows } = await lived.db.root.query<{ shard: number; size: number; note: string }>(
      `select shard, size, note from log_checkpoint where log = 'ops' order by shard, size`,
    )
    const [first] = rows
    const last = rows.filter(({ shard }) => shard === first?.shard).at(-1)
    assert.ok(first && last && first !== last)
    const without = (size: number) => (db: pg.PoolClient) =>
      db.query(`delete from log_checkpoint where log = 'ops' and shard = 1 and size = $1`, [size])
    assert.deepEqual(await meddled(without(first.size)), [])
    assert.deepEqual(await meddled(without(first.size), first.note), [])
    assert.deepEqual(await meddled(without(last.size)), [`log_checkpoint ops/1/${last.size}`])
  })
})
