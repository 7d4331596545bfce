import { setTimeout as sleep } from 'node:timers/promises'
import { extentsOf } from '#acts/reads'
import { findAct, folds } from '#acts/table'
import { type At, type Event, type Fold, type Question, type RowChange, unchanged } from '#agency/act'
import { type Agency, noAgency } from '#agency/agency'
import { seerOf } from '#agency/extent'
import { type Caller, may } from '#agency/may'
import { standing } from '#agency/standing'
import { idOf, kindOf, type StreamName } from '#agency/stream'
import { isKnown } from '#case/store'
import type { Client, Pool } from '#db/pool'
import { within } from '#db/tx'
import { dayOf, type Instant } from '#law/day'
import { isRefusal, type Refusal } from '#law/refusal'
import { refusedOn } from '#policy/former'
import type { Law } from '#policy/law'
import type { Register } from '#register/register'
import { entriesOn, standingOn } from '#register/store'
import type { Clock } from '#server/clock'
import { newId } from '#server/config'
import { hash } from '#server/digest'
import { failpoint } from '#server/failpoint'
import { type Follow, followsOf } from '#server/follow'
import { answerOf, append, count, findSaid, putRows, queueFollowups, runningTerms, settleFollowups, write } from '#server/ledger'
import { type Sent, sendMany } from '#server/many'
import { type PubEntry, putEntry, tell } from '#server/pubentry'
import { type FieldFault, parse, type Request } from '#server/request'
import type { Streams } from '#server/streams'

/** What a granted act answers 办理结果; `receipt` is the leaf hash of its last event, hex. */
export type Answer = Readonly<{
  stream: StreamName
  version: number
  events: readonly Readonly<{ version: number; kind: string }>[]
  receipt: string | null
}>

/** Ways an act can end, kept apart: malformed, not this post's, not there, refused by law, someone was faster, granted. */
export type Outcome =
  | Readonly<{ is: 'granted'; answer: Answer }>
  | Readonly<{ is: 'refused'; refusal: Refusal }>
  | Readonly<{ is: 'malformed'; faults: readonly FieldFault[] }>
  | Readonly<{ is: 'forbidden' }>
  | Readonly<{ is: 'notFound' }>
  | Readonly<{ is: 'stale'; version: number }>

/** Thrown inside the transaction so that nothing of it stays. */
class Ended extends Error {
  readonly outcome: Outcome
  constructor(outcome: Outcome) {
    super(outcome.is)
    this.outcome = outcome
  }
}
const end = (outcome: Outcome): never => {
  throw new Ended(outcome)
}

type Standing = Readonly<{ agency: Agency; law: Law | undefined; versions: Readonly<Record<string, number>> }>
type Granted = { readonly answer: Answer; readonly state: unknown; readonly due: readonly Follow[] }

/** Everything the door needs, handed in at the start. */
export type DoorDeps = Readonly<{
  pool: Pool
  streams: Streams
  clock: Clock
  /** Told after each commit, and of which stream: there is something to put into the log. */
  nudge?: (stream: StreamName) => void
}>

type Heads = Readonly<{ own: Readonly<{ version: number; leaf: Buffer | null }> | undefined; agency: number; register: number }>

/** The agency and its register first, then the stream itself: every act locks in this order, so that none waits in a circle. */
const lockStanding = `
  with standing as (
    select kind, id, version, leaf from stream_head where agency = $1 and kind in ('agency', 'register') and id = $1 order by kind for share
  ), own as (
    select kind, id, version, leaf from stream_head where agency = $1 and kind = $2 and id = $3 for update
  )
  select * from standing union all select * from own`

/** An act on the agency or on its register changes what the others stand on: it holds both alone. */
const lockBoth = `
  select kind, id, version, leaf from stream_head where agency = $1 and kind in ('agency', 'register') and id = $1 order by kind for update`

/** Locks the stream for this act, and what every act stands on: the agency and its register. */
async function lock(db: Client, agency: string, name: StreamName): Promise<Heads> {
  const [kind, id] = [kindOf(name), idOf(name)]
  const alone = kind === 'agency' || kind === 'register'
  const { rows } = await db.query<{ kind: string; id: string; version: number; leaf: Buffer | null }>(
    alone ? lockBoth : lockStanding,
    alone ? [agency] : [agency, kind, id],
  )
  const of = (kind: string) => rows.find((row) => row.kind === kind && row.id === agency)?.version ?? 0
  return { own: rows.find((row) => row.kind === kind && row.id === id), agency: of('agency'), register: of('register') }
}

const TRIES = 20

/** Someone else took the number or the id between our reading and our writing: read again, and take the next. */
async function again<T>(fn: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await fn()
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === '23505'
      if (!taken || attempt === TRIES) throw error
      await sleep(5 * Math.random() * attempt)
    }
  }
}

/** Heads in stream order, locked for share: whatever was asked stays as it was until commit. */
async function share(db: Client, agency: string, names: readonly StreamName[]): Promise<ReadonlyMap<StreamName, number>> {
  const { rows } = await db.query<{ kind: string; id: string; version: number }>(
    `select kind, id, version from stream_head where agency = $1 and (kind, id) in (select * from unnest($2::text[], $3::text[]))
     order by kind, id for share`,
    [agency, names.map(kindOf), names.map(idOf)],
  )
  return new Map(rows.map(({ kind, id, version }) => [`${kind}:${id}` as StreamName, version]))
}

/** May he know of what he acts on 知悉范围: the same as where he reads, but that who is recused is told so by the law. */
async function knows(db: Client, caller: Caller, name: StreamName, agency: Agency): Promise<boolean> {
  const kind = kindOf(name)
  if (caller.kind !== 'officer' || (kind !== 'case' && kind !== 'publication')) return true
  const extents = extentsOf(caller, kind, agency)
  return extents.has('agency') || isKnown(db, caller.agency, idOf(name), { ...seerOf(extents, caller.officer, agency), accounts: [] })
}

/** The door 唯一入口: nothing changes state but an act that came through here. */
export function door({ pool, streams, clock, nudge }: DoorDeps) {
  const own = (agency: string): StreamName => `agency:${agency}`
  const list = (agency: string): StreamName => `register:${agency}`

  async function at(db: Client, agency: string, heads: Pick<Heads, 'agency' | 'register'>): Promise<Standing> {
    const state = heads.agency > 0 ? ((await streams.at(db, agency, own(agency), heads.agency)) as Agency) : noAgency
    if (!state.founded) return { agency: state, law: undefined, versions: {} }
    const register = (heads.register > 0 ? await streams.at(db, agency, list(agency), heads.register) : {}) as Register
    const versions = { [own(agency)]: heads.agency, [list(agency)]: heads.register }
    return { agency: standing(state, clock.today()), law: streams.law(state, register, heads.register), versions }
  }

  /** The agency and its law as they stand, for who only reads. */
  async function standingOf(db: Client, agency: string): Promise<Standing> {
    const { rows } = await db.query<{ kind: string; version: number }>(
      `select kind, version from stream_head where agency = $1 and kind in ('agency', 'register') and id = $1`,
      [agency],
    )
    const of = (kind: string) => rows.find((row) => row.kind === kind)?.version ?? 0
    return at(db, agency, { agency: of('agency'), register: of('register') })
  }

  async function answers(
    db: Client,
    agency: string,
    asked: object,
  ): Promise<{ facts: Record<string, unknown>; versions: Record<string, number> }> {
    const questions = Object.entries(asked) as [string, Question<unknown>][]
    const names = questions.flatMap(([, question]) => ('stream' in question ? [question.stream] : []))
    const heads = names.length > 0 ? await share(db, agency, names) : new Map<StreamName, number>()
    const facts: Record<string, unknown> = {}
    for (const [name, question] of questions) {
      if ('stream' in question) {
        const version = heads.get(question.stream) ?? 0 // what was never begun is told as empty: a file that nobody kept
        facts[name] = question.as((await streams.at(db, agency, question.stream, version)) as never)
      } else if ('running' in question) facts[name] = question.as(await runningTerms(db, agency, question))
      else if ('listed' in question) facts[name] = question.as(await standingOn(db, agency, question.listed, question.keys))
      else if ('entries' in question) facts[name] = question.as(await entriesOn(db, agency, question.entries, question.on))
      else facts[name] = question.as(await count(db, agency, question))
    }
    return { facts, versions: Object.fromEntries(heads) }
  }

  async function pass(db: Client, actId: string, request: Request, input: unknown, agencyId: string, caller: Caller): Promise<Granted> {
    const row = findAct(actId)
    if (!row) return end({ is: 'notFound' })
    const sole = row.stream === 'agency' ? own(agencyId) : row.stream === 'register' ? list(agencyId) : undefined
    const name = (request.stream ?? sole ?? (row.founds ? `${row.stream}:${request.id}` : undefined)) as StreamName | undefined
    if (!name) return end({ is: 'malformed', faults: [{ path: 'stream', zh: '请写明办理的是哪一件（stream）' }] })
    if (kindOf(name) !== row.stream || (sole && name !== sole)) return end({ is: 'notFound' })

    await failpoint('door.begun')
    const key = [agencyId, kindOf(name), idOf(name)]
    const begins =
      sole !== undefined || row.stream === 'supervision' || (row.founds && (request.stream === undefined || caller.kind === 'system'))
    if (begins) await db.query('insert into stream_head (agency, kind, id, version) values ($1, $2, $3, 0) on conflict do nothing', key)
    const heads = await lock(db, agencyId, name)
    await failpoint('door.locked')
    const said = hash({
      act: actId,
      by: caller,
      stream: request.stream ?? null,
      version: request.version ?? null,
      input: request.input ?? null,
    })
    const { rows: kept } = await db.query<{ answer: Answer }>('select answer from act_answer where agency = $1 and id = $2', [
      agencyId,
      request.id,
    ])
    const before = kept[0]?.answer
    if (before && (await findSaid(db, agencyId, before)) === said) return end({ is: 'granted', answer: before })

    // whether he may comes before what is there: he learns of nothing that he may not know of
    const { agency, law, versions } = await at(db, agencyId, heads)
    const actor = may(caller, row, agency) ?? end({ is: 'forbidden' })
    const { version, leaf } = heads.own ?? end({ is: 'notFound' })
    if (version > 0 && !(await knows(db, caller, name, agency))) return end({ is: 'notFound' })
    if (before) return end({ is: 'malformed', faults: [{ path: 'id', zh: '这个编号已经用于另一次办理，请换新的 UUIDv7' }] })
    if (row.seen && request.version === undefined)
      return end({ is: 'malformed', faults: [{ path: 'version', zh: '请写明办理时看到的版本（version）' }] })
    if (request.version !== undefined && request.version !== version) return end({ is: 'stale', version })

    const now = clock.now()
    const today = dayOf(now)
    let state = await streams.at(db, agencyId, name, version)
    const asked = row.reads
      ? await answers(db, agencyId, row.reads(state as never, { today, stream: name, input: input as never }))
      : { facts: {}, versions: {} }
    const known = { stream: name, now, today, actor, agency, law, hash, newId, facts: asked.facts } as At
    const answer = row.closed?.(state as never, known as never) ?? row.run(state as never, input as never, known as never)
    if (isRefusal(answer)) return end({ is: 'refused', refusal: law ? refusedOn(law, today, answer) : answer })

    const by = { act: actId, id: request.id, actor, now, reads: { ...versions, ...asked.versions }, law: law?.digest }
    const events = answer.length > 0 ? answer : [unchanged]
    const written = write(agencyId, name, { version, leaf }, events, by, said)
    const fold = folds[row.stream] as unknown as Fold<unknown, Event>
    const rows: RowChange[] = []
    const entries: PubEntry[] = []
    for (const [n, event] of events.entries()) {
      state = streams.after(row.stream, state, event)
      const shown = fold.rows(state, event, { stream: name, version: version + n + 1, agency: agencyId, on: today, post: actor.post })
      const [one, entry] = [written[n], fold.entry?.(event)]
      const told = one && entry ? tell(agencyId, name, one, entry, shown, now) : { rows: shown, entry: undefined }
      rows.push(...told.rows)
      if (told.entry) entries.push(told.entry)
    }
    const granted: Answer = answerOf(name, written, version + written.length)
    const follows = row.next ? followsOf(row, answer, { agency: agencyId, stream: name, version: granted.version, today }) : []
    await failpoint('door.judged')
    await append(db, agencyId, name, written, by, granted)
    for (const entry of entries) await putEntry(db, agencyId, name, entry)
    await failpoint('door.appended')
    await putRows(db, agencyId, granted.version, rows)
    await failpoint('door.shown')
    await queueFollowups(db, agencyId, [{ follows, stream: name, version: granted.version }])
    if (caller.kind === 'system') await settleFollowups(db, agencyId, [request.id], now)
    await failpoint('door.queued')
    return { answer: granted, state, due: follows.filter(({ due, after, later }) => due <= today && !(after && now <= after) && !later) }
  }

  /** Sends one act. Follow-ups due today are sent before it answers; one that fails stays queued. */
  async function send(actId: string, request: Request, caller: Caller): Promise<Outcome> {
    const row = findAct(actId)
    if (!row) return { is: 'notFound' }
    const read = parse(row.input, request.input, 'input')
    if ('faults' in read) return { is: 'malformed', faults: read.faults }
    if (caller.kind === 'public') return { is: 'forbidden' }
    try {
      const granted = await again(() => within(pool, caller.agency, (db) => pass(db, actId, request, read.value, caller.agency, caller)))
      streams.keep(caller.agency, granted.answer.stream, { version: granted.answer.version, state: granted.state })
      nudge?.(granted.answer.stream)
      await failpoint('door.committed')
      // what was granted is granted: a follow-up that cannot be sent now stays queued, and its turn comes
      for (const { id, act, stream, input } of granted.due)
        await send(act, { id, stream, input }, { kind: 'system', agency: caller.agency }).catch(() => undefined)
      await failpoint('door.answering')
      return { is: 'granted', answer: granted.answer }
    } catch (error) {
      if (!(error instanceof Ended)) throw error
      const { outcome } = error
      if (outcome.is === 'refused') await note(outcome.refusal, actId, request, caller)
      return outcome
    }
  }

  /** A refusal by law is kept 留痕: what an officer tried, on what, and why it was not allowed. */
  async function note(refusal: Refusal, act: string, { stream, id }: Request, caller: Caller): Promise<void> {
    if (caller.kind !== 'officer') return
    await failpoint('refusal.noting')
    const now: Instant = clock.now()
    const on = stream ?? `${findAct(act)?.stream ?? 'case'}:${id}`
    const input = { officer: caller.officer, act, on, ...refusal, at: now }
    const kept = await send(
      'supervision.recordRefusal',
      { id: newId(), stream: `supervision:${now.slice(0, 4)}`, input },
      { kind: 'system', agency: caller.agency },
    )
    if (kept.is !== 'granted') throw new Error(`a refusal of ${act} could not be kept: ${kept.is}`)
  }

  /** Sends one act to many streams, where it is judged without their course 成批办理. @returns how many were granted */
  async function many(agency: string, act: string, sent: readonly Sent[]): Promise<number> {
    const granted = await sendMany({ pool, clock, standing: at }, agency, act, sent)
    const [first] = sent
    if (first && granted > 0) nudge?.(first.stream)
    return granted
  }

  return { send, many, standing: standingOf }
}
export type Door = ReturnType<typeof door>
