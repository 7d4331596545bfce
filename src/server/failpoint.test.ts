import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, test } from 'node:test'
import { Misuse } from '#server/config'
import { arm, Broken, type Failpoint, failpoint, failpoints } from '#server/failpoint'

afterEach(() => arm(''))

describe('故障点', () => {
  test('没有设的，走过即可；设在第几次的，只那一次', async () => {
    assert.equal(failpoint('door.locked'), undefined)
    arm('door.locked:error@2, door.judged:error')
    await failpoint('door.locked')
    await assert.rejects(async () => failpoint('door.locked'), Broken)
    await failpoint('door.locked')
    for (let n = 0; n < 2; n++) await assert.rejects(async () => failpoint('door.judged'), Broken)
    assert.equal(failpoint('door.begun'), undefined)
  })

  test('写错的，说明怎样写', () => {
    for (const text of ['door.locked', 'door.locked:burn', 'door.locked:kill@0', ':kill', 'door.locked kill'])
      assert.throws(() => arm(text), { message: /应写作/ })
    assert.throws(
      () => arm('door.shut:kill'),
      (error) => error instanceof Misuse && /没有故障点 door.shut/.test(error.message),
    )
    assert.throws(() => arm('toString:kill'), /没有故障点/)
  })

  test('每个名称在程序中恰有一处', () => {
    const folder = new URL('.', import.meta.url).pathname
    const text = readdirSync(folder, { recursive: true })
      .filter((name) => /(?<!\.test)\.ts$/.test(String(name)))
      .map((name) => readFileSync(join(folder, String(name)), 'utf8'))
      .join('\n')
    const used = [...text.matchAll(/\bfailpoint\('([\w.]+)'\)/g)].map(([, name]) => name as Failpoint)
    assert.deepEqual(used.sort(), Object.keys(failpoints).sort())
  })
})
