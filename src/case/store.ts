import type { Seer } from '#agency/extent'
import type { Queryable } from '#db/pool'
import type { Day } from '#law/day'
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
}>

const duty = `d.kind, d.stream, d.key, d.zh, d.matter_id as "matterId", d.matter_zh as "matterZh", c.case_no as "caseNo", d.act, d.post, d.officer,
  d.started_on as "startedOn", d.due, d.provisional, d.term, d.clauses, c.handlers`

const MOST = 500

/** Open duties in the matters he knows of, first due first; of one matter when named. At most 500. */
export async function listDuties(db: Queryable, agency: string, seer: Seer, matter: string | null = null): Promise<readonly DutyRow[]> {
  const { rows } = await db.query<DutyRow>(
    `select ${duty} from duty d join enforcement_case c on c.agency = d.agency and c.id = d.matter_id
     where d.agency = $1 and d.done_on is null and ($2::text is null or d.matter_id = $2) and ${known(3)}
     order by d.due nulls last, d.started_on, d.stream, d.key limit ${MOST}`,
    [agency, matter, ...factsOf(seer)],
  )
  return rows
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

/** Matters he knows of, newest first 案件列表. `q` is looked for in title, case number and document number. */
export async function listCases(
  db: Queryable,
  agency: string,
  seer: Seer,
  { q, phase, limit, offset }: CaseQuery,
): Promise<Readonly<{ items: readonly CaseRow[]; total: number }>> {
  const where = `agency = $1 and ${known(2)} and ($6 = '' or phase = $6)
     and ($7 = '' or position($7 in concat_ws(' ', title, case_no, document_no)) > 0)`
  const given = [agency, ...factsOf(seer), phase, q]
  const items = await db.query<CaseRow>(
    `select id, title, cause, party_name as "partyName", phase, phase_zh as "phaseZh", case_no as "caseNo", handlers, reported_on as "reportedOn",
       filed_on as "filedOn", decided_on as "decidedOn", document_no as "documentNo"
     from enforcement_case c where ${where} order by reported_on desc, id desc limit $8 offset $9`,
    [...given, limit, offset],
  )
  const total = await db.query<{ n: number }>(`select count(*) as n from enforcement_case c where ${where}`, given)
  return { items: items.rows, total: total.rows[0]?.n ?? 0 }
}

export async function countPhases(
  db: Queryable,
  agency: string,
  seer: Seer,
): Promise<readonly Readonly<{ id: string; zh: string; count: number }>[]> {
  const { rows } = await db.query<{ id: string; zh: string; count: number }>(
    `select phase as id, min(phase_zh) as zh, count(*) as count from enforcement_case c where agency = $1 and ${known(2)}
     group by phase order by count(*) desc, phase`,
    [agency, ...factsOf(seer)],
  )
  return rows
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
