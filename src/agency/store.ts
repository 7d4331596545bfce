import type { Span } from '#agency/agency'
import type { Proof } from '#agency/session'
import type { UnitKind } from '#agency/unit'
import type { Queryable } from '#db/pool'
import type { Day, Instant } from '#law/day'

/** A sign-in that is still open 有效登录: neither it nor all of that account's were ended. */
export type OpenSession = Readonly<{
  id: string
  officer: string
  idleUntil: Instant
  renewFrom: Instant | null
  until: Instant
  proof: Proof
  confined: boolean
}>

export async function findSession(db: Queryable, agency: string, token: Uint8Array): Promise<OpenSession | undefined> {
  const { rows } = await db.query<OpenSession>(
    `select s.id, s.officer, s.idle_until as "idleUntil", s.renew_from as "renewFrom", s.until, s.proof, s.confined
     from session s join account a on a.agency = s.agency and a.officer = s.officer and a.epoch = s.epoch and not a.disabled
     where s.agency = $1 and s.token = $2 and not s.closed`,
    [agency, token],
  )
  return rows[0]
}

/** Whether he has signed in by this device 认得的设备, not too long ago. */
export async function isKnownDevice(db: Queryable, agency: string, officer: string, device: Uint8Array, now: Instant): Promise<boolean> {
  const { rowCount } = await db.query(
    'select from session where agency = $1 and officer = $2 and device = $3 and device_until > $4 limit 1',
    [agency, officer, device, now],
  )
  return rowCount === 1
}

/** One of an officer's own sign-ins 我的登录: `usedAt` to within half of the idle time, since not every request is an act. */
export type OwnSession = Readonly<{ id: string; proof: Proof; begunAt: Instant; usedAt: Instant }>

/** His sign-ins that are open, the latest first; more than a hundred are not shown. */
export async function listSessions(db: Queryable, agency: string, officer: string, now: Instant): Promise<readonly OwnSession[]> {
  const { rows } = await db.query<OwnSession>(
    `select s.id, s.proof, min(e.at) as "begunAt", max(e.at) as "usedAt"
     from session s join account a on a.agency = s.agency and a.officer = s.officer and a.epoch = s.epoch and not a.disabled
     join ledger_event e on e.agency = s.agency and e.kind = 'session' and e.id = s.id
     where s.agency = $1 and s.officer = $2 and not s.closed and s.idle_until > $3 and s.until > $3
     group by s.id, s.proof order by max(e.at) desc, s.id limit 100`,
    [agency, officer, now],
  )
  return rows
}

/** What a password is checked against 登录凭据, and the epoch of sign-ins that it opens. */
export type Credential = Readonly<{ hash: string; epoch: number }>

export async function findCredential(db: Queryable, agency: string, officer: string): Promise<Credential | undefined> {
  const { rows } = await db.query<Credential>(
    'select c.hash, a.epoch from credential c join account a on a.agency = c.agency and a.officer = c.officer where c.agency = $1 and c.officer = $2',
    [agency, officer],
  )
  return rows[0]
}

/** Names of all agencies: public (WZ-GS-7), and what the sign-in page offers. */
export type AgencyRow = Readonly<{
  agency: string
  name: string
  shortName: string
  demo: boolean
  phone: string | null
  address: string | null
}>

export async function listAgencies(db: Queryable): Promise<readonly AgencyRow[]> {
  const { rows } = await db.query<AgencyRow>(
    `select agency, name, short_name as "shortName", demo, phone, address from pub.agency order by name collate "C"`,
  )
  return rows
}

/** Agencies whose name bears every one of the words, whatever their width and case 按名称查机关; `total` of all such. */
export async function searchAgencies(
  db: Queryable,
  words: readonly string[],
  { limit, offset }: Readonly<{ limit: number; offset: number }>,
): Promise<Readonly<{ items: readonly Pick<AgencyRow, 'agency' | 'name' | 'phone' | 'address'>[]; total: number }>> {
  const { rows } = await db.query<{ items: readonly Pick<AgencyRow, 'agency' | 'name' | 'phone' | 'address'>[]; total: number }>(
    `with hit as materialized (
       select agency, name, phone, address from pub.agency
       where not exists (select from unnest($1::text[]) word where position(pub.folded(word) in pub.folded(name)) = 0)),
     shown as (select * from hit order by name collate "C", agency limit $2 offset $3)
     select (select count(*) from hit) as total,
       (select coalesce(jsonb_agg(to_jsonb(shown) order by name collate "C", agency), '[]') from shown) as items`,
    [words, limit, offset],
  )
  return rows[0] ?? { items: [], total: 0 }
}

/** Where an agency stands for the public 公示的执法主体. */
export type PublicAgency = Readonly<{ name: string; field: string; pack: string | null; phone: string | null; address: string | null }>

export async function findPublicAgency(db: Queryable, agency: string): Promise<PublicAgency | undefined> {
  const { rows } = await db.query<PublicAgency>('select name, field, pack, phone, address from pub.agency where agency = $1', [agency])
  return rows[0]
}

/** The open units of an agency on a day 公示的内设机构和下设执法机构. */
export async function listPublicUnits(
  db: Queryable,
  agency: string,
  on: Day,
): Promise<readonly Readonly<{ name: string; use: UnitKind | null }>[]> {
  const { rows } = await db.query<{ name: string; use: UnitKind | null }>(
    'select name, use from pub.unit where agency = $1 and (closed_on is null or closed_on >= $2) order by name collate "C" limit 1000',
    [agency, on],
  )
  return rows
}

/** A certificate as the public may check it 公示的执法证件; `body`: of an entrusted organisation. */
export type PublicCertificate = Readonly<{
  agency: string
  no: string
  name: string
  unit: string
  body: string | null
  from: Day
  to: Day
  suspended: readonly Span[]
  leftOn: Day | null
}>

const certificateColumns = 'agency, no, name, unit, body, from_on as "from", to_on as "to", suspended, left_on as "leftOn"'

/** Every certificate that was entered 执法人员, by unit and number. */
export async function listCertificates(db: Queryable, agency: string): Promise<readonly PublicCertificate[]> {
  const { rows } = await db.query<PublicCertificate>(
    `select ${certificateColumns} from pub.certificate where agency = $1 order by unit, no limit 20000`,
    [agency],
  )
  return rows
}

/** Whoever bears a certificate of this number 按证号核对, in whichever agency. */
export async function findCertificates(db: Queryable, no: string): Promise<readonly PublicCertificate[]> {
  const { rows } = await db.query<PublicCertificate>(
    `select ${certificateColumns} from pub.certificate where no = $1 order by agency limit 20`,
    [no],
  )
  return rows
}

/** An entrusting as the public may read it 公示的委托. */
export type PublicEntrusting = Readonly<{
  id: string
  letterNo: string
  name: string
  matters: readonly string[]
  powers: string
  from: Day
  to: Day
  publishedOn: Day
  publishedAt: string
}>

export async function listEntrustings(db: Queryable, agency: string): Promise<readonly PublicEntrusting[]> {
  const { rows } = await db.query<PublicEntrusting>(
    `select id, letter_no as "letterNo", name, matters, powers, from_on as "from", to_on as "to", published_on as "publishedOn",
       published_at as "publishedAt" from pub.entrusted where agency = $1 order by name, from_on desc limit 2000`,
    [agency],
  )
  return rows
}
