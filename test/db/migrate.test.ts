import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { type Migration, migrate, migrationsIn, prepare } from '#db/migrate'
import { type Fresh, freshDatabase } from './template'

const landed = new URL('../../db/migrations', import.meta.url).pathname
let db: Fresh
before(async () => {
  db = await freshDatabase()
})
after(() => db.drop())

const run = (steps: readonly Migration[]) => migrate(db.address, db.secret, steps)
const copyWith = (name: string, sql: string): readonly Migration[] => {
  const dir = mkdtempSync(join(tmpdir(), 'mingjing-migrations-'))
  try {
    cpSync(landed, dir, { recursive: true })
    writeFileSync(join(dir, name), sql)
    return migrationsIn(dir)
  } finally {
    rmSync(dir, { recursive: true })
  }
}
const steps = migrationsIn(landed)
const next = (name: string) => `${String(steps.length + 1).padStart(4, '0')}_${name}.sql`

describe('迁移', () => {
  test('再执行一遍，什么也不做', async () => assert.deepEqual(await run(steps), []))
  test('同时启动的，依次执行', async () => assert.deepEqual(await Promise.all([run(steps), run(steps), run(steps)]), [[], [], []]))
  test('再次设置角色，不出错', () => prepare(db.admin, db.secret))

  test('执行之后被改动的，指名拒绝', async () => {
    await assert.rejects(run(copyWith('0001_ledger.sql', 'select 1;')), /0001_ledger\.sql 在执行之后被改动/)
  })

  test('出错的一步整步不留痕迹', async () => {
    await assert.rejects(
      run(copyWith(next('half'), 'create table half (id integer); select 1 / 0;')),
      new RegExp(`迁移 ${next('half')} 执行失败：division by zero`),
    )
    assert.equal((await db.migrator.query("select to_regclass('half') as half")).rows[0].half, null)
    assert.deepEqual(await run(steps), [])
  })

  test('数据库比程序新的，拒绝启动', async () => {
    const longer = copyWith(next('later'), 'create table later (id integer);')
    assert.deepEqual(await run(longer), [next('later')])
    await assert.rejects(run(steps), new RegExp(`数据库已执行过 ${next('later')}，比本程序新`))
  })

  test('编号不连续或命名不规范的，拒绝', () => {
    assert.throws(() => copyWith('0099_gap.sql', ''), /0099_gap\.sql 编号不连续/)
    assert.throws(() => copyWith('fix.sql', ''), /fix\.sql 编号不连续或命名不规范/)
  })
})
