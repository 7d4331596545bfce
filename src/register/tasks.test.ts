import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { RowChange } from '#agency/act'
import { noAgency } from '#agency/agency'
import type { Day } from '#law/day'
import { type Change, noChange } from '#register/change'
import type { Entry } from '#register/kind'
import type { ListId } from '#register/kinds'
import { tasksOf } from '#register/tasks'
import { granted, placeOf, play, rowsOf, step } from '../../test/ordinary.ts'

const place = placeOf('health', 'wuding-health', {})
const late = (id: string, register: string, on: Day | undefined, today = '2020-01-06') => {
  const task = tasksOf(place.law, today, { [register]: on }).find((each) => each.id === id)
  return [task?.clauses[0], task?.late, task?.doneOn]
}

const entries: Readonly<Record<string, Entry>> = {
  schemes: { name: '执法公示制度', no: '武卫〔2019〕1号', issuer: '本机关', on: '2019-07-01', mode: '主动公开', text: '见网站' },
  powers: { name: '监督检查', basis: '《医疗机构管理条例》第四十条', unit: '监督所', post: '监督员', duty: '现场检查' },
  guides: { name: '医疗机构校验', receiver: '窗口', approver: '本机关', conditions: '期满', term: '二十日' },
}

const administrator = { id: 'admin', name: '管理员', hash: '$argon2id$demo' }
const agency = { id: 'demo', name: '演示机关', shortName: '演示', word: '演', field: 'health', pack: 'wuding-health', demo: true }

function released(list: ListId, entry: Entry, day: Day): readonly RowChange[] {
  const none = { held: [] }
  const change = { list, entries: [entry], strike: [], from: day, changed: day, why: '编制' }
  const prepared = granted(play<Change>(place, noChange, step('list.prepare', change, 'zheng', day), none))
  const approved = granted(play<Change>(place, prepared, step('list.approve', {}, 'sun', day), none))
  return rowsOf(place, approved, step('list.release', { examined: { by: '法规监督股', no: '2019-1', on: day } }, 'feng', day), none)
}
const founded = (day: Day) =>
  rowsOf({ ...place, agency: noAgency }, noAgency, step('agency.found', { ...agency, level: 'county', administrator }, 'system', day))
const certified = (day: Day) => {
  const certificate = { no: 'DEMO-new', from: day, to: '2024-12-31' }
  return rowsOf(place, place.agency, step('agency.certify', { officer: 'zhao', certificate, why: '核发' }, 'admin', day))
}

/** The day, if what was done on it lets the public find this register 公布之日. */
function publishedOn(register: string, day: Day): Day | undefined {
  const entry = entries[register]
  const rows = entry ? released(register as ListId, entry, day) : register === 'chart' ? founded(day) : certified(day)
  return rows.some(({ table }) => table.startsWith('pub.')) ? day : undefined
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
      assert.deepEqual(late(id, register, publishedOn(register, due)), [clause, 0, due])
      assert.deepEqual(late(id, register, publishedOn(register, after)), [clause, 1, after])
      const open = late(id, register, undefined)
      assert.ok(Number(open[1]) >= 6 && open[2] === undefined, String(open))
    })
  test('没有到期的不逾期', () => assert.deepEqual(late('officers', 'officers', undefined, '2019-12-31'), ['WD-3-2-9', 0, undefined]))
})
