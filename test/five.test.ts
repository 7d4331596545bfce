import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ClauseId } from '#law/clause'
import { reckon } from '#law/period'
import type { Matter } from '#penalty/matter'
import { draftsOf, paperFrom } from '#penalty/papers/papers'
import { findInForce, inForce, on } from '#policy/law'
import { particularZh } from '#publication/digest'
import type { Publication } from '#publication/publication'
import { factsOf, groundsOf } from '#review/grounds'
import { asked, course, type Field, today } from './five.ts'
import { allowed, granted, type Place, placeOf, play, publish, refused, step, substance, walk } from './ordinary.ts'

/** One matter, the same course on the same days, under each of the five packs 同案异包: what the texts make different, and nothing else. */

const ids = (place: Place, key: string) => asked(place.law, key)

const approver: Readonly<Record<string, string>> = { head: 'sun', leaderInCharge: 'wu', principalLeader: 'zhou' }

/** Prepared, approved by whoever this pack's chain asks, released. */
function shown(place: Place, matter: Matter): Publication {
  const chain = inForce(place.law.posts, 'publication.chain', on(today)).posts
  return granted(
    publish(place, matter, [
      step('publication.open', { documentNo: matter.decision.decided?.documentNo, decidedOn: '2026-03-19' }, 'system', '2026-03-19'),
      step('publication.prepare', { facts: '违法事实的摘要' }, 'zheng', today),
      ...chain.map((post) => step('publication.approve', {}, approver[post] ?? post, today)),
      step('publication.release', {}, 'feng', today),
    ]),
  )
}

/** A figure of the day as a text has it. */
const period = (place: Place, key: string): string => {
  const row = findInForce(place.law.periods, key, on(today))
  return row ? `${row.value}${row.unit}` : '待定'
}
const mode = (place: Place, key: string): string => findInForce(place.law.modes, key, on(today))?.mode ?? '待定'
/** What the public reads of the decision, line by line, with the clause that asks for each. */
const digestOf = ({ shown }: Publication) => shown?.digest?.map(({ id, zh, clause }) => `${zh}：${particularZh(shown, id)} ${clause.id}`)
const clauseOf = (place: Place, key: string): ClauseId => inForce(place.law.lists, key, on(today)).clauses[0]

function told(id: string, field: Field) {
  const place = placeOf(field, id)
  const steps = course(place.law, field)
  const matter = walk(place, steps)
  const publication = shown(place, matter)
  const papers = draftsOf(matter, { ...place, today }).flatMap((draft) => paperFrom(draft, { ...place, today }) ?? [])
  const days = { violation: '2026-02-25', step: today, decision: '2026-03-19' }
  const proposal = matter.stage.proposal
  assert.ok(proposal)
  const otherwise = inForce(place.law.periods, 'publication.other', on(today))
  const yearly = inForce(place.law.dates, 'annual.publish', on(today))
  return {
    place,
    steps,
    publication,
    deadlines: {
      filing: matter.clue?.term.due,
      decision: matter.filed?.term.due,
      review: period(place, 'review'),
      delivery: matter.decision.decided?.deliverBy?.due,
      published: publication.duty?.term.due,
      other: `${reckon('publication.other', otherwise, '2026-03-19', place.law.calendar).due} 自${mode(place, 'publication.other.from') === 'formedOrChanged' ? '形成或变更' : '决定'}`,
      annual: yearly.monthDay,
      handOver: period(place, 'recording.handOver'),
      complaint: period(place, 'complaint.accept'),
    },
    approvals: publication.approvals.map(({ post, by }) => `${post} ${by}`),
    publications: {
      digest: digestOf(publication),
      withheld: ids(place, 'publication.withhold').length,
      exceptions: ids(place, 'publication.exceptions'),
    },
    papers: {
      names: papers
        .filter(({ form }) => ['filingReport', 'deliveryReceipt', 'penaltyDecision', 'reviewOpinion'].includes(form))
        .map(({ zh }) => zh),
      set: mode(place, 'papers.set'),
      local: mode(place, 'papers.local'),
    },
    review: {
      checks: ids(place, 'review.checks').length,
      clause: clauseOf(place, 'review.checks'),
      grounds: groundsOf(factsOf(proposal, false, place, days), place.law, days).map(({ id: ground, clause }) => `${ground} ${clause}`),
      qualification: mode(place, 'review.qualification'),
    },
  }
}

const five = {
  siping: told('siping-health', 'health'),
  wanzhou: told('wanzhou-health', 'health'),
  wuding: told('wuding-health', 'health'),
  jilin: told('jilin-health', 'health'),
  bureau: told('jilin-medical-security', 'medical-security'),
}

describe('同一个案件，五个规则包', () => {
  test('五套结果各不相同', () => {
    const whole = Object.values(five).map(({ place: _, steps: __, publication: ___, ...rest }) => JSON.stringify(rest))
    assert.equal(new Set(whole).size, 5)
    for (const part of ['deadlines', 'publications', 'papers', 'review'] as const)
      assert.ok(new Set(Object.values(five).map((each) => JSON.stringify(each[part]))).size > 3, part)
  })

  const common = { decision: '2026-06-02', delivery: '2026-03-30', published: '2026-03-30' }
  const health = { filing: '2026-03-11', review: '待定', ...common }
  test('SP-1-3-1、SP-1-3-7 四平：七个、二十个工作日，年报与投诉依省和全国', () =>
    assert.deepEqual(five.siping.deadlines, {
      ...health,
      other: '2026-04-17 自决定',
      annual: '01-31',
      handOver: '待定',
      complaint: '5工作日',
    }))
  test('WZ-GS-24-2、WZ-GS-26-1、WZ-JL-21-1 万州：自形成或变更起算，两个工作日移交', () =>
    assert.deepEqual(five.wanzhou.deadlines, {
      ...health,
      other: '2026-04-17 自形成或变更',
      annual: '01-31',
      handOver: '2工作日',
      complaint: '待定',
    }))
  test('WD-2-1-4-1、WD-2-1-4-6、WD-2-1-4-11 武定：一月二十八日前', () =>
    assert.deepEqual(five.wuding.deadlines, {
      ...health,
      other: '2026-04-17 自决定',
      annual: '01-28',
      handOver: '待定',
      complaint: '待定',
    }))
  test('ZR-3-3-3-16 吉林责任制：五个工作日告知受理', () =>
    assert.deepEqual(five.jilin.deadlines, {
      ...health,
      other: '2026-04-17 自决定',
      annual: '01-31',
      handOver: '待定',
      complaint: '5工作日',
    }))
  test('YB-3-1-3-3、YB-3-1-3-8 吉林医保：立案十五个、审核十个工作日', () =>
    assert.deepEqual(five.bureau.deadlines, {
      ...common,
      filing: '2026-03-23',
      review: '10工作日',
      other: '2026-04-17 自决定',
      annual: '01-31',
      handOver: '待定',
      complaint: '待定',
    }))

  test('WZ-GS-23-2、WZ-GS-23-3 万州经分管领导、主要负责人，其余经负责人', () => {
    assert.deepEqual(five.wanzhou.approvals, ['leaderInCharge wu', 'principalLeader zhou'])
    for (const { approvals } of [five.siping, five.wuding, five.jilin, five.bureau]) assert.deepEqual(approvals, ['head sun'])
  })

  const exceptions = ['law', 'administrativeRegulation']
  const outcome = '警告，罚款人民币 2,100 元'
  const four = (party: string, decided: string, ...clauses: readonly string[]) =>
    ['执法机关：演示机关', `执法对象：${party}`, '执法类别：行政处罚', `执法结论：${decided}`].map((zh, n) => `${zh} ${clauses[n]}`)
  const station = (...clauses: readonly string[]) => four('英雄村第三卫生站', outcome, ...clauses)
  test('SP-1-3-2、SP-1-3-3、SP-1-3-4、SP-1-3-5 四平的摘要四项', () =>
    assert.deepEqual(five.siping.publications, {
      digest: station('SP-1-3-2', 'SP-1-3-3', 'SP-1-3-4', 'SP-1-3-5'),
      withheld: 4,
      exceptions,
    }))
  test('WZ-GS-16-2、WZ-GS-16-3、WZ-GS-16-4、WZ-GS-15-3、WZ-GS-16-5 万州的摘要另有文号，名称不同；九种情形不予公开', () =>
    assert.deepEqual(five.wanzhou.publications, {
      digest: [
        `决定书文号：${five.wanzhou.publication.duty?.documentNo} WZ-GS-16-2`,
        '执法主体名称：演示机关 WZ-GS-16-3',
        '当事人姓氏或者名称：英雄村第三卫生站 WZ-GS-16-4',
        '执法类别：行政处罚 WZ-GS-15-3',
        `执法决定：${outcome} WZ-GS-16-5`,
      ],
      withheld: 9,
      exceptions,
    }))
  test('WD-2-1-4-2、WD-2-1-4-3、WD-2-1-4-4、WD-2-1-4-5 武定的摘要四项', () =>
    assert.deepEqual(five.wuding.publications, {
      digest: station('WD-2-1-4-2', 'WD-2-1-4-3', 'WD-2-1-4-4', 'WD-2-1-4-5'),
      withheld: 4,
      exceptions,
    }))
  test('吉林责任制未列，从118号四项', () =>
    assert.deepEqual(five.jilin.publications, { digest: station('G118-6', 'G118-6', 'G118-6', 'G118-6'), withheld: 4, exceptions }))
  test('YB-3-1-3-4、YB-3-1-3-5、YB-3-1-3-6、YB-3-1-3-7 吉林医保的摘要四项', () =>
    assert.deepEqual(five.bureau.publications, {
      digest: four('德元诊所', '罚款人民币 7,000 元', 'YB-3-1-3-4', 'YB-3-1-3-5', 'YB-3-1-3-6', 'YB-3-1-3-7'),
      withheld: 4,
      exceptions,
    }))

  const names = ['立案报告', '重大执法决定法制审核意见书', '行政处罚决定书', '送达回执', '送达回执']
  test('SP-2-1-2 四平统一用国家卫生健康委的文书', () => assert.deepEqual(five.siping.papers, { names, set: 'ministry', local: 'uniform' }))
  test('WZ-JL-9-6、WZ-JL-9-7 万州用市级的格式文本', () => assert.deepEqual(five.wanzhou.papers, { names, set: 'municipal', local: '待定' }))
  test('WD-2-2-2-2 武定用上级的格式，可以完善', () => assert.deepEqual(five.wuding.papers, { names, set: 'superior', local: 'allowed' }))
  test('吉林责任制未定文书', () => assert.deepEqual(five.jilin.papers, { names, set: 'ministry', local: '待定' }))
  test('YB-3-1-2-1 吉林医保用本系统的样本', () =>
    assert.deepEqual(five.bureau.papers, {
      names: ['立案审批表', '法制审核意见书', '行政处罚决定书', '送达回证', '送达回证'],
      set: 'sample',
      local: '待定',
    }))

  test('SP-3-2-3、SP-3-3-0 四平：直接关系重大权益即审，十项', () =>
    assert.deepEqual(five.siping.review, { checks: 10, clause: 'SP-3-3-1', grounds: ['weighty-rights SP-3-2-3'], qualification: 'first' }))
  test('万州没有法制审核的规定，从国家：八项，不因此审核', () =>
    assert.deepEqual(five.wanzhou.review, { checks: 8, clause: 'G118-13', grounds: [], qualification: 'first' }))
  test('WD-2-3-3-3 武定：直接关系重大权益即审，十项', () =>
    assert.deepEqual(five.wuding.review, {
      checks: 10,
      clause: 'WD-2-3-4-1',
      grounds: ['weighty-rights WD-2-3-3-3'],
      qualification: 'first',
    }))
  test('吉林责任制：八项', () => assert.deepEqual(five.jilin.review, { checks: 8, clause: 'G118-13', grounds: [], qualification: 'first' }))
  test('YB-3-3-3-4、YB-3-3-2-2 吉林医保：关系重大权益即审，十二项，审核人员均有资格', () =>
    assert.deepEqual(five.bureau.review, {
      checks: 12,
      clause: 'YB-3-3-4-1',
      grounds: ['weighty-rights YB-3-3-3-4', 'large-amount C4-37-1-1'],
      qualification: 'all',
    }))
})

describe('四平、武定、吉林医保：没有通过法制审核，不得作出决定', () => {
  const unreviewed = ({ place, steps }: ReturnType<typeof told>) => {
    const without = steps.filter(({ act }) => !act.startsWith('review.') && !['penalty.decide', 'case.deliver'].includes(act)).slice(0, -1)
    const decide = steps.find(({ act }) => act === 'penalty.decide')
    assert.ok(decide)
    return play(place, walk(place, without), decide)
  }
  test('SP-3-0-1 四平', () => refused(unreviewed(five.siping), 'review-missing', 'SP-3-2-3'))
  test('WD-2-3-3-3 武定', () => refused(unreviewed(five.wuding), 'review-missing', 'WD-2-3-3-3'))
  test('万州、吉林责任制：不属于应当审核的情形，可以决定', () => {
    allowed(unreviewed(five.wanzhou))
    allowed(unreviewed(five.jilin))
  })
  test('SP-3-2-2 可能引发社会风险，四平即审，万州不因此审核', () => {
    const risk = (place: Place) => {
      const proposed = course(place.law, 'health').slice(0, 7)
      const [last] = proposed.slice(-1)
      assert.ok(last)
      const matter = walk(place, [...proposed.slice(0, -1), { ...last, input: { substance, traits: { socialRisk: '可能引发集体投诉' } } }])
      const proposal = matter.stage.proposal
      assert.ok(proposal)
      return groundsOf(factsOf(proposal, false, place, on(today)), place.law, on(today)).map(({ clause }) => clause)
    }
    assert.deepEqual(risk(five.siping.place), ['SP-3-2-2'])
    assert.deepEqual(risk(five.wuding.place), ['WD-2-3-3-2'])
    assert.deepEqual(risk(five.wanzhou.place), [])
  })
})

describe('审核机构与承办机构', () => {
  /** The reviewer sits in the unit that handles. */
  const sameUnit = ({ place, steps }: ReturnType<typeof told>) => {
    const reviewer = place.agency.officers.zhao
    assert.ok(reviewer)
    const here = { ...place, agency: { ...place.agency, officers: { ...place.agency.officers, zhao: { ...reviewer, unit: 'team' } } } }
    const at = steps.findIndex(({ act }) => act === 'review.conclude')
    const conclude = steps[at]
    assert.ok(conclude)
    return play(here, walk(here, steps.slice(0, at)), conclude)
  }
  test('SP-3-1-1 四平由法制机构审核', () => refused(sameUnit(five.siping), 'reviewing-unit', 'SP-3-1-1'))
  test('WD-2-3-2-1 武定由法规股审核', () => refused(sameUnit(five.wuding), 'reviewing-unit', 'WD-2-3-2-1'))
  test('YB-3-3-3-8 吉林医保办、审分离', () => refused(sameUnit(five.bureau), 'reviewing-unit', 'YB-3-3-3-8'))
  test('万州、吉林责任制只提示', () => {
    allowed(sameUnit(five.wanzhou))
    allowed(sameUnit(five.jilin))
  })
})
