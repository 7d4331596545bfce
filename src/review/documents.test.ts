import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ClauseId } from '#law/clause'
import type { Matter } from '#penalty/matter'
import {
  allowed,
  before,
  but,
  checks,
  fraud,
  granted,
  health,
  materials,
  medical,
  ordinary,
  type Place,
  passed,
  placeOf,
  play,
  refused,
  type Story,
  step,
  submitted,
  substance,
  walk,
} from '../../test/ordinary.ts'

/** 五份文件的法制审核各项: each clause by its number, kept by the rule that cites the national text above it. */
const [siping, wuding] = ['siping-health', 'wuding-health'].map((pack) => placeOf('health', pack)) as [Place, Place]
const day = '2026-03-12'
const proposed = walk(health, before(ordinary, 'notify'))
const sent = walk(health, [submitted(day)], proposed)
const without = <T>(all: readonly T[], one: T) => all.filter((each) => each !== one)

describe('审核内容', () => {
  const of: readonly (readonly [clause: string, check: string])[] = [
    ['SP-3-3-1、SP-3-3-2、WD-2-3-4-1、WD-2-3-4-2', 'subject'],
    ['SP-3-3-3、WD-2-3-4-3', 'procedure'],
    ['SP-3-3-4、SP-3-3-5、WD-2-3-4-4、WD-2-3-4-5', 'facts'],
    ['SP-3-3-6、WD-2-3-4-6', 'law'],
    ['SP-3-3-7、WD-2-3-4-7', 'discretion'],
    ['SP-3-3-8、WD-2-3-4-8', 'authority'],
    ['SP-3-3-9、WD-2-3-4-9', 'papers'],
    ['SP-3-3-10、WD-2-3-4-10', 'crime'],
  ]
  for (const [clause, check] of of)
    test(`${clause} 没有审核的，不能出具意见`, () => {
      allowed(play(health, sent, passed(checks.health, day)))
      refused(play(health, sent, passed(without(checks.health, check), day)), 'check-skipped', 'G118-13')
    })

  const ours: readonly (readonly [clause: string, check: string])[] = [
    ['YB-3-3-4-1', 'subject'],
    ['YB-3-3-4-2', 'officers'],
    ['YB-3-3-4-3', 'facts'],
    ['YB-3-3-4-4', 'evidence'],
    ['YB-3-3-4-5', 'law'],
    ['YB-3-3-4-6', 'discretion'],
    ['YB-3-3-4-7', 'procedure'],
    ['YB-3-3-4-8', 'authority'],
    ['YB-3-3-4-10', 'papers'],
    ['YB-3-3-4-11', 'crime'],
    ['YB-3-3-4-12', 'other'],
  ]
  const open = walk(medical, before(fraud, 'pass'))
  for (const [clause, check] of ours)
    test(`${clause} 没有审核的，不能出具意见`, () =>
      refused(play(medical, open, passed(without(checks.medical, check), day)), 'check-skipped', clause as 'YB-3-3-4-1'))
})

describe('送审材料', () => {
  const of: readonly (readonly [clause: string, material: string])[] = [
    ['SP-3-4-1', 'report'],
    ['SP-3-4-2', 'evidence'],
    ['SP-3-4-3', 'basis'],
    ['SP-3-4-4', 'proposal'],
  ]
  for (const [clause, material] of of)
    test(`${clause} 缺的，不能送审`, () =>
      refused(
        play(health, proposed, step('review.submit', { materials: without(materials, material) }, 'li', day)),
        'materials-incomplete',
        'G118-14',
      ))
})

describe('必须审核的情形', () => {
  const decide = (traits: object) => {
    const at = walk(health, before(ordinary, 'decide', { change: { propose: { substance, traits } } }))
    return play(health, at, but(ordinary, 'decide'))
  }
  test('没有这些情形的，可以决定', () => allowed(decide({})))
  test('SP-3-2-1、WD-2-3-3-1、YB-3-3-3-2 涉及重大公共利益', () =>
    refused(decide({ publicInterest: '涉及饮水安全' }), 'review-missing', 'C13-38-1-1'))
  test('SP-3-2-5、WD-2-3-3-5、YB-3-3-3-6 疑难复杂', () => refused(decide({ complex: '证据相互矛盾' }), 'review-missing', 'C13-38-1-3'))
  test('SP-3-2-6、WD-2-3-3-6、YB-3-3-3-7 涉及多个法律关系', () =>
    refused(decide({ complex: '涉及两个法律关系' }), 'review-missing', 'C13-38-1-3'))
  const grounds: readonly (readonly [clause: string, place: Place, story: Story, trait: object, ground: ClauseId])[] = [
    ['SP-3-2-2', siping, ordinary, { socialRisk: '引发群体上访' }, 'SP-3-2-2'],
    ['SP-3-2-3', siping, ordinary, { weightyRights: '关系诊所存续' }, 'SP-3-2-3'],
    ['WD-2-3-3-2', wuding, ordinary, { socialRisk: '引发群体上访' }, 'WD-2-3-3-2'],
    ['WD-2-3-3-3', wuding, ordinary, { weightyRights: '关系诊所存续' }, 'WD-2-3-3-3'],
  ]
  for (const [clause, place, story, traits, ground] of grounds)
    test(`${clause} 该地规则包写明的情形，法律没有写，也应当审核`, () => {
      const at = walk(place, before(story, 'decide', { change: { propose: { substance, traits } } }))
      refused(play(place, at, but(story, 'decide')), 'review-missing', ground)
      const elsewhere = walk(health, before(story, 'decide', { change: { propose: { substance, traits } } }))
      allowed(play(health, elsewhere, but(story, 'decide')))
    })
  const own: readonly (readonly [clause: ClauseId, trait: object])[] = [
    ['YB-3-3-3-3', { socialRisk: '引发群体上访' }],
    ['YB-3-3-3-4', { weightyRights: '关系诊所存续' }],
  ]
  for (const [clause, traits] of own)
    test(`${clause} 记明应当审核的情形`, () => {
      const input = fraud.propose?.input as object
      const proposed = walk(medical, before(fraud, 'submit', { change: { propose: { ...input, traits } } }))
      assert.ok(proposed.review.required.some((ground) => ground.clause === clause))
    })
  test('YB-2-5 医疗保障：责令退回或者罚款数额较大的，一律审核', () =>
    refused(
      play(medical, walk(medical, before(fraud, 'submit')), but(fraud, 'notify', {}, { today: '2026-03-12' })),
      'review-before-notice',
    ))
})

describe('由法制审核机构审核', () => {
  test('SP-3-1-1、WD-2-3-2-1、WD-2-3-2-5、YB-3-3-2-1 出具意见只在法制审核岗位', () => {
    const pass = passed(checks.health, day)
    allowed(play(health, sent, pass))
    for (const by of ['li', 'qian', 'sun', 'wu', 'zhou', 'zheng']) assert.throws(() => play(health, sent, { ...pass, by }), by)
  })
  test('YB-3-3-3-9 重大案件集体决策', () => {
    const traits = { majorImpact: '涉及大量参保人' }
    const at = walk(medical, before(fraud, 'decide', { change: { propose: { ...(fraud.propose?.input as object), traits } } }))
    refused(play(medical, at, but(fraud, 'decide')), 'discussion-missing', 'C4-44-1-1')
  })
})

describe('审核时限', () => {
  const place: Place = placeOf('health', 'wanzhou-health', {
    periods: {
      review: [{ from: '2026-01-01', value: 5, unit: '工作日', by: 'step', local: 'free', clauses: ['G118-14'], source: '演示数据' }],
    },
  } as never)
  const termOf = (at: Place): Matter['review']['open'] =>
    granted(play(at, walk(at, before(ordinary, 'notify')), submitted(day))).review.open
  test('SP-3-4-8 规定时限由本机关清单写明，送审之日起算；没有写明的，没有期限', () => {
    assert.equal(termOf(place)?.term?.due, '2026-03-19')
    assert.equal(termOf(health)?.term, undefined)
  })
})
