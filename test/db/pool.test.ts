import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { typed } from '#db/pool'
import { reading, tx, within } from '#db/tx'
import { type Fresh, freshDatabase } from './template'

let db: Fresh
before(async () => {
  db = await freshDatabase()
})
after(() => db.drop())

const one = async (sql: string, values?: unknown[]) => (await db.app.query(sql, values)).rows[0]

describe('取值', () => {
  test('日是日，时刻是带毫秒的 UTC 时刻，大整数在可精确时是数', async () => {
    assert.deepEqual(
      await one(`select date '2026-11-21' as d, timestamptz '2026-11-21 10:03:04.5678+08' as t, timestamptz '2026-11-21 10:03:04+08' as s,
                 9007199254740991::bigint as n, 9007199254740993::bigint as big, '{"a":1}'::jsonb as j, array['甲','乙'] as words`),
      {
        d: '2026-11-21',
        t: '2026-11-21T02:03:04.567Z',
        s: '2026-11-21T02:03:04.000Z',
        n: 9007199254740991,
        big: 9007199254740993n,
        j: { a: 1 },
        words: ['甲', '乙'],
      },
    )
  })
  test('同一语句只解析一次', async () => {
    const { rows } = await tx(db.app, async (client) => {
      for (let i = 0; i < 3; i++) await client.query('select $1::integer + 41 as n', [i])
      return client.query(
        "select calls from (select generic_plans + custom_plans as calls from pg_prepared_statements where statement like '%+ 41 as n') s",
      )
    })
    assert.deepEqual(rows, [{ calls: 3 }])
  })
  test('Kysely 在池上和事务内均可用', async () => {
    const row = { agency: 'a', kind: 'case', id: '1', version: 0 }
    await within(db.app, 'a', (client) => typed(client).insertInto('stream_head').values(row).execute())
    assert.deepEqual(
      await reading(db.app, 'a', (client) => typed(client).selectFrom('stream_head').select(['id', 'version', 'leaf']).execute()),
      [{ id: '1', version: 0, leaf: null }],
    )
    assert.deepEqual(await typed(db.portal).selectFrom('pub.decision').selectAll().execute(), [])
  })
})

describe('事务', () => {
  const head = (id: string) => db.root.query("insert into stream_head (agency, kind, id, version) values ('tx', 'case', $1, 0)", [id])
  const count = async () => (await db.root.query("select count(*) as n from stream_head where agency = 'tx'")).rows[0].n

  test('出错即全部撤回，连接归还', async () => {
    for (let i = 0; i < 40; i++)
      await assert.rejects(
        within(db.app, 'tx', async (client) => {
          await client.query("insert into stream_head (agency, kind, id, version) values ('tx', 'case', 'x', 0)")
          throw new Error('no')
        }),
        /no/,
      )
    assert.equal(await count(), 0)
    assert.equal(db.app.idleCount, db.app.totalCount)
  })

  test('死锁的一方重来一次，两方都成', async () => {
    await head('1')
    await head('2')
    const raise = (client: { query: (sql: string, values: unknown[]) => unknown }, id: string) =>
      client.query("update stream_head set version = version + 1 where agency = 'tx' and id = $1", [id])
    let both = 0
    let open = () => {}
    const met = new Promise<void>((done) => {
      open = done
    })
    const crossing = (first: string, second: string) =>
      within(db.app, 'tx', async (client) => {
        await raise(client, first)
        both++
        if (both >= 2) open()
        await met
        await raise(client, second)
      })
    await Promise.all([crossing('1', '2'), crossing('2', '1')])
    assert.equal(both, 3)
    const { rows } = await db.root.query("select version from stream_head where agency = 'tx' order by id")
    assert.deepEqual(rows, [{ version: 2 }, { version: 2 }])
  })

  test('一直冲突的，三次后告知', async () => {
    let tries = 0
    await assert.rejects(
      tx(db.app, () => {
        tries++
        throw Object.assign(new Error('again'), { code: '40001' })
      }),
      /again/,
    )
    assert.equal(tries, 3)
  })

  test('连接中断的，换新的连接继续', async () => {
    await assert.rejects(
      tx(db.app, async (client) => {
        const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
        await db.migrator.query('select 1')
        await client.query('select pg_terminate_backend($1)', [rows[0]?.pid])
      }),
    )
    assert.equal((await one('select 1 as n')).n, 1)
  })
})
