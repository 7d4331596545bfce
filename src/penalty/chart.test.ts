import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { chartOf, reviewChart } from '#penalty/chart'
import { noMatter } from '#penalty/matter'
import { ordinary, type Phase, phaseOf, phases } from '#penalty/ordinary'
import { cite } from '#policy/law'
import { loadPacks } from '#policy/load'
import { before, fraud, granted, health, ordinary as matter, medical, type Place, play, type Story } from '../../test/ordinary.ts'

const { states, steps, moves } = chartOf()

describe('行政处罚流程图', () => {
  test('每一个环节都画出，且从第一个环节走得到', () => {
    assert.deepEqual(
      states.map(({ id }) => id),
      Object.keys(phases),
    )
    const reached = new Set<Phase>(['none'])
    for (let size = 0; size < reached.size; ) {
      size = reached.size
      for (const { from, to } of moves) if (reached.has(from)) reached.add(to)
    }
    assert.deepEqual(
      states.filter(({ id }) => !reached.has(id)),
      [],
    )
  })

  test('每一个步骤都画出，只画程序表里有的步骤，只从它可办的环节出发', () => {
    assert.deepEqual(
      steps.map(({ act }) => act),
      ordinary.map(({ act }) => act.id),
    )
    for (const { act, from } of moves) assert.ok(steps.find((step) => step.act === act)?.in.includes(from), `${act} ${from}`)
  })

  test('每一个步骤都有条款，条款都在登记之中', () => {
    const packs = loadPacks()
    for (const { act, zh, clauses } of steps) {
      assert.ok(clauses.length > 0 && zh, act)
      for (const id of clauses) assert.ok(cite(packs, id), act)
      assert.equal(new Set(clauses).size, clauses.length, act)
    }
  })

  test('SP-1-1-17、WZ-GS-9-1、WZ-GS-9-7、WD-2-1-2-12、YB-3-1-1-29、ZR-3-2-1-14 实际办案走过的每一步都在图上；图上到送达为止的每一步都走过', () => {
    const walked = new Set<string>()
    const stories: [Place, Story][] = [
      [health, matter],
      [medical, fraud],
    ]
    for (const [place, story] of stories)
      before(story, 'end').reduce((was, step) => {
        const after = granted(play(place, was, step))
        const [from, to] = [phaseOf(was), phaseOf(after)]
        if (from === to) assert.ok(steps.find(({ act }) => act === step.act)?.in.includes(from), `${step.act} in ${from}`)
        else {
          assert.ok(
            moves.some((move) => move.act === step.act && move.from === from && move.to === to),
            `${step.act}: ${from} → ${to}`,
          )
          walked.add(`${from} ${to}`)
        }
        return after
      }, noMatter)
    const place = (phase: Phase) => Object.keys(phases).indexOf(phase)
    for (const { from, to } of moves)
      if (place(from) < place(to) && place(to) <= place('delivered')) assert.ok(walked.has(`${from} ${to}`), `${from} → ${to}`)
  })
})

describe('重大执法决定法制审核流程图', () => {
  test('YB-3-3-5-1 就是程序表里审核的各步和等它的决定；程序变了，图随之改变', () => {
    const acts = (procedure = ordinary) => reviewChart(procedure).steps.map(({ act }) => act)
    assert.deepEqual(
      acts(),
      ordinary.map(({ act }) => act.id).filter((id) => id.startsWith('review.') || id === 'penalty.decide'),
    )
    for (const act of ['review.submit', 'review.conclude', 'review.disagree', 'penalty.decide']) assert.ok(acts().includes(act), act)
    assert.ok(!acts(ordinary.filter(({ act }) => act.id !== 'review.disagree')).includes('review.disagree'))
    assert.ok(reviewChart().moves.some(({ act }) => act === 'penalty.decide'))
  })
  test('YB-3-3-5-1 实际送审、审核、决定的每一步都在图上，就在图上所写的环节', () => {
    const drawn = reviewChart().steps
    before(fraud, 'deliver').reduce((was, sent) => {
      const after = granted(play(medical, was, sent))
      const { rounds, open } = after.review
      if (sent.act === 'review.submit') assert.ok(open, '送审以后，等审核意见')
      if (sent.act === 'review.conclude') assert.ok(!open && rounds.length === was.review.rounds.length + 1, '审核以后，有一轮意见')
      if (/^review\.|^penalty\.decide$/.test(sent.act))
        assert.ok(drawn.find(({ act }) => act === sent.act)?.in.includes(phaseOf(was)), sent.act)
      return after
    }, noMatter)
  })
})
