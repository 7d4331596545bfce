import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Matter } from '#penalty/matter'
import { phaseOf } from '#penalty/ordinary'
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
  rowsOf,
  type Step,
  step,
  walk,
} from '../../test/ordinary.ts'

const day = '2026-03-04'
const question = (fields: object = {}, today = day) =>
  step('case.questionJurisdiction', { of: 'dispute', other: '邻县卫生健康局', text: '两地都有经营', on: today, ...fields }, 'sun', today)
const ask = (today = day) =>
  step('case.askDesignation', { superior: '市卫生健康委员会', documentNo: '请〔2026〕1号', received: today }, 'sun', today)
const said = (ours: boolean, on: string) => ({ ours, competent: ours ? '本机关' : '邻县卫生健康局', text: '复函', on })
const settle = (ours: boolean, today = day) => step('case.settleJurisdiction', said(ours, today), 'sun', today)
const designated = (ours: boolean, today = day) => step('case.recordDesignation', said(ours, today), 'qian', today)
const transfer = (fields: object = {}, today = day) =>
  step('case.transfer', { ground: 'jurisdiction', to: '邻县卫生健康局', text: '随案移送证据', ...fields }, 'sun', today)
const applied = walk(health, before(ordinary, 'file'))
const ready = walk(health, before(ordinary, 'decide'))
const on = (matter: Matter, ...steps: readonly Step[]) => walk(health, steps, matter)
const dueOf = (place: Place, matter: Matter, sent: Step) => dutyOf(place, matter, sent, 'jurisdiction:1')?.due ?? null

describe('行政处罚法 第二十五条第二款 管辖争议', () => {
  test('管辖没有确定的，不立案', () => {
    refused(play(health, on(applied, question()), but(ordinary, 'file')), 'jurisdiction-open', 'C13-8-2')
    allowed(play(health, on(applied, question(), settle(true)), but(ordinary, 'file')))
  })
  test('管辖没有确定的，不作出决定，也不作出不予处罚的决定；调查照常进行', () => {
    const disputed = on(ready, question({}, '2026-03-18'))
    refused(play(health, disputed, but(ordinary, 'decide')), 'jurisdiction-open', 'C13-8-2')
    refused(
      play(health, disputed, step('penalty.unfounded', { text: '查无实据', evidence: [], opinion: '同意' }, 'sun', '2026-03-18')),
      'jurisdiction-open',
    )
    allowed(play(health, disputed, but(ordinary, 'evidence', {}, { today: '2026-03-18' })))
  })
  test('不属于本机关管辖的，只能移送确定的机关，移送以后不再办理', () => {
    const other = on(ready, question({}, '2026-03-18'), settle(false, '2026-03-18'))
    refused(play(health, other, but(ordinary, 'decide')), 'not-competent', 'C13-9-1')
    refused(play(health, other, transfer({ to: '别的机关' }, '2026-03-18')), 'other-competent', 'C13-9-1')
    const gone = granted(play(health, other, transfer({}, '2026-03-18')))
    assert.equal(phaseOf(gone), 'transferred')
    refused(play(health, gone, but(ordinary, 'decide')), 'out-of-order')
    const done = rowsOf(health, other, transfer({}, '2026-03-18')).filter((row) => row.table === 'duty' && row.set.done_on === '2026-03-18')
    for (const key of ['decide', 'transfer'])
      assert.ok(
        done.some((row) => row.key.key === key),
        key,
      )
  })
  test('管辖没有确定的，不移送', () => refused(play(health, on(applied, question()), transfer()), 'jurisdiction-open', 'C13-8-2'))
  test('移送来的案件不得自行再移送；上级指定的除外', () => {
    const received = walk(health, before(ordinary, 'file', { change: { report: { source: 'transfer' } } }))
    refused(play(health, received, transfer()), 'no-second-transfer', 'C13-9-2')
    allowed(play(health, on(received, question(), ask(), designated(false)), transfer()))
  })
  test('一次只有一个管辖问题；写明另一机关；日期不在将来', () => {
    refused(play(health, on(applied, question()), question()), 'question-open')
    const { other: _, ...unnamed } = question().input as { other: string }
    refused(play(health, applied, { ...question(), input: unnamed }), 'other-unnamed')
    refused(play(health, applied, question({ on: '2026-03-05' })), 'in-future')
    refused(play(health, applied, settle(true)), 'no-question')
    refused(play(health, on(applied, question()), settle(true, '2026-03-03')), 'day-amiss')
  })
})

describe('令13 第十条、令53 第十条 上级机关作出管辖决定的期限', () => {
  const then = (today: string): Matter => ({ ...applied, questions: [{ no: 1, of: 'dispute', text: '', by: 'sun', on: today }] })
  test('2025年5月31日以前十日，此后七个工作日，自上级接到请示之日起', () => {
    assert.equal(dueOf(health, then('2025-05-30'), ask('2025-05-30')), '2025-06-09')
    assert.equal(dueOf(health, then('2025-06-03'), ask('2025-06-03')), '2025-06-12')
  })
  test('2021年7月14日以前没有协商，报请共同的上级指定', () => {
    refused(play(health, then('2021-07-14'), settle(true, '2021-07-14')), 'not-negotiable', 'C53-8')
    allowed(play(health, on(then('2021-07-14'), ask('2021-07-14')), designated(true, '2021-07-14')))
    allowed(play(health, then('2021-07-15'), settle(true, '2021-07-15')))
  })
  test('已经报请的，等上级决定', () => {
    refused(play(health, on(applied, question(), ask()), settle(true)), 'designation-asked', 'C13-8-2')
    refused(play(health, on(applied, question(), ask()), ask()), 'designation-asked')
  })
  test('案情重大复杂的，可以请求移送上级：不由协商确定', () => {
    const upward = on(applied, question({ of: 'upward' }))
    refused(play(health, upward, settle(true)), 'not-negotiable')
    const taken = on(upward, ask(), step('case.recordDesignation', { ...said(false, day), competent: '市卫生健康委员会' }, 'sun', day))
    refused(play(health, taken, but(ordinary, 'file')), 'not-competent', 'C13-9-1')
  })
})

describe('令4 第十条 七个工作日内协商；协商不成的，共同的上一级指定', () => {
  const inquiry = walk(medical, before(fraud, 'conclude'))
  test('自发生争议之日起七个工作日', () => assert.equal(dueOf(medical, inquiry, question({}, '2026-03-06')), '2026-03-17'))
  test('上级决定的日数条文未写', () =>
    assert.equal(dueOf(medical, walk(medical, [question({}, '2026-03-06')], inquiry), ask('2026-03-06')), null))
  test('没有请求移送上级的程序', () => refused(play(medical, inquiry, question({ of: 'upward' }, '2026-03-06')), 'no-such-step', 'C4-10'))
  test('争议没有解决的，不作出决定', () => {
    const disputed = walk(medical, [question({}, '2026-03-25')], walk(medical, before(fraud, 'decide')))
    refused(play(medical, disputed, but(fraud, 'decide')), 'jurisdiction-open', 'C4-10')
  })
})
