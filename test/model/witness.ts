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
  actor: string
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
  const { rows } = await pool.query<{ kind: string; id: string; version: number; at: string; actor: string; payload: Buffer }>(
    `select kind, id, version, at, actor, payload from ledger_event where agency = $1 and (kind = 'register' or kind = 'case' and id = any($2)) order by kind, id, version`,
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

/** How a matter was left, told from its events alone 已经结束: until the law opens it again nothing is decided in it. */
const endings: Readonly<Record<string, string>> = {
  'case.filingDeclined': '不予立案',
  'case.filingWithdrawn': '撤销立案',
  'case.transferred': '移送',
  'case.terminated': '终止调查',
  'penalty.notPunished': '不予行政处罚',
  'penalty.foundUnfounded': '违法事实不成立',
  'penalty.decided': '已经决定',
  'decision.closed': '结案',
}

type Sitting = { request: number; end?: Json; confirmed?: boolean }
type Asked = { version: number; met: boolean }

/** One round of a matter 一轮办理: what falls with the decision when another is to be made. */
class Round {
  readonly confirmed = new Set<unknown>()
  readonly notices: Json[] = []
  readonly statements: Json[] = []
  answers: Json[] = []
  readonly requests: Asked[] = []
  readonly sittings = new Map<unknown, Sitting>()
  readonly waivers = new Map<string, Readonly<{ version: number; what: unknown }>>()
  readonly opinions: Json[] = []
  recordAnswers: Json[] = []
  proposed: Proposed | undefined
  review: Json | undefined
  /** Where the last verdict, and the last word of a hearing, stand among the events. */
  reviewedAt = 0
  heardAt = 0
}

/** What the party said that two stand for, and what was answered to it, in the order of the bundle. */
function heardIn({ statements, confirmed, answers, sittings, opinions, recordAnswers }: Round): readonly unknown[] {
  const held = [...sittings.values()].flatMap(({ end, confirmed }) => (end?.kind === 'held' && confirmed ? [end] : []))
  const said = statements.filter(({ no }) => confirmed.has(`statement:${no}`))
  return [...said, ...answers, ...held, ...opinions, ...recordAnswers].map((each) => each.digest)
}

/** 处罚法第四十四条、第六十二条至第六十五条: what of the hearing of the party bars this decision. */
function unheard(round: Round, substance: unknown, required: boolean): readonly string[] {
  const { notices, confirmed, requests, sittings, statements, answers } = round
  const standing = notices.filter(({ no }) => confirmed.has(`notice:${no}`))
  const notice = standing.findLast((each) => each.substance === substance) ?? standing.at(-1)
  const held = [...sittings.values()].filter(({ end }) => end?.kind === 'held')
  return [
    ...(notice ? [] : ['没有告知']),
    ...(notice?.hearingTerm && requests.some(({ met }) => !met) ? ['申请的听证没有举行，也没有放弃'] : []),
    ...(held.some(({ confirmed }) => !confirmed) ? ['听证笔录没有核对'] : []),
    ...(held.length > 0 && !required ? ['经过听证，没有记明应当法制审核'] : []),
    ...(held.length > 0 && round.reviewedAt < round.heardAt ? ['法制审核早于听证笔录'] : []),
    ...(statements.every(({ no }) => answers.some(({ statement }) => statement === no)) ? [] : ['陈述申辩没有复核']),
  ]
}

/** What one matter's events say that they must not; empty when all is well. */
export function amiss(events: readonly Raw[], register: readonly Raw[], agency: string, medical: boolean): readonly string[] {
  const found: string[] = []
  const evidence: Json[] = []
  const evidenced = new Set<unknown>()
  const recused = new Set<unknown>()
  const unseated = new Set<unknown>()
  let round = new Round()
  let required = false
  let over: string | undefined
  let suspended = false
  let crime = false
  for (const [i, { version, at, actor, event, reads }] of events.entries()) {
    if (version !== i + 1) found.push(`版本 ${version} 在第 ${i + 1} 位`)
    const listed = reads[`register:${agency}`] ?? 0
    const day = dayOf(at)
    if (recused.has(actor)) found.push(`${version} ${event.kind}：${actor} 已经回避`)
    switch (event.kind) {
      case 'case.evidenceAdded':
        evidence.push(event.evidence as Json)
        break
      case 'case.confirmed': {
        const record = String(event.record)
        round.confirmed.add(record)
        if (record.startsWith('evidence:')) evidenced.add(record)
        const waiver = round.waivers.get(record)
        if (waiver && waiver.what !== 'statement') for (const asked of round.requests) if (asked.version < waiver.version) asked.met = true
        break
      }
      case 'case.recusalDecided':
        if (event.recused) recused.add(event.officer)
        break
      case 'case.suspended':
      case 'case.resumed':
        suspended = event.kind === 'case.suspended'
        break
      case 'decision.crimeReported':
        crime = true
        break
      case 'decision.crimeDecided':
        crime = event.approved === true
        break
      case 'decision.policeAnswered':
        crime = event.filed === true
        break
      case 'hearing.notified':
        round.notices.push(event.notice as Json)
        break
      case 'hearing.stated':
        round.statements.push(event.statement as Json)
        break
      case 'hearing.answered':
        round.answers = [...round.answers.filter(({ statement }) => statement !== event.statement), event]
        break
      case 'hearing.waived':
        round.waivers.set(String(event.record), { version, what: (event.waiver as Json).what })
        break
      case 'hearing.requested':
        round.requests.push({ version, met: false })
        break
      case 'hearing.convened': {
        round.sittings.set(event.no, { request: version })
        const { chair, members, recorder } = event.people as { chair: string; members: string[]; recorder: string }
        for (const who of [chair, ...members, recorder]) if (unseated.has(who)) found.push(`${version} ${who} 已经回避听证`)
        break
      }
      case 'hearing.recusalDecided':
        if (event.upheld) unseated.add(event.who)
        break
      case 'hearing.held':
      case 'hearing.absent': {
        const sitting = round.sittings.get(event.sitting)
        if (!sitting) found.push(`${version} 没有组织的听证`)
        else sitting.end = event.end as Json
        break
      }
      case 'hearing.recordConfirmed': {
        const sitting = round.sittings.get(event.sitting)
        if (!sitting) break
        sitting.confirmed = true
        for (const asked of round.requests) if (asked.version < sitting.request) asked.met = true
        if (sitting.end?.kind === 'held') round.heardAt = version
        break
      }
      case 'hearing.opined':
        round.opinions.push(event)
        round.heardAt = version
        break
      case 'hearing.recordAnswered':
        round.recordAnswers = [...round.recordAnswers.filter(({ sitting }) => sitting !== event.sitting), event]
        round.heardAt = version
        break
      case 'proposal.proposed':
        round.proposed = event as unknown as Proposed
        required ||= mustReview(round.proposed, day, register, listed, medical)
        break
      case 'review.required':
        required = true
        break
      case 'review.concluded':
        round.review = event
        round.reviewedAt = version
        break
      case 'penalty.decided': {
        const { proposed, review } = round
        if (over) found.push(`${version} 作出决定，而本案已经${over}`)
        if (suspended) found.push(`${version} 作出决定，而调查中止`)
        if (crime) found.push(`${version} 作出决定，而本案涉嫌犯罪、正在移送`)
        if (!proposed) {
          found.push(`${version} decided without a proposal`)
          break
        }
        required ||= mustReview(proposed, day, register, listed, medical)
        const bundle = digest({
          substance: digest(proposed.substance),
          traits: proposed.traits,
          evidence: evidence.filter(({ no }) => evidenced.has(`evidence:${no}`)).map((piece) => piece.digest),
          heard: heardIn(round),
          law: proposed.law,
        })
        if (event.bundle !== bundle) found.push(`${version} decided on ${event.bundle}, the events say ${bundle}`)
        if ((required || review) && (review?.opinion !== 'pass' || review.bundle !== bundle))
          found.push(`${version} decided without a pass on its bundle`)
        found.push(...unheard(round, event.substance, required).map((why) => `${version} 作出决定：${why}`))
        break
      }
      case 'decision.outcomeSet':
        if (event.anew) {
          over = undefined
          round = new Round()
        } else if (event.how === 'annulled' || event.how === 'void') over = '撤销'
        break
    }
    over = endings[event.kind] ?? over
  }
  return found
}
