import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { schemaOf } from '#db/schema'
import { freshDatabase } from './template'

test('db/schema.txt 与数据库一致', async () => {
  const db = await freshDatabase()
  try {
    const kept = readFileSync(new URL('../../db/schema.txt', import.meta.url), 'utf8')
    assert.equal(await schemaOf(db.migrator), kept, '结构已变；重新生成：node --import tsx src/db/schema.ts --write')
    await db.migrator.query('grant delete on ledger_event to mingjing_app')
    assert.notEqual(await schemaOf(db.migrator), kept, '多给一项权限，应当看得出')
  } finally {
    await db.drop()
  }
})
