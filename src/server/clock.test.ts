import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { storyClock } from '#server/clock'

/** A story clock over a machine that starts on 2026-11-21 and moves by hand. */
const over = () => {
  let ms = Date.parse('2026-11-21T08:00:00.000Z')
  const clock = storyClock(() => ms)
  return { clock, pass: (by: number) => (ms += by) }
}

describe('故事时钟', () => {
  test('讲故事之前，就是本机的时间', () => assert.equal(over().clock.now(), '2026-11-21T08:00:00.000Z'))
  test('从故事所定的时刻走起', () => {
    const { clock, pass } = over()
    clock.set('2025-03-01T01:00:00.000Z')
    pass(1500)
    assert.equal(clock.now(), '2025-03-01T01:00:01.500Z')
  })
  test('当日是北京时间的日', () => {
    const { clock } = over()
    clock.set('2025-03-01T15:59:59.999Z')
    assert.equal(clock.today(), '2025-03-01')
    clock.set('2025-03-01T16:00:00.000Z')
    assert.equal(clock.today(), '2025-03-02')
  })
  test('不能倒退，也不接受不是时刻的', () => {
    const { clock, pass } = over()
    clock.set('2025-03-01T01:00:00.000Z')
    pass(1000)
    assert.throws(() => clock.set('2025-03-01T01:00:00.999Z'), /不能倒退/)
    assert.throws(() => clock.set('2025-13-01'), /不是时刻/)
    assert.equal(clock.now(), '2025-03-01T01:00:01.000Z')
  })
  test('本机的钟被拨回，故事不倒退', () => {
    const { clock, pass } = over()
    clock.set('2025-03-01T01:00:00.000Z')
    pass(5000)
    assert.equal(clock.now(), '2025-03-01T01:00:05.000Z')
    pass(-60_000)
    assert.equal(clock.now(), '2025-03-01T01:00:05.000Z')
  })
})
