import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { reading } from '#db/tx'
import { addDays, type Day } from '#law/day'
import { loadPacks, nearest, packFilesIn } from '#policy/load'
import type { Entry } from '#register/kind'
import { countEntries, listEntries, type Shelf, searchEntries } from '#register/store'
import { newId } from '#server/config'
import { pages } from '#server/pages'
import { registers } from '#server/registers'
import { streams } from '#server/streams'
import { step } from '../ordinary'
import { type House, openHouse, wjw } from './house'
import { callerOf, granted, take, versionOf } from './matter'

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

/** What is adopted, as rows; and the naive list of what holds on each day, which no row tells. */
type Stands = Readonly<{ words: readonly string[]; adopted: Day }>
type Days = Map<Day, Stands>
type Row = Readonly<{ from: Day; to?: Day; source: string }> & Readonly<Record<string, unknown>>
const views = ['catalogue', 'benchmarks'] as const
type ViewId = (typeof views)[number]

describe(`任何一天采用的规定，由历次采用逐一推出（seed ${seed}）`, () => {
  const begin: Day = '2026-03-02'
  const window = Array.from({ length: 160 }, (_, n) => addDays('2026-02-20', n))
  const article = 'YFT-46'
  const keys = { catalogue: 'review.catalogue', benchmarks: article } as const
  const around = { local: 'free', clauses: ['G118-12'] } as const
  /** A row of a family that says these words. */
  const rowOf = (view: ViewId, words: readonly string[], from: Day, source: string): Row =>
    view === 'catalogue'
      ? { ...around, by: 'decision', from, source, entries: words.map((zh) => ({ id: zh.slice(0, 1), zh })) }
      : {
          ...{ ...around, by: 'violation', from, source, maker: 'own' },
          grades: words.map((zh) => ({
            ...{ id: zh.slice(0, 1), zh, when: '有', case: 'in-term' },
            span: { in: 'fen', least: 1, most: 2 },
          })),
        }
  const rows: Record<string, readonly Row[]> = {}
  const own: Record<ViewId, Days> = { catalogue: new Map(), benchmarks: new Map() }
  const pack: Record<ViewId, Days> = { catalogue: new Map(), benchmarks: new Map() }
  const lay = (days: Days, from: Day, stands: Stands | undefined, to?: Day) => {
    for (const day of window)
      if (day >= from) {
        days.delete(day)
        if (stands && (!to || day <= to)) days.set(day, stands)
      }
  }
  let place: House
  before(async () => {
    place = await openHouse(`${begin}T01:00:00.000Z`)
  })
  after(() => place.close())
  const send = async (act: string, input: unknown) => {
    const version = await versionOf(place, wjw, `register:${wjw}`)
    const stream = `register:${wjw}` as const
    return granted(await place.http.door.send(act, { id: newId(), stream, version, input }, callerOf(wjw, 'w06')))
  }
  const wordsOf = (n: number) => [...new Set(Array.from({ length: 1 + upTo(3) }, () => 'abcde'[upTo(5)]))].map((id) => `${id}${n % 7}`)
  const told = () =>
    registers({
      portal: place.db.portal,
      pages: pages({ portal: place.db.portal, clock: place.clock }),
      streams: streams(loadPacks()),
    })

  test(`${CHANGES} 次采用：新定、另定、写明止日，规则包新版本`, async () => {
    const files = structuredClone(packFilesIn(nearest()).folders.get('wanzhou-health')) as Record<string, Record<string, Row[]>>
    lay(own.catalogue, '2020-01-01', {
      words: ['对公民罚款五千元以上', '对法人或者其他组织罚款五万元以上', '吊销许可证件'],
      adopted: '2020-01-02',
    })
    for (let n = 0; n < CHANGES; n++) {
      const today = place.clock.today()
      const view = views[upTo(2)] as ViewId
      const [key, words, source] = [keys[view], wordsOf(n), `第${n}号文件`]
      const from = addDays(today, 1 + upTo(6))
      const held = rows[view] ?? []
      const current = held.find((row) => row.from <= today && (!row.to || today <= row.to))
      const way = upTo(4)
      if (way === 0) {
        const before = files[view]?.[key] ?? []
        const last = before.filter((row) => row.from < from)
        const kept = last.map((row, n) => (n === last.length - 1 ? { ...row, to: addDays(from, -1) } : row))
        files[view] = { ...files[view], [key]: [...kept, rowOf(view, words, from, source)] }
        await send('pack.adopt', { files, basis: source })
        lay(pack[view], from, { words, adopted: today })
      } else if (way === 1 && current) {
        const to = addDays(today, upTo(4))
        await send('register.adopt', { family: view, key, rows: [{ ...current, to }] })
        rows[view] = [...held.filter((row) => row.from < current.from), { ...current, to }]
        const stands = own[view].get(today)
        lay(own[view], addDays(today, 1), stands, to)
      } else {
        const first = held.some((row) => row.from <= today) || view === 'catalogue'
        const since = first ? from : addDays(today, -upTo(9))
        const to = upTo(3) === 0 ? { to: addDays(since, 12 + upTo(9)) } : {}
        const row = { ...rowOf(view, words, since, source), ...to }
        await send('register.adopt', { family: view, key, rows: [row] })
        rows[view] = [
          ...held.filter((row) => row.from < since).map((row) => (!row.to || row.to >= since ? { ...row, to: addDays(since, -1) } : row)),
          row,
        ]
        lay(own[view], since, { words, adopted: today }, to.to)
      }
      if (upTo(2)) place.clock.set(`${addDays(today, 1 + upTo(4))}T01:00:00.000Z`)
    }
  })

  const shownOn = async (view: ViewId, on: Day) => {
    const shown = await told().find({ agency: wjw, id: view, on, words: [] }, { limit: 1_000, offset: 0 })
    const ours = (shown?.items ?? []).filter(({ entry }) => view === 'catalogue' || !entry.name?.includes('医疗机构'))
    return { entries: ours.map(({ entry }) => entry), later: shown?.later }
  }
  const word = (view: ViewId, { name = '' }: Entry) => (view === 'catalogue' ? name : (name.split(' ').at(-1) ?? ''))

  for (const view of views) {
    test(`逐日核对 ${view}：条目、何时采用、以后才采用的条数`, async () => {
      for (const on of window) {
        const expected = own[view].get(on) ?? pack[view].get(on)
        const { entries, later } = await shownOn(view, on)
        assert.deepEqual(entries.map((entry) => word(view, entry)).sort(), [...(expected?.words ?? [])].sort(), on)
        for (const { adopted } of entries) assert.equal(adopted, expected?.adopted, on)
        if (view === 'catalogue') assert.equal(later, expected && on < expected.adopted ? expected.words.length : 0, on)
      }
    })

    test(`${view} 的变更逐条叠加，等于任何一天的内容；首次采用以后，当日施行的都是当日以前采用的`, async () => {
      const history = await told().history({ agency: wjw, id: view }, { limit: 100_000, offset: 0 })
      assert.ok(history)
      const byDay = new Map<Day, Set<string>>(window.map((day) => [day, new Set()]))
      const oldestFirst = [...history.items].sort((a, b) => a.adoption.no - b.adoption.no)
      for (const { adoption, from = '', to, before, after } of oldestFirst) {
        if ((before ?? after)?.name?.includes('医疗机构')) continue
        for (const day of window) {
          if (day < from || (to && day > to)) continue
          if (before) assert.ok(byDay.get(day)?.delete(word(view, before)), `${adoption.no} ${day}：原来没有这一条`)
          if (after) byDay.get(day)?.add(word(view, after))
        }
      }
      for (const on of window) {
        const { entries } = await shownOn(view, on)
        assert.deepEqual([...(byDay.get(on) ?? [])].sort(), entries.map((entry) => word(view, entry)).sort(), on)
        if (view === 'catalogue') for (const { adopted = '' } of entries) assert.ok(adopted <= on, on)
      }
    })
  }
})
