import type { Queryable } from '#db/pool'
import type { Day, Instant } from '#law/day'
import type { Adopted, OpenFamily } from '#register/adopted'
import type { PublicChange } from '#register/change'
import type { Entry } from '#register/kind'
import type { Found, Listed, Standing } from '#register/listed'
import { naming } from '#register/outdated'

/** How a list stands under some keys, whatever the day 现有条目: the last line released for each. */
export async function standingOn(db: Queryable, agency: string, list: string, keys: readonly string[]): Promise<readonly Standing[]> {
  if (keys.length === 0) return []
  const { rows } = await db.query<Standing>(
    `select last.* from unnest($3::text[]) as named(key) cross join lateral (
       select key, set_id as set, struck from list_entry where agency = $1 and list = $2 and key = named.key
       order by from_on desc, released_at desc, set_id limit 1) as last`,
    [agency, list, keys],
  )
  return rows
}

/** Where a list is read 查阅之处: as the agency keeps it, or as the public sees it. */
export type Shelf = 'list_entry' | 'pub.list_entry'

/** What is asked of a list 查询: whose, which, how it stood on a day, and words that must all occur. */
export type Asked = Readonly<{ agency: string; list: string; on: Day; words: readonly string[] }>

/** Of what is found so many are listed and counted 至多列出. */
export const LISTED = 1_000

type Stretch = Readonly<{ limit: number; offset: number }>

/** How many entries a list has on a day 条数. */
export async function countEntries(db: Queryable, shelf: Shelf, { agency, list, on }: Omit<Asked, 'words'>): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*) as n from (
       select distinct on (key) struck from ${shelf} where agency = $1 and list = $2 and from_on <= $3
       order by key, from_on desc, released_at desc, set_id) as last where not struck`,
    [agency, list, on],
  )
  return rows[0]?.n ?? 0
}

/** The entries of a list on a day 条目, in the order of their keys. */
export async function listEntries(
  db: Queryable,
  shelf: Shelf,
  { agency, list, on }: Omit<Asked, 'words'>,
  { limit, offset }: Stretch,
): Promise<readonly Found[]> {
  const { rows } = await db.query<Found>(
    `with shown as (
       select key, set_id from (
         select distinct on (key) key, set_id, struck from ${shelf} where agency = $1 and list = $2 and from_on <= $3
         order by key, from_on desc, released_at desc, set_id) as last
       where not struck order by key limit $4 offset $5)
     select e.key, e.body as entry, e.from_on as "from", e.set_id as set from shown
       join ${shelf} e on e.agency = $1 and e.list = $2 and e.key = shown.key and e.set_id = shown.set_id order by e.key`,
    [agency, list, on, limit, offset],
  )
  return rows
}

/** So many entries of a list an act looks at 一并核对的条目至多. */
export const LOOKED_AT = 10_000

/** What stands in a list on a day, whole. */
export const entriesOn = async (db: Queryable, agency: string, list: string, on: Day): Promise<readonly Entry[]> =>
  (await listEntries(db, 'list_entry', { agency, list, on }, { limit: LOOKED_AT, offset: 0 })).map(({ entry }) => entry)

/** 查询: each word must occur as it is written, whatever its width, case and brackets. */
export async function searchEntries(
  db: Queryable,
  shelf: Shelf,
  { agency, list, on, words }: Asked,
  { limit, offset }: Stretch,
): Promise<Listed> {
  const hits = shelf === 'list_entry' ? 'entries_bearing($2, $3, $4, $5)' : 'pub.entries_bearing($1, $2, $3, $4, $5)'
  const { rows } = await db.query<{ items: readonly Found[]; n: number }>(
    `with hit as materialized (select key, set_id from ${hits}),
     shown as (select key, set_id from hit order by key limit $6 offset $7)
     select (select count(*) from hit) as n,
       (select coalesce(jsonb_agg(jsonb_build_object('key', e.key, 'entry', e.body, 'from', e.from_on, 'set', e.set_id) order by e.key), '[]')
        from shown join ${shelf} e on e.agency = $1 and e.list = $2 and e.key = shown.key and e.set_id = shown.set_id) as items`,
    [agency, list, on, words, LISTED + 1, limit, offset],
  )
  const { items, n } = rows[0] ?? { items: [], n: 0 }
  return { items: offset < LISTED ? items : [], total: Math.min(n, LISTED), more: n > LISTED }
}

/** Every line that an entry ever had 条目沿革, latest first; null where it was struck off. */
export async function historyOf(
  db: Queryable,
  shelf: Shelf,
  { agency, list, key }: Readonly<{ agency: string; list: string; key: string }>,
): Promise<readonly Readonly<{ set: string; from: Day; at: Instant; entry: Entry | null }>[]> {
  const { rows } = await db.query<{ set: string; from: Day; at: Instant; entry: Entry | null }>(
    `select set_id as set, from_on as "from", released_at as at, body as entry from ${shelf}
     where agency = $1 and list = $2 and key = $3 order by from_on desc, released_at desc, set_id limit 200`,
    [agency, list, key],
  )
  return rows
}

/** How entries stood before a change touched them 变更以前: as they stand now, where it is not released yet. */
export async function entriesBefore(
  db: Queryable,
  { agency, list, keys, change }: Readonly<{ agency: string; list: string; keys: readonly string[]; change: string | null }>,
): Promise<ReadonlyMap<string, Entry | null>> {
  const { rows } = await db.query<{ key: string; entry: Entry | null }>(
    `select last.* from unnest($3::text[]) as named(key)
       left join list_entry own on own.agency = $1 and own.list = $2 and own.key = named.key and own.set_id = $4
       cross join lateral (
         select key, body as entry from list_entry where agency = $1 and list = $2 and key = named.key and set_id is distinct from $4
           and (own.released_at is null or released_at <= own.released_at)
         order by from_on desc, released_at desc, set_id limit 1) as last`,
    [agency, list, keys, change],
  )
  return new Map(rows.map(({ key, entry }) => [key, entry]))
}

/** Entries of the agency's own lists that stand on a day and bear one of these names in a field that names a unit or an officer 仍写旧名的条目. */
export async function entriesNaming(
  db: Queryable,
  agency: string,
  on: Day,
  names: readonly string[],
): Promise<readonly Readonly<{ list: string; key: string; name: string }>[]> {
  if (names.length === 0) return []
  const { rows } = await db.query<{ list: string; key: string; name: string }>(
    `select distinct last.list, last.key, body ->> field as name from (
       select distinct on (list, key) list, key, body, struck from list_entry
       where agency = $1 and from_on <= $2 and list = any($3::text[])
       order by list, key, from_on desc, released_at desc, set_id) as last
     join unnest($3::text[], $4::text[]) as named(list, field) on named.list = last.list
     where not struck and body ->> field = any($5::text[]) order by 1, 2, 3 limit ${LISTED}`,
    [agency, on, naming.map(({ list }) => list), naming.map(({ field }) => field), names],
  )
  return rows
}

/** A change as the desk lists it 清单变更. */
export type ChangeRow = Readonly<{
  id: string
  list: string
  state: string
  nextPost: string | null
  why: string
  from: Day
  due: Day | null
  preparedBy: string
  preparedOn: Day
  releasedOn: Day | null
  entered: number
  struck: number
}>

/** The changes of a list, or of all, newest first; those that still wait come before. */
export async function listChanges(db: Queryable, agency: string, list: string | undefined): Promise<readonly ChangeRow[]> {
  const { rows } = await db.query<ChangeRow>(
    `select id, list, state, next_post as "nextPost", why, from_on as "from", due, prepared_by as "preparedBy", prepared_on as "preparedOn",
       released_on as "releasedOn", entered, struck
     from list_set where agency = $1 and ($2::text is null or list = $2)
     order by state not in ('prepared', 'approved', 'returned'), prepared_on desc, id desc limit 200`,
    [agency, list ?? null],
  )
  return rows
}

/** When each list was last changed, and how many changes of it wait 更新之日、待办的变更. */
export async function tallyChanges(
  db: Queryable,
  agency: string,
): Promise<readonly Readonly<{ list: string; releasedOn: Day | null; waiting: number }>[]> {
  const { rows } = await db.query<{ list: string; releasedOn: Day | null; waiting: number }>(
    `select list, max(released_on) as "releasedOn", count(*) filter (where state in ('prepared', 'approved', 'returned')) as waiting
     from list_set where agency = $1 group by list`,
    [agency],
  )
  return rows
}

/** On what day each register of the agency was first there 最早公布之日: a list when it was first released, the officers with the first certificate, what other acts tell else with the agency itself. */
export async function firstPublic(db: Queryable, agency: string, viewed: readonly string[]): Promise<Readonly<Record<string, Day>>> {
  const { rows } = await db.query<{ register: string; on: Day }>(
    `select list as register, min(released_on) as "on" from list_set where agency = $1 and released_on is not null group by list
     union all
     select register, (e.at at time zone 'Asia/Shanghai')::date from unnest($2::text[]) as register cross join lateral (
       select at from ledger_event where agency = $1 and kind = 'agency'
         and case register when 'officers' then act in ('agency.certify', 'agency.appoint') and convert_from(payload, 'UTF8') like '%"certificate":%'
           else version = 1 end
       order by version limit 1) as e`,
    [agency, viewed],
  )
  return Object.fromEntries(rows.map(({ register, on }) => [register, on]))
}

/** What was changed, as the public sees it 公示的变更记录, newest first. */
export async function listPublicChanges(db: Queryable, agency: string, list: string | undefined): Promise<readonly PublicChange[]> {
  const { rows } = await db.query<{ body: PublicChange }>(
    `select body from pub.list_set where agency = $1 and ($2::text is null or list = $2) order by released_on desc, id desc limit 100`,
    [agency, list ?? null],
  )
  return rows.map(({ body }) => body)
}

/** When each list of these agencies was last brought out 公示更新之日. */
export async function tallyPublicLists(
  db: Queryable,
  agencies: readonly string[],
): Promise<readonly Readonly<{ agency: string; list: string; releasedOn: Day; from: Day }>[]> {
  const { rows } = await db.query<{ agency: string; list: string; releasedOn: Day; from: Day }>(
    `select agency, list, max(released_on) as "releasedOn", min(from_on) as "from" from pub.list_set where agency = any($1)
     group by agency, list`,
    [agencies],
  )
  return rows
}

/** What the agency itself decided and made public 公示的本机关规定, as it was adopted last: its catalogue, its benchmarks, a newer version of its pack; rows by family and key. */
export async function listPublicRules(
  db: Queryable,
  agency: string,
): Promise<readonly Readonly<{ family: string; key: string; rows: unknown }>[]> {
  const { rows } = await db.query<{ family: string; key: string; rows: unknown }>(
    'select distinct on (family, key) family, key, rows from pub.register_entry where agency = $1 order by family, key, no desc',
    [agency],
  )
  return rows
}

/** Every adoption that brought rows of one family 历次采用, the oldest first. */
export async function listAdopted(db: Queryable, agency: string, family: OpenFamily): Promise<readonly Adopted[]> {
  const { rows } = await db.query<Adopted>(
    `select no, adopted_on as "on", post, basis, examined, family = 'pack' as pack,
       case family when 'pack' then rows -> 0 -> 'rules' -> $2::text else jsonb_build_object(key, rows) end as held, former -> $2::text as former
     from pub.register_entry where agency = $1 and family in ('pack', $2::text) order by no`,
    [agency, family],
  )
  return rows
}

/** Entries that stand on a day and whose words bear one of these names and one of these articles 引用某部规定的条目; of lists that say on what they rest. */
export async function entriesCiting(
  db: Queryable,
  agency: string,
  on: Day,
  { names, articles }: Readonly<{ names: readonly string[]; articles: readonly string[] }>,
): Promise<readonly Readonly<{ list: string; key: string; name: string | null }>[]> {
  const { rows } = await db.query<{ list: string; key: string; name: string | null }>(
    `select list, key, body ->> 'name' as name from (
       select distinct on (list, key) list, key, body, struck from list_entry
       where agency = $1 and from_on <= $2 and list = any('{items,powers,random,guides,recordings}')
       order by list, key, from_on desc, released_at desc, set_id) as last
     where not struck and exists (select from unnest($3::text[]) name where position(name in body::text) > 0)
       and ($4::text[] = '{}' or exists (select from unnest($4::text[]) article where position(article in body::text) > 0))
     order by list, key limit ${LISTED}`,
    [agency, on, names, articles],
  )
  return rows
}
