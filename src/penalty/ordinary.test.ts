import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type Matter, noMatter } from '#penalty/matter'
import { phaseOf, phases, ordinary as steps } from '#penalty/ordinary'
import { outcomeZh } from '#proposal/outcome'
import {
  allowed,
  before,
  but,
  checks,
  deliver,
  fraud,
  granted,
  health,
  medical,
  ordinary,
  type Place,
  passed,
  placeOf,
  play,
  publish,
  refused,
  returned,
  type Step,
  step,
  submitted,
  walk,
} from '../../test/ordinary.ts'

type RealCase = Readonly<{ id: string; cause_zh: string; party: object; facts?: string[]; penalty: Record<string, string> }>
const cases = JSON.parse(readFileSync(fileURLToPath(new URL('../../../shared/data/real-cases/cases.json', import.meta.url)), 'utf8'))
const realCase = (id: string): RealCase => (Array.isArray(cases) ? cases : cases.cases).find((each: RealCase) => each.id === id)
const inputOf = (each: Step | undefined) => (each?.input ?? {}) as { substance?: object }
const fen = (yuan: string | undefined): number => Math.round(Number(yuan) * 100)

/** 公示: prepared and sent along the chain of the pack. */
const publishing = (matter: Matter, place: Place, approvers: readonly string[], today: string) => {
  const decided = matter.decision.decided
  assert.ok(decided)
  return publish(place, matter, [
    step('publication.open', { documentNo: decided.documentNo, decidedOn: decided.on }, 'system', decided.on),
    step('publication.prepare', { facts: '违法事实清楚', form: 'fulltext' }, 'zheng', today),
    ...approvers.map((by) => step('publication.approve', {}, by, today)),
    step('publication.release', {}, 'feng', today),
  ])
}

describe('普通程序的先后', () => {
  test('一步一步走到履行完毕', () => {
    const pay = (fen: number, receipt: string) =>
      step('execution.pay', { line: 'fine', fen, on: '2026-03-23', way: 'bank', receipt, account: 'treasury' }, 'li', '2026-03-23')
    const story = { ...ordinary, end: pay(110_000, '1'), rest: pay(100_000, '2'), fulfilled: but(ordinary, 'end') }
    const walked = Object.keys(story).map((end) => phaseOf(walk(health, before(story, end))))
    const order = Object.keys(phases)
    assert.deepEqual([...new Set(walked)], order.slice(0, order.indexOf('fulfilled') + 1))
  })
  test('每一步都不能提前', () => {
    const names = Object.keys(ordinary).filter((name) => name !== 'report' && name !== 'end')
    for (const name of names) assert.ok('code' in (play(health, noMatter, but(ordinary, name)) as object), name)
  })
  test('决定之后，办案的各步都已关闭', () => {
    const decided = walk(health, before(ordinary, 'deliver'))
    for (const name of ['evidence', 'conclude', 'propose', 'notify', 'decide'])
      refused(play(health, decided, but(ordinary, name)), 'out-of-order')
  })
  test('立案之前不得取证', () =>
    refused(play(health, walk(health, before(ordinary, 'file')), but(ordinary, 'evidence')), 'out-of-order', 'CFF-54-1'))
  test('每一步写明条款', () => {
    for (const { act, clauses, in: places } of steps) assert.ok(clauses.length > 0 && places.length > 0, act.id)
  })
})

describe('医疗保障：先审核，再告知（令4 第三十七条、第四十一条）', () => {
  test('未经审核，不得告知', () => {
    refused(play(medical, walk(medical, before(fraud, 'submit')), but(fraud, 'notify')), 'review-before-notice', 'C4-37-1', 'C4-41-1')
    refused(play(medical, walk(medical, before(fraud, 'pass')), but(fraud, 'notify')), 'review-before-notice', 'C4-41-1')
  })
  test('审核退回，不得告知', () => {
    const back = walk(medical, [returned([...checks.medical], '2026-03-13')], walk(medical, before(fraud, 'pass')))
    refused(play(medical, back, but(fraud, 'notify')), 'review-before-notice', 'C4-41-1')
  })
  test('告知不早于审核通过', () =>
    refused(play(medical, walk(medical, before(fraud, 'notify')), but(fraud, 'notify', { on: '2026-03-12' })), 'too-early', 'CFF-44'))
  test('听取意见之后，再审核', () =>
    refused(play(medical, walk(medical, before(fraud, 'resubmit')), but(fraud, 'decide')), 'review-of-other', 'CFF-58-1'))
  test('不属于审核情形的，可以先告知', () => {
    const { substance } = inputOf(fraud.propose)
    const corrected = { basis: ['YBTL-39-1-7'], discretion: [{ basis: 'YBTL-39-1-7', case: 'corrected' }] }
    const light = { substance: { ...substance, ...corrected, penalties: [{ kind: 'warning' }], payable: [] } }
    const proposed = walk(medical, before(fraud, 'submit', { change: { propose: light } }))
    allowed(play(medical, proposed, but(fraud, 'notify')))
  })
  test('卫生健康：决定之前审核即可', () => {
    const complex = { propose: { traits: { complex: '两个法律关系' } } }
    allowed(play(health, walk(health, before(ordinary, 'notify', { change: complex })), but(ordinary, 'notify')))
  })
})

describe('真实案件从线索走到公示', () => {
  test('rc-3 二〇二四年医疗废物案，万州，没有规定听证数额', () => {
    const { cause_zh: cause, party, facts = [], penalty } = realCase('rc-3')
    const place = placeOf('health', 'wanzhou-health', {})
    const fine = { kind: 'fine', fen: fen(penalty.fineYuan) }
    const on = (day: string) => ({ today: day })
    const all = (ids: readonly string[]) => ids.map((id) => ({ id, text: '见现场笔录' }))
    const { substance } = inputOf(ordinary.propose)
    const tells = ['content', 'facts', 'reasons', 'basis', 'rights', 'hearing-right']
    const story: readonly Step[] = [
      but(ordinary, 'report', { cause, party, violationOn: '2024-06-19' }, on('2024-06-19')),
      but(ordinary, 'apply', { conditions: all(['breach', 'reliable', 'punishable', 'jurisdiction']) }, on('2024-06-20')),
      but(ordinary, 'file', {}, { by: 'qian', ...on('2024-06-20') }),
      but(ordinary, 'evidence', { collectedOn: '2024-06-19' }, on('2024-06-20')),
      but(ordinary, 'confirmEvidence', {}, on('2024-06-20')),
      but(ordinary, 'conclude', { heads: all(['cause', 'course', 'facts', 'basis']) }, on('2024-06-24')),
      step('proposal.deliberate', { participants: ['li', 'wang', 'he'], opinion: '警告并罚款' }, 'li', '2024-06-24'),
      but(
        ordinary,
        'propose',
        {
          substance: {
            ...substance,
            party,
            facts: facts.map((text) => ({ text, evidence: [1] })),
            penalties: [{ kind: 'warning' }, fine],
            payable: [{ line: 'fine', fen: fine.fen, account: 'treasury' }],
          },
        },
        on('2024-06-24'),
      ),
      but(ordinary, 'notify', { tells, on: '2024-06-25' }, on('2024-06-25')),
      but(ordinary, 'confirmNotice', {}, on('2024-06-25')),
      step('hearing.waive', { what: 'both', proof: '书面放弃', on: '2024-06-26' }, 'li', '2024-06-26'),
      step('case.confirm', { record: 'waiver:1' }, 'wang', '2024-06-26'),
      step(
        'decision.discuss',
        { present: ['sun', 'zhou'], views: [{ who: 'zhou', view: '同意' }], conclusion: '同意' },
        'sun',
        '2024-06-27',
      ),
      step('decision.signMinutes', {}, 'zhou', '2024-06-27'),
      but(ordinary, 'decide', { address: '来源未载明' }, on('2024-07-01')),
      step('case.deliver', { ...deliver, on: '2024-07-02' }, 'li', '2024-07-02'),
      step('case.confirm', { record: 'delivery:1' }, 'wang', '2024-07-02'),
    ]
    const matter = walk(place, story)
    assert.equal(phaseOf(matter), 'delivered')
    assert.equal(outcomeZh(matter.stage.proposal?.substance.penalties ?? []), '警告，罚款人民币 2,100 元')
    const published = granted(publishing(matter, place, ['wu', 'zhou'], '2024-07-10'))
    assert.deepEqual([published.released?.nth, published.duty?.term.due], [7, '2024-07-10'])
  })

  test('rc-7 虚构医疗服务骗取基金案，吉林医保：基金退回财政专户，罚款进国库', () => {
    const { cause_zh: cause, party, penalty } = realCase('rc-7')
    const amounts = { fine: fen(penalty.fineYuan), refund: fen(penalty.refundYuan) }
    const { substance } = inputOf(fraud.propose)
    const propose = {
      substance: {
        ...substance,
        party,
        penalties: [
          { kind: 'fine', fen: amounts.fine },
          { kind: 'other', what: penalty.suspend },
        ],
        payable: [
          { line: 'fine', fen: amounts.fine, account: 'treasury' },
          { line: 'refund', fen: amounts.refund, account: 'fund' },
        ],
      },
    }
    const matter = walk(medical, before(fraud, 'end', { change: { report: { cause, party }, propose, decide: { address: '来源未载明' } } }))
    assert.equal(phaseOf(matter), 'delivered')
    assert.deepEqual(
      matter.review.rounds.map(({ opinion }) => opinion),
      ['pass', 'pass'],
    )
    const published = granted(publishing(matter, medical, ['sun'], '2026-03-27'))
    assert.deepEqual(published.draft?.body.payable, [
      { zh: '罚款', amount: '11,489.80 元', to: '国库' },
      { zh: '退回医疗保障基金', amount: '3,282.80 元', to: '医疗保障基金财政专户' },
    ])
    assert.equal(published.released?.nth, 2)
  })

  test('送审、通过之前的审核次数都留在案卷里', () => {
    const resent = [returned([...checks.medical], '2026-03-12'), submitted('2026-03-13'), passed(checks.medical, '2026-03-13')]
    const matter = walk(medical, resent, walk(medical, before(fraud, 'pass')))
    assert.equal(matter.review.rounds.length, 2)
  })
})
