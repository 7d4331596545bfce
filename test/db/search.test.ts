import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { addDays, type Day } from '#law/day'
import { LISTED, type Range, type Sought, searchPublic } from '#publication/store'
import { chance } from '../chance'
import { plain } from './plain'
import { type Fresh, freshDatabase } from './template'

const ROWS = 3_000
const TIMES = process.env.LONG ? 5_000 : 300
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31))

const next = chance(seed)
const one = <T>(of: readonly T[]): T => of[next(of.length)] as T

/** Few signs, so that every pair of them occurs in many lines, and many a word by its pairs alone. */
const signs = ['德', '元', '诊', '所', '〔', '〕', '[', '1', '2', '2', '３', 'A', 'ａ', '%', '_', '\\', '𠮷']
const text = (most: number): string => Array.from({ length: 1 + next(most) }, () => one(signs)).join('')

type Row = Readonly<{
  agency: string
  id: string
  title: string
  outcome: string
  facts: string
  decidedOn: Day
  publishedOn: Day
  due: Day
  withdrawnOn: Day | null
}>
const rows: readonly Row[] = Array.from({ length: ROWS }, (_, n) => {
  const decidedOn = addDays('2022-12-01', next(500))
  return {
    agency: one(['a1', 'a2', 'a3']),
    id: `d${String((n * 7919) % ROWS).padStart(5, '0')}`,
    title: text(6),
    outcome: one(['警告', '罚款', '没收']),
    facts: text(12),
    decidedOn,
    // some years later, and many on one day
    publishedOn: addDays(decidedOn, one([0, 1, 9, 9, 30, 400])),
    due: addDays(decidedOn, 9),
    withdrawnOn: next(20) === 0 ? '2026-01-01' : null,
  }
})

const whole = new Map(rows.map((row) => [row, [row.title, '', '', row.outcome, row.facts].map(plain).join('\n')]))
const naive = ({ agency, year, late }: Range, { words, kind }: Sought): readonly Row[] =>
  rows
    .filter(
      (row) =>
        row.withdrawnOn === null &&
        (!agency || row.agency === agency) &&
        (!year || row.decidedOn.startsWith(`${year}-`)) &&
        (late === undefined || row.publishedOn > row.due === late) &&
        (!kind || row.outcome.includes(kind)) &&
        words.every((word) => whole.get(row)?.includes(plain(word))),
    )
    .toSorted((a, b) => {
      const [x, y] = year ? [a.decidedOn + a.id, b.decidedOn + b.id] : [a.publishedOn + a.id, b.publishedOn + b.id]
      return x < y ? 1 : -1
    })

let db: Fresh
before(async () => {
  db = await freshDatabase()
  await db.root.query(
    `insert into pub.decision (agency, id, document_no, title, party, outcome, decided_on, published_on, due, nth, body, version, withdrawn_on)
     select agency, id, '', title, '', outcome, "decidedOn", "publishedOn", due, 1, jsonb_build_object('id', id, 'facts', facts), 1, "withdrawnOn"
     from jsonb_to_recordset($1::jsonb)
       as t(agency text, id text, title text, outcome text, facts text, "decidedOn" date, "publishedOn" date, due date, "withdrawnOn" date)`,
    [JSON.stringify(rows)],
  )
})
after(() => db.drop())

describe('查询与逐件比对的结果一致', () => {
  test(`一至七个字、几个词、各种范围，页序和件数都对，种子 ${seed}`, async () => {
    const seen = { none: 0, some: 0, more: 0 }
    for (let time = 0; time < TIMES; time++) {
      const sought: Sought = {
        words: Array.from({ length: 1 + next(2) }, () =>
          next(5) === 0
            ? Array.from(one(rows).facts)
                .slice(0, 1 + next(6))
                .join('')
            : text(next(3) === 0 ? 7 : 3),
        ),
        ...(next(6) === 0 ? { kind: '罚款' } : {}),
      }
      const range: Range = {
        ...(next(3) === 0 ? { agency: one(['a1', 'a2', 'nobody']) } : {}),
        ...(next(3) === 0 ? { year: one([2022, 2023, 2024, 2025]) } : {}),
        ...(next(4) === 0 ? { late: one([true, false]) } : {}),
      }
      const stretch = { limit: 20, offset: one([0, 0, 20, 200, 980, 1_000]) }
      const told = await searchPublic(db.portal, range, sought, stretch)
      const all = naive(range, sought)
      const shown = all.slice(0, LISTED).slice(stretch.offset, stretch.offset + stretch.limit)
      const what = JSON.stringify({ range, sought, stretch })
      assert.deepEqual(
        told.items.map(({ id }) => id),
        shown.map(({ id }) => id),
        what,
      )
      assert.deepEqual([told.total, told.more], [Math.min(all.length, LISTED), all.length > LISTED], what)
      seen[all.length === 0 ? 'none' : all.length > LISTED ? 'more' : 'some']++
    }
    for (const [kind, times] of Object.entries(seen)) assert.ok(times > 5, `${kind}: ${times}`)
  })
})
