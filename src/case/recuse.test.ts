import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Matter } from '#penalty/matter'
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
  type Place,
  passed,
  play,
  refused,
  step,
  submitted,
  walk,
} from '../../test/ordinary.ts'

const day = '2026-03-06'
const at = (end = 'conclude') => walk(health, before(ordinary, end))
const ask = (officer: string, by = 'wang', on = day) =>
  step('case.applyRecusal', { officer, reason: '是当事人负责人的近亲属', on }, by, day)
const decide = (recused = true, by = 'sun', more: object = {}) =>
  step('case.decideRecusal', { no: 1, recused, why: '属实', ...more }, by, day)
const asked = (officer: string, place: Place = health): Matter => granted(play(place, at(), ask(officer)))
const recused = (officer = 'li'): Matter => granted(play(health, asked(officer), decide()))

describe('行政处罚法 第四十三条 回避', () => {
  test('决定作出之前，不停止调查', () => allowed(play(health, asked('li'), but(ordinary, 'conclude'))))
  test('决定回避以后，不得再办理本案，不论以何岗位', () => {
    refused(play(health, recused(), but(ordinary, 'conclude')), 'recused', 'CFF-43-1')
    refused(
      play(health, recused('zhou'), step('case.withdrawFiling', { ground: 'other', text: '理由' }, 'zhou', day)),
      'recused',
      'CFF-43-1',
    )
  })
  test('决定不回避的，照常办理', () => allowed(play(health, granted(play(health, asked('li'), decide(false))), but(ordinary, 'conclude'))))
  test('自行回避也由负责人决定', () => {
    const own = granted(play(health, at(), step('case.recuseSelf', { reason: '与当事人有其他关系' }, 'li', day)))
    allowed(play(health, own, but(ordinary, 'conclude')))
    refused(play(health, granted(play(health, own, decide())), but(ordinary, 'conclude')), 'recused')
  })
  test('同一人的申请没有决定之前不再重复', () => refused(play(health, asked('li'), ask('li')), 'recusal-open', 'CFF-43-3'))
  test('没有申请的，没有可以决定的', () => refused(play(health, at(), decide()), 'no-recusal', 'CFF-43-3'))
  test('本案以外的办案人员不记录', () => refused(play(health, at(), ask('li', 'he')), 'not-handler'))
})

describe('由谁决定', () => {
  const by = (place: Place, officer: string, who: string, more: object = {}) => play(place, asked(officer, place), decide(true, who, more))

  test('令13：负责人；本人不决定本人', () => {
    allowed(by(health, 'li', 'sun'))
    refused(by(health, 'sun', 'sun'), 'own-recusal', 'C13-19-3')
    allowed(by(health, 'sun', 'zhou'))
  })
  test('令4 第五条：其他负责人由主要负责人决定', () => {
    allowed(by(medical, 'li', 'sun'))
    refused(by(medical, 'wu', 'sun'), 'not-organ', 'C4-5-3')
    allowed(by(medical, 'sun', 'zhou'))
  })
  test('令4 第五条：主要负责人由负责人集体讨论决定', () => {
    refused(by(medical, 'zhou', 'sun'), 'recusal-collective', 'C4-5-3')
    refused(by(medical, 'zhou', 'sun', { present: ['sun', 'zhou'] }), 'not-a-head', 'C4-5-3')
    refused(by(medical, 'zhou', 'sun', { present: ['sun', 'qian'] }), 'not-a-head', 'C4-5-3')
    allowed(by(medical, 'zhou', 'sun', { present: ['sun', 'wu'] }))
  })
  test('待办等决定的机关', () => {
    assert.equal(dutyOf(medical, at(), ask('sun'), 'recusal:1')?.post, 'principalLeader')
    assert.equal(dutyOf(health, at(), ask('sun'), 'recusal:1')?.post, 'head')
    assert.equal(dutyOf(health, asked('li'), decide(), 'replace:li')?.act, 'case.replaceHandler')
  })
})

describe('更换办案人员，仍须两名有证人员', () => {
  const replace = (into: string, matter = recused(), out = 'li') =>
    play(health, matter, step('case.replaceHandler', { out, in: into, reason: '回避' }, 'qian', day))

  test('接替以后，新的两人办理；退出的人记为曾任', () => {
    const now = granted(replace('he'))
    assert.deepEqual([now.handlers, now.formerHandlers], [['he', 'wang'], ['li']])
    allowed(play(health, now, but(ordinary, 'conclude', {}, { by: 'he' })))
  })
  test('一人不能算两人；已回避的、没有证的不能接替', () => {
    refused(replace('wang'), 'two-officers', 'CFF-42-1')
    refused(replace('li', recused(), 'wang'), 'recused', 'CFF-43-1')
    refused(replace('zhao'), 'not-an-officer', 'CFF-42-1')
    refused(replace('he', recused(), 'sun'), 'not-a-handler', 'CFF-42-1')
  })
  test('审核过本案的不能接替', () => {
    const reviewed = walk(health, [...before(ordinary, 'notify'), submitted('2026-03-12'), passed(checks.health, '2026-03-12')])
    const officers = {
      ...health.agency.officers,
      zhao: { ...health.agency.officers.he, id: 'zhao', posts: ['handler', 'reviewer'] as const },
    }
    const place = { ...health, agency: { ...health.agency, officers } } as Place
    const sent = step('case.replaceHandler', { out: 'li', in: 'zhao', reason: '调动' }, 'qian', '2026-03-13')
    refused(play(place, reviewed, sent), 'reviewer-handles', 'G118-13')
  })
  test('退出的人的记录由新的办案人员确认', () => {
    const waiting = walk(health, [...before(ordinary, 'confirmEvidence'), { ...ask('wang', 'li') }, decide()])
    const sent = step('case.replaceHandler', { out: 'wang', in: 'he', reason: '回避' }, 'qian', day)
    assert.equal(dutyOf(health, waiting, sent, 'confirm:evidence:1')?.officer, 'he')
    allowed(play(health, granted(play(health, waiting, sent)), but(ordinary, 'confirmEvidence', {}, { by: 'he', today: day })))
  })
})
