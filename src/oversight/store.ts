import type { Seer } from '#agency/extent'
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
