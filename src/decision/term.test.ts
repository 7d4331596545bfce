import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
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
  refused,
  type Step,
  step,
  walk,
} from '../../test/ordinary.ts'

const ask = (today: string) => step('decision.askExtension', { ground: '案情复杂，等待检测' }, 'li', today)
const extend = (today: string, input: object = {}, by = 'sun') =>
  step('decision.extendTerm', { granted: true, opinion: '同意', ...input }, by, today)
const discuss = (today: string, value: number) =>
  step(
    'decision.discussExtension',
    { present: ['sun', 'zhou'], views: [{ who: 'zhou', view: '同意' }], conclusion: '同意延长', value },
    'sun',
    today,
  )
const sign = (who: string, today: string) => step('decision.signMinutes', {}, who, today)
const exclude = (from: string, to: string, today: string, ground = 'testing') =>
  step('case.excludeTime', { ground, from, to, proof: '检测委托书、报告' }, 'qian', today)

const filedOf = (place: Place, story = ordinary) => walk(place, before(story, 'evidence'))
const after = (place: Place, ...steps: readonly Step[]) => walk(place, steps, filedOf(place, place === medical ? fraud : ordinary))
const due = (place: Place, ...steps: readonly Step[]) => after(place, ...steps).filed?.term.due

describe('延长办案期限（令13 第四十二条第二款）', () => {
  test('负责人批准延长六十日，集体讨论再延长三十日', () => {
    assert.equal(due(health), '2026-06-02')
    const first = [ask('2026-05-20'), extend('2026-05-21')]
    assert.equal(due(health, ...first), '2026-08-03')
    const second = [ask('2026-07-20'), discuss('2026-07-21', 30), sign('zhou', '2026-07-21'), extend('2026-07-22')]
    assert.equal(due(health, ...first, ...second), '2026-08-31')
  })
  test('届满之前申请；届满之后，不能再申请，也写明条款', () => {
    allowed(play(health, filedOf(health), ask('2026-06-02')))
    refused(play(health, filedOf(health), ask('2026-06-03')), 'extension-late', 'C13-42-1')
  })
  test('届满之前申请的，届满之后仍可批准', () => assert.equal(due(health, ask('2026-06-02'), extend('2026-06-03')), '2026-08-03'))
  test('没有申请的，不审批；申请一次为止', () => {
    refused(play(health, filedOf(health), extend('2026-05-20')), 'extension-unasked', 'C13-42-1')
    refused(play(health, after(health, ask('2026-05-20')), ask('2026-05-21')), 'extension-asked')
  })
  test('不同意的，期限不变，可以再申请', () => {
    const no = after(health, ask('2026-05-20'), extend('2026-05-21', { granted: false }))
    assert.equal(no.filed?.term.due, '2026-06-02')
    allowed(play(health, no, ask('2026-05-22')))
  })
  test('第二次没有集体讨论，或者没有全体签名的，不得延长', () => {
    const asked = after(health, ask('2026-05-20'), extend('2026-05-21'), ask('2026-07-20'))
    refused(play(health, asked, extend('2026-07-21')), 'extension-undiscussed', 'C13-42-2')
    refused(
      play(health, walk(health, [discuss('2026-07-21', 30)], asked), extend('2026-07-21')),
      'minutes-unsigned',
      'C13-40-2',
      'C13-42-2',
    )
  })
  test('第一次不由集体讨论', () =>
    refused(play(health, after(health, ask('2026-05-20')), discuss('2026-05-21', 30)), 'extension-not-collective'))
  test('没有申请的，不讨论', () => refused(play(health, filedOf(health), discuss('2026-05-21', 30)), 'extension-unasked'))
  test('两次之后，没有再延长的规定', () => {
    const twice = after(
      health,
      ...[ask('2026-05-20'), extend('2026-05-21'), ask('2026-07-20'), discuss('2026-07-21', 30)],
      ...[sign('zhou', '2026-07-21'), extend('2026-07-22')],
    )
    refused(play(health, twice, ask('2026-08-20')), 'extension-none', 'C13-42-1')
  })
  test('关于期限的讨论，不是关于处理意见的讨论', () => {
    const held = after(
      health,
      ...[ask('2026-05-20'), extend('2026-05-21'), ask('2026-07-20'), discuss('2026-07-21', 30)],
      sign('zhou', '2026-07-21'),
    )
    assert.equal(held.decision.minutes[0]?.extension, 30)
    const on = (name: string, today: string) => ({ ...but(ordinary, name), today })
    const notified = walk(
      health,
      [
        ...['evidence', 'confirmEvidence', 'conclude', 'propose'].map((name) => on(name, '2026-07-22')),
        but(ordinary, 'notify', { on: '2026-07-22' }, { today: '2026-07-22' }),
        on('confirmNotice', '2026-07-22'),
      ],
      held,
    )
    allowed(play(health, notified, on('decide', '2026-07-28')))
  })
  test('待办写明新的期限', () => {
    const asked = after(health, ask('2026-05-20'))
    assert.equal(dutyOf(health, filedOf(health), ask('2026-05-20'), 'approve-extension')?.due, '2026-06-02')
    assert.equal(dutyOf(health, asked, extend('2026-05-21'), 'decide')?.due, '2026-08-03')
  })
})

describe('延长办案期限（令4 第四十五条）', () => {
  test('三十日；集体讨论定合理期限，最长六十日', () => {
    const first = [ask('2026-05-20'), extend('2026-05-21')]
    assert.equal(due(medical, ...first), '2026-07-02')
    const asked = after(medical, ...first, ask('2026-06-20'))
    refused(play(medical, asked, discuss('2026-06-22', 61)), 'extension-too-long', 'C4-45-3')
    const second = walk(medical, [discuss('2026-06-22', 45), sign('zhou', '2026-06-22'), extend('2026-06-22')], asked)
    assert.equal(second.filed?.term.due, '2026-08-17')
  })
})

describe('延长办案期限（令53 第二十九条第二款）', () => {
  const day = (today: string) => ({ today })
  const filed = walk(health, [
    but(ordinary, 'report', { violationOn: '2025-01-01' }, day('2025-01-06')),
    but(ordinary, 'apply', {}, day('2025-01-06')),
    but(ordinary, 'file', {}, { by: 'qian', ...day('2025-01-07') }),
  ])
  const asked = walk(health, [ask('2025-04-01')], filed)
  test('报请上级机关批准，写明文号和日数', () => {
    assert.equal(filed.filed?.term.due, '2025-04-07')
    refused(play(health, asked, extend('2025-04-02')), 'superior-unapproved', 'C53-29-2')
    const superior = { superior: { agency: '市卫生健康委员会', documentNo: '批复1号' }, value: 30 }
    const longer = granted(play(health, asked, extend('2025-04-02', superior)))
    assert.equal(longer.filed?.term.due, '2025-05-07')
  })
  test('令53没有不计入期限的时间', () =>
    refused(play(health, filed, exclude('2025-02-01', '2025-02-10', '2025-03-01')), 'exclusion-none', 'C53-29-1'))
})

describe('不计入办案期限的时间（令13 第四十二条第三款）', () => {
  test('检测所需时间不计入', () => {
    const tested = after(health, exclude('2026-03-10', '2026-03-19', '2026-03-20'))
    assert.equal(tested.filed?.term.due, '2026-06-12')
    assert.equal(dutyOf(health, filedOf(health), exclude('2026-03-10', '2026-03-19', '2026-03-20'), 'decide')?.due, '2026-06-12')
    allowed(play(health, tested, exclude('2026-03-20', '2026-03-22', '2026-03-23', 'appraisal')))
    refused(play(health, tested, exclude('2026-03-19', '2026-03-22', '2026-03-23', 'appraisal')), 'exclusion-twice', 'C13-42-3')
  })
  test('只有条文所列的事由', () => {
    refused(play(health, filedOf(health), exclude('2026-03-10', '2026-03-19', '2026-03-20', 'holiday')), 'exclusion-ground', 'C13-42-3')
    refused(
      play(medical, filedOf(medical, fraud), exclude('2026-03-10', '2026-03-19', '2026-03-20', 'auction')),
      'exclusion-ground',
      'C4-45-4',
    )
  })
  test('起止日期在立案之后、今天之前', () => {
    const send = (from: string, to: string) => play(health, filedOf(health), exclude(from, to, '2026-03-20'))
    for (const [from, to] of [
      ['2026-03-03', '2026-03-10'],
      ['2026-03-10', '2026-03-21'],
      ['2026-03-12', '2026-03-10'],
    ] as const)
      refused(send(from, to), 'exclusion-days', 'C13-42-3')
  })
  test('扣除之后，不算逾期', () => {
    const noticed = walk(health, before(ordinary, 'decide'))
    const late = but(ordinary, 'decide', {}, { today: '2026-06-05' })
    refused(play(health, noticed, late), 'late-unreasoned')
    allowed(play(health, walk(health, [exclude('2026-03-10', '2026-03-19', '2026-03-20')], noticed), late))
  })
})
