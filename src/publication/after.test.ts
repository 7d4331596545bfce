import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Refusal } from '#law/refusal'
import type { Matter } from '#penalty/matter'
import { noPublication, type Publication, stateOf } from '#publication/publication'
import {
  allowed,
  before,
  dutyOf,
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
const prepare = (input: object = {}, today = day) =>
  step('publication.prepare', { facts: '将损伤性废物放入塑料桶', ...input }, 'zheng', today)
const approvals = (today = day) => [step('publication.approve', {}, 'wu', today), step('publication.approve', {}, 'zhou', today)]
const release = (today = day) => step('publication.release', {}, 'feng', today)
const chain = ['leaderInCharge', 'principalLeader']
const then = (state: Publication, steps: readonly Step[], matter: Matter = delivered, place: Place = health) =>
  steps.reduce<Publication | Refusal>((was, each) => play(place, granted(was), each, { matter }), state)
const out = () => granted(publish(health, delivered, [opened, prepare(), ...approvals(), release()]))
const page = (state: Publication, sent: Step, matter: Matter = delivered) =>
  rowsOf(health, state, sent, { matter }).find(({ table }) => table === 'pub.decision')

describe('行政处罚法 第四十八条第二款 撤回公示并公开说明理由', () => {
  const later = '2026-04-02'
  const withdraw = (reason = '行政复议机关撤销了这一决定') => step('publication.withdraw', { reason }, 'feng', later)
  const due = (how: string) => step('publication.withdrawDue', { how, on: later }, 'system', later)

  test('决定变化以后，由发布人员三个工作日内撤回', () => {
    const duty = dutyOf(health, out(), due('annulled'), 'withdraw')
    assert.deepEqual([duty?.due, duty?.post, duty?.act], ['2026-04-08', 'releaser', 'publication.withdraw'])
  })
  test('SP-1-3-15、WD-2-1-4-8、YB-3-1-3-12、SP-1-0-3、YB-3-1-0-2 撤回以后公众只看到理由、日期、条款，不看到原来的内容', () => {
    const set = page(granted(then(out(), [due('annulled')])), withdraw())?.set
    assert.deepEqual([set?.title, set?.party, set?.outcome, set?.withdrawn_on], ['', '', '', later])
    const told = JSON.stringify(set)
    for (const gone of ['英雄村', '陈某', '塑料桶', '警告', 'CFF-16']) assert.ok(!told.includes(gone), gone)
    assert.ok(told.includes('行政复议机关撤销了这一决定') && told.includes('CFF-48-2'))
  })
  test('理由里也不得有个人信息', () => {
    const natural = { type: 'natural', name: '欧阳伟', address: '英雄村三组', phone: '13800138000' }
    const matter = walk(health, before(ordinary, 'end', { change: { propose: { substance: { ...substance, party: natural } } } }))
    const released = granted(publish(health, matter, [opened, prepare(), ...approvals(), release()]))
    refused(then(released, [due('annulled'), withdraw('欧阳伟申请复议')], matter), 'private-shown', 'CFF-50')
  })
  test('SP-1-3-16、WD-2-1-4-9、YB-3-1-3-13、WZ-GS-25-2 被撤销、确认违法、确认无效的，撤回以后不再公示', () => {
    for (const how of ['annulled', 'unlawful', 'void']) {
      const state = granted(then(out(), [due(how), withdraw()]))
      assert.equal(stateOf(state, chain), 'withdrawn')
      assert.equal(state.shown, undefined)
      refused(then(state, [prepare({}, later)]), 'already-released')
      refused(then(state, [withdraw()]), 'not-shown', 'G118-6')
    }
  })
  test('变更的，撤回以后按变更后的决定再公示，期限从变更之日起算', () => {
    const milder = { how: 'changed', penalties: [{ kind: 'warning' }], payable: [] }
    const matter = walk(
      health,
      [step('decision.outcome', { outcome: milder, source: { kind: 'own' }, ground: '裁量不当' }, 'sun', later)],
      delivered,
    )
    const state = granted(then(out(), [due('changed'), withdraw('处罚决定已经变更')], matter))
    assert.deepEqual([stateOf(state, chain), state.duty?.term.due], ['open', '2026-04-14'])
    const again = granted(then(state, [prepare({}, later), ...approvals(later), release(later)], matter))
    assert.deepEqual(again.shown?.earlier, { documentNo: '演罚〔2026〕1号', withdrawnOn: later, reason: '处罚决定已经变更' })
    assert.equal(again.shown?.outcome, '警告')
  })
  test('原决定的公示没有撤回，新决定不得发布', () => {
    const redecided = {
      ...delivered,
      decision: { ...delivered.decision, decided: { ...delivered.decision.decided, documentNo: '演罚〔2026〕2号' } },
    }
    const second = step('publication.open', { documentNo: '演罚〔2026〕2号', decidedOn: later }, 'system', later)
    const steps = [due('annulled'), second, prepare({}, later), ...approvals(later)]
    refused(then(out(), [...steps, release(later)], redecided as Matter), 'old-shown', 'CFF-48-2')
    const state = granted(then(out(), [due('annulled'), second, withdraw(), ...steps.slice(2), release(later)], redecided as Matter))
    assert.deepEqual([state.shown?.documentNo, state.shown?.earlier?.documentNo], ['演罚〔2026〕2号', '演罚〔2026〕1号'])
  })
  test('公开了不应当公开的内容，随时撤回，更正以后再发布', () => {
    const state = granted(then(out(), [withdraw('公示内容有误，正在更正')]))
    assert.deepEqual([state.withdrawn?.how, stateOf(state, chain)], ['error', 'open'])
    refused(then(state, [prepare({}, later)]), 'correction-unnoted', 'G118-6')
    const right = granted(then(state, [prepare({ note: '更正违法事实的表述' }, later), ...approvals(later), release(later)]))
    assert.deepEqual([stateOf(right, chain), right.shown?.publishedOn, right.shown?.term.nth], ['released', day, 2])
    assert.deepEqual(right.shown?.correction, { on: later, note: '更正违法事实的表述' })
  })
  test('没有公示的，没有可以撤回的', () => refused(then(noPublication, [withdraw()]), 'not-shown', 'G118-6'))
  test('撤回只由发布人员办理', () => assert.throws(() => play(health, out(), { ...withdraw(), by: 'zheng' }, { matter: delivered })))
})

describe('更正：公示信息不准确的，及时核实更正（国办发〔2018〕118号第六项、四卫发〔2019〕236号）', () => {
  const on = '2026-03-25'
  const request = (input: object = {}) =>
    step(
      'publication.requestCorrection',
      { from: 'party', who: '卫生站负责人', identity: '法定代表人身份证明', what: '名称多写一字', on, ...input },
      'zheng',
      on,
    )
  test('SP-1-3-17、YB-3-1-3-14、SP-1-0-3、YB-3-1-0-2、SP-1-3-15、WD-2-1-4-8、YB-3-1-3-12 核实属实的，更正说明随新的内容公开，仍写明最初公示的日子', () => {
    const state = granted(then(out(), [request(), prepare({ note: '名称更正' }, on), ...approvals(on), release(on)]))
    assert.deepEqual([state.request, stateOf(state, chain)], [undefined, 'released'])
    assert.deepEqual([state.shown?.correction?.note, state.shown?.publishedOn], ['名称更正', day])
  })
  test('核实期间原来的内容仍在，更正须经同样的审批', () => {
    const asked = granted(then(out(), [request()]))
    assert.deepEqual([stateOf(asked, chain), asked.shown], ['open', out().shown])
    refused(then(asked, [prepare({ note: '名称更正' }, on), release(on)]), 'not-approved', 'WZ-GS-23-2')
  })
  test('SP-1-3-17、YB-3-1-3-14 不属实的，写明理由答复；可以再次申请', () => {
    const answer = step('publication.refuseCorrection', { reason: '与决定书一致' }, 'wu', on)
    const state = granted(then(out(), [request(), answer]))
    assert.equal(stateOf(state, chain), 'released')
    refused(then(state, [answer]), 'not-requested', 'G118-6')
    assert.equal(granted(then(state, [request()])).request?.no, 2)
  })
  test('一次没有办结的，不再登记；没有公示的、应当撤回的，不更正', () => {
    refused(then(out(), [request(), request()]), 'already-requested', 'G118-6')
    refused(then(noPublication, [request()]), 'not-shown', 'G118-6')
    refused(then(out(), [step('publication.withdrawDue', { how: 'void', on }, 'system', on), request()]), 'withdrawal-due', 'CFF-48-2')
    refused(then(out(), [request({ on: '2026-03-19' })]), 'day-amiss', 'G118-6')
    refused(then(out(), [request({ on: '2026-03-26' })]), 'in-future', 'G118-6')
  })
})

describe('万州公示制度 第十七条 不予公开', () => {
  const withhold = (ground = 'privacy') => step('publication.withhold', { ground, reason: '涉及患者病情' }, 'zheng', day)
  const duty = granted(publish(health, delivered, [opened]))
  test('有情形、有理由、经同样的审批', () => {
    const proposed = granted(then(duty, [withhold()]))
    assert.equal(stateOf(proposed, chain), 'prepared')
    assert.equal(stateOf(granted(then(proposed, approvals())), chain), 'withheld')
    refused(then(proposed, [step('publication.approve', {}, 'zhou', day)]), 'not-next', 'WZ-GS-23-2')
    refused(then(duty, [withhold('embarrassing')]), 'withhold-ground', 'WZ-GS-17-1')
  })
  test('WZ-GS-17-1、WZ-GS-17-4 批准以后不拟稿、不发布；没有批准的，仍是待公示', () => {
    const withheld = granted(then(duty, [withhold(), ...approvals()]))
    refused(then(withheld, [prepare()]), 'withheld', 'WZ-GS-17-4')
    refused(then(withheld, [release()]), 'not-prepared')
    const back = granted(then(duty, [withhold(), step('publication.return', { reason: '情形不成立' }, 'wu', day)]))
    assert.equal(stateOf(back, chain), 'open')
    const done = rowsOf(health, granted(then(duty, [withhold(), ...approvals().slice(0, 1)])), approvals()[1] as Step, {
      matter: delivered,
    })
    assert.ok(done.some(({ table, set }) => table === 'publication' && set.state === 'withheld'))
  })
  test('WZ-GS-17-10、WZ-GS-17-11、WZ-GS-17-2 商业秘密、个人隐私，经同意或者因公共利益可以公开；别的情形不可以', () => {
    const disclose = (why: string) => step('publication.disclose', { why, text: '第三方书面同意' }, 'zheng', day)
    const withheld = (ground: string) => granted(then(duty, [withhold(ground), ...approvals()]))
    allowed(then(withheld('trade-secret'), [disclose('consent'), prepare()]))
    allowed(then(withheld('privacy'), [disclose('public-interest'), prepare()]))
    refused(then(withheld('state-secret'), [disclose('consent')]), 'not-outweighable', 'WZ-GS-17-2')
    allowed(then(withheld('state-secret'), [disclose('lifted'), prepare()]))
    refused(then(duty, [disclose('lifted')]), 'not-withheld', 'G118-6')
  })
  test('已经公示的，先撤回', () => refused(then(out(), [withhold()]), 'still-shown', 'G118-6'))
  test('WZ-GS-17-1 未成年人：按身份证件号码的出生日期，十七岁三百六十四天的不公开，满十八岁的公开', () => {
    const aged = (idNo: string) =>
      walk(
        health,
        before(ordinary, 'end', {
          change: { propose: { substance: { ...substance, party: { type: 'natural', name: '欧阳伟', address: '英雄村三组', idNo } } } },
        }),
      )
    refused(publish(health, aged('110105200803190020'), [opened, prepare()]), 'minor', 'WZ-GS-17-1')
    allowed(publish(health, aged('110105200803180025'), [opened, prepare()]))
    const national = { type: 'natural', name: '欧阳伟', idNo: '110105200803190020' }
    const elsewhere = walk(medical, [], delivered)
    allowed(
      publish(
        medical,
        {
          ...elsewhere,
          stage: { ...delivered.stage, proposal: { ...delivered.stage.proposal, substance: { ...substance, party: national } } },
        } as Matter,
        [opened, prepare()],
      ),
    )
  })
})

describe('公示期满', () => {
  const months: Place = {
    ...health,
    law: {
      ...health.law,
      periods: {
        ...health.law.periods,
        'publication.end': [
          { from: '2020-01-01', value: 3, unit: '月', by: 'step', local: 'free', clauses: ['G118-6'], source: '演示数据' },
        ],
      },
    },
  }
  test('没有规定公示多久的，一直公示；有规定的，期满次日由系统撤下', () => {
    const end = step('publication.end', { documentNo: '演罚〔2026〕1号' }, 'system', '2026-06-21')
    assert.deepEqual(granted(then(out(), [end])), out())
    const ended = granted(then(out(), [end], delivered, months))
    assert.deepEqual([stateOf(ended, chain), ended.shown], ['ended', undefined])
    assert.deepEqual(granted(then(out(), [{ ...end, input: { documentNo: '另一份' } }], delivered, months)), out())
  })
})
