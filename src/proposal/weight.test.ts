import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type Penalty, type Substance, substance as shape } from '#proposal/proposal'
import { heavierIn, isLighter, lengthOf } from '#proposal/weight'
import { substance } from '../../test/ordinary.ts'

const told = shape.parse(substance)
const line = (fen: number) => [{ line: 'fine', fen, account: 'treasury' }] as const
const by = (penalties: readonly Penalty[], change: Partial<Substance> = {}): Substance => ({
  ...told,
  penalties: [...penalties],
  payable: penalties.flatMap((each) => (each.kind === 'fine' ? line(each.fen) : [])),
  ...change,
})
const fine = (fen: number): Penalty => ({ kind: 'fine', fen })
const warning: Penalty = { kind: 'warning' }
const pause = (term: string): Penalty => ({ kind: 'other', what: `暂停医药服务${term}` })

describe('更轻的，不必再次告知', () => {
  test('没有减轻而只是不同的，是另一份', () => {
    assert.ok(!isLighter(told, told))
    assert.ok(!isLighter({ ...told, benchmark: '一般' }, told))
    assert.ok(!isLighter({ ...told, correction: { kind: 'nothingLeft', reason: '已经改正' } }, told))
  })
  test('数额降低，处罚种类减少，期限缩短', () => {
    assert.ok(isLighter(by([warning, fine(100_000)]), told))
    assert.ok(isLighter(by([fine(210_000)]), told))
    assert.ok(isLighter(by([warning]), told))
    assert.ok(isLighter(by([pause('六个月')]), by([pause('十个半月')])))
  })
  test('因申辩从轻，增加裁量情节，改正完毕', () => {
    const circumstances = [{ text: '主动消除危害后果', clause: 'CFF-32-1-1' }] as const
    assert.ok(isLighter(by([fine(100_000)], { circumstances: [...circumstances] }), told))
    assert.ok(isLighter(by([fine(100_000)], { correction: { kind: 'nothingLeft', reason: '已经改正' } }), told))
  })
  test('换了当事人、事实、条款、处罚种类，就是另一份', () => {
    assert.ok(!isLighter({ ...told, party: { ...told.party, name: '另一家' } }, told))
    assert.ok(!isLighter({ ...told, facts: [{ text: '另一事实', evidence: [1] }] }, told))
    assert.ok(!isLighter({ ...told, facts: told.facts.map((fact) => ({ ...fact, evidence: [1, 2] })) }, told))
    assert.ok(!isLighter({ ...told, violated: ['YFT-16-2'] }, told))
    assert.ok(!isLighter({ ...told, basis: ['YFT-46-1-1'] }, told))
    assert.ok(!isLighter(by([{ kind: 'circular' }]), told))
  })
  test('提高数额，延长期限，说不清长短，都要再次告知', () => {
    assert.ok(!isLighter(by([warning, fine(210_001)]), told))
    assert.ok(!isLighter(by([warning, fine(105_000), fine(105_000)]), told))
    assert.ok(!isLighter(by([pause('一年')]), by([pause('十个半月')])))
    assert.ok(!isLighter(by([pause('若干时间')]), by([pause('六个月')])))
  })
  test('多一笔应缴款', () =>
    assert.ok(!isLighter({ ...told, payable: [...told.payable, { line: 'refund', fen: 1, account: 'fund' }] }, told)))
})

describe('更重', () => {
  test('提高数额、增加种类、延长期限', () => {
    assert.equal(heavierIn(by([warning, fine(210_001)]), told), '提高了数额')
    assert.equal(heavierIn(by([warning, fine(210_000), { kind: 'close' }]), told), '增加了处罚种类')
    assert.equal(heavierIn(by([pause('一年')]), by([pause('六个月')])), '延长了期限')
  })
  test('看变了的处罚中最重的：不罚警告而加罚款是更重，不吊销而罚款不是', () => {
    assert.equal(heavierIn(by([fine(300_000)]), told), '提高了数额')
    assert.equal(heavierIn(by([fine(300_000)]), by([{ kind: 'revoke', what: '许可证' }])), undefined)
  })
  test('没有变化、更轻、说不清的，不是更重', () => {
    assert.equal(heavierIn(told, told), undefined)
    assert.equal(heavierIn(by([fine(100)]), told), undefined)
    assert.equal(heavierIn(by([pause('若干时间')]), by([pause('六个月')])), undefined)
  })
})

test('期限的长短', () => {
  assert.deepEqual(['六个月', '十个半月', '2年', '一年半', '十五日', '两个月'].map(lengthOf), [180, 315, 730, 547, 15, 60])
  assert.equal(lengthOf('一年零三个月'), undefined)
  assert.equal(lengthOf('整顿期间'), undefined)
})
