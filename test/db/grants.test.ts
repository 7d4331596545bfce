import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Pool } from '#db/pool'
import { type Fresh, freshDatabase } from './template'

let db: Fresh
before(async () => {
  db = await freshDatabase()
  await db.app.query("insert into stream_head (agency, kind, id, version) values ('a', 'case', '1', 1)")
  await db.app.query(
    `insert into ledger_event (agency, kind, id, version, type, act, act_id, actor, at, payload, nonce, leaf, law)
     values ('a', 'case', '1', 1, 'case.reported', 'case.report', gen_random_uuid(), '1', now(), '\\x00', $1, '\\x00', '\\x00')`,
    [Buffer.alloc(32)],
  )
})
after(() => db.drop())

const denied = (pool: () => Pool, sql: string) => assert.rejects(pool().query(sql), { code: '42501' }, sql)

describe('账本只增不改', () => {
  const app = () => db.app
  test('平台可以写入和读取事件', async () => assert.equal((await db.app.query('select from ledger_event')).rowCount, 1))
  test('平台不能改动事件', () => denied(app, "update ledger_event set actor = '2'"))
  test('平台不能删除事件', () => denied(app, 'delete from ledger_event'))
  test('平台不能清空事件', () => denied(app, 'truncate ledger_event'))
  test('平台不能改动答复', () => denied(app, "update act_answer set answer = '{}'"))
  test('平台不能停用账本的约束', () => denied(app, 'alter table ledger_event disable trigger all'))
  test('平台不能换成所有者', () => denied(app, 'set role mingjing_migrator'))
  test('平台不能给自己授权', async () => {
    await db.app.query('grant update on ledger_event to mingjing_app').catch(() => {})
    await denied(app, "update ledger_event set actor = '2'")
  })
  test('平台不能建表', () => denied(app, 'create table public.mine (id integer)'))
  test('各表均不能删除', async () => {
    const { rows } = await db.migrator.query<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ('public', 'pub') and c.relkind = 'r'`,
    )
    assert.ok(rows.length > 15)
    for (const { name } of rows) {
      await denied(app, `delete from ${name}`)
      await denied(app, `truncate ${name}`)
    }
  })
})

describe('公示平台只见公示内容', () => {
  const portal = () => db.portal
  test('可以读取公示的决定', async () => assert.equal((await db.portal.query('select from pub.decision')).rowCount, 0))
  test('不能读取内部各表', async () => {
    const { rows } = await db.migrator.query<{ name: string }>("select tablename as name from pg_tables where schemaname = 'public'")
    assert.ok(rows.length > 15)
    for (const { name } of rows) await denied(portal, `select from public.${name}`)
  })
  test('不能写入公示内容', async () => {
    await denied(portal, "insert into pub.agency values ('a', 'a', 'a', 'a', true, null, null, 1)")
    await denied(portal, "update pub.decision set party = ''")
    await denied(portal, 'delete from pub.decision')
  })
  test('不能建表，也不能建临时表', async () => {
    await denied(portal, 'create table pub.mine (id integer)')
    await denied(portal, 'create temporary table mine (id integer)')
  })
})

test('每张表都有说明', async () => {
  const { rows } = await db.migrator.query(
    `select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('public', 'pub') and c.relkind = 'r' and obj_description(c.oid, 'pg_class') is null`,
  )
  assert.deepEqual(rows, [])
})
