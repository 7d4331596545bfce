import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Agency, Officer } from '#agency/agency'
import {
  allowed,
  before,
  but,
  fraud,
  granted,
  health,
  medical,
  ordinary,
  type Place,
  play,
  refused,
  rowsOf,
  step,
  walk,
} from '../../test/ordinary.ts'

const day = '2026-03-18'
const at = (end: string) => walk(health, before(ordinary, end))

function also(place: Place, id: string, posts: Officer['posts']): Place {
  const held = place.agency.officers[id]
  assert.ok(held)
  const officers: Agency['officers'] = { ...place.agency.officers, [id]: { ...held, posts: [...held.posts, ...posts] } }
  return { ...place, agency: { ...place.agency, officers } }
}

describe('办、审、定分离', () => {
  test('YB-3-3-3-8 吉林医保：办案人员、审核人员不得作出决定', () => {
    const matter = walk(medical, before(fraud, 'decide'))
    refused(play(also(medical, 'li', ['head']), matter, but(fraud, 'decide', {}, { by: 'li' })), 'decider-apart', 'YB-3-3-3-8')
    refused(play(also(medical, 'zhao', ['head']), matter, but(fraud, 'decide', {}, { by: 'zhao' })), 'decider-apart', 'YB-3-3-3-8')
    allowed(play(medical, matter, but(fraud, 'decide')))
  })
  test('没有条文禁止的，提示并记入决定', () => {
    const decided = granted(play(also(health, 'li', ['head']), at('decide'), but(ordinary, 'decide', {}, { by: 'li' }))).decision.decided
    assert.deepEqual(
      decided?.warnings.map(({ code }) => code),
      ['decider≠handler'],
    )
    assert.deepEqual(at('deliver').decision.decided?.warnings, [])
  })
})

describe('作出决定', () => {
  const late = '2026-06-03'
  test('办案期限届满之后，写明理由', () => {
    assert.equal(at('decide').filed?.term.due, '2026-06-02')
    allowed(play(health, at('decide'), but(ordinary, 'decide', {}, { today: '2026-06-02' })))
    refused(play(health, at('decide'), but(ordinary, 'decide', {}, { today: late })), 'late-unreasoned', 'C13-42-1')
    const decided = granted(play(health, at('decide'), but(ordinary, 'decide', { lateReason: '等待检测' }, { today: late }))).decision
      .decided
    assert.equal(decided?.lateReason, '等待检测')
  })
  test('只决定一次', () => refused(play(health, at('deliver'), but(ordinary, 'decide')), 'out-of-order', 'CFF-57-1'))
  test('SP-2-3-3 文号接着本年已有的', () => {
    const decided = granted(play(health, at('decide'), but(ordinary, 'decide'), { decidedThisYear: 41 })).decision.decided
    assert.equal(decided?.documentNo, '演罚〔2026〕42号')
  })
  test('决定之后，不再等陈述申辩、要求听证的期限', () => {
    const rows = rowsOf(health, at('decide'), but(ordinary, 'decide')).filter(({ set }) => set.done_on === day)
    assert.deepEqual(
      rows.map(({ key }) => key.key),
      ['decide', 'statement', 'hearing'],
    )
  })
  test('主要负责人可以决定', () => allowed(play(health, at('decide'), but(ordinary, 'decide', {}, { by: 'zhou' }))))
})

describe('集体讨论的记录', () => {
  const discuss = (present: readonly string[], who: readonly string[] = ['sun'], matter = at('decide')) =>
    play(
      health,
      matter,
      step('decision.discuss', { present, views: who.map((each) => ({ who: each, view: '同意' })), conclusion: '同意' }, 'sun', day),
    )
  test('只有机关负责人参加', () => {
    allowed(discuss(['sun', 'zhou', 'wu']))
    refused(discuss(['sun', 'li']), 'not-a-head', 'CFF-57-2')
  })
  test('已决定回避的负责人不参加', () => {
    const own = granted(play(health, at('decide'), step('case.recuseSelf', { reason: '与当事人有亲属关系' }, 'zhou', day)))
    const out = granted(play(health, own, step('case.decideRecusal', { no: 1, recused: true, why: '属实' }, 'sun', day)))
    refused(discuss(['sun', 'zhou'], ['sun'], out), 'recused', 'CFF-43-1')
    allowed(discuss(['sun', 'wu'], ['sun'], out))
    allowed(discuss(['sun', 'zhou'], ['sun'], own))
  })
  test('参加人员不重复', () => refused(discuss(['sun', 'sun']), 'present-twice', 'CFF-57-2'))
  test('没有参加的，没有意见可记', () => refused(discuss(['sun', 'wu'], ['zhou']), 'not-present', 'CFF-57-2'))
  test('签自己的名，只签一次', () => {
    const held = granted(discuss(['sun', 'wu']))
    refused(play(health, held, step('decision.signMinutes', {}, 'zhou', day)), 'not-present', 'CFF-57-2')
    refused(play(health, held, step('decision.signMinutes', {}, 'sun', day)), 'already-signed', 'CFF-57-2')
    allowed(play(health, held, step('decision.signMinutes', {}, 'wu', day)))
  })
  test('没有讨论过，没有可以签的', () =>
    refused(play(health, at('decide'), step('decision.signMinutes', {}, 'wu', day)), 'not-discussed', 'CFF-57-2'))
})

describe('负责人认为应当提交集体讨论（令13 第四十条第一款第（五）项）', () => {
  const call = (by: string) => step('decision.callDiscussion', { reason: '当地同类案件处理不一' }, by, day)
  const called = () => walk(health, [call('wu')], at('decide'))
  const discuss = (present: readonly string[]) =>
    step('decision.discuss', { present, views: [{ who: 'zhou', view: '不同意，应当从轻' }], conclusion: '按多数意见' }, 'sun', day)
  test('提出之后，没有讨论不得决定', () => {
    refused(play(health, called(), but(ordinary, 'decide')), 'discussion-missing', 'C13-40-1-5')
    const held = walk(health, [discuss(['sun', 'zhou']), step('decision.signMinutes', {}, 'zhou', day)], called())
    allowed(play(health, held, but(ordinary, 'decide')))
  })
  test('提出一次为止', () => refused(play(health, called(), call('sun')), 'already-called', 'CFF-57-2'))
  test('待办由负责人办理，讨论之后办结', () => {
    const duty = rowsOf(health, at('decide'), call('wu')).find(({ key }) => key.key === 'discuss')
    assert.equal(duty?.set.post, 'head')
    assert.ok(rowsOf(health, called(), discuss(['sun', 'zhou'])).some(({ key, set }) => key.key === 'discuss' && set.done_on === day))
  })
  test('不同意见如实记录', () =>
    assert.equal(granted(play(health, called(), discuss(['sun', 'zhou']))).decision.minutes[0]?.views[0]?.view, '不同意，应当从轻'))
  test('参加的人没有超过负责人半数的，只提示', () => {
    const four = also(health, 'qian', ['unitHead', 'leaderInCharge'])
    const warnings = (place: Place) =>
      granted(play(place, called(), discuss(['sun', 'zhou']))).decision.minutes[0]?.warnings?.map(({ code }) => code) ?? []
    assert.deepEqual([warnings(health), warnings(four)], [[], ['quorum']])
  })
})
