import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Matter } from '#penalty/matter'
import {
  allowed,
  before,
  but,
  granted,
  health,
  medical,
  ordinary,
  type Place,
  placeOf,
  play,
  refused,
  step,
  substance,
  walk,
} from '../../test/ordinary.ts'

const at = (end: string, change: Readonly<Record<string, object>> = {}) => walk(health, before(ordinary, end, { change }))
const notice = { to: '负责人', mode: 'direct', facts: { receiver: 'head' }, statementTerm: { value: 3, unit: '工作日' } }
const items = ['content', 'facts', 'reasons', 'basis', 'rights']

/** A proposal with these penalties, and the notice of it. */
function noticed(penalties: readonly object[], tells: readonly string[], day = '2026-03-12', place: Place = health) {
  const fines = penalties.filter((each): each is { fen: number } => 'fen' in each && 'kind' in each && each.kind === 'fine')
  const payable = fines.map(({ fen }) => ({ line: 'fine', fen, account: 'treasury' }))
  const discretion = fines.some(({ fen }) => fen > 500_000) ? [{ basis: 'YFT-46-1-2', case: 'overdue' }] : []
  const proposed = at('notify', { propose: { substance: { ...substance, penalties, payable, discretion } } })
  const told = { ...proposed, stage: { ...proposed.stage, proposal: { ...proposed.stage.proposal, on: day } } } as Matter
  return play(place, told, step('hearing.notify', { ...notice, tells, on: day }, 'li', day))
}
const fine = (fen: number) => [{ kind: 'fine', fen }]

describe('行政处罚法 第四十四条 事先告知', () => {
  test('WZ-JL-16-25 逐项写明', () => {
    allowed(noticed(fine(100), items))
    for (const item of items)
      refused(
        noticed(
          fine(100),
          items.filter((each) => each !== item),
        ),
        'notice-incomplete',
        'CFF-44',
      )
  })
  test('二〇二一年七月十五日前：不必写明拟处罚的内容', () => {
    const old = items.filter((item) => item !== 'content')
    allowed(noticed(fine(100), old, '2021-07-14'))
    refused(noticed(fine(100), old, '2021-07-15'), 'notice-incomplete', 'CFF-44')
    refused(noticed(fine(100), ['facts', 'reasons', 'basis'], '2021-07-14'), 'notice-incomplete', 'CFF17-31')
  })
  test('没有拟处理意见，没有可以告知的', () => refused(play(health, at('propose'), but(ordinary, 'notify')), 'out-of-order', 'CFF-44'))
  test('告知不早于拟处理意见', () => {
    refused(play(health, at('notify'), but(ordinary, 'notify', { on: '2026-03-10' })), 'too-early', 'CFF-44')
    allowed(play(health, at('notify'), but(ordinary, 'notify', { on: '2026-03-11' })))
  })
  test('告知不在将来，按当日可用的方式', () => {
    refused(play(health, at('notify'), but(ordinary, 'notify', { on: '2026-03-13' })), 'in-future', 'CFF-44')
    refused(play(health, at('notify'), but(ordinary, 'notify', { mode: 'pigeon' })), 'delivery-mode', 'C13-53-2')
  })
  test('按各方式的条件送达：由谁签收，留置有见证', () => {
    refused(play(health, at('notify'), but(ordinary, 'notify', { facts: {} })), 'delivery-receiver', 'C13-54-1')
    refused(play(health, at('notify'), but(ordinary, 'notify', { facts: { receiver: 'self' } })), 'delivery-receiver-unfit')
    refused(play(health, at('notify'), but(ordinary, 'notify', { mode: 'left', facts: { refusal: '拒收' } })), 'delivery-unwitnessed')
  })
  test('公告送达的，期满视为送达，陈述期限从这一日起；提前知道的，可以提前陈述', () => {
    const announced = { why: 'whereabouts', course: '三次上门未遇', places: ['site'] }
    const told = granted(play(health, at('notify'), but(ordinary, 'notify', { mode: 'announce', facts: { announced } })))
    const [given] = told.hearing.notices
    assert.deepEqual([given?.from, given?.on, given?.statementTerm.from], ['2026-03-12', '2026-04-13', '2026-04-13'])
    allowed(play(health, told, step('hearing.state', { points: ['不服'], on: '2026-03-13' }, 'li', '2026-03-13')))
    const confirmed = walk(health, [but(ordinary, 'confirmNotice')], told)
    refused(play(health, confirmed, but(ordinary, 'decide')), 'party-unheard', 'CFF-62')
  })
})

describe('行政处罚法 第六十三条 听证的权利', () => {
  const heavy = [...items, 'hearing-right']
  test('SP-1-2-7、WZ-GS-14-5 达到较大数额的罚款，应当告知听证', () => {
    refused(noticed(fine(1_000_000), items), 'hearing-right-untold', 'C13-43-1-1')
    allowed(noticed(fine(1_000_000), heavy))
    allowed(noticed(fine(999_999), items))
  })
  test('较大数额没有规定之前，罚款一律告知', () =>
    refused(noticed(fine(1), items, '2026-03-12', placeOf('health', 'wanzhou-health', {})), 'hearing-right-untold', 'C13-43-1-1'))

  const kinds = [
    [{ kind: 'revoke', what: '诊所备案' }, 'C13-43-1-3'],
    [{ kind: 'downgrade', what: '等级' }, 'C13-43-1-3'],
    [{ kind: 'stop', what: '科室' }, 'C13-43-1-4'],
    [{ kind: 'close' }, 'C13-43-1-4'],
    [{ kind: 'ban', what: '五年' }, 'C13-43-1-4'],
    [{ kind: 'suspendLicence', term: '六个月' }, 'C13-43-1-5'],
    [{ kind: 'confiscateGoods', goods: '设备', fen: 1_000_000 }, 'C13-43-1-2'],
  ] as const
  for (const [penalty, clause] of kinds)
    test(`${penalty.kind}：${clause}`, () => refused(noticed([penalty], items), 'hearing-right-untold', clause))

  test('警告、通报批评不属于听证范围', () => allowed(noticed([{ kind: 'warning' }, { kind: 'circular' }], items)))
  test('二〇二一年七月十五日前：降低等级不在听证范围，吊销在', () => {
    allowed(noticed([{ kind: 'downgrade', what: '等级' }], items, '2021-07-14'))
    refused(noticed([{ kind: 'revoke', what: '许可证' }], items, '2021-07-14'), 'hearing-right-untold', 'CFF17-42-1')
  })
  test('要求听证的期限：二〇二〇年三日，现在五个工作日', () => {
    const term = (day: string) => granted(noticed(fine(1_000_000), heavy, day)).hearing.notices[0]?.hearingTerm
    assert.deepEqual(
      [term('2020-06-10')?.due, term('2020-06-10')?.unit, term('2020-06-10')?.clauses[0]],
      ['2020-06-15', '日', 'CFF17-42-1-1'],
    )
    assert.deepEqual(
      [term('2026-03-12')?.due, term('2026-03-12')?.unit, term('2026-03-12')?.clauses[0]],
      ['2026-03-19', '工作日', 'CFF-64-1-1'],
    )
    assert.equal(term('2020-06-08')?.due, '2020-06-11')
  })
})

describe('行政处罚法 第四十五条 陈述申辩', () => {
  const told = at('decide')
  const state = (change: object = {}, matter = told) =>
    play(health, matter, step('hearing.state', { points: ['不是我们的', '已经改了'], on: '2026-03-13', ...change }, 'li', '2026-03-13'))
  const answer = (change: object = {}) =>
    play(health, granted(state()), step('hearing.answer', { statement: 1, answers: [yes, no], ...change }, 'li', '2026-03-16'))
  const yes = { accepted: true, why: '属实' }
  const no = { accepted: false, why: '监控可以证明' }

  test('告知之前没有可以记录的陈述', () => refused(state({}, at('notify')), 'out-of-order', 'CFF-45-1'))
  test('陈述不早于告知，不在将来', () => {
    refused(state({ on: '2026-03-11' }), 'before-notice', 'CFF-44', 'CFF-45-1')
    refused(state({ on: '2026-03-14' }), 'in-future', 'CFF-45-1')
    allowed(state({ on: '2026-03-12' }))
  })
  test('陈述是对他当时已收到的告知', () => {
    const again = but(ordinary, 'notify', { on: '2026-03-16' }, { today: '2026-03-16' })
    const twice = walk(health, [again], told)
    const late = (on: string) => granted(play(health, twice, step('hearing.state', { points: ['不服'], on }, 'li', '2026-03-17'))).hearing
    assert.equal(late('2026-03-13').statements[0]?.notice, 1)
    assert.equal(late('2026-03-17').statements[0]?.notice, 2)
  })
  test('逐点答复', () => {
    allowed(answer())
    refused(answer({ answers: [yes] }), 'points-unanswered', 'CFF-45-1')
    refused(answer({ statement: 2 }), 'nothing-stated', 'CFF-45-1')
    assert.throws(() => answer({ answers: [yes, { accepted: false }] }), { name: 'ZodError' })
  })
  test('没有陈述，没有可以答复的', () =>
    refused(play(health, told, step('hearing.answer', { statement: 1, answers: [yes] }, 'li', '2026-03-16')), 'nothing-stated', 'CFF-45-1'))
})

describe('明确放弃', () => {
  const waive = (change: object = {}, matter = at('decide')) =>
    play(health, matter, step('hearing.waive', { what: 'both', proof: '本人书面放弃', on: '2026-03-13', ...change }, 'li', '2026-03-13'))
  test('告知之后、今天之前', () => {
    allowed(waive())
    refused(waive({ on: '2026-03-11' }), 'before-notice', 'CFF-62')
    refused(waive({ on: '2026-03-14' }), 'in-future', 'CFF-62')
  })
  test('告知尚待确认的，不能记录放弃', () => refused(waive({}, at('confirmNotice')), 'notice-missing', 'CFF-44'))
  test('改了拟处理意见，先前的放弃不算', () => {
    const changed = but(ordinary, 'propose', { substance: { ...substance, benchmark: '一般' } }, { today: '2026-03-13' })
    refused(waive({}, walk(health, [changed], at('decide'))), 'notice-missing', 'CFF-44')
  })
})

test('医疗保障的其他处罚（暂停服务等）告知听证', () => {
  const suspended = [{ kind: 'other', what: '暂停涉及医疗保障基金使用的医药服务六个月' }]
  const proposed = at('notify', { propose: { substance: { ...substance, penalties: suspended, payable: [] } } })
  const refusedTo = play(medical, { ...proposed, stage: proposed.stage }, but(ordinary, 'notify'))
  refused(refusedTo, 'hearing-right-untold', 'CFF-63-1-5')
})
