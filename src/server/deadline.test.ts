import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { loadPacks } from '#policy/load'
import { type Asked, deadlines } from '#server/deadline'

const answer = deadlines(loadPacks())
const due = (asked: Asked) => {
  const { due, weekday, provisional } = answer(asked)
  return `${due} ${weekday}${provisional ? ' 暂定' : ''}`
}

describe('期限计算', () => {
  test('同一期间，二〇二一年七月十五日前后单位不同；立案在前、告知在后的，五个工作日', () => {
    const of = (from: string) => {
      const { value, unit, due, clauses, days } = answer({ pack: 'cn-health', rule: 'hearing.request', from })
      return [value, unit, due, clauses[0]?.id, days().filter(({ counted }) => counted).length]
    }
    assert.deepEqual(of('2021-07-14'), [3, '日', '2021-07-19', 'CFF17-42-1-1', 3])
    assert.deepEqual(of('2021-07-15'), [5, '工作日', '2021-07-22', 'CFF-64-1-1', 5])
  })

  test('直接写长度；倒计；按另一日施行的规定；期满日为调休上班的周六，不顺延；放假安排未公布的年份为暂定', () => {
    assert.equal(due({ plus: '3m', from: '2020-11-30' }), '2021-03-01 周一')
    assert.equal(due({ plus: '-7wd', from: '2026-10-15' }), '2026-09-29 周二')
    assert.equal(due({ pack: 'cn', rule: 'hearing.notice', from: '2026-10-15' }), '2026-09-29 周二')
    assert.equal(due({ pack: 'cn', rule: 'hearing.request', from: '2021-07-14', step: '2021-07-15' }), '2021-07-21 周三')
    assert.equal(due({ plus: '15d', from: '2026-12-25' }), '2027-01-11 周一 暂定')
    assert.equal(due({ plus: '2y', from: '2024-02-29' }), '2026-02-28 周六')
  })

  test('以小时计的：自时刻起，至时刻止；只写日期的，请写到分', () => {
    const { due, hours, days } = answer({ plus: '24h', from: '2026-10-09T17:20' })
    assert.deepEqual([due, hours], ['2026-10-10', { from: '2026-10-09T09:20:00.000Z', until: '2026-10-10T09:20:00.000Z' }])
    assert.deepEqual(
      days().map(({ why }) => why),
      ['17时20分起算', '17时20分届满'],
    )
    assert.equal(answer({ pack: 'cn', rule: 'crime.transfer', from: '2026-10-09T09:20:00.000Z' }).hours?.until, hours?.until)
    assert.throws(() => answer({ plus: '24h', from: '2026-10-09' }), /写到分/)
    assert.equal(answer({ plus: '7d', from: '2026-10-09T17:20' }).due, answer({ plus: '7d', from: '2026-10-09' }).due)
  })

  test('问错的，说明怎样改', () => {
    const wrong: [Asked, RegExp][] = [
      [{ plus: '7x', from: '2026-01-05' }, /7wd（工作日）/],
      [{ plus: '0d', from: '2026-01-05' }, /7wd（工作日）/],
      [{ rule: 'payment', from: '2026-01-05' }, /请用 pack 写明规则包/],
      [{ pack: 'nowhere', rule: 'payment', from: '2026-01-05' }, /没有规则包 nowhere，可用：.*cn-health/],
      [{ pack: 'cn', rule: 'paymnt', from: '2026-01-05' }, /没有期间 paymnt，可用：.*payment/],
      [{ pack: 'cn', rule: 'hearing.request', from: '2017-01-05' }, /2017年1月5日没有施行的规定/],
      [{ pack: 'cn', rule: 'payment', plus: '7d', from: '2026-01-05' }, /只写一项/],
      [{ pack: 'cn', from: '2026-01-05' }, /只写一项/],
    ]
    for (const [asked, why] of wrong) assert.throws(() => answer(asked), why)
  })
})
