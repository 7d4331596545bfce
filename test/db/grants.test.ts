import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Pool } from '#db/pool'
import { reading } from '#db/tx'
import { type Fresh, freshDatabase } from './template'

let db: Fresh
before(async () => {
  db = await freshDatabase()
  await db.root.query("insert into stream_head (agency, kind, id, version) values ('a', 'case', '1', 1)")
  await db.root.query(
    `insert into ledger_event (agency, kind, id, version, type, act, act_id, actor, at, payload, nonce, leaf, law)
     values ('a', 'case', '1', 1, 'case.reported', 'case.report', gen_random_uuid(), '1', now(), '\\x00', $1, '\\x00', '\\x00')`,
    [Buffer.alloc(32)],
  )
})
after(() => db.drop())

const denied = (pool: () => Pool, sql: string) => assert.rejects(pool().query(sql), { code: '42501' }, sql)

describe('账本只增不改', () => {
  const app = () => db.app
  test('平台可以写入和读取事件', async () =>
    assert.equal((await reading(db.app, 'a', (a) => a.query('select from ledger_event'))).rowCount, 1))
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

describe('入账者只写存证树', () => {
  const sequencer = () => db.sequencer
  test('可以读待入账的叶，删待入账的行，写树', async () => {
    await db.sequencer.query('select agency, kind, id, version, leaf, prev from ledger_event')
    await db.sequencer.query('select from log_head for update')
    await db.sequencer.query("delete from ledger_pending where log = 'ops'")
  })
  test('看不到事件的内容和盐', async () => {
    for (const column of ['payload', 'nonce', 'actor', '*']) await denied(sequencer, `select ${column} from ledger_event`)
  })
  test('不能改动、删除事件，不能写入待入账', async () => {
    await denied(sequencer, "update ledger_event set leaf = '\\x00'")
    await denied(sequencer, 'delete from ledger_event')
    await denied(sequencer, "insert into ledger_pending (agency, kind, id, version) values ('a', 'case', '1', 1)")
    await denied(sequencer, "update pub_entry set leaf = '\\x00'")
  })
  test('叶、检查点、分段写了就不能改；树的各表都不能删', async () => {
    await denied(sequencer, 'update log_leaf set index = 0')
    await denied(sequencer, "update log_checkpoint set note = ''")
    await denied(sequencer, "update log_shard set vkey = ''")
    for (const table of ['log_head', 'log_shard', 'log_leaf', 'log_tile', 'log_checkpoint']) {
      await denied(sequencer, `delete from ${table}`)
      await denied(sequencer, `truncate ${table}`)
    }
  })
  test('看不到其他各表', async () => {
    for (const table of ['officer', 'session', 'enforcement_case', 'act_answer', 'pub.decision'])
      await denied(sequencer, `select from ${table}`)
  })
  test('平台只能读树，不能写', async () => {
    for (const table of ['log_head', 'log_shard', 'log_leaf', 'log_tile', 'log_checkpoint']) {
      await db.app.query(`select from ${table}`)
      await denied(() => db.app, `insert into ${table} default values`)
    }
    await denied(() => db.app, "update log_head set frozen = ''")
    await denied(() => db.app, "update log_tile set bytes = '\\x00'")
  })
})

describe('到期销毁者只能清空内容和盐', () => {
  const disposer = () => db.disposer
  const where = "where agency = 'a' and kind = 'case' and id = '1' and version = 1"
  test('不能改写，不能只清一样，看不到内容', async () => {
    await denied(disposer, `update ledger_event set payload = '\\x01', nonce = decode(repeat('00', 32), 'hex') ${where}`)
    await assert.rejects(db.disposer.query(`update ledger_event set payload = null ${where}`), { code: '23514' })
    await denied(disposer, `update ledger_event set leaf = '\\x00' ${where}`)
    await denied(disposer, 'select payload from ledger_event')
    await denied(disposer, 'delete from ledger_event')
    await denied(disposer, 'select from officer')
  })
  test('一并清空，其余都在', async () => {
    await db.disposer.query(`update ledger_event set payload = null, nonce = null ${where}`)
    const { rows } = await db.root.query(`select payload, nonce, leaf, actor from ledger_event ${where}`)
    assert.deepEqual(rows, [{ payload: null, nonce: null, leaf: Buffer.of(0), actor: '1' }])
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
  test('日志只见公示日志', async () => {
    for (const table of ['log_head', 'log_shard', 'log_leaf', 'log_tile', 'log_checkpoint']) {
      assert.deepEqual((await db.portal.query(`select from ${table} where log <> 'pub'`)).rowCount, 0, table)
      await denied(portal, `update ${table} set log = 'ops'`)
    }
    assert.equal((await db.portal.query('select from log_head')).rowCount, 1)
    await denied(portal, "update pub_entry set leaf = '\\x00'")
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
