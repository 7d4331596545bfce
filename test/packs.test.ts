import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { isWorkday } from '#law/calendar'
import { type ClauseId, clauseId } from '#law/clause'
import { sourceClauses } from '#oversight/coverage'
import { checkPacks } from '#policy/check'
import { clausesOn } from '#policy/former'
import { cite, type Row } from '#policy/law'
import { loadPacks } from '#policy/load'
import { families } from '#policy/pack'

const root = fileURLToPath(new URL('../', import.meta.url))
const packs = loadPacks()
const rows = [...packs.packs.values()].flatMap((pack) =>
  families.flatMap((family) =>
    Object.entries<readonly Row[]>(pack.rules[family]).flatMap(([key, list]) =>
      list.map((row) => ({ at: `${pack.id} ${family} ${key} ${row.from}`, row })),
    ),
  ),
)

/** A quoted word that is shaped like a clause of a registered text, in the rules as they are written. */
const quoted = /['"`]([A-Z][A-Z\d]*(?:-[A-Z]+)?(?:-\d+)+)['"`]/g
const texts = new Set([...packs.provisions.keys()].map((id) => id.split('-')[0]))
const citedIn = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(quoted)].flatMap(([, id]) => (id && texts.has(id.split('-')[0]) ? [id] : []))

const filesUnder = (dir: string): string[] =>
  readdirSync(join(root, dir), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.includes('.test.'))
    .map((entry) => join(entry.parentPath, entry.name))

describe('规则包', () => {
  test('没有缺口、重叠、未登记的条款，也没有越权的改动', () => assert.deepEqual(checkPacks(packs.packs, packs.provisions), []))

  test('每一行都写明条款和出处', () => {
    assert.ok(rows.length > 150)
    for (const { at, row } of rows) {
      assert.ok(row.clauses.length > 0, at)
      for (const id of row.clauses) assert.match(cite(packs, id), /[《〔第、]/, at)
      assert.ok(row.source.length > 1, at)
    }
  })

  test('程序中引用的每一个条款都在登记之中', () => {
    const unknown = ['src', 'web'].flatMap((dir) =>
      filesUnder(dir).flatMap((file) =>
        citedIn(file)
          .filter((id) => !packs.provisions.has(clauseId.parse(id)))
          .map((id) => `${id} in ${file.slice(root.length)}`),
      ),
    )
    assert.deepEqual(unknown, [])
  })

  test('程序中引用的复议法条款，2024年以前都有旧条', () => {
    const review = new Set(
      filesUnder('src')
        .filter((file) => !file.endsWith('policy/parameters.ts')) // what a parameter rests on, not what a refusal cites
        .flatMap(citedIn)
        .filter((id) => id.startsWith('FYF-')),
    ) as ReadonlySet<ClauseId>
    assert.ok(review.size > 5)
    for (const id of review) assert.notEqual(clausesOn(packs, '2023-12-31', [id])[0], id, id)
  })

  test('规则包的名称不写入程序', () => {
    const names = [...packs.packs.keys()].filter((id) => id !== 'cn')
    const found = filesUnder('src').filter((file) => names.some((name) => readFileSync(file, 'utf8').includes(`'${name}'`)))
    assert.deepEqual(found, [])
  })
})

describe('条款登记', () => {
  const cites = (id: ClauseId) => cite(packs, id)
  test('条、款、项按法条的写法引用', () => {
    assert.equal(cites('CFF-58-1-2'), '《行政处罚法》第五十八条第一款第（二）项')
    assert.equal(cites('CFF-64-1-1'), '《行政处罚法》第六十四条第（一）项')
    assert.equal(cites('CFF-60'), '《行政处罚法》第六十条')
    assert.equal(cites('YFT-46-1-2'), '《医疗废物管理条例》第四十六条第（二）项')
    assert.equal(cites('G118-13'), '国办发〔2018〕118号第（十三）项')
  })

  test('废止的规定不再施行', () => {
    assert.equal(packs.provisions.get('C53-25-1')?.to, '2025-05-31')
    assert.equal(packs.provisions.get('C13-40-1-4')?.from, '2025-06-01')
  })

  /** What the documents themselves show otherwise 照原文更正: 「或」, not 「及」; the time for benchmarks is the province's. */
  const corrected = ['WZ-JL-18-4', 'ZR-3-2-2-2']
  test('五份文件的一千零四十九个条款全部登记', () => {
    type Seed = Readonly<{ id: string; requirement_zh: string; kind: string; regime: string }>
    const seeds = JSON.parse(readFileSync(join(root, '../shared/clauses.json'), 'utf8')) as readonly Seed[]
    const ours = new Map(sourceClauses(packs.texts).map((clause) => [clause.id, clause]))
    assert.deepEqual([seeds.length, ours.size], [1049, 1049])
    for (const { id, requirement_zh, kind, regime } of seeds) {
      const clause = ours.get(clauseId.parse(id))
      assert.deepEqual(
        [corrected.includes(id) ? requirement_zh : clause?.zh, clause?.kind, clause?.regime],
        [requirement_zh, kind, regime],
        id,
      )
    }
  })
})

describe('放假安排', () => {
  test('与公开的两份日历逐日一致，二〇一九年至二〇二六年', () => {
    const known = JSON.parse(readFileSync(join(root, '../shared/data/calendar/chinese-days-2019-2026.json'), 'utf8'))
    for (let at = Date.UTC(2019, 0, 1); at <= Date.UTC(2026, 11, 31); at += 86_400_000) {
      const day = new Date(at).toISOString().slice(0, 10)
      const weekend = [0, 6].includes(new Date(at).getUTCDay())
      assert.equal(isWorkday(packs.calendar, day), day in known.workdays || (!weekend && !(day in known.holidays)), day)
    }
  })
})
