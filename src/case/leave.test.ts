import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
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
  play,
  refused,
  rowsOf,
  step,
  walk,
} from '../../test/ordinary.ts'

const day = '2026-03-06'
const at = (end: string) => walk(medical, before(fraud, end))
const said = { text: '有法院立案通知书' }
const suspend = (ground = 'pending', by = 'sun') => step('case.suspend', { ground, ...said }, by, day)
const resume = (by = 'li') => step('case.resume', { text: '裁判已经生效' }, by, '2026-03-09')
const terminate = (ground = 'party-gone', by = 'sun') => step('case.terminate', { ground, ...said }, by, day)

describe('令4 第四十二条 中止调查', () => {
  const suspended = () => granted(play(medical, at('conclude'), suspend()))

  test('五种情形，负责人批准', () => {
    for (const ground of ['pending', 'interpretation', 'force-majeure', 'whereabouts', 'other'])
      allowed(play(medical, at('conclude'), suspend(ground)))
    refused(play(medical, at('conclude'), suspend('busy')), 'ground-unknown', 'C4-42-1')
  })
  test('中止期间不继续调查', () => {
    assert.equal(phaseOf(suspended()), 'suspended')
    refused(play(medical, suspended(), but(fraud, 'conclude')), 'out-of-order')
    refused(play(medical, suspended(), suspend()), 'out-of-order')
  })
  test('原因消除，办案人员恢复', () => {
    refused(play(medical, suspended(), resume('he')), 'not-handler')
    const resumed = granted(play(medical, suspended(), resume()))
    assert.equal(phaseOf(resumed), 'investigating')
    allowed(play(medical, resumed, but(fraud, 'conclude')))
    refused(play(medical, resumed, resume()), 'out-of-order', 'C4-42-2')
  })
  test('没有写明扣除的，办案期限照常计算，待办提示', () => {
    assert.equal(suspended().filed?.term.due, at('conclude').filed?.term.due)
    assert.match(String(dutyOf(medical, at('conclude'), suspend(), 'resume')?.zh), /照常计算/)
  })
  test('可以再次中止', () =>
    allowed(play(medical, granted(play(medical, suspended(), resume())), { ...suspend('whereabouts'), today: '2026-03-10' })))
  test('令13没有中止的程序', () => refused(play(health, walk(health, before(ordinary, 'conclude')), suspend()), 'no-such-step', 'C13-42-1'))
  test('令4施行以前没有', () => refused(play(medical, at('conclude'), { ...suspend(), today: '2021-07-14' }), 'no-such-step'))
})

describe('令4 第四十七条 终止调查', () => {
  test('三种情形，负责人批准；调查中和中止中都可以', () => {
    for (const ground of ['party-gone', 'crime', 'other']) allowed(play(medical, at('conclude'), terminate(ground)))
    refused(play(medical, at('conclude'), terminate('busy')), 'ground-unknown', 'C4-47-1')
    allowed(play(medical, granted(play(medical, at('conclude'), suspend())), terminate()))
  })
  test('令13没有终止的程序', () => refused(play(health, walk(health, before(ordinary, 'conclude')), terminate()), 'no-such-step'))
  test('已经采取的措施同时解除', () => {
    const thing = { items: [{ name: '处方', quantity: '一箱' }], reason: '可能灭失' }
    const held = walk(
      medical,
      [step('case.preserveUrgently', { ...thing, urgency: '正在搬运', proof: '清单已签' }, 'li', day)],
      at('conclude'),
    )
    const ended = granted(play(medical, held, terminate()))
    assert.equal(phaseOf(ended), 'terminated')
    assert.equal(ended.preservations[0]?.lifted?.why, 'ended')
  })
  test('终止以后不再等当事人、等审核', () => {
    const waits = (end: string) =>
      rowsOf(medical, at(end), { ...terminate(), today: '2026-03-17' })
        .filter(({ table, only }) => table === 'duty' && only === 'update')
        .map(({ key }) => key.key)
    assert.deepEqual(waits('state').sort(), ['decide', 'hearing', 'statement'])
    assert.ok(waits('pass').includes('review'))
  })
})

describe('移送有管辖权的机关', () => {
  const transfer = (ground = 'jurisdiction') =>
    step('case.transfer', { ground, to: '邻县医疗保障局', text: '违法行为发生在邻县，材料随案移送' }, 'sun', day)

  test('立案前后都可以，移送以后不再办理', () => {
    for (const end of ['apply', 'file', 'conclude']) {
      const gone = granted(play(medical, at(end), transfer()))
      assert.equal(phaseOf(gone), 'transferred')
      refused(play(medical, gone, but(fraud, 'conclude')), 'out-of-order')
    }
    refused(play(medical, at('deliver'), { ...transfer(), today: '2026-03-26' }), 'out-of-order')
  })
  test('移送来的不再自行移送', () => {
    const received = walk(medical, [but(fraud, 'report', { source: 'transfer' })])
    refused(play(medical, received, transfer()), 'no-second-transfer', 'C4-12-2', 'C13-9-2')
    allowed(play(medical, received, transfer('department')))
  })
  test('只有医疗保障案件交经办机构', () => {
    allowed(play(medical, at('conclude'), transfer('handlingBody')))
    refused(play(health, walk(health, before(ordinary, 'conclude')), transfer('handlingBody')), 'no-handling-body', 'C4-43-1-4')
  })
})
