import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Matter } from '#penalty/matter'
import { phaseOf } from '#penalty/ordinary'
import {
  allowed,
  before,
  but,
  deliver,
  fraud,
  granted,
  health,
  medical,
  ordinary,
  type Place,
  play,
  refused,
  type Step,
  step,
  substance,
  walk,
} from '../../test/ordinary.ts'

const day = '2026-03-23'
const pay = step('execution.pay', { line: 'fine', fen: 210_000, on: day, way: 'bank', receipt: '1', account: 'treasury' }, 'li', day)
const report = (ground: string) => step('case.reportClosing', { ground, text: '已经执行完毕' }, 'li', day)
const close = step('case.close', { opinion: '同意结案' }, 'sun', day)
const told = [step('decision.serve', { ...deliver, on: day }, 'li', day), step('case.confirm', { record: 'paper:1' }, 'wang', day)]
const after = (matter: Matter, ...steps: readonly Step[]) => walk(health, steps, matter)
const served = () => walk(health, before(ordinary, 'end'))
const paid = () => after(served(), pay)
const send = (matter: Matter, each: Step, place: Place = health) => play(place, matter, each)

describe('令13 第六十八条 履行或者执行后结案', () => {
  test('缴清以后，报告，经批准结案', () => {
    const over = granted(send(after(paid(), report('performed')), close))
    assert.equal(phaseOf(over), 'closed')
    assert.deepEqual(over.decision.closed?.warnings, [])
  })
  test('没有缴清的，不能结案', () => refused(send(served(), report('performed')), 'not-closable', 'C13-68'))
  test('没有报告的，不批准', () => refused(send(paid(), close), 'closing-unreported', 'C13-68'))
  test('不是本案办案人员的，不报告', () => refused(send(paid(), { ...report('performed'), by: 'he' }), 'not-handler'))
  test('还有待确认的记录的，不结案', () => {
    const again = step('case.deliver', { ...deliver, on: '2026-03-19' }, 'li', '2026-03-19')
    const twice = after(
      walk(health, before(ordinary, 'confirmDelivery')),
      again,
      but(ordinary, 'confirmDelivery'),
      pay,
      report('performed'),
    )
    refused(send(twice, close), 'unconfirmed', 'C13-68')
  })
  test('讨论记录没有全体签名的，不结案', () => {
    const discuss = step(
      'decision.discuss',
      { present: ['sun', 'zhou'], views: [{ who: 'zhou', view: '同意' }], conclusion: '同意' },
      'sun',
      '2026-03-18',
    )
    const warned = { ...substance, penalties: [{ kind: 'warning' }], payable: [] }
    const noticed = walk(health, before(ordinary, 'decide', { change: { propose: { substance: warned } } }))
    const unpunished = step(
      'penalty.notPunish',
      { ground: 'slight', text: '轻微', evidence: [1], education: '已教育', opinion: '同意' },
      'sun',
      '2026-03-18',
    )
    const over = after(noticed, discuss, unpunished, ...told, report('nothing'))
    refused(send(over, close), 'minutes-unsigned', 'C13-40-2', 'C13-68')
    allowed(send(after(over, step('decision.signMinutes', {}, 'zhou', day)), close))
  })
  test('不予处罚的，经批准结案（第三十九条第二款）', () => {
    const unpunished = step('penalty.unfounded', { text: '不能成立', evidence: [], opinion: '同意' }, 'sun', day)
    const over = after(walk(health, before(ordinary, 'propose')), unpunished)
    refused(send(over, report('performed')), 'not-closable', 'C13-68')
    refused(send(after(over, report('nothing')), close), 'paper-unserved', 'CFF-61-1')
    assert.equal(phaseOf(after(over, ...told, report('nothing'), close)), 'closed')
  })
  test('没有作出处罚决定就结案的，没有可以变更、撤销的决定', () => {
    const unpunished = step('penalty.unfounded', { text: '不能成立', evidence: [], opinion: '同意' }, 'sun', day)
    const over = after(walk(health, before(ordinary, 'propose')), unpunished, ...told, report('nothing'), close)
    const said = { outcome: { how: 'unlawful' }, source: { kind: 'own' }, ground: '更正' }
    refused(send(over, step('decision.outcome', said, 'sun', day)), 'not-decided', 'CFF-75-2')
  })
  test('法院受理，令13 没有列为结案的情形', () => refused(send(paid(), report('courtAccepted')), 'ground-unknown', 'C13-68'))
  test('结案以后，只有救济和改正的记录', () => {
    const over = after(paid(), report('performed'), close)
    for (const each of [pay, report('performed'), close, but(ordinary, 'deliver')]) refused(send(over, each), 'out-of-order')
    allowed(send(over, step('execution.openRemedy', { kind: 'suit', organ: '区人民法院', on: day }, 'li', day)))
  })
})

describe('令4 第五十六条', () => {
  const served = walk(medical, before(fraud, 'end'))
  const on = (each: Step): Step => ({ ...each, today: '2026-03-30' })
  test('其他情形，写明理由', () => allowed(play(medical, served, on(report('other')))))
  test('没有执行完毕、法院没有受理的，不能据此结案', () => {
    refused(play(medical, served, on(report('performed'))), 'not-closable', 'C4-56-1-1')
    refused(play(medical, served, on(report('courtAccepted'))), 'not-closable', 'C4-56-1-2')
    refused(play(medical, served, on(report('nothing'))), 'not-closable', 'C4-56-1-3')
  })
})
