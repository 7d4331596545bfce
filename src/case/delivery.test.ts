import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type DeliveryFacts, deliveryAmiss, type Paper } from '#case/delivery'
import type { Party } from '#case/party'
import { phaseOf } from '#penalty/ordinary'
import {
  allowed,
  before,
  but,
  dutyOf,
  granted,
  health,
  medical,
  ordinary,
  type Place,
  play,
  refused,
  step,
  walk,
} from '../../test/ordinary.ts'

const clinic: Party = { type: 'organisation', name: '卫生站' }
const person: Party = { type: 'natural', name: '陈某' }
const served = (
  mode: string,
  facts: DeliveryFacts,
  {
    on = '2026-03-19',
    place = health,
    party = clinic,
    paper = 'decision' as Paper,
  }: Readonly<{ on?: string; place?: Place; party?: Party; paper?: Paper }> = {},
) => deliveryAmiss({ mode, on, facts }, party, paper, place.law)

describe('直接送达：谁签收', () => {
  test('写明签收人', () => refused(served('direct', {}), 'delivery-receiver', 'C13-54-1'))
  test('单位由负责人、收件人、代理人签收', () => {
    for (const receiver of ['head', 'mailroom', 'agent'] as const) allowed(served('direct', { receiver }))
    for (const receiver of ['self', 'kin'] as const) refused(served('direct', { receiver }), 'delivery-receiver-unfit', 'C13-54-1')
  })
  test('公民由本人、同住成年家属、代理人签收', () => {
    for (const receiver of ['self', 'kin', 'agent'] as const) allowed(served('direct', { receiver }, { party: person }))
    refused(served('direct', { receiver: 'mailroom' }, { party: person }), 'delivery-receiver-unfit')
  })
})

describe('留置送达', () => {
  const refusal = '负责人拒收'
  const witness = { name: '周某', unit: '社区居民委员会' }
  test('记明拒收事由，见证人或者拍照录像', () => {
    refused(served('left', { witness }), 'delivery-refusal', 'C13-55')
    refused(served('left', { refusal }), 'delivery-unwitnessed', 'C13-55')
    allowed(served('left', { refusal, witness }))
    allowed(served('left', { refusal, footage: '全程录像' }))
  })
  test('令53时拍照录像只用于处罚决定书和催告书（依照民事诉讼法送达），其他文书须有见证人', () => {
    const on = '2025-05-31'
    refused(served('left', { refusal, footage: '录像' }, { on, paper: 'notice' }), 'delivery-witness', 'C53-48')
    for (const paper of ['decision', 'urge'] as const) allowed(served('left', { refusal, footage: '录像' }, { on, paper }))
    allowed(served('left', { refusal, footage: '录像' }, { on: '2025-06-01', paper: 'notice' }))
    allowed(served('left', { refusal, witness }, { on, paper: 'notice' }))
  })
})

describe('委托、邮寄、转交送达', () => {
  test('直接送达有困难', () => {
    for (const mode of ['entrusted', 'mail']) {
      refused(served(mode, { via: '邻县卫生健康委' }), 'delivery-difficulty', 'C13-56')
      refused(served(mode, { difficulty: '迁往外地' }), 'delivery-via', 'C13-56')
      allowed(served(mode, { difficulty: '迁往外地', via: 'EMS 123' }))
    }
  })
  test('转交写明机构', () => refused(served('forwarded', {}), 'delivery-via', 'MSF-92'))
})

describe('电子送达', () => {
  const consent = { on: '2026-03-18', system: '政务邮箱', capture: '截屏' }
  test('同意并签订确认书', () => {
    refused(served('electronic', {}), 'delivery-consent', 'C13-57-1')
    refused(served('electronic', { consent: { ...consent, on: '2026-03-20' } }), 'delivery-consent-late')
    allowed(served('electronic', { consent }))
  })
  test('自二〇二一年七月十五日起', () => {
    const early = { consent: { ...consent, on: '2021-07-01' } }
    for (const place of [health, medical]) {
      refused(served('electronic', early, { place, on: '2021-07-14' }), 'delivery-mode')
      allowed(served('electronic', early, { place, on: '2021-07-15' }))
    }
  })
})

describe('送达地址确认书', () => {
  const address = { confirmedOn: '2026-03-01', address: '英雄村 3 号', way: 'returned' as const }
  test('自二〇二五年六月一日起，卫生健康', () => {
    allowed(served('confirmed-address', { address }))
    refused(served('confirmed-address', {}), 'delivery-address', 'C13-59-1')
    refused(served('confirmed-address', { address }, { on: '2025-05-31' }), 'delivery-mode')
    refused(served('confirmed-address', { address }, { place: medical }), 'delivery-mode')
  })
})

describe('公告送达', () => {
  const announced = { why: 'whereabouts' as const, course: '三次上门未遇，电话停机', places: ['site' as const] }
  const announce = step(
    'case.deliver',
    { mode: 'announce', to: '卫生站', on: '2026-03-19', proof: '公告存档', facts: { announced } },
    'li',
    '2026-03-19',
  )
  const decided = () => walk(health, before(ordinary, 'deliver'))
  const pass = (today: string) => step('case.serveAnnounced', { no: 1 }, 'system', today)
  const confirmed = () => walk(health, [announce, but(ordinary, 'confirmDelivery')], decided())

  test('案卷记明原因和经过', () => refused(served('announce', {}), 'delivery-announcement', 'C13-58-1'))
  test('经过三十日视为送达，缴款从这一日起', () => {
    const waiting = confirmed()
    assert.equal(phaseOf(waiting), 'decided')
    assert.equal(waiting.announcements[0]?.term.due, '2026-04-20')
    assert.equal(phaseOf(granted(play(health, waiting, pass('2026-04-19')))), 'decided')
    const over = granted(play(health, waiting, pass('2026-04-20')))
    assert.equal(phaseOf(over), 'delivered')
    assert.deepEqual([over.deliveries[0]?.from, over.deliveries[0]?.on], ['2026-03-19', '2026-04-20'])
    assert.equal(dutyOf(health, waiting, pass('2026-04-20'), 'pay')?.due, '2026-05-06')
  })
  test('没有第二名执法人员确认的，期满也不算送达', () => {
    const alone = granted(play(health, walk(health, [announce], decided()), pass('2026-04-20')))
    assert.equal(phaseOf(alone), 'decided')
    assert.equal(phaseOf(granted(play(health, alone, but(ordinary, 'confirmDelivery', {}, { today: '2026-04-21' })))), 'delivered')
  })
  test('公告期间找到当事人，直接送达的，公告不再生效', () => {
    const direct = [
      but(ordinary, 'deliver', { on: '2026-03-25' }, { today: '2026-03-25' }),
      step('case.confirm', { record: 'delivery:2' }, 'wang', '2026-03-25'),
    ]
    const found = walk(health, direct, confirmed())
    assert.equal(phaseOf(found), 'delivered')
    assert.equal(granted(play(health, found, pass('2026-04-20'))).deliveries.length, 1)
  })
  test('令53时六十日，医疗保障二〇二二年以前六十日', () => {
    const days = (place: Place, on: string) =>
      place.law.periods['delivery.announce']?.findLast((row) => row.from <= on && (!row.to || on <= row.to))?.value
    assert.deepEqual([days(health, '2025-05-31'), days(health, '2025-06-01')], [60, 30])
    assert.deepEqual([days(medical, '2021-12-31'), days(medical, '2022-01-01')], [60, 30])
  })
})

test('决定之后七个工作日内送达', () =>
  assert.equal(dutyOf(health, walk(health, before(ordinary, 'decide')), but(ordinary, 'decide'), 'deliver')?.due, '2026-03-27'))
