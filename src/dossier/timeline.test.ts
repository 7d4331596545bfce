import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { findAct } from '#acts/table'
import { deadlinesOf } from '#dossier/deadlines'
import { timelineOf } from '#dossier/timeline'
import type { Day } from '#law/day'
import { before, fraud, health, keptOf, medical, ordinary, type Place, type Step, step } from '../../test/ordinary.ts'

const zhOf = (act: string) => findAct(act)?.zh ?? act
const seen = (place: Place, steps: readonly Step[], day: Day) =>
  timelineOf(keptOf(place, steps), undefined, { ...place, zhOf }, `${day}T01:00:00.000Z`)
const flagsOf = (place: Place, steps: readonly Step[], day: Day) =>
  seen(place, steps, day).flags.map(({ zh, due, standing, endedOn }) => `${due} ${zh} ${standing} ${endedOn ?? ''}`.trim())
const whole = before(ordinary, 'end')

describe('全程时间轴', () => {
  test('环节首尾相接，最后一个没有终点', () => {
    const { stretches, from, to } = seen(health, whole, '2026-03-20')
    assert.deepEqual(
      stretches.map(({ zh, from, to }) => `${from} ${to ?? ''} ${zh}`),
      [
        ...['2026-03-02 2026-03-03 线索核查', '2026-03-03 2026-03-04 待批准立案', '2026-03-04 2026-03-10 调查取证'],
        ...['2026-03-10 2026-03-11 调查终结', '2026-03-11 2026-03-12 拟处理意见', '2026-03-12 2026-03-18 事先告知与听取意见'],
        ...['2026-03-18 2026-03-19 已作出决定', '2026-03-19  已送达'],
      ],
    )
    assert.equal(from, '2026-03-02')
    assert.ok(to >= '2026-06-02', '办案期限也在轴上')
  })

  test('每一步都在轴上，恰好一次，没有变化的除外：文书在文书道，其余在环节道；一日之事归在一处', () => {
    const { lanes } = seen(health, whole, '2026-03-20')
    const [acts, papers] = lanes
    const { steps } = keptOf(health, whole)
    const count = (lane: (typeof lanes)[number] | undefined) => lane?.days.reduce((sum, { marks }) => sum + marks.length, 0)
    assert.equal(count(papers), steps.filter(({ event }) => event.kind === 'paper.issued').length)
    assert.equal((count(acts) ?? 0) + (count(papers) ?? 0), steps.filter(({ event }) => event.kind !== 'act.unchanged').length)
    for (const { days } of lanes)
      assert.deepEqual(
        days.map(({ on }) => on),
        [...new Set(days.map(({ on }) => on))].sort(),
      )
    assert.ok(papers?.days.flatMap(({ marks }) => marks).every(({ paper, zh }) => paper && zh))
  })

  test('按发生之日排，不按录入之日；推进环节的，记明推进', () => {
    const late = { ...whole[3], input: { ...(whole[3]?.input as object), collectedOn: '2026-03-04' } } as Step
    const { lanes } = seen(health, [...whole.slice(0, 3), late], '2026-03-06')
    const day = lanes[0]?.days.find(({ on }) => on === '2026-03-04')
    assert.deepEqual(
      day?.marks.map(({ zh, by, turn }) => [zh, by, turn]),
      [
        ['批准立案', '孙强', true],
        ['登记证据', '李明', false],
      ],
    )
  })

  test('今天在轴上；案件结束以后，轴到最后一事为止，不再有今天', () => {
    assert.equal(seen(health, whole, '2026-03-20').today, '2026-03-20')
    const declined = [...before(ordinary, 'apply'), step('case.declineToFile', { ground: 'other', text: '查无此事' }, 'sun', '2026-03-04')]
    const { today, to } = seen(health, declined, '2027-01-04')
    assert.deepEqual([today, to], [null, '2026-03-04'])
  })
})

describe('时间轴上的期限', () => {
  test('CFF-54-2 按期立案的是按期，逾期立案的是逾期办结', () => {
    const file = (day: Day) => [
      ...before(ordinary, 'apply'),
      ...[ordinary.apply, ordinary.file].map((each) => ({ ...(each as Step), today: day })),
    ]
    assert.match(flagsOf(health, file('2026-03-04'), '2026-03-20')[0] ?? '', /立案 met 2026-03-04/)
    assert.match(flagsOf(health, before(ordinary, 'apply'), '2026-04-20')[0] ?? '', /立案 overdue$/)
  })

  test('每一面旗都写明条款', () => {
    for (const [place, story] of [
      [health, ordinary],
      [medical, fraud],
    ] as const)
      for (const { zh, clauses } of seen(place, before(story, 'end'), '2026-04-01').flags) assert.ok(clauses[0]?.cite, zh)
  })

  test('CFF-60 作出决定前是未到期，过了是已过期，作出之后是按期', () => {
    const decide = (end: string, day: Day) => flagsOf(health, before(ordinary, end), day).find((flag) => flag.includes('作出处理决定'))
    assert.match(decide('decide', '2026-03-17') ?? '', /running$/)
    assert.match(decide('decide', '2026-09-17') ?? '', /overdue$/)
    assert.match(decide('end', '2026-03-20') ?? '', /met 2026-03-18$/)
  })

  test('当事人的期限届满不是逾期', () => {
    const flags = flagsOf(health, before(ordinary, 'decide'), '2026-03-18')
    assert.ok(
      flags.some((flag) => /陈述申辩期届满 lapsed/.test(flag)),
      flags.join('\n'),
    )
    const after = flagsOf(health, whole, '2026-03-20')
    assert.ok(
      after.some((flag) => /陈述申辩期届满 lapsed 2026-03-18/.test(flag)),
      after.join('\n'),
    )
  })

  test('C4-40 两轮审核是两个期限，各有各的办结日', () => {
    const flags = flagsOf(medical, before(fraud, 'decide'), '2026-03-24').filter((flag) => flag.includes('法制审核'))
    assert.deepEqual(
      flags.map((flag) => flag.split(' ').slice(2)),
      [
        ['met', '2026-03-13'],
        ['met', '2026-03-20'],
      ],
    )
  })

  test('CFF-54-2 撤销立案以后，办案期限不再计算；认定事实不成立是对本案的处理，算按期；不予立案也是对线索的处理', () => {
    const decide = (way: Step) =>
      flagsOf(health, [...before(ordinary, 'notify'), way], '2026-03-20').find((flag) => flag.includes('作出处理决定'))
    const withdrawn = step('case.withdrawFiling', { ground: 'condition', text: '立案条件不具备' }, 'sun', '2026-03-13')
    const unfounded = step('penalty.unfounded', { text: '事实不能成立', evidence: [1], opinion: '同意' }, 'sun', '2026-03-13')
    assert.match(decide(withdrawn) ?? '', /stopped 2026-03-13$/)
    assert.match(decide(unfounded) ?? '', /met 2026-03-13$/)
    const declined = step('case.declineToFile', { ground: 'other', text: '查无此事' }, 'sun', '2026-03-04')
    assert.match(flagsOf(health, [...before(ordinary, 'apply'), declined], '2026-03-20')[0] ?? '', /立案 met 2026-03-04$/)
  })

  test('先后几件事在同一个期限之下的，只有一面旗', () => {
    const { steps, ...kept } = keptOf(health, whole)
    const names = deadlinesOf({ ...kept, steps }).map(({ term: { key, from, due } }) => `${key} ${from} ${due}`)
    assert.equal(new Set(names).size, names.length)
  })
})
