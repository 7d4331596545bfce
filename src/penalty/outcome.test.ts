import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { findAct } from '#acts/table'
import type { Matter } from '#penalty/matter'
import { phaseOf } from '#penalty/ordinary'
import { noPublication, type Publication } from '#publication/publication'
import {
  allowed,
  before,
  but,
  dutyOf,
  granted,
  health,
  ordinary,
  play,
  refused,
  type Step,
  step,
  substance,
  walk,
} from '../../test/ordinary.ts'

const day = '2026-05-11'
const served = () => walk(health, before(ordinary, 'end'))
const on = (matter: Matter, ...steps: readonly Step[]) => walk(health, steps, matter)
const remedy = (result: string, kind = 'reconsideration') => [
  step('execution.openRemedy', { kind, organ: '区人民政府', on: '2026-04-01' }, 'li', '2026-04-01'),
  step('execution.closeRemedy', { result, text: '复议决定书1号', on: day }, 'li', day),
]
const review = { kind: 'reconsideration', organ: '区人民政府', documentNo: '复议决定书1号', on: day }
const outcome = (said: object, source: object = {}) =>
  step('decision.outcome', { outcome: said, source: { ...review, ...source }, ground: '裁量不当' }, 'sun', day)
const byOwn = (said: object) => step('decision.outcome', { outcome: said, source: { kind: 'own' }, ground: '裁量不当' }, 'sun', day)
const lower = {
  how: 'changed',
  penalties: [{ kind: 'fine', fen: 100_000 }],
  payable: [{ line: 'fine', fen: 100_000, account: 'treasury' }],
}
const annulled = (anew: boolean, procedural = false) => ({ how: 'annulled', anew, procedural })

describe('变更', () => {
  test('先有复议、诉讼的结果', () => {
    refused(play(health, served(), outcome(lower)), 'remedy-unrecorded', 'CFF-73-1')
    refused(play(health, on(served(), ...remedy('upheld')), outcome(lower)), 'remedy-unrecorded')
    allowed(play(health, on(served(), ...remedy('changed')), outcome(lower)))
  })
  test('按变更后的决定执行', () => {
    const told = on(served(), ...remedy('changed'))
    const pay = step(
      'execution.pay',
      { line: 'fine', fen: 100_000, on: '2026-05-12', way: 'bank', receipt: '1', account: 'treasury' },
      'li',
      '2026-05-12',
    )
    refused(play(health, told, pay), 'decision-changed', 'FYF-63-1')
    const changed = on(told, outcome(lower))
    assert.deepEqual(changed.stage.proposal?.substance.penalties, lower.penalties)
    allowed(play(health, changed, pay))
  })
  test('不得加重', () => {
    const more = { ...lower, penalties: [{ kind: 'fine', fen: 300_000 }], payable: [{ line: 'fine', fen: 300_000, account: 'treasury' }] }
    refused(play(health, on(served(), ...remedy('changed')), outcome(more)), 'change-heavier', 'FYF-63-2')
    const kind = { ...lower, penalties: [...lower.penalties, { kind: 'revoke', what: '执业许可证' }] }
    refused(play(health, on(served(), ...remedy('changed')), outcome(kind)), 'change-heavier', 'FYF-63-2')
  })
  test('缴款线与变更后的处罚一致', () =>
    refused(play(health, on(served(), ...remedy('changed')), outcome({ ...lower, payable: [] })), 'payable-differs'))
  test('日期在决定之后、今天之前', () => {
    const told = on(served(), ...remedy('changed'))
    refused(play(health, told, outcome(lower, { on: '2026-05-12' })), 'in-future')
    refused(play(health, told, outcome(lower, { on: '2026-03-17' })), 'too-early')
  })
})

describe('撤销', () => {
  test('本机关发现有错误的，主动改正（行政处罚法第七十五条第二款）', () => {
    const over = granted(play(health, served(), byOwn(annulled(false))))
    assert.equal(phaseOf(over), 'annulled')
    refused(play(health, over, byOwn(lower)), 'out-of-order')
    refused(play(health, over, but(ordinary, 'deliver')), 'out-of-order')
  })
  test('责令重新作出的，证据还在，其余各步重新办理', () => {
    const anew = granted(play(health, served(), byOwn(annulled(true))))
    assert.equal(phaseOf(anew), 'investigating')
    assert.equal(anew.evidence.length, 1)
    assert.equal(anew.filed?.term.due, '2026-08-10')
    assert.equal(dutyOf(health, served(), byOwn(annulled(true)), 'decide')?.due, '2026-08-10')
    refused(play(health, anew, but(ordinary, 'decide', {}, { today: day })), 'proposal-missing')
  })
  const again = (procedural: boolean, changed: object) => {
    const anew = on(served(), ...remedy('annulled'), outcome(annulled(true, procedural)))
    const today = (name: string) => ({ ...but(ordinary, name), today: '2026-05-12' })
    return on(
      anew,
      today('conclude'),
      but(ordinary, 'propose', { substance: { ...substance, ...changed } }, { today: '2026-05-12' }),
      but(ordinary, 'notify', { on: '2026-05-12' }, { today: '2026-05-12' }),
      today('confirmNotice'),
    )
  }
  const decide = but(ordinary, 'decide', {}, { today: '2026-05-20' })
  test('不得以同一事实和理由作出相同的决定（行政复议法第六十四条第二款）', () => {
    refused(play(health, again(false, {}), decide), 'same-again', 'FYF-64-2')
    allowed(play(health, again(true, {}), decide))
  })
  test('另有事实和理由的，第二个决定另编文号，再送达', () => {
    const facts = [{ text: '将使用后的针头放入塑料桶，未分类', evidence: [1] }]
    const second = granted(play(health, again(false, { facts }), decide, { decidedThisYear: 1 }))
    assert.deepEqual([second.decision.decided?.nth, second.decision.decided?.documentNo], [2, '演罚〔2026〕2号'])
    assert.equal(second.decision.past[0]?.documentNo, '演罚〔2026〕1号')
    const deliver = but(ordinary, 'deliver', { on: '2026-05-21' }, { today: '2026-05-21' })
    const confirm = { ...but(ordinary, 'confirmDelivery'), today: '2026-05-21' }
    assert.equal(phaseOf(on(second, deliver, confirm)), 'delivered')
  })
})

describe('确认无效、确认违法', () => {
  test('无效的，决定不再存在；违法的，仍记在案', () => {
    const told = on(served(), ...remedy('unlawful'))
    assert.equal(phaseOf(on(told, outcome({ how: 'void' }))), 'annulled')
    assert.equal(on(told, outcome({ how: 'unlawful' })).decision.outcomes[0]?.how, 'unlawful')
  })
})

describe('行政处罚法 第四十八条第二款 公开的决定，三日内撤回并公开说明理由', () => {
  const follow = step('publication.withdrawDue', { how: 'annulled', on: day }, 'system', day)
  const released: Publication = { ...noPublication, shown: { documentNo: '演罚〔2026〕1号' } as never }
  test('决定一有变化，就开启撤回的任务', () => {
    const [next] =
      findAct('decision.outcome')?.next?.({ kind: 'decision.outcomeSet', how: 'annulled', on: day } as never, {
        stream: 'case:1',
        today: day,
      }) ?? []
    assert.deepEqual([next?.act, next?.stream, next?.input], ['publication.withdrawDue', 'publication:1', { how: 'annulled', on: day }])
  })
  test('三个工作日', () => {
    assert.equal(dutyOf(health, released, follow, 'withdraw')?.due, '2026-05-14')
    const old = step('publication.withdrawDue', { how: 'annulled', on: '2021-07-01' }, 'system', '2021-07-01')
    assert.equal(dutyOf(health, released, old, 'withdraw')?.due, null)
  })
  test('没有公示的，没有可撤回的', () => assert.equal(dutyOf(health, noPublication, follow, 'withdraw'), undefined))
})
