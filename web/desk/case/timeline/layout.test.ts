import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Timeline } from '#dossier/timeline'
import { addDays, type Day } from '#law/day'
import { layoutOf, standingZh, tableOf } from '#web/desk/case/timeline/layout.ts'

const mark = (zh: string, turn = false) => ({ at: '2026-03-02T01:00:00.000Z', zh, by: '李明', turn })
const flag = (due: Day, more: Partial<Timeline['flags'][number]> = {}): Timeline['flags'][number] => ({
  ...{ key: 'decision', from: '2026-03-02', value: 90, unit: '日', due, provisional: false, zh: '作出处理决定', party: false },
  ...{ left: 5, leftUnit: '日', clauses: [{ id: 'CFF-60', cite: '《行政处罚法》第六十条' }], standing: 'running', endedOn: null },
  ...more,
})
const lineOf = (acts: readonly Day[], more: Partial<Timeline> = {}): Timeline => ({
  ...{ from: acts[0] ?? '', to: acts.at(-1) ?? '', today: null, flags: [] },
  stretches: [{ phase: 'clue', zh: '线索核查', from: acts[0] ?? '', to: null }],
  lanes: [{ id: 'acts', zh: '环节', days: acts.map((on) => ({ on, marks: [mark('登记证据')] })) }],
  ...more,
})
const dense = Array.from({ length: 500 }, (_, n) => addDays('2026-01-05', n))

describe('时间轴的版面', () => {
  test('五百天的事，点与点不相叠，词与词不相叠，一件不少', () => {
    const layout = layoutOf(lineOf(dense), 980)
    const [{ spots }] = layout.strips as [(typeof layout.strips)[number]]
    assert.equal(
      spots.reduce((sum, { marks }) => sum + marks.length, 0),
      500,
    )
    for (const [n, { x }] of spots.slice(1).entries()) assert.ok(x - (spots[n]?.x ?? 0) >= 16)
    assert.ok(spots.length < 70, `${spots.length}`)
    const labels = spots.flatMap(({ label }) => label ?? [])
    for (const row of [0, 1, 2]) {
      const inRow = labels.filter((label) => label.row === row).sort((a, b) => a.x - b.x)
      for (const [n, { x }] of inRow.slice(1).entries()) assert.ok(x > (inRow[n]?.x ?? 0) + 60)
    }
  })

  test('推进环节的一天先有词', () => {
    const crowded = Array.from({ length: 60 }, (_, n) => addDays('2026-01-05', n))
    const { lanes, ...rest } = lineOf(crowded)
    const days = crowded.map((on, n) => ({ on, marks: [mark(n === 30 ? '立案' : '登记证据', n === 30)] }))
    const [strip] = layoutOf({ ...rest, lanes: [{ id: 'acts', zh: '环节', days }] }, 640).strips
    assert.ok(strip?.spots.find(({ marks }) => marks.some(({ turn }) => turn))?.label?.text.includes('立案'))
  })

  test('久无一事的时间缩短并注明天数，先后不乱', () => {
    const { strips, breaks, today } = layoutOf(lineOf(['2020-06-12', '2020-06-20'], { to: '2026-11-29', today: '2026-11-29' }), 980)
    assert.deepEqual(
      breaks.map(({ zh }) => zh),
      ['2353 天'],
    )
    const [first, second] = strips[0]?.spots ?? []
    assert.ok((first?.x ?? 0) < (second?.x ?? 0) && (second?.x ?? 0) < (today ?? 0))
    assert.ok((second?.x ?? 0) - (first?.x ?? 0) > 60, '有事的几天仍看得清')
  })

  test('月份的名称不出图外；放不下的不标', () => {
    const { ticks } = layoutOf(lineOf(['2026-11-02', '2026-11-30'], { to: '2026-11-30', today: '2026-11-30' }), 980)
    assert.deepEqual(ticks, [])
    const whole = layoutOf(lineOf(['2026-09-02', '2026-10-05', '2026-11-10']), 980).ticks
    assert.deepEqual(
      whole.map(({ zh }) => zh),
      ['10 月', '11 月'],
    )
  })

  test('旗与旗不相叠，都在图内；放不下词的，还有旗杆', () => {
    const flags = Array.from({ length: 30 }, (_, n) => flag(addDays('2026-03-02', n * 2), { key: `k${n}` }))
    const { flags: placed } = layoutOf(lineOf(['2026-03-02', '2026-05-02'], { flags }), 980)
    assert.equal(placed.length, 30)
    for (const a of placed) {
      if (a.y === null) continue
      assert.ok(a.left >= 0 && a.left + a.width <= 980)
      for (const b of placed) if (a !== b && a.y === b.y) assert.ok(a.left + a.width <= b.left || b.left + b.width <= a.left)
    }
    assert.ok(placed.some(({ y }) => y === null) && placed.every(({ x }) => x > 0))
  })

  test('期限写明剩几日、过几日、何日按期', () => {
    assert.deepEqual(standingZh(flag('2026-06-02', { left: 3, leftUnit: '工作日' })), { look: 'warn', zh: '还剩 3 个工作日' })
    assert.deepEqual(standingZh(flag('2026-06-02', { left: 0 })), { look: 'warn', zh: '今天到期' })
    assert.deepEqual(standingZh(flag('2026-06-02', { standing: 'overdue', left: -2 })), { look: 'bad', zh: '已过期 2 日' })
    assert.deepEqual(standingZh(flag('2026-06-02', { standing: 'met', endedOn: '2026-05-01' })), { look: 'ok', zh: '05-01 按期' })
  })
})

test('时间轴的表格：有事、到期的每一天和今天，各一行，依先后', () => {
  const days = tableOf(lineOf(['2026-03-02', '2026-03-05'], { flags: [flag('2026-06-02')], today: '2026-03-05' }))
  assert.deepEqual(
    days.map(({ on, today, flags }) => [on, today, flags.length]),
    [
      ['2026-03-02', false, 0],
      ['2026-03-05', true, 0],
      ['2026-06-02', false, 1],
    ],
  )
})
