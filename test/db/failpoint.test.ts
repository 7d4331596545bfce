import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { failpoints } from '#server/failpoint'
import { mingjing } from './mingjing'

const dir = mkdtempSync(join(tmpdir(), 'mingjing-failpoint-'))
after(() => rmSync(dir, { recursive: true, force: true }))

describe('故障点只在测试构建中', () => {
  test('正式构建列出名称，但不含故障点', async () => {
    const told = JSON.parse((await mingjing(['failpoints', '--json'], { MINGJING_FAILPOINT: '' })).out)
    assert.deepEqual([told.testBuild, told.failpoints.length], [false, Object.keys(failpoints).length])
    const bundle = readFileSync('dist/mingjing.mjs', 'utf8').replace(/\/\/# sourceMappingURL=.*/, '')
    assert.doesNotMatch(bundle, /process\.pid, ['"]SIGKILL|\bfailpoint\(/)
  })

  test('设了故障点而又是正式环境的，不启动，说明原因；没有这个故障点的也一样', async () => {
    for (const [env, words] of [
      [{ MINGJING_FAILPOINT: 'door.locked:kill', NODE_ENV: 'production' }, /只在测试构建中有效/],
      [{ MINGJING_FAILPOINT: 'door.shut:kill' }, /没有故障点 door.shut/],
    ] as const) {
      const { code, err } = await mingjing(['serve', '--data', dir, '--port', '0'], env)
      assert.equal(code, 2)
      assert.match(err, words)
      assert.equal(existsSync(join(dir, 'pg')), false)
    }
  })
})
