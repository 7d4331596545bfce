import { createHash } from 'node:crypto'
import type { Pool } from '#db/pool'

/**
 * An independent reading of the raw events 旁证: written from the law and the format of the ledger alone, with none of the product's rules, so that
 * a fault of theirs is not repeated here.
 */

type Json = Readonly<Record<string, unknown>>
type Raw = Readonly<{
  kind: string
  id: string
  version: number
  at: string
  event: Json & { kind: string }
  reads: Readonly<Record<string, number>>
}>

/** JSON with its keys in order (RFC 8785 for the strings and integers that stand in events). */
const ordered = (value: unknown): string =>
  Array.isArray(value)
    ? `[${value.map(ordered).join(',')}]`
    : value && typeof value === 'object'
      ? `{${Object.keys(value)
          .sort()
          .map((key) => `${JSON.stringify(key)}:${ordered((value as Json)[key])}`)
          .join(',')}}`
      : JSON.stringify(value)
const digest = (value: unknown): string => createHash('sha256').update(ordered(value)).digest('hex')

export async function eventsOf(pool: Pool, agency: string, cases: readonly string[]): Promise<readonly Raw[]> {
  const { rows } = await pool.query<{ kind: string; id: string; version: number; at: string; payload: Buffer }>(
    `select kind, id, version, at, payload from ledger_event where agency = $1 and (kind = 'register' or kind = 'case' and id = any($2)) order by kind, id, version`,
    [agency, cases],
  )
  return rows.map(({ payload, ...row }) => ({
    ...row,
    ...(JSON.parse(payload.toString('utf8')) as { event: Raw['event']; reads: Raw['reads'] }),
  }))
}

type Substance = Readonly<{
  party: { type: string }
  penalties: readonly { kind: string; fen?: number }[]
  payable: readonly { fen: number }[]
}>
type Proposed = Readonly<{ substance: Substance; traits: Json; law: string }>
type Entry = Readonly<{ kinds?: readonly string[]; party?: string; fineAtLeastFen?: number }>

const dayOf = (at: string): string => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 10)
const inForce = <R extends { from: string; to?: string }>(rows: readonly R[] | undefined, day: string): R | undefined =>
  rows?.filter((row) => row.from <= day && (!row.to || day <= row.to)).at(-1)

/** 处罚法第五十八条、令13第三十八条、令4第三十七条: must this proposal be reviewed on that day, under the register as it then stood? */
function mustReview({ substance, traits }: Proposed, day: string, register: readonly Raw[], listed: number, medical: boolean): boolean {
  const adopted = (family: string, key: string) =>
    register.filter(({ version, event }) => version <= listed && event.family === family && event.key === key).at(-1)?.event.rows as never
  if (traits.publicInterest !== undefined || traits.complex !== undefined) return true
  const fine = substance.penalties.reduce((sum, { kind, fen }) => sum + (kind === 'fine' ? (fen ?? 0) : 0), 0)
  const entries = inForce<{ from: string; entries: readonly Entry[] }>(adopted('catalogue', 'review.catalogue'), day)?.entries ?? []
  const isListed = entries.some(
    ({ kinds, party, fineAtLeastFen }) =>
      (!kinds || substance.penalties.some(({ kind }) => kinds.includes(kind))) &&
      (!party || party === substance.party.type) &&
      (fineAtLeastFen === undefined || fine >= fineAtLeastFen),
  )
  if (isListed) return true
  const large = inForce<{ from: string; fen: number }>(adopted('amounts', 'review.large'), day)?.fen ?? 1
  return medical && substance.payable.reduce((sum, { fen }) => sum + fen, 0) >= large
}

/** What one matter's events say that they must not; empty when all is well. */
export function amiss(events: readonly Raw[], register: readonly Raw[], agency: string, medical: boolean): readonly string[] {
  const found: string[] = []
  const confirmed = new Set<unknown>()
  const evidence: Json[] = []
  const statements: Json[] = []
  let answers: Json[] = []
  let proposed: Proposed | undefined
  let required = false
  let round: Json | undefined
  for (const { version, at, event, reads } of events) {
    const listed = reads[`register:${agency}`] ?? 0
    const day = dayOf(at)
    switch (event.kind) {
      case 'case.evidenceAdded':
        evidence.push(event.evidence as Json)
        break
      case 'case.confirmed':
        confirmed.add(event.record)
        break
      case 'hearing.stated':
        statements.push(event.statement as Json)
        break
      case 'hearing.answered':
        answers = [...answers.filter(({ statement }) => statement !== event.statement), event]
        break
      case 'proposal.proposed':
        proposed = event as unknown as Proposed
        required ||= mustReview(proposed, day, register, listed, medical)
        break
      case 'review.required':
        required = true
        break
      case 'review.concluded':
        round = event
        break
      case 'penalty.decided': {
        if (!proposed) {
          found.push(`${version} decided without a proposal`)
          break
        }
        required ||= mustReview(proposed, day, register, listed, medical)
        const bundle = digest({
          substance: digest(proposed.substance),
          traits: proposed.traits,
          evidence: evidence.filter(({ no }) => confirmed.has(`evidence:${no}`)).map((piece) => piece.digest),
          heard: [...statements.filter(({ no }) => confirmed.has(`statement:${no}`)), ...answers].map((said) => said.digest),
          law: proposed.law,
        })
        if (event.bundle !== bundle) found.push(`${version} decided on ${event.bundle}, the events say ${bundle}`)
        if ((required || round) && (round?.opinion !== 'pass' || round.bundle !== bundle))
          found.push(`${version} decided without a pass on its bundle`)
        break
      }
    }
  }
  return found
}
