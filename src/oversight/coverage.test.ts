import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { clausesPage, countOf, toldOf } from '#oversight/clausesPage'
import {
  actsOf,
  answerable,
  asksProof,
  type Coverage,
  coverageOf,
  type Proven,
  type SourceClause,
  sourceClauses,
  waitsFor,
} from '#oversight/coverage'
import { loadCoverage, loadProven, loadWaiting } from '#oversight/load'
import { loadPacks } from '#policy/load'

const text = { key: 'SP', zh: '方案', edition: '文号', from: '2019-12-12' } as const
const clause: SourceClause = { id: 'SP-3-0-1', cite: '方案三', zh: '未经审核不得决定', kind: 'gate', regime: 'legal-review', text }
const rules = new Map([
  ['refusal:review-missing', { zh: '未经法制审核', acts: ['penalty.decide'] }],
  ['row:periods/x', { zh: '期间 x', acts: [] }],
])
const waiting = { capabilities: { footage: '音像记录：移交' }, groups: { SP: 'footage' }, partly: {} }
const missed = { 'refusal:review-missing': { broken: '不再因此不予办理', test: 'src/decision/gate.test.ts' } }
const found = (
  cited: readonly string[],
  tests: readonly string[],
  partly: Record<string, string> = {},
  proven: Proven = { [clause.id]: missed },
) =>
  coverageOf(
    [clause],
    { rules, cited: new Map([[clause.id, cited]]), tests: new Map([[clause.id, tests]]) },
    { ...waiting, partly },
    proven,
  ).clauses[clause.id]

describe('一条规定怎样才算落实', () => {
  const rule = ['refusal:review-missing']
  const tests = ['src/decision/gate.test.ts']
  test('有规则引用，有以它命名的测试，账本里可以有它的事件', () => assert.equal(found(rule, tests)?.status, 'kept'))
  test('规则坏了，没有见过以它命名的测试不能通过的，仅可佐证', () => {
    for (const proven of [{}, { [clause.id]: { 'refusal:review-missing': null } }]) {
      const unproven = found(rule, tests, {}, proven)
      assert.deepEqual([unproven?.status, unproven?.waits], ['evidenced', 'proof'])
    }
    assert.equal(found(rule, ['src/decision/acts.test.ts'])?.status, 'evidenced')
    assert.equal(found([...rule, 'row:periods/x'], tests)?.status, 'kept', '没有程序读的规定，坏了也无从发现')
  })
  test('没有测试的，仅可佐证', () => assert.equal(found(rule, [])?.status, 'evidenced'))
  test('只落实一部分的，仅可佐证，写明其余在等什么', () => {
    const part = found(rule, tests, { 'SP-3-0-1': 'footage' })
    assert.deepEqual([part?.status, part?.waits], ['evidenced', 'footage'])
  })
  test('规则包里写明而没有程序读的，不算落实，有测试也一样', () => assert.equal(found(['row:periods/x'], tests)?.status, 'stated'))
  test('没有规则的，未覆盖，写明在等什么', () => {
    const open = found([], tests)
    assert.deepEqual([open?.status, open?.waits], ['open', 'footage'])
  })
  test('指明的规则不存在的，说出来', () => assert.throws(() => found(['refusal:nothing'], []), /refusal:nothing/))
})

describe('所待的能力', () => {
  const groups = { SP: 'a', 'SP-3': 'b', 'SP-3-0-1': 'c' }
  const waits = (id: 'SP-3-0-1' | 'SP-3-0-2' | 'SP-1-1' | 'ZR-1-1') => waitsFor(id, { capabilities: {}, groups, partly: {} })
  test('最近的一组说了算', () =>
    assert.deepEqual([waits('SP-3-0-1'), waits('SP-3-0-2'), waits('SP-1-1'), waits('ZR-1-1')], ['c', 'b', 'a', undefined]))
  test('每一组都指到写明的能力，每一项能力都有条款在等', () => {
    const { capabilities, groups, partly } = loadWaiting()
    const ids = sourceClauses(loadPacks().texts).map(({ id }) => id as string)
    for (const group of [...Object.keys(groups), ...Object.keys(partly)])
      assert.ok(
        ids.some((id) => id === group || id.startsWith(`${group}-`)),
        group,
      )
    for (const capability of [...Object.values(groups), ...Object.values(partly)]) assert.ok(capabilities[capability], capability)
  })
})

describe('五份文件', () => {
  const coverage: Coverage = loadCoverage()
  const clauses = sourceClauses(loadPacks().texts)
  const all = toldOf(clauses, coverage)

  test('一千零四十九条，每一条都有答案', () => assert.deepEqual([clauses.length, all.length], [1049, 1049]))
  test('关口、期限、隐去、保存、公开、知悉、清单：不是落实，就写明所待的能力', () =>
    assert.deepEqual(
      all.filter(({ kind, status, waits }) => answerable.includes(kind) && status !== 'kept' && !waits).map(({ id }) => id),
      [],
    ))
  test('落实的每一条，都有规则、有测试、有反证、有可以佐证的行为', () => {
    const kept = all.filter(({ status }) => status === 'kept')
    assert.ok(kept.length >= 200, String(countOf(all).kept))
    const proven = loadProven()
    for (const each of kept) {
      assert.ok(each.tests.length > 0 && actsOf(coverage, each).length > 0, each.id)
      for (const rule of asksProof(coverage, each))
        assert.ok(each.tests.includes(proven[each.id]?.[rule]?.test ?? ''), `${each.id} ${rule}`)
    }
  })
  test('计数与逐条相加相同，写在页首', () => {
    const n = countOf(all)
    const { capabilities } = loadWaiting()
    assert.ok(
      clausesPage({ clauses, coverage, capabilities, proven: loadProven() }).includes(
        `| 合计 | ${n.kept} | ${n.evidenced} | ${n.stated} | ${n.open} | 1049 |`,
      ),
    )
  })
})
