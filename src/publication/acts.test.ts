import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Agency, Officer } from '#agency/agency'
import type { Refusal } from '#law/refusal'
import type { Matter } from '#penalty/matter'
import { noPublication, type Publication, stateOf } from '#publication/publication'
import {
  allowed,
  before,
  but,
  dutyOf,
  fraud,
  granted,
  health,
  medical,
  ordinary,
  type Place,
  play,
  publish,
  refused,
  rowsOf,
  type Step,
  step,
  substance,
  walk,
} from '../../test/ordinary.ts'

const day = '2026-03-20'
const delivered = walk(health, before(ordinary, 'end'))
const opened = step('publication.open', { documentNo: '演罚〔2026〕1号', decidedOn: '2026-03-18' }, 'system', '2026-03-18')
const prepare = (input: object = {}, by = 'zheng') => step('publication.prepare', { facts: '将损伤性废物放入塑料桶', ...input }, by, day)
const approve = (by: string) => step('publication.approve', {}, by, day)
const release = (input: object = {}, today = day, by = 'feng') => step('publication.release', input, by, today)
const send = (steps: readonly Step[], place: Place = health, matter: Matter = delivered) => publish(place, matter, [opened, ...steps])
const approved = [prepare(), approve('wu'), approve('zhou')]

function also(place: Place, id: string, posts: Officer['posts']): Place {
  const held = place.agency.officers[id]
  assert.ok(held)
  const officers: Agency['officers'] = { ...place.agency.officers, [id]: { ...held, posts: [...held.posts, ...posts] } }
  return { ...place, agency: { ...place.agency, officers } }
}

describe('万州公示制度 第二十三条 审批的先后', () => {
  test('SP-1-0-3、YB-3-1-0-2 分管领导、主要负责人依次审批之后发布', () =>
    assert.equal(stateOf(granted(send([...approved, release()])), ['leaderInCharge', 'principalLeader']), 'released'))
  test('WZ-GS-23-1 主要负责人不能先批', () => refused(send([prepare(), approve('zhou')]), 'not-next', 'WZ-GS-23-2'))
  test('其他负责人不能代批', () => refused(send([prepare(), approve('sun')]), 'not-next', 'WZ-GS-23-2'))
  test('WZ-GS-23-2、WZ-GS-23-3 没有批完不得发布', () => {
    refused(send([prepare(), release()]), 'not-approved', 'WZ-GS-23-2')
    refused(send([prepare(), approve('wu'), release()]), 'not-approved', 'WZ-GS-23-3')
    allowed(send([...approved, release()]))
  })
  test('批完不再批', () => refused(send([...approved, approve('wu')]), 'chain-complete', 'WZ-GS-23-2'))
  test('没有拟稿，没有可批、可发的', () => {
    refused(send([approve('wu')]), 'not-prepared')
    refused(send([release()]), 'not-prepared')
  })
  test('WZ-GS-23-1 退回后重新拟稿，从头审批', () => {
    const back = step('publication.return', { reason: '写明数量' }, 'zhou', day)
    const returned = granted(send([prepare(), approve('wu'), back]))
    assert.deepEqual([returned.draft, returned.approvals.length, returned.returned?.reason], [undefined, 0, '写明数量'])
    refused(send([prepare(), approve('wu'), back, prepare(), approve('zhou')]), 'not-next', 'WZ-GS-23-2')
  })
  test('改了稿子，先前的审批不算', () =>
    refused(send([prepare(), approve('wu'), prepare({ facts: '另一种说法' }), approve('zhou')]), 'not-next'))
  test('已经公示的，不再拟稿、审批、发布', () => {
    const done = [...approved, release()]
    for (const each of [prepare(), approve('wu'), release()]) refused(send([...done, each]), 'already-released')
  })
  test('全国：负责人审批即可', () => {
    const matter = walk(medical, before(fraud, 'end'))
    const steps = [prepare(), approve('sun')]
    allowed(
      publish(medical, matter, [
        step('publication.open', { documentNo: '演罚〔2026〕1号', decidedOn: '2026-03-25' }, 'system', '2026-03-25'),
        ...steps,
      ]),
    )
  })
  test('待办等的是审批链上的第一个岗位', () => {
    const first = (place: Place) => dutyOf(place, granted(send([])), prepare(), 'approve', { matter: delivered })?.post
    assert.equal(first(health), 'leaderInCharge')
    assert.equal(first(medical), 'head')
  })
})

describe('拟稿、审查、发布分离', () => {
  test('WZ-GS-23-2、WZ-GS-23-3 万州：拟稿人不得审批、不得发布，审批人不得发布', () => {
    refused(send([prepare(), approve('zheng')], also(health, 'zheng', ['leaderInCharge'])), 'publication-apart', 'WZ-GS-23-2')
    refused(send([...approved, release({}, day, 'zheng')], also(health, 'zheng', ['releaser'])), 'publication-apart', 'WZ-GS-23-2')
    refused(send([...approved, release({}, day, 'wu')], also(health, 'wu', ['releaser'])), 'publication-apart', 'WZ-GS-23-2')
  })
  test('没有条文禁止的，不禁止', () =>
    allowed(send([prepare(), approve('sun'), release({}, day, 'sun')], also(medical, 'sun', ['releaser']))))
})

describe('行政处罚法 第五十条 公开的文字', () => {
  const natural = { type: 'natural', name: '欧阳伟', address: '英雄村三组', phone: '13800138000' }
  const matter = walk(health, before(ordinary, 'end', { change: { propose: { substance: { ...substance, party: natural } } } }))

  test('自然人只出现姓氏', () => {
    for (const [form, title] of [
      ['digest', '欧阳某行政处罚决定'],
      ['fulltext', '欧阳某未将医疗废物按照类别分置于专用容器案'],
    ]) {
      const body = granted(send([prepare({ form })], health, matter)).draft?.body
      assert.deepEqual([body?.party, body?.partyNote, body?.title], ['欧阳某', undefined, title])
      assert.ok(!JSON.stringify(body).includes('欧阳伟'))
    }
  })
  test('SP-1-0-9 事实、裁量说明里有姓名、电话的，不得拟稿', () => {
    refused(send([prepare({ facts: '欧阳伟将废物放入桶内' })], health, matter), 'private-shown', 'CFF-50')
    refused(send([prepare({ discretion: '电话１３８００１３８０００' })], health, matter), 'private-shown', 'CFF-50')
  })
  test('案由、处罚内容、超期理由里有的，同样', () => {
    const cause = walk(
      health,
      before(ordinary, 'end', {
        change: { report: { cause: '欧阳伟处置不当' }, propose: { substance: { ...substance, party: natural } } },
      }),
    )
    refused(send([prepare({ form: 'fulltext' })], health, cause), 'private-shown', 'CFF-50')
    allowed(send([prepare()], health, cause))
    const penalties = [{ kind: 'warning' }, { kind: 'circular' }, { kind: 'confiscateGoods', goods: '欧阳伟的设备', fen: 1 }]
    const goods = walk(
      health,
      before(ordinary, 'end', { change: { propose: { substance: { ...substance, party: natural, penalties, payable: [] } } } }),
    )
    refused(send([prepare()], health, goods), 'private-shown', 'CFF-50')
    refused(send([...approved, release({ lateReason: '等欧阳伟回来' }, '2026-03-31')], health, matter), 'private-shown', 'CFF-50')
  })
})

describe('公示的期限（万州公示制度 第二十四条 七个工作日）', () => {
  const published = (today: string, input: object = {}) => send([...approved, release(input, today)])
  test('自决定之日起七个工作日，写明是第几个', () => {
    assert.equal(granted(send([])).duty?.term.due, '2026-03-27')
    assert.equal(granted(published('2026-03-20')).released?.nth, 2)
    assert.equal(granted(published('2026-03-27')).released?.nth, 7)
  })
  test('SP-1-3-7、WD-2-1-4-6、WZ-GS-24-1、YB-3-1-3-8 超期的，写明理由，理由一并公开', () => {
    refused(published('2026-03-30'), 'late-unreasoned', 'WZ-GS-24-1')
    const late = granted(published('2026-03-30', { lateReason: '网站检修' }))
    assert.deepEqual([late.released?.nth, late.released?.lateReason], [8, '网站检修'])
  })
  test('尚未送达的，写明先行公示的理由', () => {
    const unserved = walk(health, before(ordinary, 'deliver'))
    const unconfirmed = walk(health, before(ordinary, 'confirmDelivery'))
    for (const matter of [unserved, unconfirmed]) {
      refused(send([...approved, release()], health, matter), 'not-served', 'CFF-61-1')
      allowed(send([...approved, release({ held: '公告送达期间' })], health, matter))
    }
  })
})

describe('行政处罚法 第四十八条第二款 公示以前决定已经变化', () => {
  const outcomeOf = (outcome: object) => ({
    ...{ outcome, source: { kind: 'own' }, ground: '认定事实有误' },
  })
  const after = (outcome: object) => walk(health, [step('decision.outcome', outcomeOf(outcome), 'sun', day)], delivered)
  const drafted = () => granted(send(approved))
  const then = (matter: Matter, steps: readonly Step[]) =>
    steps.reduce<Publication | Refusal>((before, each) => play(health, granted(before), each, { matter }), drafted())
  const told = (how: string) => step('publication.withdrawDue', { how, on: day }, 'system', day)
  const annulled = { how: 'annulled', anew: false, procedural: false }
  const milder = { how: 'changed', penalties: [{ kind: 'warning' }], payable: [] }

  test('被撤销、确认违法、确认无效的，公示任务和公示稿一并撤下', () => {
    for (const outcome of [annulled, { ...annulled, anew: true }, { how: 'unlawful' }, { how: 'void' }]) {
      const { duty, draft, approvals, dropped } = granted(then(after(outcome), [told(outcome.how)]))
      assert.deepEqual([duty, draft, approvals.length, dropped?.how], [undefined, undefined, 0, outcome.how])
      refused(then(after(outcome), [told(outcome.how), release()]), 'not-prepared')
      refused(then(after(outcome), [told(outcome.how), prepare()]), 'decision-fell', 'CFF-48-2')
    }
  })
  test('SP-1-3-16、WD-2-1-4-9、YB-3-1-3-13、WZ-GS-25-1 审批完的旧稿不得发布，系统还没有撤下的也一样', () => {
    const releasing = (matter: Matter) => then(matter, [release()])
    refused(releasing(after(annulled)), 'decision-fell', 'CFF-48-2')
    refused(releasing(after({ ...annulled, anew: true })), 'decision-fell', 'CFF-48-2')
    refused(releasing(after({ how: 'unlawful' })), 'decision-fell', 'CFF-48-2')
    refused(releasing(after(milder)), 'draft-outdated', 'CFF-48-2')
    allowed(releasing(delivered))
  })
  test('WZ-GS-25-1 变更的，旧稿撤下，按变更后的决定重新拟稿，期限照算', () => {
    const dropped = granted(then(after(milder), [told('changed')]))
    assert.deepEqual([dropped.draft, dropped.approvals.length, dropped.duty?.term.due], [undefined, 0, '2026-03-27'])
    const redrafted = granted(play(health, dropped, prepare(), { matter: after(milder) }))
    assert.equal(redrafted.draft?.body.outcome, '警告')
  })
  test('还没有拟稿的，变更以后照常拟稿', () =>
    assert.deepEqual(granted(send([told('changed')], health, after(milder))), granted(send([], health, after(milder)))))
  test('重新作出的决定，另有公示任务', () => {
    const again = step('publication.open', { documentNo: '演罚〔2026〕2号', decidedOn: '2026-04-01' }, 'system', '2026-04-01')
    const state = granted(then(after({ ...annulled, anew: true }), [told('annulled'), again]))
    assert.deepEqual([state.duty?.documentNo, stateOf(state, [])], ['演罚〔2026〕2号', 'open'])
  })
  test('待办随之了结', () => {
    const done = rowsOf(health, drafted(), told('annulled')).filter((row) => row.table === 'duty' && row.set.done_on === day)
    assert.deepEqual(
      done.map(({ key }) => key.key),
      ['prepare', 'approve', 'release'],
    )
    assert.equal(dutyOf(health, drafted(), told('changed'), 'prepare')?.post, 'publisher')
  })
})

describe('公示任务', () => {
  test('一份决定开启一次', () => {
    const once = granted(send([]))
    assert.deepEqual(granted(send([opened])), once)
  })
  test('没有决定的，没有可以公示的', () =>
    refused(send([prepare()], health, walk(health, before(ordinary, 'decide'))), 'nothing-to-publish', 'G118-6'))
  test('走到哪一步', () => {
    const chain = ['leaderInCharge', 'principalLeader']
    const states = [[], [prepare()], approved, [...approved, release()]].map((steps) => stateOf(granted(send(steps)), chain))
    assert.deepEqual(states, ['open', 'prepared', 'approved', 'released'])
  })
  test('决定之后自动开启', () => {
    const decided = but(ordinary, 'decide')
    assert.equal(dutyOf(health, noPublication, opened, 'prepare')?.post, 'publisher')
    assert.equal(decided.act, 'penalty.decide')
  })
})
