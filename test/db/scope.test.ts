import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Client } from '#db/pool'
import { tables } from '#db/tables'
import { reading, tx, within } from '#db/tx'
import { FOLLOWUPS } from '#server/followups'
import { type Fresh, freshDatabase } from './template'

/** Two agencies that know nothing of each other; the words of each stand in every text of its rows. */
const [ours, theirs] = ['jia-wjw', 'yi-wjw']

let db: Fresh
let keyed: readonly string[]
before(async () => {
  db = await freshDatabase()
  const { rows } = await db.root.query<{ name: string }>(
    `select case n.nspname when 'public' then '' else n.nspname || '.' end || c.relname as name
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attname = 'agency' and not a.attisdropped
     where n.nspname in ('public', 'pub') and c.relkind in ('r', 'p') order by 1`,
  )
  keyed = rows.map(({ name }) => name)
  assert.ok(keyed.length >= 18)
  for (const agency of [ours, theirs]) for (const table of keyed) await put(db.root, table, agency)
})
after(() => db.drop())

/** A value of each kind of column. */
const some: Readonly<Record<string, string>> = {
  text: "'甲'",
  'text[]': "'{甲}'",
  uuid: 'gen_random_uuid()',
  integer: '1',
  boolean: 'false',
  date: "'2026-03-02'",
  timestamptz: "'2026-03-02T01:00:00Z'",
  bigint: '(random() * 1e15)::bigint',
  bytea: 'sha256(gen_random_uuid()::text::bytea)',
  jsonb: "'{}'",
}

/** One row of a table as its columns ask for it, made of what the catalogue says. */
function put(on: Pick<Client, 'query'>, table: string, agency: string): Promise<unknown> {
  const columns = Object.entries((tables as Readonly<Record<string, Readonly<Record<string, string>>>>)[table] ?? {})
  const given = columns.filter(([name, spec]) => name === 'agency' || !/ (null|default)$/.test(spec))
  const values = given.map(([name, spec]) => (name === 'agency' ? `'${agency}'` : some[spec]))
  const chained = table === 'ledger_event' ? { columns: ', prev', values: ', null' } : { columns: '', values: '' }
  return on.query(
    `insert into ${table} (${given.map(([name]) => name).join(', ')}${chained.columns}) values (${values.join(', ')}${chained.values})`,
  )
}

const agenciesIn = async (on: Pick<Client, 'query'>, table: string): Promise<readonly string[]> =>
  (await on.query<{ agency: string }>(`select distinct agency from ${table} order by agency`)).rows.map(({ agency }) => agency)

describe('各机关互不可见', () => {
  test('少写了条件的查询，各表都只见本机关', async () => {
    for (const table of keyed)
      for (const agency of [ours, theirs])
        assert.deepEqual(await reading(db.app, agency, (mine) => agenciesIn(mine, table)), [agency], table)
  })

  test('没有说明范围的，各表都一无所见', async () => {
    for (const table of keyed) {
      assert.deepEqual(await agenciesIn(db.app, table), [], table)
      assert.deepEqual(await reading(db.app, 'bing-wjw', (mine) => agenciesIn(mine, table)), [], table)
    }
  })

  test('指名要别的机关的，也没有', async () => {
    for (const table of keyed) {
      const { rowCount } = await reading(db.app, ours, (mine) => mine.query(`select from ${table} where agency = $1`, [theirs]))
      assert.equal(rowCount, 0, table)
    }
  })

  test('事务结束，范围即失效；同一连接上一次的范围不留给下一次', async () => {
    const client = (await db.app.connect()) as Client
    try {
      await client.query(`begin; ${client.scoped(ours)}`)
      assert.deepEqual(await agenciesIn(client, 'unit'), [ours])
      await client.query('commit')
      assert.deepEqual(await agenciesIn(client, 'unit'), [])
    } finally {
      client.release()
    }
  })

  test('不能写到别的机关名下，也不能把自己的改到别的机关名下', async () => {
    for (const table of keyed) {
      await assert.rejects(
        within(db.app, ours, (mine) => put(mine, table, 'ding-wjw')),
        { code: '42501' },
        table,
      )
      const updates = await db.root.query("select has_table_privilege('mingjing_app', $1, 'update') as may", [table])
      if (!updates.rows[0]?.may) continue
      const changed = await within(db.app, ours, (mine) => mine.query(`update ${table} set agency = agency where agency = $1`, [theirs]))
      assert.equal(changed.rowCount, 0, table)
      await assert.rejects(
        within(db.app, ours, (mine) => mine.query(`update ${table} set agency = 'ding-wjw'`)),
        { code: '42501' },
        table,
      )
    }
  })

  test('平台写入的表，唯一约束都含机关：别的机关占用了什么，撞不出来', async () => {
    const { rows } = await db.root.query<{ index: string; apart: boolean }>(
      `select i.indexrelid::regclass::text as index, k.attnum = any(i.indkey) as apart from pg_index i
       join pg_attribute k on k.attrelid = i.indrelid and k.attname = 'agency' join pg_class c on c.oid = i.indrelid
       join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ('public', 'pub') and i.indisunique and has_table_privilege('mingjing_app', c.oid, 'insert')`,
    )
    assert.ok(rows.length >= 18)
    for (const { index, apart } of rows) assert.ok(apart, index)
  })
})

describe('每张表都有墙', () => {
  const bare = () =>
    db.root.query<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ('public', 'pub') and c.relkind in ('r', 'p')
         and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'agency' and not a.attisdropped)
         and not (c.relrowsecurity and c.relforcerowsecurity and exists (select from pg_policy p where p.polrelid = c.oid))`,
    )
  test('按机关分的表都设了行级限制，对所有者也一样', async () =>
    assert.deepEqual((await bare()).rows, [], "在迁移中写明：select keep_apart('表名')"))

  test('新添一张表而没有设的，看得出来', async () => {
    await db.migrator.query('create table new_table (agency text not null, id text not null, primary key (agency, id))')
    assert.deepEqual((await bare()).rows, [{ name: 'new_table' }])
    await db.migrator.query('drop table new_table')
  })

  test('没有一个角色可以绕过', async () => {
    const { rows } = await db.root.query("select rolname from pg_roles where rolname like 'mingjing%' and (rolsuper or rolbypassrls)")
    assert.deepEqual(rows, [])
  })

  test('视图和函数不成为旁门：视图只有公示日志，平台自己不读；找案件、找清单条目的函数只见本机关', async () => {
    const { rows } = await db.root.query<{ name: string }>(
      `select p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ('public', 'pub') and p.prosecdef
       union all select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ('public', 'pub') and c.relkind in ('v', 'm') order by 1`,
    )
    const views = ['log_checkpoint', 'log_head', 'log_leaf', 'log_shard', 'log_tile', 'pub_entry']
    assert.deepEqual(
      rows.map(({ name }) => name),
      ['cases_bearing', 'entries_bearing', ...views, 'scope'],
    )
    await db.root.query("update enforcement_case set title = '甲'")
    await db.root.query(`update list_entry set list = 'items', from_on = '2026-01-01', body = '{"name": "甲"}'`)
    for (const asked of ["cases_bearing('甲', 9)", "entries_bearing('items', '2026-03-02', '{甲}', 9)"]) {
      const found = (client: Pick<Client, 'query'>) => client.query<{ n: number }>(`select count(*) as n from ${asked}`)
      assert.equal((await found(db.app)).rows[0]?.n, 0)
      for (const agency of [ours, theirs])
        assert.deepEqual(await reading(db.app, agency, async (mine) => (await found(mine)).rows[0]?.n), 1, agency)
    }
    for (const view of views) await assert.rejects(db.app.query(`select from pub.${view}`), { code: '42501' }, view)
  })
})

describe('范围须有签名', () => {
  const forged = (said: string) =>
    tx(db.app, async (client) => {
      await client.query("select set_config('mingjing.scope', $1, true)", [said])
      return agenciesIn(client, 'unit')
    })

  test('自己写一个范围，什么也看不到', async () => {
    for (const said of [ours, `${ours} `, `${ours} ${'0'.repeat(64)}`, '', ' ', `${FOLLOWUPS} x`])
      assert.deepEqual(await forged(said), [], said)
  })

  test('换上别的机关、别的连接的签名，也看不到', async () => {
    const seen = (client: Client) => client.query<{ said: string }>("select current_setting('mingjing.scope') as said")
    const mine = await within(db.app, ours, async (client) => {
      const { rows } = await seen(client)
      const said = String(rows[0]?.said)
      await client.query("select set_config('mingjing.scope', $1, true)", [said.replace(ours, theirs)])
      assert.deepEqual(await agenciesIn(client, 'unit'), [])
      const other = (await db.app.connect()) as Client
      await other.query("select set_config('mingjing.scope', $1, false)", [said])
      assert.deepEqual(await agenciesIn(other, 'unit'), [])
      other.release(true)
      return said
    })
    assert.match(mine, /^jia-wjw [0-9a-f]{64}$/)
  })

  test('平台的角色读不到签名的密钥', () => assert.rejects(db.app.query('select from scope_key'), { code: '42501' }))
})

describe('跨机关的只有写明的几处', () => {
  test('到期的后续办理：只见没有办的后续和没有办成的记录，别的一概不见，也不能改', async () => {
    await db.root.query("update followup set done_at = now() where agency = 'yi-wjw'")
    const seen = new Map([
      ['followup', [ours]],
      ['followup_failure', [ours, theirs]],
    ])
    for (const table of keyed)
      assert.deepEqual(await reading(db.app, FOLLOWUPS, (all) => agenciesIn(all, table)), seen.get(table) ?? [], table)
    const { rowCount } = await within(db.app, FOLLOWUPS, (all) => all.query('update followup set due = due'))
    assert.equal(rowCount, 0)
  })
  test('公示的内容：公示平台都看得到', async () => {
    for (const table of ['pub.agency', 'pub.decision']) assert.deepEqual(await agenciesIn(db.portal, table), [ours, theirs])
  })
})
