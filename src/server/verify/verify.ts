import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Admin } from '#db/address'
import { migrationsIn } from '#db/migrate'
import { tables } from '#db/tables'
import { type Checked, chain } from '#server/verify/chain'
import type { Finding, Report } from '#server/verify/finding'
import { type Expected, headOf, replay } from '#server/verify/replay'
import { comparer, keyOf } from '#server/verify/rows'
import { inSnapshot, type Snapshot } from '#server/verify/snapshot'
import { checkScope, checkStructure } from '#server/verify/structure'
import { checkTrees } from '#server/verify/tree'

/** What a verification found; `more`: so many findings beyond those that are named. */
export type Verified = Readonly<{
  ok: boolean
  full: boolean
  events: number
  streams: number
  rows: number
  findings: readonly Finding[]
  more: number
}>

type Asked = Readonly<{
  /** Where migrations and `db/schema.txt` stand. */
  root: string
  /** Replay the events and compare every row too. */
  full: boolean
  /** A checkpoint that was kept elsewhere, as it was signed: the present tree must go on from it. */
  checkpoint?: string | undefined
  /** What signs the scopes of transactions, where the password of the platform's role is known. */
  scope: Buffer | undefined
  /** Told now and then how many events were read. */
  progress?: (events: number) => void
}>

const NAMED = 10_000
const FLUSH = 2_000

/** Tables that the events make, but for the events themselves and the logs: in a quick verification heads alone. */
const made = (full: boolean): readonly string[] =>
  full
    ? Object.keys(tables).filter(
        (name) => !['migration', 'ledger_event', 'ledger_pending', 'scope_key'].includes(name) && !name.startsWith('log_'),
      )
    : ['stream_head']

type Counted = { events: number; streams: number; rows: number }

/** All that the events make, stream by stream, in portions. */
async function* expectedOf(db: Snapshot, full: boolean, report: Report, counted: Counted): AsyncGenerator<readonly Expected[]> {
  let portion: Expected[] = []
  let stream: Checked[] = []
  const close = () => {
    const [first, ...rest] = stream
    if (!first) return
    counted.streams++
    portion.push(headOf(rest.at(-1) ?? first))
    if (full) portion.push(...replay([first, ...rest], report))
    stream = []
  }
  for await (const event of chain(db, report)) {
    const [first] = stream
    if (first && (first.kept.agency !== event.kept.agency || first.stream !== event.stream)) {
      close()
      if (portion.length >= FLUSH) {
        counted.rows += portion.length
        yield portion
        portion = []
      }
    }
    counted.events++
    stream.push(full ? event : { ...event, payload: undefined })
  }
  close()
  counted.rows += portion.length
  yield portion
}

/**
 * Re-derives hashes from the bytes that the application reads, replays the events and compares every row, both ways 核验账本. Reads one snapshot and
 * changes nothing: what is damaged stays as it is. @throws when the database cannot be read
 */
export const verify = (admin: Admin, asked: Asked): Promise<Verified> => inSnapshot(admin, (db) => verifyIn(db, asked))

/** The same, of what one connection sees: all it asks is to read. */
export async function verifyIn(db: Snapshot, { root, full, checkpoint, scope, progress = () => {} }: Asked): Promise<Verified> {
  const findings: Finding[] = []
  let more = 0
  const report: Report = (object, what) => {
    if (findings.length < NAMED) findings.push({ object, what })
    else more++
  }
  const counted: Counted = { events: 0, streams: 0, rows: 0 }
  const schema = readFileSync(join(root, 'db', 'schema.txt'), 'utf8')
  await checkStructure(db, schema, migrationsIn(join(root, 'db', 'migrations')), report)
  const isWhole = findings.length === 0
  try {
    const { compare, surplus, strangers } = comparer(db, report)
    for await (const portion of expectedOf(db, full, report, counted)) {
      await compare(portion)
      progress(counted.events)
    }
    for (const name of await surplus(made(full))) {
      const keys = new Set<string>()
      const again = { events: 0, streams: 0, rows: 0 }
      for await (const portion of expectedOf(db, full, () => {}, again))
        for (const row of portion) if (row.table === name) keys.add(keyOf(row))
      await strangers(name, keys)
    }
    await checkTrees(db, report, checkpoint)
    await checkScope(db, scope, report)
  } catch (error) {
    const isOurs = isWhole || !(error instanceof Error && 'severity' in error)
    if (isOurs) throw error
    report('database', `库结构不符，以下未能核对：${error.message}`)
  }
  return { ok: findings.length === 0, full, ...counted, findings, more }
}
