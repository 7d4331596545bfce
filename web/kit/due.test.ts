import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { dueZh, nearnessOf, squaresOf } from '#web/kit/due.ts'

const ordinary = { due: '2026-11-25', left: 5, leftUnit: '工作日', provisional: false } as const

describe('期限余额', () => {
  test('余额写明单位', () => assert.deepEqual(dueZh(ordinary), { look: 'info', zh: '还剩 5 个工作日' }))
  test('三个工作日内的提示', () => assert.equal(dueZh({ ...ordinary, left: 3 }).look, 'warn'))
  test('过期的写明过了多久', () => assert.equal(dueZh({ ...ordinary, left: -2, leftUnit: '日' }).zh, '已过期 2 日'))
  test('放假安排未公布的，注明暂定', () => assert.match(dueZh({ ...ordinary, provisional: true }).zh, /暂定/))
  test('当事人的期限届满，不算我们过期', () =>
    assert.deepEqual(dueZh({ ...ordinary, left: -2, post: null, officer: null }), { look: 'idle', zh: '已届满 2 个工作日' }))
  test('以小时计的，写明还剩几小时', () => {
    const zh = (left: number) => dueZh({ ...ordinary, left, leftUnit: '小时' }).zh
    assert.deepEqual([zh(23), zh(0), zh(-1)], ['还剩 23 小时', '不到一小时', '已过期 1 小时'])
  })
  test('没有期限的排在最后', () => assert.equal(nearnessOf({ left: null, leftUnit: null }), 'open'))
})

describe('逐日方格', () => {
  const days = [
    { day: '2026-11-19', counted: false, why: '当日不计' },
    { day: '2026-11-20', counted: true, n: 1 },
    { day: '2026-11-21', counted: false, why: '休息日' },
    { day: '2026-11-23', counted: true, n: 2 },
  ]
  const looks = (today: string) => squaresOf(days, today).map(({ look }) => look)
  test('不计入的日子没有方格', () => assert.deepEqual(looks('2026-11-20'), ['today', 'ahead']))
  test('过期后多一格', () => assert.deepEqual(looks('2026-11-24'), ['past', 'past', 'over']))
})
