import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Seer } from '#agency/extent'
import { countCases, listCases } from '#case/store'
import { reading } from '#db/tx'
import { addDays, type Day } from '#law/day'
import { chance } from '../chance'
import { plain } from './plain'
import { type Fresh, freshDatabase } from './template'

const ROWS = 5_000
const TIMES = process.env.LONG ? 3_000 : 150
const LISTED = 1_000
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31))

const next = chance(seed)
const one = <T>(of: readonly T[]): T => of[next(of.length)] as T

/** Few signs, so that every pair of them occurs in many titles, and many a word by its pairs alone. */
const signs = ['德', '元', '诊', '所', '〔', '［', '[', '1', '2', '2', '３', 'A', 'ａ', '%', '_', '\\', '𠮷']
const text = (most: number): string => Array.from({ length: 1 + next(most) }, () => one(signs)).join('')

const agencies = ['jia-wjw', 'yi-wjw'] as const
type Row = Readonly<{
  agency: string
  id: string
  title: string
  caseNo: string | null
  phase: string
  people: readonly string[]
  recused: readonly string[]
  reportedOn: Day
}>
const rows: readonly Row[] = Array.from({ length: ROWS }, (_, n) => ({
  agency: one(agencies),
  id: `m${String((n * 7919) % ROWS).padStart(5, '0')}`,
  title: text(12),
  caseNo: next(3) === 0 ? null : `${text(4)}·${n}`,
  phase: one(['clue', 'inquiry', 'closed']),
  people: one([[], ['w01'], ['w01', 'w02'], ['w03']]),
  recused: next(9) === 0 ? ['w01'] : [],
  reportedOn: addDays('2024-01-01', next(400)),
}))

const seers: readonly Seer[] = [
  { accounts: ['w09'], people: null, unassigned: false, published: false },
  { accounts: ['w01'], people: ['w01'], unassigned: true, published: false },
  { accounts: ['w02'], people: ['w02', 'w03'], unassigned: false, published: true },
]
const knows = ({ accounts, people, unassigned }: Seer, row: Row): boolean =>
  !row.recused.some((who) => accounts.includes(who)) &&
  (people === null || row.people.some((who) => people.includes(who)) || (unassigned && row.people.length === 0))

let db: Fresh
before(async () => {
  db = await freshDatabase()
  await db.root.query(
    `insert into enforcement_case (agency, id, title, cause, party_name, party_type, phase, phase_zh, case_no, handlers, reported_on, version, people, recused)
     select agency, id, title, '', '', 'organisation', phase, phase, "caseNo", people, "reportedOn", 1, people, recused
     from jsonb_to_recordset($1::jsonb)
       as t(agency text, id text, title text, phase text, "caseNo" text, people text[], recused text[], "reportedOn" date)`,
    [JSON.stringify(rows)],
  )
})
after(() => db.drop())

describe('案件列表与逐件比对的结果一致', () => {
  test(`词、环节、页序、件数，谁看得到什么，种子 ${seed}`, async () => {
    const seen = { none: 0, some: 0, more: 0 }
    for (let time = 0; time < TIMES; time++) {
      // now and then what many bear, to be sure
      const many = time % 20 === 0
      const [agency, seer, phase] = [one(agencies), one(many ? seers.slice(0, 1) : seers), many ? '' : one(['', '', 'inquiry'])]
      const q = many ? '2' : next(4) === 0 ? '' : next(4) === 0 ? one(rows).title : text(next(4) === 0 ? 6 : 2)
      const offset = one([0, 0, 20, 200, 980, 1_000])
      const told = await reading(db.app, agency, (mine) => listCases(mine, agency, seer, { q, phase, limit: 20, offset }))
      const all = rows
        .filter((row) => row.agency === agency && knows(seer, row) && (phase === '' || row.phase === phase))
        .filter(({ title, caseNo }) => [title, caseNo ?? ''].some((said) => plain(said).includes(plain(q))))
        .toSorted((a, b) => (a.reportedOn + a.id < b.reportedOn + b.id ? 1 : -1))
      const what = JSON.stringify({ agency, seer, phase, q, offset })
      const listed = q === '' ? all : all.slice(0, LISTED)
      assert.deepEqual(
        told.items.map(({ id }) => id),
        listed.slice(offset, offset + 20).map(({ id }) => id),
        what,
      )
      assert.deepEqual([told.total, told.more], q === '' ? [null, false] : [listed.length, all.length > LISTED], what)
      if (q !== '') seen[all.length === 0 ? 'none' : all.length > LISTED ? 'more' : 'some']++
    }
    for (const [kind, times] of Object.entries(seen)) assert.ok(times > 3, `${kind}: ${times}`)
  })

  test('各环节件数', async () => {
    for (const agency of agencies)
      for (const seer of seers) {
        const told = await reading(db.app, agency, (mine) => countCases(mine, agency, seer))
        const known = rows.filter((row) => row.agency === agency && knows(seer, row))
        for (const { id, count } of told) assert.equal(count, known.filter(({ phase }) => phase === id).length, `${agency} ${id}`)
        assert.equal(told.length, 3)
      }
  })
})
