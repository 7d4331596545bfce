import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { lastDay, owingOf } from '#execution/debt'
import type { Day } from '#law/day'
import type { Matter } from '#penalty/matter'
import { allowed, before, fraud, granted, health, medical, ordinary, play, refused, step, walk } from '../../test/ordinary.ts'

/** Served on 2026-03-19: a fine of 2,100 元, due on 2026-04-03. */
const served = walk(health, before(ordinary, 'end'))
const thirds = ['2026-05-08', '2026-06-08', '2026-07-08'].map((due) => ({ due, fen: 70_000 }))
const ask = (matter: Matter, fields: object = {}, today: Day = '2026-03-30') =>
  play(
    health,
    matter,
    step('execution.applyToDefer', { reason: '确有经济困难，附收支证明', asked: today, instalments: thirds, ...fields }, 'li', today),
  )
const answer = (matter: Matter, isGranted = true, today: Day = '2026-03-31', by = 'sun') =>
  play(health, matter, step('execution.defer', { granted: isGranted, opinion: '同意' }, by, today))
const pay = (matter: Matter, fen: number, on: Day, receipt: string) =>
  granted(play(health, matter, step('execution.pay', { line: 'fine', fen, on, way: 'bank', receipt, account: 'treasury' }, 'li', on)))

describe('行政处罚法 第六十六条第二款 暂缓或者分期缴纳', () => {
  test('经当事人申请，由负责人批准，缴纳期限随之推迟', () => {
    const deferred = granted(answer(granted(ask(served))))
    assert.equal(lastDay(deferred), '2026-07-08')
    assert.equal(owingOf(deferred, health.law, '2026-05-08').surcharge, 0)
    assert.equal(owingOf(deferred, health.law, '2026-05-09').surcharge, 2_100)
  })
  test('没有申请的，不能批准', () => refused(answer(served), 'not-asked', 'CFF-66-2'))
  test('不批准的，期限不变', () => {
    const refusedAgain = granted(answer(granted(ask(served)), false))
    assert.equal(lastDay(refusedAgain), '2026-04-03')
    refused(answer(refusedAgain), 'not-asked')
  })
  test('未获批准的申请留在案卷：谁提出、何时、何人以何理由不批准', () => {
    const { execution } = granted(answer(granted(ask(served)), false))
    const asked = { reason: '确有经济困难，附收支证明', asked: '2026-03-30', instalments: thirds, by: 'li' }
    assert.equal(execution.asked, undefined)
    assert.deepEqual(execution.failed, [{ ...asked, why: 'refused', opinion: '同意', head: 'sun', on: '2026-03-31' }])
    const again = granted(ask(granted(ask(served)), { reason: '补充说明' }))
    assert.deepEqual(
      [again.execution.asked?.reason, again.execution.failed],
      ['补充说明', [{ ...asked, why: 'replaced', on: '2026-03-30' }]],
    )
    const paid = pay(granted(ask(served)), 210_000, '2026-03-30', '票-1').execution
    assert.deepEqual([paid.asked, paid.failed.at(-1)?.why], [undefined, 'settled'])
  })
  test('各期合计等于尚欠的罚款', () => {
    refused(ask(served, { instalments: thirds.slice(1) }), 'instalments-differ', 'CFF-66-2')
    refused(ask(pay(served, 70_000, '2026-03-25', '票-1')), 'instalments-differ')
    allowed(ask(pay(served, 70_000, '2026-03-25', '票-1'), { instalments: thirds.slice(1) }))
  })
  test('各期期限依次推后，都在今天以后', () => {
    refused(ask(served, { instalments: [...thirds].reverse() }), 'instalments-order', 'CFF-66-2')
    refused(ask(served, { instalments: [{ due: '2026-03-30', fen: 210_000 }] }), 'instalments-order')
    allowed(ask(served, { instalments: [{ due: '2026-03-31', fen: 210_000 }] }))
  })
  test('申请日期不在将来', () => refused(ask(served, { asked: '2026-03-31' }), 'in-future'))
  test('申请以后又缴了款，或者首期已过，重新申请', () => {
    const asked = granted(ask(served))
    refused(answer(pay(asked, 1, '2026-03-30', '票-1')), 'application-outdated', 'CFF-66-2')
    refused(answer(asked, true, '2026-05-08'), 'application-outdated')
  })
  test('罚款已经缴清的，没有可以暂缓的', () =>
    refused(ask(pay(served, 210_000, '2026-04-10', '票-1'), {}, '2026-04-10'), 'no-fine-owing', 'CFF-66-2'))
  test('逾期后批准的，此前的加处罚款仍在', () => {
    const later = granted(answer(granted(ask(served, {}, '2026-04-13')), true, '2026-04-14'))
    assert.equal(owingOf(later, health.law, '2026-05-08').surcharge, 10 * 6_300)
  })
  test('没有法律规定的岗位，不能批准', () =>
    refused(
      play(
        { ...health, law: { ...health.law, posts: { ...health.law.posts, 'approve.defer': health.law.posts['publication.chain'] ?? [] } } },
        granted(ask(served)),
        step('execution.defer', { granted: true, opinion: '同意' }, 'sun', '2026-03-31'),
      ),
      'not-approver',
    ))
})

describe('令4 第五十四条 书面告知暂缓或者分期的期限和金额', () => {
  const both = walk(medical, before(fraud, 'end'))
  const plan = { reason: '确有经济困难', asked: '2026-03-30', instalments: [{ due: '2026-06-30', fen: 1_148_980 }] }
  const asked = granted(play(medical, both, step('execution.applyToDefer', plan, 'li', '2026-03-30')))
  const told = (matter: Matter, fields: object = {}) =>
    play(
      medical,
      matter,
      step(
        'execution.tellDeferral',
        { mode: 'direct', to: '负责人', on: '2026-04-01', facts: { receiver: 'head' }, proof: '签收', ...fields },
        'li',
        '2026-04-01',
      ),
    )
  test('批准以前，没有可以告知的', () => refused(told(asked), 'not-deferred', 'CFF-66-2'))
  test('批准以后告知；不早于批准', () => {
    const deferred = granted(play(medical, asked, step('execution.defer', { granted: true, opinion: '同意' }, 'sun', '2026-03-31')))
    allowed(told(deferred))
    refused(told(deferred, { on: '2026-03-30' }), 'too-early')
    refused(told(deferred, { on: '2026-04-02' }), 'in-future')
    refused(told(deferred, { mode: 'pigeon' }), 'delivery-mode')
  })
})
