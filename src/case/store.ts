import type { Seer } from '#agency/extent'
import type { Queryable } from '#db/pool'
import type { Day, Instant } from '#law/day'
import type { Term } from '#law/term'

/** 知悉范围: a matter `c` that he who looks may know of, his four facts being parameters from the n-th. Whoever is recused from it sees nothing of it. */
export const known = (n: number): string =>
  `not (c.recused && $${n}::text[]) and ($${n + 1}::text[] is null or c.people && $${n + 1} or ($${n + 2}::boolean and c.people = '{}')
   or ($${n + 3}::boolean and exists (select from publication p where p.agency = c.agency and p.case_id = c.id)))`
export const factsOf = ({ accounts, people, unassigned, published }: Seer): readonly unknown[] => [accounts, people, unassigned, published]

/** Whether he may know of this matter. */
export async function isKnown(db: Queryable, agency: string, id: string, seer: Seer): Promise<boolean> {
  const { rowCount } = await db.query(`select from enforcement_case c where c.agency = $1 and c.id = $2 and ${known(3)}`, [
    ...[agency, id],
    ...factsOf(seer),
  ])
  return rowCount === 1
}

/** A duty as it stands in the queue 待办. */
export type DutyRow = Readonly<{
  kind: string
  stream: string
  key: string
  zh: string
  matterId: string
  matterZh: string
  caseNo: string | null
  act: string
  post: string | null
  officer: string | null
  startedOn: Day
  due: Day | null
  provisional: boolean
  term: Term | null
  clauses: readonly string[]
  handlers: readonly string[] | null
  mine: boolean
}>

/** For whom a list tells what is his to do: an officer and the posts he answers for. */
export type Whose = Readonly<{ officer: string; posts: readonly string[] }>

/** Whether a duty is his 我要办: the officer it names, else whoever handles the matter, or whoever holds the post; he and his posts from the n-th parameter. */
const isMine = (n: number): string =>
  `coalesce(case when d.officer is not null then d.officer = $${n}
     else d.post = any($${n + 1}::text[]) and (d.post <> 'handler' or c.handlers = '{}' or $${n} = any(c.handlers)) end, false)`

const dutyFor = (
  n: number,
): string => `d.kind, d.stream, d.key, d.zh, d.matter_id as "matterId", d.matter_zh as "matterZh", c.case_no as "caseNo", d.act, d.post, d.officer,
  d.started_on as "startedOn", d.due, d.provisional, d.term, d.clauses, c.handlers, ${isMine(n)} as mine`
/** So many lines at most where a list is not turned page by page. */
const MOST = 500
const nearestFirst = 'order by d.due nulls last, d.started_on, d.stream, d.key'

/** Open duties of one matter, first due first: those of its file and of its publication, which bear the same id. */
export async function listDuties(db: Queryable, agency: string, seer: Seer, whose: Whose, matter: string): Promise<readonly DutyRow[]> {
  const { rows } = await db.query<DutyRow>(
    `select ${dutyFor(7)} from duty d join enforcement_case c on c.agency = d.agency and c.id = d.matter_id
     where d.agency = $1 and d.kind in ('case', 'publication') and d.stream = $2 and d.done_on is null and ${known(3)} ${nearestFirst}`,
    [agency, matter, ...factsOf(seer), whose.officer, whose.posts],
  )
  return rows
}

export type QueueQuery = Readonly<{ of: 'mine' | 'all'; limit: number; offset: number }>

/** Open duties in the matters he knows of; matter by matter, by its key: of all matters few have a duty that is open. */
const openDuties = `duty d cross join lateral (
    select agency, id, case_no, handlers, people, recused from enforcement_case c where c.agency = d.agency and c.id = d.matter_id limit 1
  ) c where d.agency = $1 and d.done_on is null and ${known(2)}`

/** 待办 in the matters he knows of, first due first. */
export async function listQueue(
  db: Queryable,
  agency: string,
  seer: Seer,
  whose: Whose,
  { of, limit, offset }: QueueQuery,
): Promise<readonly DutyRow[]> {
  const { rows } = await db.query<DutyRow>(
    `select ${dutyFor(6)} from ${openDuties} and ($8 = 'all' or ${isMine(6)}) ${nearestFirst} limit $9 offset $10`,
    [agency, ...factsOf(seer), whose.officer, whose.posts, of, limit, offset],
  )
  return rows
}

/** How many there are to do 待办件数: his own, and all he knows of. */
export async function countQueue(
  db: Queryable,
  agency: string,
  seer: Seer,
  whose: Whose,
): Promise<Readonly<{ mine: number; all: number }>> {
  const { rows } = await db.query<{ mine: number; all: number }>(
    `select count(*) filter (where ${isMine(6)}) as mine, count(*) as "all" from ${openDuties}`,
    [agency, ...factsOf(seer), whose.officer, whose.posts],
  )
  return rows[0] ?? { mine: 0, all: 0 }
}

/** Open duties of what the agency itself decides 清单与规则的待办, first due first: they are of no matter, and of no unit. */
export async function listOwnDuties(
  db: Queryable,
  agency: string,
  whose: Whose,
  kinds: readonly ('register' | 'change')[],
): Promise<readonly DutyRow[]> {
  const { rows } = await db.query<DutyRow>(
    `select d.kind, d.stream, d.key, d.zh, d.matter_id as "matterId", d.matter_zh as "matterZh", null as "caseNo", d.act, d.post, d.officer,
       d.started_on as "startedOn", d.due, d.provisional, d.term, d.clauses, null as handlers,
       coalesce(d.officer = $2 or d.post = any($3::text[]), false) as mine
     from duty d where d.agency = $1 and d.kind = any($4) and d.done_on is null ${nearestFirst} limit ${MOST}`,
    [agency, whose.officer, whose.posts, kinds],
  )
  return rows
}

/** Running matters that a change of the law concerns: by an open duty under one of these clauses, or by what is proposed in them. */
export type TouchedMatter = Readonly<{ id: string; title: string; caseNo: string | null; phaseZh: string; dutyZh: readonly string[] }>
export async function listTouched(db: Queryable, agency: string, seer: Seer, pattern: string): Promise<readonly TouchedMatter[]> {
  const { rows } = await db.query<TouchedMatter>(
    `with waiting as materialized (
       select d.matter_id, array_agg(distinct d.zh) filter (where exists (select from unnest(d.clauses) clause where clause ~ ('^' || $2 || '$'))) as zh
       from duty d where d.agency = $1 and d.kind in ('case', 'publication') and d.done_on is null group by d.matter_id
     )
     select c.id, c.title, c.case_no as "caseNo", c.phase_zh as "phaseZh", coalesce(w.zh, '{}') as "dutyZh"
     from waiting w join enforcement_case c on c.agency = $1 and c.id = w.matter_id
     where ${known(3)} and (w.zh is not null or exists (
       select from ledger_event e where e.agency = $1 and e.kind = 'case' and e.id = c.id and e.act = 'proposal.propose'
         and convert_from(e.payload, 'UTF8') ~ ('"' || $2 || '"')))
     order by c.reported_on desc, c.id desc limit ${MOST}`,
    [agency, pattern, ...factsOf(seer)],
  )
  return rows
}

/** Who owes a duty 责任人: the officer it names, else the handlers of the matter, or of whose unit the head is to act, else whoever holds the post. */
const owes = `case when d.officer is not null then o.id = d.officer
   when d.post in ('handler', 'unitHead') and c.handlers <> '{}' then o.id = any(c.handlers)
   else d.post = any(o.posts) and o.left_on is null end`

/** Past its day and not done 逾期; what was the party's to use lapses instead. */
const overdue = `duty d join enforcement_case c on c.agency = d.agency and c.id = d.matter_id
   where d.agency = $1 and d.done_on is null and (d.post is not null or d.officer is not null)
   and (d.due < $2 or d.term -> 'hours' ->> 'until' < $3) and ${known(4)}`

export type OverdueQuery = Readonly<{ today: Day; now: Instant; unit: string; limit: number; offset: number }>

/** 逾期 in the matters he knows of, the longest first; of one unit when named; and how many each unit owes. */
export async function listOverdue(
  db: Queryable,
  agency: string,
  seer: Seer,
  whose: Whose,
  { today, now, unit, limit, offset }: OverdueQuery,
): Promise<Readonly<{ items: readonly DutyRow[]; total: number; units: readonly Readonly<{ id: string; count: number }>[] }>> {
  const given = [agency, today, now, ...factsOf(seer)]
  const ofUnit = `${overdue} and ($8 = '' or exists (select from officer o where o.agency = d.agency and o.unit = $8 and ${owes}))`
  const items = await db.query<DutyRow>(
    `select ${dutyFor(11)} from ${ofUnit} order by d.due, d.started_on, d.stream, d.key limit $9 offset $10`,
    [...given, unit, limit, offset, whose.officer, whose.posts],
  )
  const total = await db.query<{ n: number }>(`select count(*) as n from ${ofUnit}`, [...given, unit])
  const units = await db.query<{ id: string; count: number }>(
    `select u.unit as id, count(*) as count from (select d.agency, d.officer, d.post, c.handlers from ${overdue}) late
     cross join lateral (select distinct o.unit from officer o, (select late.officer, late.post) d, (select late.handlers) c
       where o.agency = late.agency and ${owes}) u
     group by u.unit order by u.unit`,
    given,
  )
  return { items: items.rows, total: total.rows[0]?.n ?? 0, units: units.rows }
}

export type CaseRow = Readonly<{
  id: string
  title: string
  cause: string
  partyName: string
  phase: string
  phaseZh: string
  caseNo: string | null
  handlers: readonly string[]
  reportedOn: Day
  filedOn: Day | null
  decidedOn: Day | null
  documentNo: string | null
}>

export type CaseQuery = Readonly<{ q: string; phase: string; limit: number; offset: number }>
export type PhaseCount = Readonly<{ id: string; zh: string; count: number }>

/** One page, and of what words find how many in all; `more` when there are more than `total`, and nobody counted them. */
type Listed = Readonly<{ items: readonly CaseRow[]; total: number | null; more: boolean }>
const LISTED = 1_000

const shown = `c.id, c.title, c.cause, c.party_name as "partyName", c.phase, c.phase_zh as "phaseZh", c.case_no as "caseNo", c.handlers,
  c.reported_on as "reportedOn", c.filed_on as "filedOn", c.decided_on as "decidedOn", c.document_no as "documentNo"`
const newestFirst = 'order by c.reported_on desc, c.id desc'

/** How many of the matters he knows of are in each phase 各环节件数. */
export async function countCases(db: Queryable, agency: string, seer: Seer): Promise<readonly PhaseCount[]> {
  const { rows } = await db.query<PhaseCount>(
    `select phase as id, phase_zh as zh, count(*) as count from enforcement_case c where agency = $1 and ${known(2)}
     group by phase, phase_zh order by count(*) desc, phase`,
    [agency, ...factsOf(seer)],
  )
  return rows
}

/** Matters he knows of, newest first 案件列表. `q` is looked for in title, case number and document number, whatever its width, case and brackets. */
export async function listCases(db: Queryable, agency: string, seer: Seer, { q, phase, limit, offset }: CaseQuery): Promise<Listed> {
  const where = `c.agency = $1 and ${known(2)} and ($6 = '' or c.phase = $6)`
  const given = [agency, ...factsOf(seer), phase]
  if (q === '') {
    const { rows: items } = await db.query<CaseRow>(
      `select ${shown} from enforcement_case c where ${where} ${newestFirst} limit $7 offset $8`,
      [...given, limit, offset],
    )
    return { items, total: null, more: false }
  }
  // the few that bear the words are taken from their index; where many bear them, as many as are listed are soon met on the way back from the newest
  const holds = `${where} and position((select pub.folded($7)) in c.words) > 0`
  const { rows } = await db.query<CaseRow & { n: number }>(
    `with bearing as materialized (select * from cases_bearing($7, ${LISTED} + 1) as id),
       told as (select count(*) > ${LISTED} as many from bearing),
       hit as materialized (
         select found.* from told cross join lateral (
           select c.id, c.reported_on from bearing join enforcement_case c using (id) where not many and ${holds}
           union all
           (select c.id, c.reported_on from enforcement_case c where many and ${holds} ${newestFirst} limit ${LISTED} + 1)
         ) as found)
     select (select count(*) from hit) as n, ${shown}
     from (select from told) as once left join (select id from hit as c ${newestFirst} limit $8 offset $9) as page on true
       left join enforcement_case c on c.agency = $1 and c.id = page.id ${newestFirst}`,
    [...given, q, limit, offset],
  )
  const n = rows[0]?.n ?? 0
  const items = rows.flatMap(({ n: _, ...row }) => (row.id && offset < LISTED ? [row] : []))
  return { items, total: Math.min(n, LISTED), more: n > LISTED }
}

/** The viewing copy of a file 查阅件, where one was made. */
export async function findCopy(db: Queryable, agency: string, id: string): Promise<Readonly<{ digest: string }> | undefined> {
  const { rows } = await db.query<{ digest: string }>('select digest from viewing_copy where agency = $1 and id = $2', [agency, id])
  return rows[0]
}

/** All viewing copies of an agency, to be held against what is on the disk. */
export async function listCopies(db: Queryable, agency: string): Promise<readonly string[]> {
  const { rows } = await db.query<{ digest: string }>('select digest from viewing_copy where agency = $1 order by id', [agency])
  return rows.map(({ digest }) => digest)
}

/** 入库材料 of an agency, for those who look whether the bytes are still what they were. */
export async function listKept(
  db: Queryable,
  agency: string,
): Promise<readonly Readonly<{ id: string; name: string; root: string; digests: readonly string[] }>[]> {
  const { rows } = await db.query<{ id: string; name: string; root: string; digests: string[] }>(
    'select id, name, root, digests from kept_file where agency = $1 order by id',
    [agency],
  )
  return rows
}
