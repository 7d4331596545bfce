import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ClauseId } from '#law/clause'
import type { Matter } from '#penalty/matter'
import { asked } from '../../test/five.ts'
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
  step,
  submitted,
  substance,
  walk,
} from '../../test/ordinary.ts'

/** 五份文件的法制审核各项: each clause by its number, kept by the rule that cites the national text above it. */
const [siping, wuding] = ['siping-health', 'wuding-health'].map((pack) => placeOf('health', pack)) as [Place, Place]
/** Where a clause holds: the agency whose text it is, under its own pack. */
const places = { SP: siping, WD: wuding, YB: medical } as const
const placeOfClause = (clause: string): Place => places[clause.slice(0, 2) as keyof typeof places]
const day = '2026-03-12'
const eachOf = (clauses: string) => clauses.split('、') as ClauseId[]
const without = <T>(all: readonly T[], one: T) => all.filter((each) => each !== one)
/** Told to the party, and not yet: what a matter of health is under this pack. */
const proposed = (place: Place) => walk(place, before(ordinary, 'notify'))

describe('审核内容', () => {
  const of: readonly (readonly [clauses: string, check: string])[] = [
    ['SP-3-3-1、WD-2-3-4-1、YB-3-3-4-1', 'subject'],
    ['SP-3-3-2、WD-2-3-4-2、YB-3-3-4-2', 'officers'],
    ['SP-3-3-3、WD-2-3-4-3、YB-3-3-4-7', 'procedure'],
    ['SP-3-3-4、WD-2-3-4-4、YB-3-3-4-3', 'facts'],
    ['SP-3-3-5、WD-2-3-4-5、YB-3-3-4-4', 'evidence'],
    ['SP-3-3-6、WD-2-3-4-6、YB-3-3-4-5', 'law'],
    ['SP-3-3-7、WD-2-3-4-7、YB-3-3-4-6', 'discretion'],
    ['SP-3-3-8、WD-2-3-4-8、YB-3-3-4-8', 'authority'],
    ['SP-3-3-9、WD-2-3-4-9、YB-3-3-4-10', 'papers'],
    ['SP-3-3-10、WD-2-3-4-10、YB-3-3-4-11', 'crime'],
    ['YB-3-3-4-12', 'other'],
  ]
  for (const [clauses, check] of of)
    for (const clause of eachOf(clauses))
      test(`${clause} 没有审核的，不能出具意见`, () => {
        const place = placeOfClause(clause)
        const all = asked(place.law, 'review.checks')
        const sent = place === medical ? walk(medical, before(fraud, 'pass')) : walk(place, [submitted(day)], proposed(place))
        allowed(play(place, sent, passed(all, day)))
        refused(play(place, sent, passed(without(all, check), day)), 'check-skipped', clause)
      })
})

describe('送审材料', () => {
  const of: readonly (readonly [clause: ClauseId, material: string])[] = [
    ['SP-3-4-1', 'report'],
    ['SP-3-4-2', 'evidence'],
    ['SP-3-4-3', 'basis'],
    ['SP-3-4-4', 'proposal'],
  ]
  for (const [clause, material] of of)
    test(`${clause} 缺的，不能送审`, () =>
      refused(
        play(siping, proposed(siping), step('review.submit', { materials: without(materials, material) }, 'li', day)),
        'materials-incomplete',
        clause,
      ))
})

describe('必须审核的情形', () => {
  const reviewing = (place: Place, traits: object) =>
    place === medical
      ? walk(medical, before(fraud, 'submit', { change: { propose: { ...(fraud.propose?.input as object), traits } } }))
      : walk(place, before(ordinary, 'decide', { change: { propose: { substance, traits } } }))
  const decide = (place: Place, traits: object) => play(place, reviewing(place, traits), but(ordinary, 'decide'))
  test('没有这些情形的，可以决定', () => {
    for (const place of [health, siping, wuding]) allowed(decide(place, {}))
  })
  const of: readonly (readonly [clauses: string, zh: string, traits: object, cites?: string])[] = [
    ['SP-3-2-1、WD-2-3-3-1、YB-3-3-3-2', '涉及重大公共利益', { publicInterest: '涉及饮水安全' }],
    ['SP-3-2-5、WD-2-3-3-5、YB-3-3-3-6', '疑难复杂', { complex: '证据相互矛盾' }],
    ['SP-3-2-6、WD-2-3-3-6、YB-3-3-3-7', '涉及多个法律关系', { complex: '涉及两个法律关系' }, 'SP-3-2-5、WD-2-3-3-5、YB-3-3-3-6'],
  ]
  for (const [clauses, zh, traits, cites = clauses] of of)
    for (const [n, clause] of eachOf(clauses).entries())
      test(`${clause} ${zh}：记明应当审核，没有审核的，不得决定`, () => {
        const place = placeOfClause(clause)
        const cited = eachOf(cites)[n] as ClauseId
        assert.ok(reviewing(place, traits).review.required.some((ground) => ground.clause === cited))
        if (place !== medical) refused(decide(place, traits), 'review-missing', cited)
      })
  const grounds: readonly (readonly [clause: ClauseId, trait: object])[] = [
    ['SP-3-2-2', { socialRisk: '引发群体上访' }],
    ['SP-3-2-3', { weightyRights: '关系诊所存续' }],
    ['WD-2-3-3-2', { socialRisk: '引发群体上访' }],
    ['WD-2-3-3-3', { weightyRights: '关系诊所存续' }],
  ]
  for (const [clause, traits] of grounds)
    test(`${clause} 该地规则包写明的情形，法律没有写，也应当审核`, () => {
      refused(decide(placeOfClause(clause), traits), 'review-missing', clause)
      allowed(decide(health, traits))
    })
  const own: readonly (readonly [clause: ClauseId, trait: object])[] = [
    ['YB-3-3-3-3', { socialRisk: '引发群体上访' }],
    ['YB-3-3-3-4', { weightyRights: '关系诊所存续' }],
  ]
  for (const [clause, traits] of own)
    test(`${clause} 记明应当审核的情形`, () => {
      assert.ok(reviewing(medical, traits).review.required.some((ground) => ground.clause === clause))
    })
  test('YB-2-5 医疗保障：责令退回或者罚款数额较大的，一律审核', () => {
    const submitting = walk(medical, before(fraud, 'submit'))
    assert.equal(submitting.review.required.length, 1)
    refused(play(medical, submitting, but(fraud, 'notify', {}, { today: '2026-03-12' })), 'review-before-notice')
  })
})

describe('由法制审核机构审核', () => {
  test('SP-3-1-1、WD-2-3-2-1、WD-2-3-2-5、YB-3-3-2-1 出具意见只在法制审核岗位', () => {
    const pass = passed(checks.health, day)
    const sent = walk(health, [submitted(day)], proposed(health))
    allowed(play(health, sent, pass))
    for (const by of ['li', 'qian', 'sun', 'wu', 'zhou', 'zheng']) assert.throws(() => play(health, sent, { ...pass, by }), by)
  })
  for (const clause of ['SP-3-1-1', 'WD-2-3-2-1'] as const)
    test(`${clause} 办案人员不得审核自己承办的案件`, () => {
      const place = placeOfClause(clause)
      const { li } = place.agency.officers
      assert.ok(li)
      const officers = { ...place.agency.officers, li: { ...li, unit: 'legal', posts: ['handler', 'reviewer'], qualified: true } } as never
      const both = { ...place, agency: { ...place.agency, officers } }
      const sent = walk(both, [submitted(day)], proposed(both))
      refused(play(both, sent, { ...passed(asked(place.law, 'review.checks'), day), by: 'li' }), 'reviewer-handles', clause)
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
  const termOf = (at: Place): Matter['review']['open'] => granted(play(at, proposed(at), submitted(day))).review.open
  test('SP-3-4-8 规定时限由本机关清单写明，送审之日起算；没有写明的，没有期限', () => {
    assert.equal(termOf(place)?.term?.due, '2026-03-19')
    assert.equal(termOf(health)?.term, undefined)
  })
})
