import type { Seer } from '#agency/extent'
import { factsOf, known } from '#case/store'
import type { Queryable } from '#db/pool'
import type { Day } from '#law/day'
import type { PublicDecision, PublicWithdrawal } from '#publication/public'

/** 公示事项 of the matters he knows of, as the desk lists them. */
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

export async function listPublications(db: Queryable, agency: string, seer: Seer): Promise<readonly PublicationRow[]> {
  const { rows } = await db.query<PublicationRow>(
    `select p.id, p.title, p.document_no as "documentNo", p.state, p.due, p.released_on as "releasedOn", p.nth,
       p.state in ('open', 'prepared', 'approved') and c.phase = 'decided' as held
     from publication p join enforcement_case c on c.agency = p.agency and c.id = p.case_id
     where p.agency = $1 and ${known(2)} order by p.state not in ('open', 'prepared', 'approved'),
       case when p.state in ('open', 'prepared', 'approved') then p.due end, p.due desc, p.id limit 500`,
    [agency, ...factsOf(seer)],
  )
  return rows
}

/** Which public decisions are asked for 目录的范围; absent means all. */
export type Range = Readonly<{
  agency?: string
  /** Year of the decision 决定年份. */
  year?: number
  /** 超期公示, or in time. */
  late?: boolean
}>

/** What is looked for in them 查询: words that must all occur, and a kind of penalty as an outcome names it. */
export type Sought = Readonly<{ words: readonly string[]; kind?: string }>

/** What is shown at once 一页. */
export type Stretch = Readonly<{ limit: number; offset: number }>

/** One page of what there is, newest first, and of how many in all; `more` when there are more than `total`, and nobody counted them. */
export type Listed = Readonly<{ items: readonly PublicDecision[]; total: number; more: boolean }>

/** Newest publication first; of a year newest decision first, so that either is a walk along an index. */
const newestFirst = ({ year }: Range): string => `order by ${year ? 'decided_on' : 'published_on'} desc, id desc`

function rangeOf({ agency, year, late }: Range, put: (value: unknown) => string): string {
  const told = ['withdrawn_on is null']
  if (agency) told.push(`agency = ${put(agency)}`)
  if (year) told.push(`decided_on >= ${put(`${year}-01-01`)} and decided_on <= ${put(`${year}-12-31`)}`)
  if (late !== undefined) told.push(`published_on ${late ? '>' : '<='} due`)
  return told.join(' and ')
}

/** How many decisions a range has 件数. */
export async function countPublic(db: Queryable, range: Range): Promise<number> {
  const values: unknown[] = []
  const { rows } = await db.query<{ n: number }>(
    `select count(*) as n from pub.decision where ${rangeOf(range, (value) => `$${values.push(value)}`)}`,
    values,
  )
  return rows[0]?.n ?? 0
}

/** The decisions of a range 目录, newest first. */
export async function listPublic(db: Queryable, range: Range, { limit, offset }: Stretch): Promise<readonly PublicDecision[]> {
  const values: unknown[] = []
  const put = (value: unknown) => `$${values.push(value)}`
  const { rows } = await db.query<{ body: PublicDecision }>(
    `with shown as (select agency, id from pub.decision where ${rangeOf(range, put)} ${newestFirst(range)} limit ${put(limit)} offset ${put(offset)})
     select body from shown join pub.decision using (agency, id) ${newestFirst(range)}`,
    values,
  )
  return rows.map(({ body }) => body)
}

/** Whose pages there are 网址, newest first. */
export async function listAddresses(
  db: Queryable,
  { limit, offset }: Stretch,
): Promise<readonly Readonly<{ agency: string; id: string }>[]> {
  const { rows } = await db.query<Readonly<{ agency: string; id: string }>>(
    'select agency, id from pub.decision where withdrawn_on is null order by published_on desc, id desc limit $1 offset $2',
    [limit, offset],
  )
  return rows
}

/** Of what is found so many are listed and counted 至多列出. */
export const LISTED = 1_000

/** A season has so many stretches of ten days; what has no more hits than so many is taken at once, else by ten days. */
const [TENTHS, FEW] = [9, 200]

/** From the newest season to the oldest, as far as a range goes. */
const seasonsOf = ({ year }: Range, put: (value: unknown) => string): string =>
  year
    ? `generate_series(pub.tenth(${put(`${year}-12-31`)}::date) / ${TENTHS}, pub.tenth(${put(`${year}-01-01`)}::date) / ${TENTHS}, -1)`
    : `(select max(published_on) as newest, min(published_on) as oldest from pub.decision where withdrawn_on is null) as known,
         generate_series(pub.tenth(newest) / ${TENTHS}, pub.tenth(oldest) / ${TENTHS}, -1)`

/**
 * 查询: what is sought must occur as it is written, whatever its width, case and brackets. It is looked for from the newest on, season by season, and where it
 * is frequent ten days by ten days: there by characters and pairs, and what these find letter by letter; and no further than as many as are listed.
 */
export async function searchPublic(db: Queryable, range: Range, { words, kind }: Sought, { limit, offset }: Stretch): Promise<Listed> {
  const values: unknown[] = []
  const put = (value: unknown) => `$${values.push(value)}`
  const all = [...words.map((word) => ['words', put(word)]), ...(kind ? [['pub.folded(outcome)', put(kind)]] : [])]
  const marks = [...(range.agency ? [put(`a${range.agency}`)] : []), ...(range.late ? ["'late'"] : [])]
  const marked = 'pub.marks(agency, decided_on, published_on, due)'
  const holds = [
    rangeOf(range, put),
    ...(marks.length > 0 ? [`${marked} @> array[${marks.join(', ')}]`] : []),
    ...all.map(([, word]) => `pub.grams(words) @> (select pub.pairs(pub.folded(${word})))`),
    ...all.map(([text, word]) => `position((select pub.folded(${word})) in ${text}) > 0`),
  ].join(' and ')
  const day = range.year ? 'd' : 'p'
  const inSeason = `${marked} && array[${Array.from({ length: TENTHS }, (_, n) => `'${day}' || (season * ${TENTHS} + ${n})::text`).join(', ')}]`
  const inTenth = `${marked} @> array['${day}' || tenth::text]`
  const hits = (when: string) =>
    `(select agency, id, published_on, decided_on from pub.decision where ${when} and ${holds} ${newestFirst(range)})`
  const most = Math.max(LISTED, limit)
  const { rows } = await db.query<{ items: readonly PublicDecision[]; n: number }>(
    `with hit as materialized (
       select found.* from ${seasonsOf(range, put)} as season
         cross join lateral (select count(*) > ${FEW} as many from (select from pub.decision where ${inSeason} and ${holds} limit ${FEW + 1}) as few) as told
         cross join lateral (
           select * from ${hits(inSeason)} as whole where not many
           union all
           select part.* from generate_series(season * ${TENTHS} + ${TENTHS - 1}, season * ${TENTHS}, -1) as tenth cross join lateral ${hits(inTenth)} as part where many) as found
       limit ${put(most + 1)}),
       shown as (select agency, id from hit ${newestFirst(range)} limit ${put(limit)} offset ${put(offset)})
     select (select count(*) from hit) as n,
       (select coalesce(jsonb_agg(body ${newestFirst(range)}), '[]') from shown join pub.decision using (agency, id)) as items`,
    values,
  )
  const { items, n } = rows[0] ?? { items: [], n: 0 }
  return { items: offset < most ? items : [], total: Math.min(n, most), more: n > most }
}

/** A decision, or what stays where one was; and since when it is being checked whether it is right 核实中. */
export type Found = Readonly<{ page: PublicDecision | PublicWithdrawal; checkingSince: Day | null }>

export async function findPublic(db: Queryable, agency: string, id: string): Promise<Found | undefined> {
  const { rows } = await db.query<Found>(
    'select body as page, checking_since as "checkingSince" from pub.decision where agency = $1 and id = $2',
    [agency, id],
  )
  return rows[0]
}

/** What was entered into the public log of a page 公示记录: its entries, each where it stands, and what proves the page as it is. */
export type Entered = Readonly<{ version: number; leaf: Buffer; shard: number | null; index: number | null }>
export type Provable = Readonly<{ page: PublicDecision | PublicWithdrawal; nonce: Buffer | null; entries: readonly Entered[] }>

export async function findProvable(db: Queryable, agency: string, id: string): Promise<Provable | undefined> {
  const { rows } = await db.query<Readonly<{ page: PublicDecision | PublicWithdrawal; nonce: Buffer | null }>>(
    'select body as page, nonce from pub.decision where agency = $1 and id = $2',
    [agency, id],
  )
  const { rows: entries } = await db.query<Entered>(
    `select e.version, e.leaf, l.shard, l.index from pub.pub_entry e left join pub.log_leaf l using (agency, kind, id, version)
     where e.agency = $1 and e.kind = 'publication' and e.id = $2 order by e.version, l.shard`,
    [agency, id],
  )
  return rows[0] && { ...rows[0], entries }
}

/** The years of which decisions are public 决定年份, latest first. */
export async function yearsPublic(db: Queryable): Promise<readonly number[]> {
  const { rows } = await db.query<{ year: number }>(
    `with recursive held as (
       select extract(year from max(decided_on))::integer as year from pub.decision where withdrawn_on is null
       union all select (select extract(year from max(decided_on))::integer from pub.decision where withdrawn_on is null and decided_on < make_date(held.year, 1, 1))
       from held where held.year is not null)
     select year from held where year is not null`,
  )
  return rows.map(({ year }) => year)
}

/** 按时公示了吗: all decisions, this year's, and how many came out in time. */
export async function tallyPublic(
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
