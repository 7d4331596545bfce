import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { secretFrom, secretOf } from '#db/secret'

const dir = mkdtempSync(join(tmpdir(), 'mingjing-secret-'))
const path = join(dir, 'secret.json')
after(() => rmSync(dir, { recursive: true, force: true }))

test('早先的数据目录没有新角色的口令：补上，原有的不变，谁补都一样', () => {
  const { mingjing_sequencer: _, mingjing_disposer: __, ...early } = secretOf(dir)
  writeFileSync(path, JSON.stringify(early))
  const mended = secretOf(dir)
  assert.deepEqual(mended, { ...early, mingjing_sequencer: mended.mingjing_sequencer, mingjing_disposer: mended.mingjing_disposer })
  assert.equal(new Set(Object.values(mended)).size, 6)
  assert.deepEqual(JSON.parse(readFileSync(path, 'utf8')), mended)
  assert.equal(statSync(path).mode & 0o777, 0o600)
  writeFileSync(path, JSON.stringify(early))
  assert.deepEqual(secretOf(dir), mended)
})

test('口令文件损坏的，指明，不另造', () => {
  for (const text of ['', '[]', 'null', '{}', '{"postgres":1}', JSON.stringify({ ...secretFrom('甲'), more: '' })]) {
    writeFileSync(path, text)
    assert.throws(() => secretOf(dir), /口令文件 .* 已损坏/, text)
    assert.equal(readFileSync(path, 'utf8'), text)
  }
})
