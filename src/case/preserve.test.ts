import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isHeld, type Lifting } from '#case/preservation'
import type { Matter } from '#penalty/matter'
import {
  allowed,
  atTime,
  before,
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

const thing = { items: [{ name: '账册', quantity: '3 本' }], reason: '可能被转移' }
const apply = (today: string) => step('case.applyPreservation', thing, 'li', today)
const approve = (granted: boolean, today: string, by = 'sun') =>
  step('case.approvePreservation', { no: 1, granted, opinion: '意见' }, by, today)
const take = (today: string, on = today) => step('case.preserve', { no: 1, proof: '清单由当事人签名，通知书当场交付', on }, 'li', today)
const urgently = (today: string) =>
  step('case.preserveUrgently', { ...thing, urgency: '当事人正在搬运', proof: '清单由当事人签名' }, 'li', today)
const dispose = (today: string, disposal = 'recorded', on = today) =>
  step('case.disposePreservation', { no: 1, disposal, text: '复制后返还', on }, 'li', today)
const lapse = (today: string) => step('case.lapsePreservation', { no: 1 }, 'system', today)

/** A matter under inquiry on a day, by whatever the packs of the field then asked. */
function inquiryOn(today: string): Matter {
  const filed = walk(health, before(ordinary, 'evidence'))
  return { ...filed, filed: { ...(filed.filed as NonNullable<Matter['filed']>), on: today } }
}
const taken = (place: Place, today: string) => walk(place, [apply(today), approve(true, today), take(today)], inquiryOn(today))
const urgent = (place: Place, today: string) => walk(place, [urgently(today)], inquiryOn(today))
const dueOf = (place: Place, today: string) => taken(place, today).preservations[0]?.taken?.term.due
const liftedOf = (matter: Matter): Lifting | undefined => matter.preservations[0]?.lifted?.why

describe('先行登记保存：经负责人批准', () => {
  test('没有批准的，不能实施', () => {
    const applied = walk(health, [apply('2026-03-05')], inquiryOn('2026-03-05'))
    refused(play(health, applied, take('2026-03-05')), 'not-approved', 'CFF-56')
    refused(play(health, granted(play(health, applied, approve(false, '2026-03-05'))), take('2026-03-05')), 'not-approved', 'CFF-56')
  })
  test('实施不能早于批准', () => {
    const approved = walk(health, [apply('2026-03-05'), approve(true, '2026-03-06')], inquiryOn('2026-03-05'))
    refused(play(health, approved, take('2026-03-06', '2026-03-05')), 'before-approval', 'CFF-56')
    allowed(play(health, approved, take('2026-03-06')))
  })
  test('没有申请的，没有可以批准的', () => refused(play(health, inquiryOn('2026-03-05'), approve(true, '2026-03-05')), 'no-preservation'))
})

describe('七日，单位随当日的规定', () => {
  test('WZ-JL-17-3 二〇二一年七月十五日起，七个工作日', () => {
    assert.equal(dueOf(health, '2021-07-15'), '2021-07-26')
    assert.equal(dueOf(medical, '2026-03-05'), '2026-03-16')
  })
  test('此前七个自然日', () => assert.equal(dueOf(health, '2021-07-14'), '2021-07-21'))
  test('待办带期限', () => {
    const approved = walk(health, [apply('2026-03-05'), approve(true, '2026-03-05')], inquiryOn('2026-03-05'))
    assert.equal(dutyOf(health, approved, take('2026-03-05'), 'dispose:1')?.due, '2026-03-16')
  })
})

describe('情况紧急，当场采取、二十四小时内补办批准', () => {
  const may = (place: Place, today: string) => play(place, inquiryOn(today), urgently(today))

  test('医疗保障自二〇二一年七月十五日，卫生健康自二〇二五年六月一日', () => {
    allowed(may(medical, '2021-07-15'))
    allowed(may(health, '2025-06-01'))
  })
  test('此前没有依据', () => {
    refused(may(health, '2025-05-31'), 'urgent-unknown', 'CFF-56')
    refused(may(health, '2021-07-14'), 'urgent-unknown', 'CFF17-37-2')
  })
  test('二十四小时内可以补办，晚了不能', () => {
    allowed(play(health, urgent(health, '2026-03-05'), approve(true, '2026-03-06')))
    refused(play(health, urgent(health, '2026-03-05'), approve(true, '2026-03-07')), 'back-approval-late', 'C13-33-2')
  })
  test('到时为止：九时采取的，次日九时以后不能补办，也就在此时解除', () => {
    const taken = urgent(health, '2026-03-05')
    const late = '2026-03-06T01:00:00.001Z'
    refused(play(health, taken, atTime(late, approve(true, ''))), 'back-approval-late', 'C13-33-2')
    assert.equal(liftedOf(granted(play(health, taken, atTime('2026-03-06T01:00:00.000Z', lapse(''))))), undefined)
    assert.equal(liftedOf(granted(play(health, taken, atTime(late, lapse(''))))), 'unapproved')
    assert.equal(dutyOf(health, inquiryOn('2026-03-05'), urgently('2026-03-05'), 'approve-preservation:1')?.due, '2026-03-06')
  })
  test('负责人认为不应当采取的，立即解除', () => {
    const refusedIt = granted(play(medical, urgent(medical, '2026-03-05'), approve(false, '2026-03-05')))
    assert.equal(liftedOf(refusedIt), 'refused')
    refused(play(medical, refusedIt, dispose('2026-03-05')), 'nothing-held')
  })
  test('没有补办的，到日解除', () => {
    assert.equal(liftedOf(granted(play(health, urgent(health, '2026-03-05'), lapse('2026-03-07')))), 'unapproved')
    const approved = granted(play(health, urgent(health, '2026-03-05'), approve(true, '2026-03-05')))
    assert.equal(liftedOf(granted(play(health, approved, lapse('2026-03-07')))), undefined)
  })
})

describe('期满', () => {
  test('期限内处理的，期满时没有可以解除的', () => {
    const done = granted(play(health, taken(health, '2026-03-05'), dispose('2026-03-16')))
    assert.deepEqual(play(health, done, lapse('2026-03-17')), done)
  })
  test('最后一日还没有满', () =>
    assert.ok(isHeld(granted(play(medical, taken(medical, '2026-03-05'), lapse('2026-03-16'))).preservations[0] ?? assert.fail())))
  test('令4 第二十八条：自动解除', () =>
    assert.equal(liftedOf(granted(play(medical, taken(medical, '2026-03-05'), lapse('2026-03-17')))), 'lapsed'))
  test('卫生健康：记明期满，由承办人员解除', () => {
    const over = granted(play(health, taken(health, '2026-03-05'), lapse('2026-03-17')))
    assert.equal(over.preservations[0]?.lapsed, '2026-03-17')
    refused(play(health, over, dispose('2026-03-17')), 'preservation-over', 'CFF-56')
    allowed(play(health, over, dispose('2026-03-17', 'returned')))
  })
  test('处理由第二名执法人员确认', () => {
    const done = granted(play(health, taken(health, '2026-03-05'), dispose('2026-03-06')))
    allowed(play(health, done, step('case.confirm', { record: 'disposal:1' }, 'wang', '2026-03-06')))
  })
})

describe('抽样取证', () => {
  const sampled = (place: Place, today: string, input: object = {}) =>
    play(
      place,
      inquiryOn(today),
      step(
        'case.sample',
        { label: 'Y-1', object: '消毒液', quantity: '100 ml', place: '治疗室', sealed: false, on: today, ...input },
        'li',
        today,
      ),
    )
  test('令13 第三十四条：加贴封条', () => {
    refused(sampled(health, '2026-03-05'), 'sample-unsealed', 'C13-34')
    allowed(sampled(health, '2026-03-05', { sealed: true }))
  })
  test('此前和医疗保障没有这一要求', () => {
    allowed(sampled(health, '2025-05-31'))
    allowed(sampled(medical, '2026-03-05'))
  })
  test('编号不重复，由第二名执法人员确认', () => {
    const one = granted(sampled(health, '2026-03-05', { sealed: true }))
    refused(
      play(
        health,
        one,
        step(
          'case.sample',
          { label: 'Y-1', object: '水样', quantity: '1 瓶', place: '水池', sealed: true, on: '2026-03-05' },
          'li',
          '2026-03-05',
        ),
      ),
      'label-taken',
    )
    allowed(play(health, one, step('case.confirm', { record: 'sample:1' }, 'wang', '2026-03-05')))
  })
})
