import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Day } from '#law/day'
import { tasksOf } from '#register/tasks'
import { placeOf } from '../../test/ordinary.ts'

const { law } = placeOf('health', 'wuding-health', {})
const late = (id: string, register: string, on: Day | undefined, today = '2020-01-06') => {
  const task = tasksOf(law, today, { [register]: on }).find((each) => each.id === id)
  return [task?.clauses[0], task?.late, task?.doneOn]
}

describe('武定县卫生健康局任务分工：以清单的公布为完成', () => {
  const plan: readonly (readonly [clause: string, id: string, register: string, due: Day, after: Day])[] = [
    ['WD-3-2-1', 'systems', 'schemes', '2019-07-31', '2019-08-01'],
    ['WD-3-2-2', 'powers', 'powers', '2019-07-31', '2019-08-01'],
    ['WD-3-2-3', 'guide', 'guides', '2019-07-31', '2019-08-01'],
    ['WD-3-2-4', 'chart', 'chart', '2019-07-31', '2019-08-01'],
    ['WD-3-2-8', 'powers-published', 'powers', '2019-08-31', '2019-09-01'],
    ['WD-3-2-9', 'officers', 'officers', '2019-12-31', '2020-01-01'],
  ]
  for (const [clause, id, register, due, after] of plan)
    test(`${clause} ${due} 当日公布的不逾期，次日公布的逾期一日，没有公布的一直逾期`, () => {
      assert.deepEqual(late(id, register, due), [clause, 0, due])
      assert.deepEqual(late(id, register, after), [clause, 1, after])
      const open = late(id, register, undefined)
      assert.ok(Number(open[1]) >= 6 && open[2] === undefined, String(open))
    })
  test('没有到期的不逾期', () => assert.deepEqual(late('officers', 'officers', undefined, '2019-12-31'), ['WD-3-2-9', 0, undefined]))
})
