import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Matter } from '#penalty/matter'
import { phaseOf } from '#penalty/ordinary'
import {
  allowed,
  atTime,
  before,
  but,
  dutyOf,
  granted,
  health,
  ordinary,
  play,
  refused,
  rowsOf,
  type Step,
  step,
  walk,
} from '../../test/ordinary.ts'

const at = (end: string) => walk(health, before(ordinary, end))
const on = (matter: Matter, ...steps: readonly Step[]) => walk(health, steps, matter)
const day = '2026-03-18'
const report = (team = ['li', 'wang']) => step('case.reportCrime', { team, suspected: '涉嫌非法行医' }, 'li', day)
const head = (approved: boolean, today = day) => step('case.decideTransfer', { approved, opinion: '依据第五条' }, 'zhou', today)
const papers = ['letter', 'report', 'items']
const send = (input: object = {}, today = day) => step('case.transferToPolice', { police: '区公安分局', papers, ...input }, 'li', today)
const police = (filed: boolean, today = '2026-03-20') => step('case.recordPolice', { filed, text: '通知书1号' }, 'li', today)
const reconsider = (today: string) => step('case.askPoliceReconsideration', { text: '依法应当立案' }, 'li', today)
const handOver = step('case.handOver', { text: '已移交清单所列物品' }, 'li', '2026-03-23')
const sent = () => on(at('decide'), report(), head(true), send())

describe('移送涉嫌犯罪案件的规定 第五条', () => {
  test('专案组两人以上', () => {
    refused(play(health, at('decide'), report(['li'])), 'crime-team', 'YS310-5-1')
    allowed(play(health, at('decide'), report()))
  })
  test('先核实情况；报告一次', () => {
    refused(play(health, at('confirmEvidence'), report()), 'no-evidence', 'YS310-5-1')
    refused(play(health, on(at('decide'), report()), report()), 'crime-reported', 'YS310-5-1')
  })
  test('三日内由主要负责人决定', () => {
    const duty = dutyOf(health, at('decide'), report(), 'crime')
    assert.deepEqual([duty?.post, duty?.due], ['principalLeader', '2026-03-23'])
    refused(play(health, at('decide'), head(true)), 'crime-unreported', 'YS310-5-2')
  })
  test('批准后二十四小时内移送', () => {
    const approved = on(at('decide'), report(), head(true))
    assert.equal(dutyOf(health, on(at('decide'), report()), head(true), 'crime-send')?.due, '2026-03-19')
    allowed(play(health, approved, send({}, '2026-03-19')))
    refused(play(health, approved, send({}, '2026-03-20')), 'late-unreasoned', 'YS310-5-2')
    refused(play(health, approved, atTime('2026-03-19T01:00:00.001Z', send())), 'late-unreasoned', 'YS310-5-2')
    allowed(play(health, approved, send({ lateReason: '物品清点' }, '2026-03-20')))
  })
  test('没有批准的，不移送；不批准的，理由在案，案件继续办理', () => {
    refused(play(health, on(at('decide'), report()), send()), 'transfer-unapproved', 'YS310-5-2')
    const no = on(at('decide'), report(), head(false))
    assert.equal(no.decision.crimes[0]?.decided?.opinion, '依据第五条')
    refused(play(health, no, send()), 'transfer-unapproved', 'YS310-5-2')
    allowed(play(health, no, but(ordinary, 'decide')))
  })
  test('附送第六条所列的材料', () =>
    refused(play(health, on(at('decide'), report(), head(true)), send({ papers: ['letter', 'items'] })), 'papers-missing', 'YS310-6-1-2'))
})

describe('第十一条 不得以行政处罚代替移送', () => {
  const notPunish = step(
    'penalty.notPunish',
    { ground: 'slight', text: '轻微', evidence: [1], education: '已教育', opinion: '同意' },
    'sun',
    day,
  )
  test('尚未决定是否移送', () => {
    const reported = on(at('decide'), report())
    refused(play(health, reported, but(ordinary, 'decide')), 'crime-undecided', 'YS310-5-2')
    refused(play(health, reported, notPunish), 'crime-undecided', 'YS310-5-2')
  })
  test('已经批准移送', () =>
    refused(play(health, on(at('decide'), report(), head(true)), but(ordinary, 'decide')), 'crime-instead', 'YS310-11-1'))
  test('移送之后，处罚的各步都已关闭', () => {
    assert.equal(phaseOf(sent()), 'police')
    for (const name of ['evidence', 'propose', 'notify', 'decide']) refused(play(health, sent(), but(ordinary, name)), 'out-of-order')
    const over = rowsOf(health, on(at('decide'), report(), head(true)), send()).flatMap(({ key, set }) => (set.done_on ? [key.key] : []))
    for (const key of ['decide', 'statement', 'crime-send']) assert.ok(over.includes(key), key)
  })
})

describe('公安机关的决定（第八条至第十二条）', () => {
  test('立案的，三日内移交物品和材料', () => {
    assert.equal(dutyOf(health, sent(), police(true), 'hand-over')?.due, '2026-03-23')
    refused(play(health, sent(), handOver), 'nothing-to-hand-over', 'YS310-12')
    const filed = on(sent(), police(true))
    refused(play(health, filed, police(true)), 'nothing-sent', 'YS310-8')
    refused(play(health, on(filed, handOver), handOver), 'nothing-to-hand-over', 'YS310-12')
  })
  test('不予立案的，案件回到原来的环节，依法作出处理', () => {
    const declined = on(sent(), police(false))
    assert.equal(phaseOf(declined), 'noticed')
    assert.equal(dutyOf(health, sent(), police(false), 'decide')?.due, '2026-06-02')
    allowed(play(health, declined, but(ordinary, 'decide', {}, { today: '2026-03-23' })))
  })
  test('三日内可以提请复议；复议后立案的，再移交', () => {
    refused(play(health, at('decide'), reconsider(day)), 'not-declined', 'YS310-9-1')
    const declined = on(sent(), police(false))
    assert.equal(dutyOf(health, sent(), police(false), 'reconsider')?.due, '2026-03-23')
    refused(play(health, declined, reconsider('2026-03-24')), 'reconsideration-late', 'YS310-9-1')
    const again = on(declined, reconsider('2026-03-23'), police(true, '2026-03-26'))
    assert.equal(phaseOf(again), 'police')
    allowed(play(health, again, { ...handOver, today: '2026-03-27' }))
  })
  test('没有移送的，没有答复可记', () => refused(play(health, at('decide'), police(true)), 'nothing-sent', 'YS310-8'))
  test('作出记录的，是本案办案人员', () => {
    const filed = granted(play(health, sent(), police(true)))
    refused(play(health, filed, { ...handOver, by: 'he' }), 'not-handler', 'CFF-42-1')
  })
})
