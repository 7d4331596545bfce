import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { ClockDoubt, leapOf, steadyClock } from '#server/steady'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const START = '2026-03-02T08:00:00.000Z'

/** A steady clock on a machine that somebody sets, while time passes all the same. */
const over = (since?: string) => {
  let [set, passed] = [0, 0]
  const said: string[] = []
  const clock = steadyClock({
    since,
    say: (line) => said.push(line),
    machine: () => Date.parse(START) + passed + set,
    pace: () => passed,
  })
  return { clock, said, setBy: (ms: number) => (set += ms), pass: (ms: number) => (passed += ms) }
}

describe('只进不退的时钟', () => {
  test('平时就是本机的时间', () => {
    const { clock, pass, said } = over('2026-03-01T08:00:00.000Z')
    assert.equal(clock.now(), START)
    pass(1_500)
    assert.equal(clock.now(), '2026-03-02T08:00:01.500Z')
    assert.deepEqual(said, [])
  })

  for (const [zh, back] of [
    ['一小时', HOUR],
    ['四十天', 40 * DAY],
  ] as const) {
    test(`运行中被拨回${zh}：接着原来的时刻走，说一次`, () => {
      const { clock, setBy, pass, said } = over()
      clock.now()
      setBy(-back)
      assert.equal(clock.now(), START)
      pass(HOUR)
      assert.equal(clock.now(), '2026-03-02T09:00:00.000Z')
      assert.equal(said.length, 1)
      assert.match(said[0] ?? '', /比账本已有的时刻慢/)
      setBy(back)
      assert.equal(clock.now(), '2026-03-02T09:00:00.000Z')
    })
    test(`拨回${zh}以后重新启动：自账本最后的时刻走起`, () => {
      const { clock, setBy, pass } = over(new Date(Date.parse(START) + back).toISOString())
      assert.equal(Date.parse(clock.now()) - Date.parse(START), back)
      pass(1_000)
      setBy(-1_000)
      assert.equal(Date.parse(clock.now()) - Date.parse(START), back + 1_000)
    })
  }

  test('运行中快了两周以内的，照本机的；两周以上的不信，拨回来即照常', () => {
    const { clock, setBy, pass } = over()
    setBy(14 * DAY)
    assert.equal(clock.now(), '2026-03-16T08:00:00.000Z')
    setBy(40 * DAY)
    assert.throws(() => clock.now(), ClockDoubt)
    assert.throws(() => clock.today(), /本机时钟突然快了 40 天/)
    pass(HOUR)
    setBy(-40 * DAY)
    assert.equal(clock.now(), '2026-03-16T09:00:00.000Z')
  })

  test('一步一步拨快的，也从上一步量起', () => {
    const { clock, setBy } = over()
    for (let n = 0; n < 3; n++) {
      setBy(10 * DAY)
      clock.now()
    }
    setBy(-30 * DAY)
    assert.equal(clock.today(), '2026-04-01')
  })

  test('久无记录的，问一问今天是几号', () => {
    assert.equal(leapOf(undefined, START), undefined)
    assert.equal(leapOf('2026-02-16T08:00:00.000Z', START), undefined)
    assert.equal(leapOf('2026-02-15T08:00:00.000Z', START), 15)
    assert.equal(leapOf('2026-12-01T00:00:00.000Z', START), undefined)
  })
})
