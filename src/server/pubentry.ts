import type { Entry, RowChange } from '#agency/act'
import { idOf, kindOf, type StreamName } from '#agency/stream'
import type { Client } from '#db/pool'
import type { Instant } from '#law/day'
import { commit } from '#ledger/leaf'
import { canonical, sha256 } from '#server/digest'
import type { Written } from '#server/ledger'

/** An entry of the public log made ready 待入公开日志的条目. */
export type PubEntry = Readonly<{ version: number; leaf: Buffer }>

/** The nonce of a public row: told from the event's own, which stays private, so that it can be told again and never guessed. */
export const nonceOf = (nonce: Uint8Array): Buffer => sha256(Uint8Array.of(2), nonce)

/** The entry of an event, and the rows shown of it with the nonce that proves them. @throws when nothing is shown of what is to be proven */
export function tell(
  agency: string,
  stream: StreamName,
  { version, nonce: secret }: Pick<Written, 'version' | 'nonce'>,
  { type, days, shown }: Entry,
  rows: readonly RowChange[],
  at: Instant,
): { rows: readonly RowChange[]; entry: PubEntry } {
  const nonce = nonceOf(secret)
  const page = rows.find(({ table }) => table === shown.table)?.set[shown.column]
  if (page === undefined) throw new Error(`${type} shows no ${shown.table}.${shown.column}`)
  const c = Buffer.from(commit(nonce, canonical(page), sha256)).toString('hex')
  return {
    rows: rows.map((row) => (row.table === shown.table ? { ...row, set: { ...row.set, nonce } } : row)),
    entry: { version, leaf: canonical({ v: 1, type, agency, id: idOf(stream), version, at, ...days, c }) },
  }
}

/** The entry and its place in the queue of the public log, in the act's own transaction. */
export async function putEntry(db: Client, agency: string, stream: StreamName, { version, leaf }: PubEntry): Promise<void> {
  await db.query(
    `with entry as (insert into pub_entry (agency, kind, id, version, leaf) values ($1, $2, $3, $4, $5))
     insert into ledger_pending (log, agency, kind, id, version) values ('pub', $1, $2, $3, $4)`,
    [agency, kindOf(stream), idOf(stream), version, leaf],
  )
}
