import type { Proof } from '#agency/session'
import type { Queryable } from '#db/pool'
import type { Instant } from '#law/day'

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
