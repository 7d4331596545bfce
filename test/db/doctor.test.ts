import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { launch } from '#db/launcher'
import { calendarCheck, databaseChecks, followupCheck } from '#server/checks'
import { mingjing } from './mingjing'
import { type Fresh, freshDatabase, startServer } from './template'

let db: Fresh
const dir = mkdtempSync(join(tmpdir(), 'mingjing-doctor-'))
before(async () => {
  db = await freshDatabase()
})
after(async () => {
  await db.drop()
  rmSync(dir, { recursive: true, force: true })
})

type Told = { ok: boolean; checks: { id: string; state: string; found: string; mend?: string }[] }
const states = ({ checks }: Told) => Object.fromEntries(checks.map(({ id, state }) => [id, state]))

describe('自检', () => {
  test('自己启动的数据库全部符合，退出码 0', async () => {
    const { code, out } = await mingjing(['doctor', '--json', '--data', dir])
    const told: Told = JSON.parse(out)
    const { disk, calendar, ...rest } = states(told)
    assert.deepEqual(rest, {
      node: 'ok',
      packs: 'ok',
      fonts: 'ok',
      postgres: 'ok',
      encoding: 'ok',
      fsync: 'ok',
      full_page_writes: 'ok',
      synchronous_commit: 'ok',
      data_checksums: 'ok',
      isolation: 'ok',
      followups: 'ok',
      log: 'ok',
      clock: 'ok',
    })
    assert.equal(told.ok, disk !== 'fail' && calendar !== 'fail')
    assert.equal(code, told.ok ? 0 : 1)
  })

  test('多次没有办成的后续，自检时说明是什么', async () => {
    assert.equal((await followupCheck(db.app)).state, 'ok')
    await db.root.query(
      `with due as (
         insert into followup (agency, id, act, kind, stream, input, due, cause_kind, cause_id, cause_version)
         values ('a', gen_random_uuid(), 'publication.open', 'publication', '1', '{}', '2026-01-01', 'case', '1', 1) returning id, act, stream
       )
       insert into followup_failure (agency, id, version, at, followup, act, stream, how, zh)
       select 'a', '2026-' || n, n, now(), id, act, stream, 'refused', '不予办理' from due, generate_series(1, 20) n`,
    )
    const { state, found, mend } = await followupCheck(db.app)
    assert.deepEqual([state, found], ['warn', '1 件多次没有办成：publication.open'])
    assert.match(String(mend), /followup_failure/)
  })

  test('平台正在运行的，借用它的数据库，并不停止它', async () => {
    const server = await launch({ dir })
    const { out } = await mingjing(['doctor', '--json', '--data', dir])
    assert.equal(states(JSON.parse(out)).fsync, 'ok')
    process.kill(server.pid, 0)
    await server.stop()
  })

  test('DATABASE_URL 所指的数据库不落盘的，不予通过，逐项说明如何改', async () => {
    const { server, stop } = await startServer()
    try {
      const env = { DATABASE_URL: `postgresql://postgres:${server.secret.postgres}@127.0.0.1:${server.address.port}/postgres` }
      for (const data of [join(dir, 'one'), join(dir, 'another')]) {
        const { code, out } = await mingjing(['doctor', '--json', '--data', data], env)
        const told: Told = JSON.parse(out)
        assert.deepEqual([code, told.ok], [1, false])
        const failing = told.checks.filter(({ state }) => state === 'fail')
        assert.deepEqual(
          failing.map(({ id }) => id).filter((id) => id !== 'disk'),
          ['fsync', 'full_page_writes'],
        )
        assert.ok(failing.every(({ mend }) => mend))
      }
    } finally {
      await stop()
    }
  })

  test('测试用的服务器关闭了落盘，看得出来', async () => {
    const found = Object.fromEntries((await databaseChecks(db.app)).map(({ id, state }) => [id, state]))
    assert.deepEqual([found.fsync, found.full_page_writes, found.synchronous_commit], ['fail', 'fail', 'ok'])
  })

  test('提交不等落盘的，看得出来', async () => {
    const client = await db.app.connect()
    try {
      await client.query('set synchronous_commit = off')
      const found = await databaseChecks({ query: client.query.bind(client) } as typeof db.app)
      assert.equal(found.find(({ id }) => id === 'synchronous_commit')?.state, 'fail')
    } finally {
      client.release(true)
    }
  })

  test('放假安排：今年未知不予通过，年末明年未知则提醒', () => {
    assert.equal(calendarCheck([2025, 2026], '2026-11-21').state, 'ok')
    assert.equal(calendarCheck([2025, 2026], '2026-12-01').state, 'warn')
    assert.equal(calendarCheck([2025, 2026, 2027], '2026-12-31').state, 'ok')
    assert.equal(calendarCheck([2025], '2026-01-01').state, 'fail')
    assert.equal(calendarCheck([], '2026-01-01').state, 'fail')
  })
})

describe('命令行', () => {
  test('没有的命令、选项，退出码 2，并提示相近的', async () => {
    assert.deepEqual(await mingjing(['docter']), { code: 2, out: '', err: '错误：没有命令 docter。是不是 mingjing doctor？\n' })
    assert.deepEqual(await mingjing(['serve', '--prot', '1']), {
      code: 2,
      out: '',
      err: '错误：命令 serve 没有选项 --prot。是不是 --port？\n',
    })
    assert.equal((await mingjing(['serve', '--port', 'x'])).code, 2)
  })
  test('总览列出命令，命令有中文帮助，退出码 0', async () => {
    const { code, out } = await mingjing(['--help'])
    assert.equal(code, 0)
    for (const name of ['serve', 'doctor', 'demo']) assert.match(out, new RegExp(`\\n {2}${name} `))
    const help = await mingjing(['serve', '--help'])
    assert.equal(help.code, 0)
    assert.match(help.out, /用法：mingjing serve/)
  })
  test('DATABASE_URL 写错的，说明写法，不复述口令', async () => {
    const { code, out } = await mingjing(['doctor', '--data', dir], { DATABASE_URL: 'mysql://a:geheim@b/c' })
    assert.equal(code, 1)
    assert.match(out, /DATABASE_URL 无法使用：不是 PostgreSQL 地址/)
    assert.doesNotMatch(out, /geheim/)
  })
})
