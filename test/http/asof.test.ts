import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { reading } from '#db/tx'
import { addDays, type Day } from '#law/day'
import { countEntries, listEntries, type Shelf, searchEntries } from '#register/store'
import { step } from '../ordinary'
import { type House, openHouse, wjw } from './house'
import { granted, take } from './matter'

const CHANGES = process.env.LONG === '1' ? 200 : 24
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 10_000))
let state = seed * 2_654_435_761 + 1
const upTo = (n: number): number => {
  state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 3_266_489_917) >>> 0
  return Math.floor((state / 2 ** 32) * n)
}

/** A line as it was released, in the order of release: the naive list that the real one is held against. */
type Line = Readonly<{ key: string; at: string | null; from: Day }>
const released: Line[] = []
const standing = (lines: readonly Line[], key: string): Line | undefined =>
  lines
    .filter((line) => line.key === key)
    .reduce<Line | undefined>((last, line) => (last && last.from > line.from ? last : line), undefined)

let house: House
const first: Day = '2026-03-02'
let last: Day = first
before(async () => {
  house = await openHouse(`${first}T01:00:00.000Z`)
})
after(() => house.close())

describe(`任何一天的清单，由变更逐一推出（seed ${seed}）`, () => {
  test(`${CHANGES} 次变更：新增、修改、删去、预定施行之日`, async () => {
    for (let n = 0; n < CHANGES; n++) {
      const today = house.clock.today()
      const from = addDays(today, upTo(3) * upTo(4))
      const keys = [...new Set(Array.from({ length: 1 + upTo(3) }, () => `电话｜${'甲乙丙丁戊'[upTo(5)]}`))]
      const there = (key: string) => standing(released, key)?.at != null
      const strike = keys.filter((key) => there(key) && upTo(3) === 0)
      const kept = keys.filter((key) => !strike.includes(key))
      const entries = kept.map((key) => ({ way: '电话', at: key.slice(3), scope: `第${n}次的范围` }))
      const input = {
        list: 'channels',
        entries: entries.map((entry) => ({ ...entry, conditions: '有具体事实' })),
        strike,
        from,
        changed: today,
        why: `第${n}次`,
      }
      const { stream } = granted(await take(house, wjw, undefined, step('list.prepare', input, 'zheng', today)))
      for (const [act, by] of [
        ['list.approve', 'wu'],
        ['list.approve', 'zhou'],
        ['list.release', 'feng'],
      ] as const)
        granted(await take(house, wjw, stream, step(act, {}, by, today)))
      released.push(...keys.map((key) => ({ key, at: strike.includes(key) ? null : `第${n}次的范围`, from })))
      last = from > last ? from : last
      if (upTo(2)) house.clock.set(`${addDays(today, 1 + upTo(2))}T01:00:00.000Z`)
    }
  })

  for (const shelf of ['list_entry', 'pub.list_entry'] as const satisfies readonly Shelf[])
    test(`逐日核对 ${shelf}：条目、条数、查询`, async () => {
      for (let on = addDays(first, -1); on <= addDays(last, 1); on = addDays(on, 1)) {
        const past = released.filter(({ from }) => from <= on)
        const expected = new Map(
          [...new Set(past.map(({ key }) => key))].flatMap((key) => {
            const line = standing(past, key)
            return line?.at ? [[key, line.at] as const] : []
          }),
        )
        const asked = { agency: wjw, list: 'channels', on }
        const look = <T>(ask: (db: Parameters<Parameters<typeof reading>[2]>[0]) => Promise<T>): Promise<T> =>
          reading(house.db.app, wjw, ask)
        const items = await look((db) => listEntries(db, shelf, asked, { limit: 100, offset: 0 }))
        assert.deepEqual(new Map(items.map(({ key, entry }) => [key, entry.scope])), expected, on)
        assert.equal(await look((db) => countEntries(db, shelf, asked)), expected.size, on)
        for (const scope of new Set(released.flatMap(({ at }) => at ?? []))) {
          const found = await look((db) => searchEntries(db, shelf, { ...asked, words: [scope, '电话'] }, { limit: 100, offset: 0 }))
          assert.deepEqual(
            found.items.map(({ key }) => key).sort(),
            [...expected].flatMap(([key, at]) => (at.includes(scope) ? [key] : [])).sort(),
            `${on} ${scope}`,
          )
        }
      }
    })
})
