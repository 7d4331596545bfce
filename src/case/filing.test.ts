import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { timeBar } from '#case/timebar'
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
  rowsOf,
  step,
  walk,
} from '../../test/ordinary.ts'

const reported = (place: Place, input: object, today = '2026-03-02') => walk(place, [but(ordinary, 'report', input, { today })])
const three = { conditions: ['breach', 'punishable', 'jurisdiction'].map((id) => ({ id, text: '见材料' })) }

describe('行政处罚法 第三十六条 追责期限', () => {
  const until = (violationOn: string, harm: boolean, today = '2026-03-02') => timeBar(health.law, violationOn, today, harm).until

  test('二年；涉及生命健康安全且有危害后果的五年', () => {
    assert.equal(until('2024-03-02', false), '2026-03-02')
    assert.equal(until('2021-07-15', true), '2026-07-15')
  })
  test('二〇二一年七月十五日以前的行为，仍是二年：从旧兼从轻', () => {
    assert.equal(until('2021-07-14', true), '2023-07-14')
    assert.deepEqual(timeBar(health.law, '2021-07-14', '2026-03-02', true).clauses, ['CFF17-29-1', 'CFF-36-1'])
  })

  const apply = (violationOn: string, input: object = {}, found: object = {}) =>
    play(health, reported(health, { violationOn, ...found }), but(ordinary, 'apply', input))
  test('期限最后一日发现的，可以立案；晚一日的，不得立案', () => {
    allowed(apply('2024-03-02'))
    refused(apply('2024-03-01'), 'time-barred', 'CFF-36-1')
  })
  test('有危害后果的，五年之内可以立案', () => {
    allowed(apply('2021-07-20', { harm: true }))
    refused(apply('2021-07-14', { harm: true }), 'time-barred', 'CFF17-29-1')
  })
  test('登记之前已经发现的，按发现之日', () => {
    allowed(apply('2024-03-01', {}, { foundOn: '2026-02-27' }))
    refused(play(health, walk(health, []), but(ordinary, 'report', { foundOn: '2026-02-24' })), 'day-amiss', 'CFF-36')
  })
})

describe('延长立案期限，按当日的规定', () => {
  const extendBy = (place: Place, by: string, today = '2026-03-05', from = '2026-03-02') =>
    play(
      place,
      reported(place, { violationOn: from < '2025-06-01' ? '2025-05-01' : '2026-02-25' }, from),
      step('case.extendFiling', { reason: '案情复杂' }, by, today),
    )

  test('令13 第三十二条：负责人批准，再七个工作日', () => {
    const clue = reported(health, {})
    const longer = granted(extendBy(health, 'sun'))
    assert.equal(clue.clue?.term.due, '2026-03-11')
    assert.equal(longer.clue?.term.due, '2026-03-20')
    const due = dutyOf(health, clue, step('case.extendFiling', { reason: '案情复杂' }, 'sun', '2026-03-05'), 'file')?.due
    assert.equal(due, '2026-03-20')
  })
  test('令4 第十四条：主要负责人批准，再十五个工作日', () => {
    refused(extendBy(medical, 'sun'), 'not-approver', 'C4-14')
    assert.equal(granted(extendBy(medical, 'zhou')).clue?.term.due, '2026-04-14')
  })
  test('令53 没有延长', () => refused(extendBy(health, 'sun', '2025-05-22', '2025-05-20'), 'extension-none', 'C53-15-1'))
  test('只延长一次，期满之后不能延长', () => {
    refused(
      play(health, granted(extendBy(health, 'sun')), step('case.extendFiling', { reason: '再延' }, 'sun', '2026-03-06')),
      'extension-none',
    )
    refused(extendBy(health, 'sun', '2026-03-12'), 'extension-late', 'C13-32-1')
  })
})

describe('不予立案', () => {
  const no = { ground: 'condition', unmet: 'jurisdiction', text: '违法行为发生在邻县' }
  const decline = (input: object = no, by = 'sun', clue: object = {}) =>
    play(health, reported(health, clue), step('case.declineToFile', input, by, '2026-03-04'))

  test('由批准立案的岗位决定', () => {
    refused(decline(no, 'qian'), 'not-approver', 'C13-32-2')
    allowed(decline())
  })
  test('写明不符合哪一项条件', () => refused(decline({ ground: 'condition', text: '不符合' }), 'condition-unnamed', 'CFF-54-2'))
  test('不予立案之后，本案不再办理', () => {
    const declined = granted(decline())
    assert.equal(phaseOf(declined), 'declined')
    refused(play(health, declined, but(ordinary, 'apply')), 'out-of-order')
  })
  test('投诉举报的，告知举报人', () => {
    const clue = { source: 'complaint' }
    const sent = step('case.declineToFile', no, 'sun', '2026-03-04')
    assert.equal(dutyOf(health, reported(health, clue), sent, 'tell-complainant')?.act, 'case.tellComplainant')
    assert.equal(dutyOf(health, reported(health, {}), sent, 'tell-complainant'), undefined)
    const tell = (matter: unknown, on = '2026-03-05') =>
      play(health, matter, step('case.tellComplainant', { how: '电话告知', on }, 'li', '2026-03-05'))
    refused(tell(granted(decline())), 'no-complainant', 'CFF-54-2')
    const declined = granted(decline(no, 'sun', clue))
    refused(tell(declined, '2026-03-03'), 'day-amiss')
    refused(tell(granted(tell(declined))), 'already-told')
  })
})

describe('撤销立案', () => {
  const withdraw = step('case.withdrawFiling', { ground: 'duplicate', text: '邻区已对同一行为处罚' }, 'sun', '2026-03-06')
  const at = (end: string) => walk(health, before(ordinary, end))

  test('立案之后、决定之前', () => {
    refused(play(health, at('file'), withdraw), 'out-of-order')
    allowed(play(health, at('conclude'), withdraw))
    refused(play(health, at('deliver'), { ...withdraw, today: '2026-03-19' }), 'out-of-order')
  })
  test('撤销以后只能确认记录', () => {
    const withdrawn = granted(play(health, at('confirmEvidence'), withdraw))
    assert.equal(phaseOf(withdrawn), 'withdrawn')
    refused(play(health, withdrawn, but(ordinary, 'conclude')), 'out-of-order')
    allowed(play(health, withdrawn, but(ordinary, 'confirmEvidence')))
  })
  test('撤销以后不再等作出决定', () => {
    const closed = rowsOf(health, at('confirmEvidence'), withdraw).filter(({ table, only }) => table === 'duty' && only === 'update')
    assert.deepEqual(closed.map(({ key }) => key.key).sort(), ['confirm:evidence:1', 'decide'])
  })
})

test('立案前令4三项条件', () => allowed(play(medical, reported(medical, {}), but(ordinary, 'apply', three))))
