import { findAct, folds } from '#acts/table'
import { type At, type Event, type Fold, type Question, type RowChange, type RunningTerm, unchanged } from '#agency/act'
import type { Agency } from '#agency/agency'
import { may } from '#agency/may'
import { idOf, kindOf, type StreamName } from '#agency/stream'
import type { Client, Pool } from '#db/pool'
import { within } from '#db/tx'
import { dayOf } from '#law/day'
import { isRefusal } from '#law/refusal'
import type { Law } from '#policy/law'
import type { Clock } from '#server/clock'
import { newId } from '#server/config'
import { hash } from '#server/digest'
import { followsOf } from '#server/follow'
import { appendMany, type Done, putUpdates, queueFollowups, runningOfMany, settleFollowups, write } from '#server/ledger'
import { parse } from '#server/request'

/** One act of many: its own id, the stream it is sent to, what it says. */
export type Sent = Readonly<{ id: string; stream: StreamName; input: unknown }>

type Standing = Readonly<{ agency: Agency; law: Law | undefined; versions: Readonly<Record<string, number>> }>
type Deps = Readonly<{
  pool: Pool
  clock: Clock
  standing: (db: Client, agency: string, heads: Readonly<{ agency: number; register: number }>) => Promise<Standing>
}>

/**
 * The same door for many at once 成批办理: acts that the system officer sends to so many streams that each by itself would take a day. Only what is
 * judged without the course of its stream (`stateless`) comes this way: each has its own id, its own event, leaf and answer, written in one transaction
 * with the same statements. What is not granted, or was done before, is left where it is: it is sent again by itself, and its reason is kept there.
 * @returns how many were granted
 */
export async function sendMany({ pool, clock, standing }: Deps, agencyId: string, actId: string, sent: readonly Sent[]): Promise<number> {
  const row = findAct(actId)
  if (!row?.stateless) throw new RangeError(`${actId} is judged by the course of its stream, one at a time`)
  return within(pool, agencyId, async (db) => {
    await db.query(byKeys)
    const heads = await lockAll(db, agencyId, sent)
    const done = await answered(db, agencyId, sent)
    const { agency, law, versions } = await standing(db, agencyId, heads)
    const actor = may({ kind: 'system', agency: agencyId }, row, agency)
    if (!actor || !law) return 0
    const now = clock.now()
    const today = dayOf(now)
    const running = await runningOfMany(
      db,
      agencyId,
      sent.map(({ stream }) => stream),
    )
    const fold = folds[row.stream] as unknown as Fold<unknown, Event>
    const granted: Done[] = []
    const rows: (RowChange & { version: number })[] = []
    const taken = new Set<string>()
    for (const { id, stream, input } of sent) {
      const head = heads.own.get(stream)
      const read = parse(row.input, input, 'input')
      // two to one stream: the later one waits for the next turn, since it stands on the earlier
      if (!head || done.has(id) || taken.has(stream) || 'faults' in read) continue
      const asked = row.reads?.(fold.empty as never, { today, stream, input: read.value as never }) ?? {}
      const at = { stream, now, today, actor, agency, law, hash, newId, facts: factsOf(asked, running) } as At
      const answer = row.run(fold.empty as never, read.value as never, at as never)
      if (isRefusal(answer)) continue
      taken.add(stream)
      const events = answer.length > 0 ? answer : [unchanged]
      const by = { act: actId, id, actor, now, reads: versions, law: law.digest }
      const said = hash({ act: actId, by: { kind: 'system', agency: agencyId }, stream, version: null, input })
      const written = write(agencyId, stream, head, events, by, said)
      const version = head.version + written.length
      for (const [n, event] of answer.entries())
        for (const change of fold.rows(fold.empty, event, {
          stream,
          version: head.version + n + 1,
          agency: agencyId,
          on: today,
          post: actor.post,
        }))
          rows.push({ ...change, version })
      const follows = row.next ? followsOf(row, answer, { agency: agencyId, stream, version, today }) : []
      granted.push({ id, stream, version, written, by, follows })
    }
    await appendMany(db, agencyId, granted)
    await putUpdates(db, agencyId, rows)
    await queueFollowups(db, agencyId, granted)
    await settleFollowups(
      db,
      agencyId,
      granted.map(({ id }) => id),
      now,
    )
    return granted.length
  })
}

/** Some thousands of rows, each found by its key: no plan that reads a table through, however small it is now. */
const byKeys =
  'set local random_page_cost = 1.1; set local enable_hashjoin = off; set local enable_mergejoin = off; set local enable_bitmapscan = off'

type Head = Readonly<{ version: number; leaf: Buffer | null }>
type Locked = Readonly<{ own: ReadonlyMap<StreamName, Head>; agency: number; register: number }>

/** The agency and its register first, then the streams in their order, as every act locks them. */
async function lockAll(db: Client, agency: string, sent: readonly Sent[]): Promise<Locked> {
  const { rows: standing } = await db.query<{ kind: string; version: number }>(
    `select kind, version from stream_head where agency = $1 and kind in ('agency', 'register') and id = $1 order by kind for share`,
    [agency],
  )
  const { rows } = await db.query<{ kind: string; id: string; version: number; leaf: Buffer | null }>(
    `select kind, id, version, leaf from stream_head
     where agency = $1 and (kind, id) in (select * from unnest($2::text[], $3::text[])) order by kind, id for update`,
    [agency, sent.map(({ stream }) => kindOf(stream)), sent.map(({ stream }) => idOf(stream))],
  )
  const of = (kind: string) => standing.find((head) => head.kind === kind)?.version ?? 0
  return {
    own: new Map(rows.map(({ kind, id, version, leaf }) => [`${kind}:${id}` as StreamName, { version, leaf }])),
    agency: of('agency'),
    register: of('register'),
  }
}

/** Which of these ids were answered before. */
async function answered(db: Client, agency: string, sent: readonly Sent[]): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ id: string }>('select id from act_answer where agency = $1 and id = any($2::uuid[])', [
    agency,
    sent.map(({ id }) => id),
  ])
  return new Set(rows.map(({ id }) => id))
}

/** What a stateless act may ask: the running terms of its own stream. */
function factsOf(asked: object, running: ReadonlyMap<StreamName, readonly RunningTerm[]>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    (Object.entries(asked) as [string, Question<unknown>][]).map(([name, question]) => {
      if (!('running' in question) || question.running === 'all') throw new RangeError(`${name} cannot be asked for many at once`)
      return [name, question.as(running.get(question.running) ?? [])]
    }),
  )
}
