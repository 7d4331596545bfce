import type { Queryable } from '#db/pool'
import type { Day } from '#law/day'
import type { PublicDecision } from '#publication/public'

/** 公示事项, as the desk lists them. */
export type PublicationRow = Readonly<{
  id: string
  title: string
  documentNo: string
  state: string
  due: Day
  releasedOn: Day | null
  nth: number | null
}>

export async function listPublications(db: Queryable, agency: string): Promise<readonly PublicationRow[]> {
  const { rows } = await db.query<PublicationRow>(
    `select id, title, document_no as "documentNo", state, due, released_on as "releasedOn", nth from publication
     where agency = $1 order by released_on is not null or state = 'dropped', due, id limit 500`,
    [agency],
  )
  return rows
}

/** One line of the public list; read by the portal's own role, which sees `pub` alone. */
export type PublicRow = Readonly<{ body: PublicDecision }>

const publicItems = `select body from pub.decision where ($1 = '' or agency = $1)
  and ($2 = '' or position($2 in concat_ws(' ', title, party, document_no, outcome, agency)) > 0)`

export async function listPublic(
  db: Queryable,
  { agency, q, limit, offset }: Readonly<{ agency: string; q: string; limit: number; offset: number }>,
): Promise<Readonly<{ items: readonly PublicDecision[]; total: number }>> {
  const [items, total] = await Promise.all([
    db.query<PublicRow>(`${publicItems} order by published_on desc, id desc limit $3 offset $4`, [agency, q, limit, offset]),
    db.query<{ n: number }>(`select count(*) as n from (${publicItems}) as found`, [agency, q]),
  ])
  return { items: items.rows.map(({ body }) => body), total: total.rows[0]?.n ?? 0 }
}

export async function findPublic(db: Queryable, agency: string, id: string): Promise<PublicDecision | undefined> {
  const { rows } = await db.query<PublicRow>('select body from pub.decision where agency = $1 and id = $2', [agency, id])
  return rows[0]?.body
}

/** 按时公示了吗: all decisions, this year's, and how many came out in time. */
export async function countPublic(
  db: Queryable,
  today: Day,
): Promise<Readonly<{ total: number; thisYear: number; onTime: number; late: number }>> {
  const { rows } = await db.query<{ total: number; thisYear: number; onTime: number; late: number }>(
    `select count(*) as total, count(*) filter (where published_on >= $1) as "thisYear",
       count(*) filter (where published_on <= due) as "onTime", count(*) filter (where published_on > due) as late from pub.decision`,
    [`${today.slice(0, 4)}-01-01`],
  )
  return rows[0] ?? { total: 0, thisYear: 0, onTime: 0, late: 0 }
}
