import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { roundsOf } from '#dossier/rounds'
import type { Day } from '#law/day'
import { before, checks, fraud, keptOf, medical, returned, type Step, step, submitted } from '../../test/ordinary.ts'

const seen = (steps: readonly Step[], day: Day) => roundsOf(keptOf(medical, steps), medical, `${day}T01:00:00.000Z`)

describe('C4-39 法制审核各轮', () => {
  test('没有送审的，没有轮次，要审的各项仍然列出，各有条款', () => {
    const { rounds, checks: asked } = seen(before(fraud, 'submit'), '2026-03-12')
    assert.deepEqual(rounds, [])
    assert.deepEqual(
      asked.map(({ id }) => id),
      checks.medical,
    )
    for (const { clause } of asked) assert.ok(clause[0]?.cite)
  })

  test('审核中的一轮写明送审内容、证据和期限', () => {
    const [round, ...more] = seen(before(fraud, 'pass'), '2026-03-13').rounds
    assert.equal(more.length, 0)
    assert.deepEqual([round?.nth, round?.on, round?.by.name, round?.answer], [1, '2026-03-12', '李明', null])
    assert.deepEqual(round?.evidence, [1])
    assert.equal(round?.term?.due, '2026-03-26')
    assert.ok(round?.items.some(({ zh, text }) => zh === '拟作出的处罚' && text.includes('11,489.80 元')))
  })

  test('听取意见以后再送审的，第二轮多出陈述申辩和复核，第一轮的不变', () => {
    const [first, second] = seen(before(fraud, 'decide'), '2026-03-24').rounds
    const names = (round: typeof first | undefined) => round?.items.map(({ zh }) => zh) ?? []
    assert.deepEqual(
      names(second).filter((zh) => !names(first).includes(zh)),
      ['第 1 份陈述申辩', '第 1 份陈述申辩的复核'],
    )
    assert.deepEqual([first?.answer?.opinionZh, second?.answer?.opinionZh], ['同意', '同意'])
    assert.deepEqual([first?.term, second?.term], [null, null], '办结的不再计时')
  })

  test('退回的写明哪一项有什么问题；改了拟处理意见再送的，两轮内容不同', () => {
    const { substance } = (fraud.propose as Step).input as { substance: { facts: readonly object[] } }
    const again = { substance: { ...substance, facts: [{ text: '虚构诊疗项目 128 人次申报结算', evidence: [1] }] }, traits: {} }
    const steps = [
      ...before(fraud, 'pass'),
      returned(checks.medical, '2026-03-13'),
      step('proposal.propose', again, 'li', '2026-03-16'),
      submitted('2026-03-17'),
    ]
    const [first, second] = seen(steps, '2026-03-18').rounds
    assert.deepEqual(first?.answer?.findings.find(({ sound }) => !sound)?.note, '补查数量')
    const fact = (round: typeof first | undefined) => round?.items.find(({ id }) => id === 'fact-1')?.text
    assert.deepEqual([fact(first), fact(second)], ['虚构诊疗项目申报结算', '虚构诊疗项目 128 人次申报结算'])
    assert.deepEqual([first?.round, second?.round], [1, 2])
  })

  test('G118-14 退回补齐的不算一轮，写在接下来的一轮里；还没有再送的，单独写明', () => {
    const sentBack = step('review.requestMaterials', { missing: ['evidence'], note: '缺附页' }, 'zhao', '2026-03-13')
    const waiting = seen([...before(fraud, 'pass'), sentBack], '2026-03-13')
    assert.deepEqual([waiting.rounds, waiting.back.map(({ note }) => note)], [[], ['缺附页']])
    const { rounds, back } = seen([...before(fraud, 'pass'), sentBack, submitted('2026-03-16')], '2026-03-16')
    assert.deepEqual([rounds.map(({ nth, back }) => [nth, back[0]?.note]), back], [[[1, '缺附页']], []])
  })
})
