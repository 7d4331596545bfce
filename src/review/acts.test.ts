import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Agency, Officer } from '#agency/agency'
import {
  allowed,
  before,
  but,
  checks,
  dutyOf,
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
  returned,
  step,
  submitted,
  substance,
  walk,
} from '../../test/ordinary.ts'

const day = '2026-03-12'
const at = (end: string) => walk(health, before(ordinary, end))
const open = (matter = at('notify')) => walk(health, [submitted(day)], matter)

/** The place with one officer changed or added. */
function among(place: Place, officer: Partial<Officer> & { id: string }): Place {
  const before = place.agency.officers[officer.id] ?? place.agency.officers.zhao
  assert.ok(before)
  const officers: Agency['officers'] = { ...place.agency.officers, [officer.id]: { ...before, ...officer } }
  return { ...place, agency: { ...place.agency, officers } }
}

describe('国办发〔2018〕118号 第（十三）项 送审', () => {
  const submit = (change: object = {}, by = 'li', place = health, matter = at('notify')) =>
    play(place, matter, step('review.submit', { materials, ...change }, by, day))

  test('YB-3-3-5-2 材料齐全', () => {
    allowed(submit())
    for (const each of materials) refused(submit({ materials: materials.filter((id) => id !== each) }), 'materials-incomplete', 'G118-14')
  })
  test('SP-3-4-7、WZ-JL-9-4 没有听证、评估、鉴定的，不要求那些材料；有鉴定意见的，要求鉴定报告', () => {
    const siping = placeOf('health', 'siping-health')
    const opinion = { type: 'expertOpinion', title: '鉴定意见', text: '不合格', collectedOn: '2026-03-09' }
    const [appraised, confirm] = [
      step('case.addEvidence', opinion, 'li', '2026-03-11'),
      step('case.confirm', { record: 'evidence:2' }, 'wang', '2026-03-11'),
    ]
    for (const [place, clause] of [
      [health, 'G118-14'],
      [siping, 'SP-3-4-7'],
    ] as const) {
      const matter = walk(place, [appraised, confirm], walk(place, before(ordinary, 'notify')))
      refused(submit({}, 'li', place, matter), 'materials-incomplete', clause)
      allowed(submit({ materials: [...materials, 'appraisal'] }, 'li', place, matter))
    }
  })
  test('SP-3-4-6 经过评估的，要求评估报告；没有的不要求', () => {
    const traits = { assessed: '社会稳定风险评估报告，某评估公司，低风险' }
    for (const [place, clause] of [
      [health, 'G118-14'],
      [placeOf('health', 'siping-health'), 'SP-3-4-6'],
    ] as const) {
      const matter = walk(place, before(ordinary, 'notify', { change: { propose: { substance, traits } } }))
      refused(submit({}, 'li', place, matter), 'materials-incomplete', clause)
      allowed(submit({ materials: [...materials, 'assessment'] }, 'li', place, matter))
      allowed(submit({}, 'li', place, walk(place, before(ordinary, 'notify'))))
    }
  })
  test('承办机构负责人可以送审，其他机构的不可以', () => {
    allowed(submit({}, 'qian'))
    refused(submit({}, 'qian', among(health, { id: 'qian', unit: 'legal' })), 'not-handler', 'CFF-42-1')
    refused(submit({}, 'he'), 'not-handler', 'CFF-42-1')
  })
  test('没有拟处理意见，不能送审', () => refused(submit({}, 'li', health, at('propose')), 'out-of-order', 'CFF-58-1'))
  test('有记录待确认的，先确认', () => refused(submit({}, 'li', health, at('confirmNotice')), 'unconfirmed', 'CFF-42-1'))
  test('一份内容送一次', () => refused(submit({}, 'li', health, open()), 'under-review', 'G118-13'))
})

describe('出具审核意见', () => {
  const conclude = (change: object = {}, by = 'zhao', place = health, matter = open()) =>
    play(place, matter, { ...passed(checks.health, day), by, input: { ...(passed(checks.health, day).input as object), ...change } })
  const findings = (unsound: object) => checks.health.map((check) => (check === 'law' ? { check, ...unsound } : { check, sound: true }))

  test('WD-2-3-5-2、YB-3-3-5-3、SP-3-4-10 没有送审的，不能出具', () => {
    refused(conclude({}, 'zhao', health, at('notify')), 'not-submitted', 'G118-13')
    assert.ok(granted(play(health, at('notify'), submitted(day))).review.open)
  })
  test('SP-3-3-0、YB-3-3-4-13、ZR-3-2-1-5 逐项审核，缺一不可', () => {
    for (const each of checks.health)
      refused(
        conclude({ findings: checks.health.filter((id) => id !== each).map((check) => ({ check, sound: true })) }),
        'check-skipped',
        'G118-13',
      )
    assert.equal(granted(conclude()).review.rounds.length, 1)
  })
  test('YB-3-3-4-9 吉林医保审核十二项', () => {
    const matter = walk(medical, before(fraud, 'pass'))
    allowed(play(medical, matter, passed(checks.medical, day)))
    refused(
      play(
        medical,
        matter,
        passed(
          checks.medical.filter((id) => id !== 'abuse'),
          day,
        ),
      ),
      'check-skipped',
      'YB-3-3-4-9',
    )
  })
  test('有问题的项目写明问题', () =>
    refused(conclude({ opinion: 'change', findings: findings({ sound: false }) }), 'finding-unreasoned', 'G118-13'))
  test('还有问题的，不能同意', () =>
    refused(conclude({ findings: findings({ sound: false, note: '引错条款' }) }), 'pass-with-faults', 'G118-13'))
  test('不同意的，写明在哪一项', () => refused(conclude({ opinion: 'change' }), 'return-without-fault', 'G118-13'))
  test('意见只增不改：退回留在轮次里', () => {
    const twice = walk(health, [returned(checks.health, day), submitted(day), passed(checks.health, day)], open())
    assert.deepEqual(
      twice.review.rounds.map(({ opinion }) => opinion),
      ['supplement', 'pass'],
    )
    assert.equal(twice.review.open, undefined)
  })
})

describe('行政处罚法 第五十八条第二款 审核人员', () => {
  const conclude = (place: Place, by = 'zhao') => play(place, open(), { ...passed(checks.health, day), by })

  test('办案人员不得审核自己承办的案件', () =>
    refused(conclude(among(health, { id: 'li', posts: ['handler', 'reviewer'], qualified: true }), 'li'), 'reviewer-handles', 'G118-13'))
  test('曾经承办过的，也不得审核', () =>
    refused(play(health, { ...open(), formerHandlers: ['zhao'] }, passed(checks.health, day)), 'reviewer-handles', 'G118-13'))
  test('YB-3-3-3-8 办案人员不得审核自己承办的案件', () => {
    const both = among(medical, { id: 'wang', posts: ['handler', 'reviewer'], qualified: true })
    const matter = walk(medical, before(fraud, 'pass'))
    refused(play(both, matter, { ...passed(checks.medical, day), by: 'wang' }), 'reviewer-handles', 'YB-3-3-3-8')
  })
  test('初次从事审核的，应当有法律职业资格', () => {
    refused(conclude(among(health, { id: 'zhao', qualified: false })), 'reviewer-unqualified', 'CFF-58-2')
    refused(conclude(among(health, { id: 'zhao', qualified: false, reviewingSince: '2018-01-01' })), 'reviewer-unqualified', 'CFF-58-2')
  })
  test('二〇一八年以前已经从事审核的，不在此限', () =>
    allowed(conclude(among(health, { id: 'zhao', qualified: false, reviewingSince: '2017-12-31' }))))
})

describe('审核期限与待办', () => {
  test('YB-3-3-5-5 医疗保障十个工作日，卫生健康没有全国数字', () => {
    const term = walk(medical, before(fraud, 'pass')).review.open?.term
    assert.deepEqual([term?.due, term?.clauses[0]], ['2026-03-26', 'C4-40-1'])
    assert.equal(open().review.open?.term, undefined)
  })
  test('退回后等办案人员再送审', () => assert.equal(dutyOf(health, open(), returned(checks.health, day), 'after-return')?.post, 'handler'))
})

describe('应当法制审核的情形', () => {
  const required = (traits: object, place = health, change: object = {}, today = '2026-03-11') =>
    granted(
      play(place, at('propose'), but(ordinary, 'propose', { substance: { ...substance, ...change }, traits }, { today })),
    ).review.required.map(({ clause }) => clause)
  test('行政处罚法 第五十八条，令13 第三十八条', () => {
    assert.deepEqual(required({}), [])
    assert.deepEqual(required({ publicInterest: '涉及饮水安全', complex: '两个法律关系' }), ['C13-38-1-1', 'C13-38-1-3'])
    assert.deepEqual(required({ complex: '两个法律关系' }, health, {}, '2025-06-01'), ['C13-38-1-3'])
  })
  test('令4 第三十七条：数额较大没有规定之前，有数额即审', () => {
    assert.deepEqual(required({}, medical), ['C4-37-1-1'])
    assert.deepEqual(required({}, medical, { penalties: [{ kind: 'warning' }], payable: [] }), [])
  })
})
