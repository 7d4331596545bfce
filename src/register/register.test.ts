import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ClauseId } from '#law/clause'
import { isRefusal } from '#law/refusal'
import type { Register } from '#register/register'
import { allowed, granted, health, type Place, placeOf, play, refused, step } from '../../test/ordinary.ts'

const clauses: ClauseId[] = ['G118-12']
const row = { from: '2026-01-01', by: 'step', local: 'free', clauses, source: '本机关清单' }
const place = placeOf('health', 'wanzhou-health', {})
const adopt = (entry: object, before: Register = {}, at: Place = place) =>
  play(at, before, step('register.adopt', entry, 'zhou', '2026-03-02'))
const grounds = (...ids: string[]) => ({
  family: 'lists',
  key: 'review.grounds',
  rows: [{ ...row, by: 'decision', items: ids.map((id) => ({ id, zh: id, clause: 'C13-38-1' })) }],
})
const national = ['public-interest', 'after-hearing', 'complex', 'listed']

describe('国办发〔2018〕118号 第（十二）项 本机关清单', () => {
  test('上级没有规定的，可以采用', () => {
    const entries = [{ id: 'stop', zh: '责令停产停业', kinds: ['stop'] }]
    const after = granted(adopt({ family: 'catalogue', key: 'review.catalogue', rows: [{ ...row, by: 'decision', entries }] }))
    assert.equal(after.catalogue?.['review.catalogue']?.[0]?.entries[0]?.id, 'stop')
  })

  test('没有的参数、岗位、方式、条款，重叠的日期，不得采用，并说为什么', () => {
    const reasons: readonly (readonly [object, RegExp])[] = [
      [{ family: 'periods', key: 'reveiw', rows: [{ ...row, value: 5, unit: '工作日' }] }, /没有这个参数，是不是 review？/],
      [{ family: 'posts', key: 'recording.late', rows: [{ ...row, posts: ['boss'] }] }, /recording\.late 2026-01-01 起：没有岗位 boss/],
      [{ family: 'modes', key: 'identity.assistant', rows: [{ ...row, mode: 'badge' }] }, /badge 不在可选的方式之中：card/],
      [
        { family: 'periods', key: 'review', rows: [{ ...row, clauses: ['G118-99'], value: 5, unit: '工作日' }] },
        /条款 G118-99 未在条款登记中/,
      ],
      [{ family: 'periods', key: 'review', rows: [row, row].map((each) => ({ ...each, value: 5, unit: '工作日' })) }, /与前一行重叠/],
    ]
    for (const [entry, why] of reasons) {
      const outcome = adopt(entry)
      refused(outcome, 'entry-unsound', 'G118-12')
      assert.match(isRefusal(outcome) ? outcome.zh : '', why)
    }
    allowed(adopt({ family: 'periods', key: 'review', rows: [{ ...row, value: 5, unit: '工作日' }] }))
  })

  test('上级已经定死的，不得另定', () =>
    refused(
      adopt({ family: 'periods', key: 'hearing.request', rows: [{ ...row, value: 3, unit: '工作日' }] }),
      'fixed-above',
      'CFF-64-1-1',
    ))

  test('明日才施行的一行，也不得改动', () =>
    refused(
      adopt({ family: 'periods', key: 'publication.penalty', rows: [{ ...row, from: '2027-01-01', value: 30, unit: '工作日' }] }),
      'fixed-above',
      'WZ-GS-24-1',
    ))

  test('法制审核的情形只能增加，不能减少', () => {
    refused(adopt(grounds('listed')), 'looser-than-above', 'C13-38-1')
    allowed(adopt(grounds(...national, 'large-amount')))
  })

  test('本机关先前采用的，不遮住上级的规定', () => {
    const register = granted(adopt(grounds(...national, 'large-amount')))
    const later = placeOf('health', 'wanzhou-health', register)
    const anew = (...ids: string[]) => ({ ...grounds(), rows: grounds(...ids).rows.map((each) => ({ ...each, from: '2026-03-03' })) })
    refused(adopt(anew('listed'), register, later), 'looser-than-above', 'C13-38-1')
    allowed(adopt(anew(...national), register, later))
  })

  test('不得改用另一个适用日来绕开上级的规定', () => {
    const entry = grounds('listed')
    refused(adopt({ ...entry, rows: entry.rows.map((each) => ({ ...each, by: 'violation' })) }), 'other-day', 'C13-38-1')
  })

  describe('已经施行的不得改写', () => {
    const large = (fen: number, from: string, to?: string) => ({ ...row, by: 'decision', from, ...(to ? { to } : {}), fen })
    const entry = (...rows: object[]) => ({ family: 'amounts', key: 'review.large', rows })
    const told = (register: Register, ...rows: object[]) => adopt(entry(...rows), register, placeOf('health', 'wanzhou-health', register))
    const once = granted(adopt(entry(large(50, '2026-01-01'))))
    const course = (outcome: ReturnType<typeof adopt>) =>
      granted(outcome).amounts?.['review.large']?.map(({ fen, from, to }) => [fen, from, to])

    test('首次采用的，可以写明本机关此前已经施行的', () => assert.deepEqual(course(once), [[50, '2026-01-01', undefined]]))
    test('后一次采用自明日起代替前一次；原来的施行到前一日，仍然查得到', () => {
      const [before, after] = [
        [50, '2026-01-01', '2026-05-31'],
        [30, '2026-06-01', undefined],
      ]
      assert.deepEqual(course(told(once, large(30, '2026-06-01'))), [before, after])
      const twice = granted(told(once, large(30, '2026-06-01')))
      assert.deepEqual(course(told(twice, large(20, '2026-07-01'))), [
        before,
        [30, '2026-06-01', '2026-06-30'],
        [20, '2026-07-01', undefined],
      ])
      assert.deepEqual(course(told(twice, large(20, '2026-04-01'))), [
        [50, '2026-01-01', '2026-03-31'],
        [20, '2026-04-01', undefined],
      ])
    })
    test('写明止日的，只删去以后的', () =>
      assert.deepEqual(course(told(once, large(50, '2026-01-01', '2026-03-02'))), [[50, '2026-01-01', '2026-03-02']]))
    test('改写、溯及既往、止日早于今日的，不得采用', () => {
      const attempts = [
        [large(30, '2026-01-01')],
        [large(30, '2026-02-01')],
        [large(30, '2026-03-02')],
        [large(30, '2025-06-01')],
        [large(50, '2026-01-01', '2026-03-01')],
        [large(50, '2026-01-01', '2026-02-28'), large(30, '2026-03-01')],
      ]
      for (const rows of attempts) refused(told(once, ...rows), 'past-rewritten', 'G118-12', 'J96-3')
    })
  })

  test('上级的规定仍在下面', () => {
    const register = granted(adopt({ family: 'amounts', key: 'review.large', rows: [{ ...row, by: 'decision', fen: 5_000_000 }] }))
    assert.ok(placeOf('health', 'wanzhou-health', register).law.amounts['review.large'])
    assert.ok(health.law.amounts['hearing.fine.natural'])
  })
})
