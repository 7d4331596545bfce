import type { Seer } from '#agency/extent'
import { factsOf, known } from '#case/store'
import type { Queryable } from '#db/pool'
import type { Day, Instant } from '#law/day'
import type { FailedSignIns } from '#oversight/signins'

/** One refusal as supervisors see it 不予办理记录. */
export type RefusalRow = Readonly<{
  at: Instant
  officer: string
  act: string
  stream: string
  matterZh: string | null
  code: string
  zh: string
  clauses: readonly string[]
}>

export async function listRefusals(
  db: Queryable,
  agency: string,
  { accounts, people }: Seer,
  { stream, limit, offset }: Readonly<{ stream: string; limit: number; offset: number }>,
): Promise<Readonly<{ items: readonly RefusalRow[]; total: number }>> {
  const entries = `supervision_entry s
     left join enforcement_case c on c.agency = s.agency and s.stream in ('case:' || c.id, 'publication:' || c.id)
     where s.agency = $1 and ($2 = '' or s.stream = $2) and ($3::text[] is null or s.officer = any($3))
       and (c.id is null or not (c.recused && $4::text[]))`
  const given = [agency, stream, people, accounts]
  const items = await db.query<RefusalRow>(
    `select s.at, s.officer, s.act, s.stream, c.title as "matterZh", s.code, s.zh, s.clauses from ${entries}
     order by s.at desc, s.id desc limit $5 offset $6`,
    [...given, limit, offset],
  )
  const total = await db.query<{ n: number }>(`select count(*) as n from ${entries}`, given)
  return { items: items.rows, total: total.rows[0]?.n ?? 0 }
}

/** Since a day, the latest first. */
export async function listFailedSignIns(db: Queryable, agency: string, since: Day): Promise<readonly FailedSignIns[]> {
  const { rows } = await db.query<FailedSignIns>(
    'select day, officer, how, n from signin_failure where agency = $1 and day >= $2 order by day desc, n desc, officer, how limit 500',
    [agency, since],
  )
  return rows
}

/** Counting stops here: a clause shown so often needs no exact number. */
export const MANY = 10_000

/** How often an act, or a refusal, stands in the ledger of the agency, at most `MANY`, and when last 佐证. */
export type Evidence = Readonly<{ of: string; n: number; last: Instant | null }>

/** Of each of these values of a column: how many rows of the agency bear it, and when the last. */
async function tally(db: Queryable, agency: string, table: string, column: string, of: readonly string[]): Promise<readonly Evidence[]> {
  const bearing = `from ${table} r where r.agency = $1 and r.${column} = asked.of`
  const { rows } = await db.query<Evidence>(
    `select asked.of, counted.n, latest.at as last from unnest($2::text[]) as asked(of)
     cross join lateral (select count(*) as n from (select ${bearing} limit ${MANY}) capped) counted
     left join lateral (select r.at ${bearing} order by r.at desc limit 1) latest on true`,
    [agency, of],
  )
  return rows
}

/** By act, from the events themselves. */
export const listEvidence = (db: Queryable, agency: string, acts: readonly string[]) => tally(db, agency, 'ledger_event', 'act', acts)

/** By the code of what was refused. */
export const listRefused = (db: Queryable, agency: string, codes: readonly string[]) =>
  tally(db, agency, 'supervision_entry', 'code', codes)

/** One event that shows a clause; the matter it belongs to, where it belongs to one. */
export type Shown = Readonly<{ at: Instant; act: string; stream: string; matterZh: string | null }>

/** The latest events of these acts, in the matters he knows of and outside of matters. */
export async function listShown(db: Queryable, agency: string, seer: Seer, acts: readonly string[]): Promise<readonly Shown[]> {
  const { rows } = await db.query<Shown>(
    `select e.at, e.act, e.kind || ':' || e.id as stream, c.title as "matterZh" from unnest($2::text[]) as a(act)
     cross join lateral (
       select e.agency, e.kind, e.id, e.act, e.at from ledger_event e where e.agency = $1 and e.act = a.act order by e.at desc limit 50
     ) e
     left join enforcement_case c on c.agency = e.agency and e.kind in ('case', 'publication') and c.id = e.id
     where e.kind in ('agency', 'register', 'supervision') or (c.id is not null and ${known(3)})
     order by e.at desc, stream limit 20`,
    [agency, acts, ...factsOf(seer)],
  )
  return rows
}
