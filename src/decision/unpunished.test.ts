import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { phaseOf } from '#penalty/ordinary'
import { heard, hearer } from '../../test/heard.ts'
import {
  allowed,
  before,
  but,
  checks,
  dutyOf,
  fraud,
  granted,
  health,
  medical,
  ordinary,
  play,
  refused,
  returned,
  rowsOf,
  step,
  submitted,
  walk,
} from '../../test/ordinary.ts'

const at = (end: string, change: Readonly<Record<string, object>> = {}) => walk(health, before(ordinary, end, { change }))
const notPunish = (input: object = {}, today = '2026-03-11', by = 'sun') =>
  step(
    'penalty.notPunish',
    { ground: 'slight', text: '当场改正，没有危害后果', evidence: [1], education: '已教育', opinion: '同意', ...input },
    by,
    today,
  )
const unfounded = (input: object = {}, today = '2026-03-11') =>
  step('penalty.unfounded', { text: '现有证据不能证明', evidence: [], opinion: '同意', ...input }, 'sun', today)

describe('行政处罚法 第五十七条第一款第（二）项、第三十三条 不予行政处罚', () => {
  test('调查终结以后', () => {
    refused(play(health, at('conclude'), notPunish()), 'out-of-order', 'CFF-57-1-2')
    allowed(play(health, at('propose'), notPunish()))
  })
  test('不予处罚以后，不再等待听证', () => {
    const convened = walk(hearer, before(heard, 'hold'))
    const waits = rowsOf(hearer, convened, notPunish({}, '2026-03-18')).flatMap(({ key, set }) => (set.done_on ? [key.key] : []))
    assert.ok(waits.includes('hold:1'))
  })
  test('写明法定的情形和证据', () => {
    refused(play(health, at('propose'), notPunish({ ground: 'sympathy' })), 'ground-unknown', 'CFF-57-1-2')
    refused(play(health, at('propose'), notPunish({ evidence: [2] })), 'fact-without-evidence', 'CFF-40')
  })
  test('情形按当日的规定：首违不罚自二〇二一年七月十五日起', () => {
    const first = granted(play(health, at('propose'), notPunish({ ground: 'first' }))).decision.unpunished
    assert.deepEqual([first?.ground.clause, first?.education], ['CFF-33-1', '已教育'])
    const day = (today: string) => ({ today })
    const old = walk(health, [
      but(ordinary, 'report', { violationOn: '2021-05-01' }, day('2021-06-01')),
      but(ordinary, 'apply', {}, day('2021-06-01')),
      but(ordinary, 'file', {}, { by: 'qian', ...day('2021-06-02') }),
      but(ordinary, 'evidence', { collectedOn: '2021-06-02' }, day('2021-06-02')),
      but(ordinary, 'confirmEvidence', {}, day('2021-06-02')),
      but(ordinary, 'conclude', {}, day('2021-06-03')),
    ])
    refused(play(health, old, notPunish({ ground: 'first' }, '2021-06-04')), 'ground-unknown', 'CFF17-38-1-2')
    assert.equal(granted(play(health, old, notPunish({}, '2021-06-04'))).decision.unpunished?.ground.clause, 'CFF17-27-2')
    assert.equal(granted(play(health, old, unfounded({}, '2021-06-04'))).decision.unpunished?.ground.clause, 'CFF17-38-1-3')
  })
  test('此后办案的各步都已关闭，等结案报告', () => {
    const over = granted(play(health, at('decide'), notPunish({}, '2026-03-16')))
    assert.equal(phaseOf(over), 'unpunished')
    for (const name of ['evidence', 'propose', 'notify', 'decide']) refused(play(health, over, but(ordinary, name)), 'out-of-order')
    const rows = rowsOf(health, at('decide'), notPunish({}, '2026-03-16'))
    const done = rows.flatMap(({ key, set }) => (set.done_on ? [key.key] : []))
    for (const key of ['decide', 'statement', 'hearing']) assert.ok(done.includes(key), key)
    assert.equal(dutyOf(health, at('decide'), notPunish({}, '2026-03-16'), 'report-closing')?.post, 'handler')
  })
})

describe('应当法制审核的，审核以后才能不予处罚', () => {
  const complex = { propose: { traits: { complex: '两个法律关系' } } }
  const proposed = at('notify', complex)
  const sent = walk(health, [submitted('2026-03-12')], proposed)
  test('没有审核、正在审核', () => {
    refused(play(health, proposed, notPunish({}, '2026-03-12')), 'review-missing', 'C13-38-1-3')
    refused(play(health, sent, notPunish({}, '2026-03-12')), 'under-review', 'CFF-58-1')
  })
  test('审核认为不宜作出处罚决定的，可以不予处罚', () =>
    allowed(play(health, walk(health, [returned(checks.health, '2026-03-13')], sent), notPunish({}, '2026-03-13'))))
})

describe('第五十七条第一款第（三）项 违法事实不能成立', () => {
  test('不予行政处罚', () => {
    const over = granted(play(health, at('propose'), unfounded()))
    assert.equal(phaseOf(over), 'unfounded')
    assert.equal(over.decision.unpunished?.ground.clause, 'CFF-57-1-3')
  })
  test('所引证据须经两人确认', () => refused(play(health, at('propose'), unfounded({ evidence: [7] })), 'fact-without-evidence'))
  test('医疗保障也一样', () => allowed(play(medical, walk(medical, before(fraud, 'propose')), unfounded())))
})
