import type { Queryable } from '#db/pool'
import type { Day } from '#law/day'
import type { PublicDecision, PublicWithdrawal } from '#publication/public'

/** 公示事项, as the desk lists them. */
export type PublicationRow = Readonly<{
  id: string
  title: string
  documentNo: string
  /** `held` 待送达: due, but the decision has not been served yet. */
  state: string
  held: boolean
  due: Day
  releasedOn: Day | null
  nth: number | null
}>

export async function listPublications(db: Queryable, agency: string): Promise<readonly PublicationRow[]> {
  const { rows } = await db.query<PublicationRow>(
    `select p.id, p.title, p.document_no as "documentNo", p.state, p.due, p.released_on as "releasedOn", p.nth,
       p.state in ('open', 'prepared', 'approved') and c.phase = 'decided' as held
     from publication p left join enforcement_case c on c.agency = p.agency and c.id = p.case_id
     where p.agency = $1 order by p.state not in ('open', 'prepared', 'approved'), p.due, p.id limit 500`,
    [agency],
  )
  return rows
}

/** One line of the public list; read by the portal's own role, which sees `pub` alone. */
export type PublicRow = Readonly<{ body: PublicDecision }>

const publicItems = `select body from pub.decision where withdrawn_on is null and ($1 = '' or agency = $1)
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

/** A decision, or what stays where one was. */
export async function findPublic(db: Queryable, agency: string, id: string): Promise<PublicDecision | PublicWithdrawal | undefined> {
  const { rows } = await db.query<Readonly<{ body: PublicDecision | PublicWithdrawal }>>(
    'select body from pub.decision where agency = $1 and id = $2',
    [agency, id],
  )
  return rows[0]?.body
}

/** 按时公示了吗: all decisions, this year's, and how many came out in time. */
export async function countPublic(
  db: Queryable,
  today: Day,
): Promise<Readonly<{ total: number; thisYear: number; onTime: number; late: number }>> {
  const { rows } = await db.query<{ total: number; thisYear: number; onTime: number; late: number }>(
    `select count(*) as total, count(*) filter (where published_on >= $1) as "thisYear",
       count(*) filter (where published_on <= due) as "onTime", count(*) filter (where published_on > due) as late from pub.decision where withdrawn_on is null`,
    [`${today.slice(0, 4)}-01-01`],
  )
  return rows[0] ?? { total: 0, thisYear: 0, onTime: 0, late: 0 }
}
