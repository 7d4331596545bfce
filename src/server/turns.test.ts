import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { TooMany, turns } from '#server/turns'

describe('同时核对口令的，限于几人', () => {
  test('一次两人，其余依次等候，队满的请稍后再来', async () => {
    const take = turns({ atOnce: 2, waiting: 3, zh: '请稍后再试' })
    const done: number[] = []
    let inside = 0
    let most = 0
    const go = (n: number) =>
      take(async () => {
        most = Math.max(most, ++inside)
        await new Promise((resolve) => setTimeout(resolve, 1))
        inside--
        done.push(n)
      })
    const asked = [1, 2, 3, 4, 5].map(go)
    await assert.rejects(go(6), TooMany)
    await Promise.all(asked)
    assert.deepEqual([done, most], [[1, 2, 3, 4, 5], 2])
  })

  test('出了错的，让出位置', async () => {
    const take = turns({ atOnce: 1, waiting: 1, zh: '请稍后再试' })
    await assert.rejects(
      take(() => Promise.reject(new Error('错'))),
      /错/,
    )
    assert.equal(await take(async () => '对'), '对')
  })
})
