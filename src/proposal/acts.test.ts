import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  allowed,
  before,
  but,
  checks,
  dutyOf,
  granted,
  health,
  medical,
  ordinary,
  passed,
  play,
  refused,
  step,
  submitted,
  substance,
  walk,
} from '../../test/ordinary.ts'

const at = (end: string) => walk(health, before(ordinary, end))
const propose = (change: object, today = '2026-03-11') =>
  play(health, at('propose'), but(ordinary, 'propose', { substance: { ...substance, ...change } }, { today }))

describe('调查终结报告，按当日的规定逐项写明', () => {
  const heads = (ids: readonly string[]) => ({ heads: ids.map((id) => ({ id, text: '已查明' })) })
  const days = [
    {
      zh: '令13 第三十七条',
      place: health,
      day: '2026-03-10',
      ids: ['cause', 'course', 'facts', 'basis', 'discretion', 'opinion'],
      clause: 'C13-37',
    },
    { zh: '令53 第二十四条', place: health, day: '2025-05-31', ids: ['cause', 'course', 'facts', 'basis'], clause: 'C53-24' },
    {
      zh: '令4 第三十六条',
      place: medical,
      day: '2026-03-10',
      ids: ['party', 'course', 'facts', 'nature', 'opinion', 'other'],
      clause: 'C4-36-1-1',
    },
  ] as const
  for (const { zh, place, day, ids, clause } of days)
    test(zh, () => {
      const conclude = (asked: readonly string[]) => play(place, at('conclude'), but(ordinary, 'conclude', heads(asked), { today: day }))
      allowed(conclude(ids))
      refused(conclude(ids.slice(1)), 'report-incomplete', clause)
    })
})

describe('卫生行政处罚程序（令53）第二十五条 合议', () => {
  const unmet = walk(health, before(ordinary, 'propose'))
  const on = (today: string) => but(ordinary, 'propose', {}, { today })
  const deliberate = (today: string, participants = ['li', 'wang', 'he']) =>
    step('proposal.deliberate', { participants, opinion: '给予行政处罚' }, 'li', today)

  test('WZ-JL-16-15 二〇二五年五月三十一日：未经合议，不得提出拟处理意见', () =>
    refused(play(health, unmet, on('2025-05-31')), 'not-deliberated', 'C53-25-1'))
  test('WZ-JL-16-15 合议之后可以提出', () => allowed(play(health, walk(health, [deliberate('2025-05-31')], unmet), on('2025-05-31'))))
  test('二〇二五年六月一日起：不需要合议', () => allowed(play(health, unmet, on('2025-06-01'))))
  test('二〇二五年六月一日起：程序中没有合议这一步', () =>
    refused(play(health, unmet, deliberate('2025-06-01')), 'no-deliberation', 'CFF-57-1'))
  test('医疗保障：不需要合议', () => allowed(play(medical, unmet, on('2025-05-31'))))
  test('重新终结调查的，重新合议', () => {
    const again = walk(health, [deliberate('2025-05-31'), but(ordinary, 'conclude', {}, { today: '2025-05-31' })], unmet)
    refused(play(health, again, on('2025-05-31')), 'not-deliberated', 'C53-25-1')
  })
  test('调查终结之后才合议', () => refused(play(health, at('conclude'), deliberate('2025-05-31')), 'out-of-order', 'C53-25'))
  test('一人不能合议两次', () => refused(play(health, unmet, deliberate('2025-05-31', ['li', 'li'])), 'present-twice', 'C53-25'))
  test('只有本机关人员参加', () => refused(play(health, unmet, deliberate('2025-05-31', ['li', 'guest'])), 'no-officer', 'C53-25'))
})

describe('行政处罚法 第四十条、第四十六条 事实有证据', () => {
  test('没有登记的证据', () =>
    refused(propose({ facts: [{ text: '事实', evidence: [2] }] }), 'fact-without-evidence', 'CFF-40', 'CFF-46-2'))
  test('尚待第二名执法人员确认的证据', () => {
    const added = walk(health, [but(ordinary, 'evidence', {}, { today: '2026-03-11' })], at('propose'))
    const resting = but(ordinary, 'propose', { substance: { ...substance, facts: [{ text: '事实', evidence: [1, 2] }] } })
    refused(play(health, added, resting), 'fact-without-evidence', 'CFF-40')
    allowed(play(health, walk(health, [step('case.confirm', { record: 'evidence:2' }, 'wang', '2026-03-11')], added), resting))
  })
})

describe('引用的条款（行政处罚法 第三十七条、第五十九条）', () => {
  test('ZR-4-1-3 法无授权不可为：没有写明依据的、没有登记的条款，不能提出，有依据的才提出；法定职责必须为：立案即有办结的期限', () => {
    assert.throws(() => propose({ basis: [] }), { name: 'ZodError' })
    refused(propose({ basis: ['YFT-999-1'] }), 'citation-unknown', 'CFF-59-1-3')
    refused(propose({ basis: ['CRB13-1'] }), 'citation-not-in-force', 'CFF-37')
    assert.deepEqual(granted(propose({})).stage.proposal?.substance.basis, substance.basis)
    assert.ok(dutyOf(health, at('file'), but(ordinary, 'file'), 'decide')?.due)
  })
  test('ZR-3-1-1-12 规范性文件不得作为依据', () => {
    refused(propose({ basis: ['G27-12'] }), 'citation-normative', 'CFF-16')
    refused(propose({ violated: ['WZ-GS-13-1'] }), 'citation-normative', 'CFF-16')
  })
  test('违法当日已经废止的', () => refused(propose({ basis: ['CRB13-1'] }), 'citation-not-in-force', 'CFF-37'))
  test('违法当日尚未施行的', () => refused(propose({ violated: ['YX26-1'] }), 'citation-not-in-force', 'CFF-37'))
  test('裁量情节按作出决定之日', () => {
    const circumstances = [{ text: '积极改正', clause: 'YX26-1' }]
    refused(propose({ circumstances }, '2026-03-31'), 'citation-not-in-force', 'CFF-37')
    allowed(propose({ circumstances }, '2026-04-01'))
  })
})

describe('缴款（行政处罚法 第七十四条，医疗保障基金使用监督管理条例 第四十五条）', () => {
  const line = { line: 'fine', fen: 210_000, account: 'treasury' }
  test('罚款进国库', () => refused(propose({ payable: [{ ...line, account: 'fund' }] }), 'payable-mixed', 'CFF-74-2'))
  test('退回的基金进财政专户', () => {
    const refund = { line: 'refund', fen: 100, account: 'treasury' }
    refused(propose({ payable: [line, refund] }), 'payable-mixed', 'YBTL-45-1')
    allowed(propose({ payable: [line, { ...refund, account: 'fund' }] }))
  })
  test('缴款与罚款数额一致', () => {
    refused(propose({ payable: [{ ...line, fen: 209_999 }] }), 'payable-differs', 'CFF-59-1-4')
    refused(propose({ payable: [] }), 'payable-differs', 'CFF-59-1-4')
  })
  test('没收违法所得也要一致', () => {
    const penalties = [...substance.penalties, { kind: 'confiscateGains', fen: 500 }]
    refused(propose({ penalties }), 'payable-differs', 'CFF-59-1-4')
    allowed(propose({ penalties, payable: [line, { line: 'gains', fen: 500, account: 'treasury' }] }))
  })
})

describe('行政处罚法 第二十八条 责令改正', () => {
  const { correction: _, ...silent } = substance
  test('责令改正，或者说明没有需要改正的', () => {
    assert.throws(() => play(health, at('propose'), but(ordinary, 'propose', { substance: silent })), { name: 'ZodError' })
    assert.throws(() => propose({ correction: { kind: 'nothingLeft' } }), { name: 'ZodError' })
    allowed(propose({ correction: { kind: 'nothingLeft', reason: '现场已经改正' } }))
  })
})

describe('拟处理意见', () => {
  test('调查终结之前不得提出', () => refused(play(health, at('conclude'), but(ordinary, 'propose')), 'out-of-order', 'CFF-57-1'))
  test('每次提出都是新的一轮', () => {
    const twice = walk(health, [but(ordinary, 'propose')], at('notify'))
    assert.deepEqual([at('notify').stage.proposal?.round, twice.stage.proposal?.round], [1, 2])
  })
  test('法制审核期间不得改动', () => {
    const open = walk(health, [submitted('2026-03-12')], at('notify'))
    refused(play(health, open, but(ordinary, 'propose')), 'under-review', 'G118-14')
    refused(play(health, open, but(ordinary, 'conclude')), 'under-review', 'G118-14')
    allowed(play(health, walk(health, [passed(checks.health, '2026-03-12')], open), but(ordinary, 'propose')))
  })
  test('提出时记明应当法制审核的情形', () => {
    const complex = granted(play(health, at('propose'), but(ordinary, 'propose', { traits: { complex: '涉及两个法律关系' } })))
    assert.deepEqual(
      complex.review.required.map(({ clause }) => clause),
      ['C13-38-1-3'],
    )
    assert.deepEqual(at('notify').review.required, [])
  })
})
