import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { dayIn } from '#web/kit/dayIn.ts'

describe('日期的写法', () => {
  test('常见的写法都认得', () => {
    for (const text of ['2026-11-02', '2026-11-2', '2026/11/2', '2026.11.02', '20261102', ' 2026年11月2日 ', '２０２６－１１－０２'])
      assert.equal(dayIn(text), '2026-11-02', text)
  })
  test('没有的日子、没有写完的，不猜', () => {
    for (const text of ['2026-13-45', '2026-02-30', '2026-11', '11-2', '昨天', '']) assert.equal(dayIn(text), undefined, text)
  })
})
