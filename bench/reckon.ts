import assert from 'node:assert/strict'
import { loadavg } from 'node:os'
import { followups } from '#server/followups'
import { agency, inHouse } from './house'

const DEADLINES = Number(process.env.DEADLINES ?? 100_000)
/** Deadlines that run in one matter at a time: to decide it, and to do the next step of it. */
const EACH = Number(process.env.EACH ?? 2)

/** Matters with deadlines that run past the last year known: seven working days from 25 December. */
const planting = `
  with made as (select '01800000-0000-7000-8000-' || lpad(to_hex(n), 12, '0') as id from generate_series(1, $2::int) n), heads as (
    insert into stream_head (agency, kind, id, version, leaf) select $1, 'case', id, 1, sha256(id::bytea) from made
  )
  insert into duty (agency, kind, stream, key, zh, matter_id, matter_zh, act, post, started_on, due, provisional, term, clauses, version)
  select $1, 'case', id, 'file:' || key, '立案', id, '某卫生站案', 'case.applyToFile', 'handler', '2026-12-25', '2027-01-05', true, $4, '{C13-32-1}', 1
  from made cross join generate_series(1, $3::int) key`
const term = { key: 'filing', from: '2026-12-25', value: 7, unit: '工作日', due: '2027-01-05', provisional: true, clauses: ['C13-32-1'] }
const days = (zh: string, ...dates: string[]) => Object.fromEntries(dates.map((date) => [`2027-${date}`, zh]))
const off = {
  ...days('元旦', '01-01', '01-02', '01-03', '01-04'),
  ...days('劳动节', '05-01'),
  ...days('国庆节', '10-01', '10-02', '10-03'),
}

/** A year of holidays is entered while many deadlines run into it: until the last of them is counted again, each with its event and leaf. */
export const bench = (): Promise<void> =>
  inHouse(['api'], [], async ({ http, app, owner, clock, send, cookieOf }) => {
    clock.set('2026-12-28T01:00:00.000Z')
    await owner.query(planting, [agency, DEADLINES / EACH, EACH, JSON.stringify(term)])
    await owner.query('vacuum analyze stream_head, duty')

    console.log(`${DEADLINES} open deadlines past the last known year, ${EACH} in each matter; load ${loadavg()[0]?.toFixed(1)}`)
    const begun = performance.now()
    const input = { year: 2027, source: '国务院办公厅关于2027年部分节假日安排的通知', off, workdays: {} }
    await send('calendar.enter', 'w00', { input })
    const told = performance.now()
    const turns = followups({ pool: app, door: http.door, clock })
    while ((await turns.run()) > 0);
    const done = performance.now()
    const { rows } = await owner.query<{ left: number; moved: number }>(
      `select count(*) filter (where provisional)::int as left, count(*) filter (where due = '2027-01-07')::int as moved from duty where agency = $1`,
      [agency],
    )
    assert.deepEqual(rows[0], { left: 0, moved: DEADLINES })
    const s = (ms: number) => (ms / 1000).toFixed(1)
    console.log(`entered in ${s(told - begun)} s, all counted again ${s(done - begun)} s after it was sent`)

    const cookie = await cookieOf('w09')
    await owner.query('vacuum analyze ledger_event')
    const since = performance.now()
    const answer = await http.inject({ url: '/api/clauses?text=all', headers: { cookie } })
    assert.equal(answer.statusCode, 200)
    console.log(`clause dashboard over ${DEADLINES} events: ${(performance.now() - since).toFixed(0)} ms`)
  })
