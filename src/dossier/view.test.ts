import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { viewOf } from '#dossier/view'
import type { Day } from '#law/day'
import type { Matter } from '#penalty/matter'
import { hash } from '#server/digest'
import { before, health, ordinary, type Step, step, walk } from '../../test/ordinary.ts'

const seen = (matter: Matter, day: Day) => viewOf(matter, health.agency, health.law, day, hash)
const after = (matter: Matter, ...steps: readonly Step[]) => walk(health, steps, matter)
/** Served on 2026-03-19: a fine of 2,100 元, due on 2026-04-03. */
const served = walk(health, before(ordinary, 'end'))
const pay = (fen: number, day: Day) =>
  step('execution.pay', { line: 'fine', fen, on: day, way: 'bank', receipt: `票-${fen}`, account: 'treasury' }, 'li', day)

describe('案卷里的执行', () => {
  test('送达以前没有执行', () => assert.equal(seen(walk(health, before(ordinary, 'deliver')), '2026-03-18').execution, null))
  test('送达以后，逐项列明应缴、已缴、尚欠和期限', () => {
    const { execution } = seen(served, '2026-03-20')
    assert.deepEqual(execution?.lines, [{ line: 'fine', zh: '罚款', ordered: 210_000, paid: 0, owing: 210_000 }])
    assert.equal(execution?.due, '2026-04-03')
    assert.equal(execution?.surcharge, null)
    assert.equal(execution?.fulfilled, false)
  })
  test('逾期的，看得到今天的加处罚款', () => {
    const { execution } = seen(after(served, pay(110_000, '2026-03-30')), '2026-04-05')
    assert.deepEqual(execution?.surcharge, { fen: 6_000, late: 100_000, added: 3_000, state: 'runs' })
    assert.equal(execution?.owing, 106_000)
  })
  test('加处罚款不超过罚款数额', () => {
    const { execution } = seen(served, '2026-06-01')
    assert.equal(execution?.surcharge?.fen, 210_000)
    assert.equal(execution?.surcharge?.state, 'capped')
  })
  test('诉讼期间不计加处罚款', () => {
    const suit = step('execution.openRemedy', { kind: 'suit', organ: '人民法院', on: '2026-04-06' }, 'li', '2026-04-06')
    const { execution } = seen(after(served, suit), '2026-04-08')
    assert.equal(execution?.surcharge?.state, 'stopped')
    assert.deepEqual(
      execution?.remedies.map(({ zh, open, resultZh }) => ({ zh, open, resultZh })),
      [{ zh: '行政诉讼', open: true, resultZh: null }],
    )
  })
  test('缴清的，看得到缴款和履行完毕', () => {
    const { execution, phaseZh, closing } = seen(after(served, pay(210_000, '2026-03-30')), '2026-03-31')
    assert.equal(phaseZh, '履行完毕')
    assert.equal(execution?.settledOn, '2026-03-30')
    assert.equal(execution?.fulfilled, true)
    assert.equal(execution?.owing, 0)
    const [paid] = execution?.payments ?? []
    assert.deepEqual([paid?.zh, paid?.fen, paid?.accountZh, paid?.by.name], ['罚款', 210_000, '国库', '李明'])
    assert.equal(closing, null)
  })
})

describe('案卷里的期限、出口与结案', () => {
  test('结案的，看得到报告和批准', () => {
    const report = step('case.reportClosing', { ground: 'performed', text: '已经执行完毕' }, 'li', '2026-03-31')
    const close = step('case.close', { opinion: '同意结案' }, 'sun', '2026-04-01')
    const { closing, phaseZh } = seen(after(served, pay(210_000, '2026-03-30'), report, close), '2026-04-02')
    assert.equal(phaseZh, '已结案')
    assert.equal(closing?.report.by.name, '李明')
    assert.ok(closing?.report.groundZh)
    assert.equal(closing?.closed?.on, '2026-04-01')
    assert.equal(closing?.closed?.by.name, '孙强')
  })
  test('违法事实不成立的，看得到理由、条款和谁批准', () => {
    const unfounded = step('penalty.unfounded', { text: '不能成立', evidence: [], opinion: '同意' }, 'sun', '2026-03-16')
    const { unpunished, execution } = seen(after(walk(health, before(ordinary, 'propose')), unfounded), '2026-03-17')
    assert.deepEqual([unpunished?.howZh, unpunished?.by.name], ['违法事实不成立', '孙强'])
    assert.equal(unpunished?.clauses.length, 1)
    assert.equal(execution, null)
  })
  test('申请延长办案期限的，看得到谁在何时申请', () => {
    const ask = step('decision.askExtension', { ground: '案情复杂' }, 'li', '2026-03-09')
    const { term } = seen(after(walk(health, before(ordinary, 'conclude')), ask), '2026-03-10')
    assert.deepEqual([term?.asked?.ground, term?.asked?.by.name, term?.asked?.on], ['案情复杂', '李明', '2026-03-09'])
  })
})
