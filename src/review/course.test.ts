import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Agency } from '#agency/agency'
import type { Matter } from '#penalty/matter'
import { heard, hearer } from '../../test/heard.ts'
import {
  allowed,
  before,
  but,
  checks,
  dutyOf,
  fraud,
  granted,
  health,
  medical,
  ordinary,
  type Place,
  passed,
  play,
  refused,
  returned,
  step,
  submitted,
  walk,
} from '../../test/ordinary.ts'

const day = '2026-03-12'
const codes = (warnings: readonly { code: string }[] | undefined) => warnings?.map(({ code }) => code)

/** The place with officers of other units or posts. */
function among(place: Place, change: Readonly<Record<string, object>>): Place {
  const officers = Object.fromEntries(
    Object.entries(place.agency.officers).map(([id, officer]) => [id, { ...officer, ...change[id] }]),
  ) as Agency['officers']
  return { ...place, agency: { ...place.agency, officers } }
}
/** 法制审核机构负责人 */
const withHead = (place: Place) => among(place, { qian: { unit: 'legal' } })

describe('令4 第四十条第一款 审核期限', () => {
  const open = walk(medical, before(fraud, 'pass'))
  const extend = (place = withHead(medical), by = 'qian', matter: Matter = open, today = '2026-03-26') =>
    play(place, matter, step('review.extend', { reason: '案情复杂' }, by, today))
  test('法制审核机构负责人批准，延长十个工作日', () => {
    const longer = granted(extend()).review.open?.term
    assert.deepEqual([longer?.due, longer?.extensions?.length], ['2026-04-10', 1])
    assert.equal(
      dutyOf(withHead(medical), open, step('review.extend', { reason: '案情复杂' }, 'qian', '2026-03-26'), 'review')?.due,
      '2026-04-10',
    )
  })
  test('承办机构负责人、机关负责人不能批准', () => {
    refused(extend(medical), 'not-approver', 'C4-40-1')
    refused(extend(medical, 'sun'), 'not-approver', 'C4-40-1')
  })
  test('只延长一次，届满之前申请', () => {
    refused(extend(withHead(medical), 'qian', granted(extend())), 'extension-none', 'C4-40-1')
    refused(extend(withHead(medical), 'qian', open, '2026-03-27'), 'extension-late', 'C4-40-1')
  })
  test('不得超过办案期限', () => {
    assert.ok(open.filed)
    const short = { ...open, filed: { ...open.filed, term: { ...open.filed.term, due: '2026-04-09' } } }
    refused(extend(withHead(medical), 'qian', short), 'extension-past-term', 'C4-40-1')
  })
  test('卫生健康没有全国的审核期限，没有可以延长的', () =>
    refused(
      play(
        withHead(health),
        walk(health, [submitted(day)], walk(health, before(ordinary, 'notify'))),
        step('review.extend', { reason: '复杂' }, 'qian', day),
      ),
      'extension-none',
      'G118-14',
    ))
  test('没有送审的，没有期限可以延长', () =>
    refused(extend(withHead(medical), 'qian', walk(medical, before(fraud, 'submit'))), 'not-submitted', 'G118-13'))
})

describe('送审材料不全', () => {
  const open = walk(medical, before(fraud, 'pass'))
  const back = (change: object = {}, by = 'zhao') =>
    play(medical, open, step('review.requestMaterials', { missing: ['evidence'], note: '缺结算明细原件', ...change }, by, '2026-03-13'))
  test('SP-3-4-9、YB-3-3-5-2 退回补齐，不算一轮审核，期限从补齐之日起算', () => {
    const sent = granted(back())
    assert.deepEqual([sent.review.open, sent.review.rounds.length, sent.review.sentBack.length], [undefined, 0, 1])
    refused(play(medical, sent, passed(checks.medical, '2026-03-13')), 'not-submitted', 'G118-13')
    assert.equal(granted(play(medical, sent, submitted('2026-03-16'))).review.open?.term?.from, '2026-03-16')
  })
  test('退回以后等承办机构', () => {
    const sent = step('review.requestMaterials', { missing: ['evidence'], note: '缺原件' }, 'zhao', '2026-03-13')
    assert.equal(dutyOf(medical, open, sent, 'after-return')?.post, 'handler')
  })
  test('所缺的是当日规定的材料', () => refused(back({ missing: ['photo'] }), 'materials-unknown', 'G118-14'))
})

describe('承办机构与审核机构意见不一致', () => {
  const open = (place: Place, today: string) => walk(place, [submitted(today)], walk(place, before(ordinary, 'notify')))
  const rejected = walk(health, [returned(checks.health, day)], open(health, day))
  const disagree = (by = 'li', matter = rejected) => play(health, matter, step('review.disagree', { reasons: '数量已经清点' }, by, day))
  test('SP-3-4-11、WD-2-3-5-3、YB-3-3-5-6 承办机构写明理由', () => {
    allowed(disagree())
    allowed(disagree('qian'))
    refused(disagree('he'), 'not-handler', 'CFF-42-1')
    refused(disagree('li', granted(disagree())), 'already-disagreed', 'C4-40-2')
  })
  test('审核意见是同意的，没有分歧', () => {
    refused(disagree('li', walk(health, [passed(checks.health, day)], open(health, day))), 'not-returned', 'G118-13')
    refused(disagree('li', open(health, day)), 'not-returned', 'G118-13')
  })
  test('SP-3-1-3、SP-3-1-4、YB-3-3-2-5、WZ-JL-9-5 专家、法律顾问可以论证', () => {
    const argued = (matter: Matter) =>
      play(health, matter, step('review.argue', { who: '某律师', as: 'counsel', text: '证据充分' }, 'zhao', day), { advisers: [] })
    refused(argued(rejected), 'not-disagreed', 'C4-40-2')
    assert.equal(granted(argued(granted(disagree()))).review.argued[0]?.round, 1)
  })
  test('WD-2-3-2-3、YB-3-3-2-4 法律顾问、公职律师在名录之中，聘期届满的、有利益冲突的不参与', () => {
    const [own, gone] = [
      { name: '林律师', from: '2026-01-01', to: '2026-12-31' },
      { name: '江律师', from: '2025-01-01', to: '2026-03-11' },
    ]
    const argued = (who: string, as = 'counsel', conflicts = '') =>
      play(health, granted(disagree()), step('review.argue', { who, as, text: '证据充分' }, 'zhao', day), {
        advisers: [{ ...own, ...(conflicts ? { conflicts } : {}) }, gone],
      })
    assert.equal(granted(argued('林律师')).review.argued[0]?.who, '林律师')
    refused(argued('江律师'), 'adviser-past', 'G118-11')
    refused(argued('某律师'), 'adviser-unlisted', 'G118-11')
    refused(argued('林律师', 'counsel', '英雄村第三卫生站（常年法律顾问）'), 'adviser-conflicted', 'G118-11')
    allowed(argued('疾控专家', 'expert'))
  })
  test('令13 第四十条第一款第（四）项：应当集体讨论；讨论不代替审核通过', () => {
    const stood = walk(health, [but(ordinary, 'notify'), but(ordinary, 'confirmNotice')], granted(disagree()))
    const decide = (matter: Matter) => play(health, matter, but(ordinary, 'decide'))
    const discussed = walk(
      health,
      [
        { ...but(heard, 'discuss'), today: '2026-03-17' },
        { ...but(heard, 'sign'), today: '2026-03-17' },
      ],
      stood,
    )
    refused(decide(discussed), 'review-returned', 'CFF-58-1')
    const passing = [submitted('2026-03-17'), passed(checks.health, '2026-03-17')]
    refused(decide(walk(health, passing, stood)), 'discussion-missing', 'C13-40-1-4')
    allowed(decide(walk(health, passing, discussed)))
  })
})

describe('审核意见的种类，按当日的规定', () => {
  const conclude = (opinion: string, today: string) => {
    const matter = walk(health, [submitted(day)], walk(health, before(ordinary, 'notify')))
    const findings = checks.health.map((check) => (check === 'facts' ? { check, sound: false, note: '不清' } : { check, sound: true }))
    return play(health, matter, step('review.conclude', { opinion, findings, text: '意见' }, 'zhao', today))
  }
  test('现在六种', () => {
    for (const opinion of ['supplement', 'no-decision', 'change', 'correct', 'other']) allowed(conclude(opinion, day))
  })
  test('二〇一八年十二月五日前，只有同意和存在问题两类', () => refused(conclude('change', '2018-06-01'), 'opinion-unknown', 'CFF17-38-3'))
  test('没有列举的，不是审核意见', () => assert.throws(() => conclude('minor', day), { name: 'ZodError' }))
})

describe('审核机构与承办机构', () => {
  const both = (place: Place, unit: string) => among(place, { zhao: { unit } })
  const pass = (place: Place, matter: Matter, ids: readonly string[]) => play(place, matter, passed(ids, day))
  const open = walk(health, [submitted(day)], walk(health, before(ordinary, 'notify')))
  test('吉林医保：承办机构不得审核自己承办的案件', () => {
    refused(pass(both(medical, 'team'), walk(medical, before(fraud, 'pass')), checks.medical), 'reviewing-unit', 'YB-3-3-3-8')
    allowed(pass(medical, walk(medical, before(fraud, 'pass')), checks.medical))
  })
  test('其他地方没有这样的条文，只提示', () => {
    assert.deepEqual(codes(granted(pass(both(health, 'team'), open, checks.health)).review.rounds[0]?.warnings), [
      'reviewingUnit≠handlingUnit',
    ])
    assert.deepEqual(codes(granted(pass(health, open, checks.health)).review.rounds[0]?.warnings), [])
  })
  test('主持过本案听证的人审核，只提示', () => {
    const chaired = walk(
      hearer,
      before(heard, 'pass', { change: { convene: { chair: 'zhao', recorder: 'wu' } } }).map((each) =>
        each.act === 'hearing.hold' ? { ...each, by: 'wu' } : each.act === 'hearing.confirmRecord' ? { ...each, by: 'zhao' } : each,
      ),
    )
    assert.deepEqual(codes(granted(play(hearer, chaired, but(heard, 'pass'))).review.rounds[0]?.warnings), ['reviewer≠hearingChair'])
  })
  test('YB-3-3-2-2 吉林医保：所有审核人员都应当有法律职业资格', () => {
    const old = { qualified: false, reviewingSince: '2015-01-01' }
    refused(pass(among(medical, { zhao: old }), walk(medical, before(fraud, 'pass')), checks.medical), 'reviewer-unqualified', 'YB-3-3-2-2')
    allowed(pass(among(health, { zhao: old }), open, checks.health))
  })
})
