import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { table } from '#acts/table'
import { idOf } from '#agency/stream'
import { faults } from '../model/faults'
import { acts, type Sequence, sequence, undisturbed } from '../model/sequences'
import { type Seen, seenIn, ways } from '../model/ways'
import { amiss, eventsOf } from '../model/witness'
import { inputOf } from '../model/words'
import { play, refusals, World } from '../model/world'
import { rowsAnew, rowsHeld } from '../stories/anew'
import { wjw, ybj } from './house'

const LONG = process.env.LONG === '1'
/** `MODEL=60` plays so many; `LONG=1` plays the full count. */
const SEQUENCES = Number(process.env.MODEL ?? (LONG ? 20_000 : 250))
/** So many are under way at once, each on a database of its own. What lane 3 of `SEED=7` did is done again by `SEED=9 LANES=1`. */
const LANES = Number(process.env.LANES ?? 3)
const PER_DATABASE = 500
const TELL_EVERY = 500
const LIMIT_MS = LONG ? 6 * 3_600_000 : 480_000
const seed = Number(process.env.SEED ?? (Math.random() * 2 ** 31) | 0)

/** (a) and (b) of one sequence. */
async function holds(world: World, told: Sequence): Promise<{ decided: number; sent: number; seen: readonly Seen[] }> {
  const { agency, matters, refusedBefore } = await play(world, told)
  const events = await eventsOf(
    world.db.root,
    agency,
    matters.flatMap(({ stream }) => (stream ? [idOf(stream)] : [])),
  )
  const register = events.filter(({ kind }) => kind === 'register')
  let decided = 0
  const seen: Seen[] = []
  for (const { stream } of matters) {
    const own = events.filter(({ kind, id }) => `${kind}:${id}` === stream)
    assert.deepEqual(amiss(own, register, agency, told.of === ybj), [])
    seen.push(...seenIn(own.map(({ event }) => event.kind)))
    const has = (kind: string) => own.some(({ event }) => event.kind === kind)
    if (!has('penalty.decided')) continue
    decided++
    for (const [fault, changed] of faults(own))
      assert.notDeepEqual(amiss(changed, register, agency, told.of === ybj), [], `旁证看得出：${fault}`)
  }
  const sent = matters.flatMap((driven) => driven.sent)
  const { rows: kept } = await world.db.root.query<{ id: string; events: number; answers: number }>(
    `select id, (select count(*) from ledger_event e where e.agency = $1 and e.act_id = asked.id and (e.kind, e.id) in (select kind, id from stream_head where agency = $1)) as events,
       (select count(*) from act_answer a where a.agency = $1 and a.id = asked.id) as answers
     from unnest($2::uuid[]) as asked(id)`,
    [agency, sent.map(({ id }) => id)],
  )
  const by = new Map(kept.map((row) => [row.id, row]))
  for (const { id, outcome } of sent) {
    assert.ok(
      outcome.is === 'granted' ||
        outcome.is === 'refused' ||
        outcome.is === 'forbidden' ||
        outcome.is === 'notFound' ||
        outcome.is === 'malformed' ||
        outcome.is === 'stale',
    )
    const expected = outcome.is === 'granted' ? { events: outcome.answer.events.length, answers: 1 } : { events: 0, answers: 0 }
    const { id: _, ...found } = by.get(id) ?? { id, events: 0, answers: 0 }
    assert.deepEqual(found, expected, JSON.stringify(outcome))
  }
  const refused = sent.filter(({ outcome }) => outcome.is === 'refused').length
  assert.equal(await refusals(world, agency), refusedBefore + refused, '每一次不予办理留痕一次')
  const { rows: gaps } = await world.db.root.query(
    `select h.kind, h.id, h.version, count(e.version) as events, coalesce(max(e.version), 0) as last from stream_head h
     left join ledger_event e using (agency, kind, id) where h.agency = $1 group by 1, 2, 3 having h.version <> count(e.version) or h.version <> coalesce(max(e.version), 0)`,
    [agency],
  )
  assert.deepEqual(gaps, [])
  return { decided, sent: sent.length, seen }
}

/** (c): every row of the database is what its events say. */
async function rowsHold({ db }: World): Promise<void> {
  const { rows, keys } = await rowsAnew(db.root)
  const held = await rowsHeld(db.root, keys)
  for (const [name, laid] of rows) assert.deepEqual(held.get(name), laid, name)
}

/** One run of sequences after another, in worlds of its own: the same seed does the same again. */
class Lane {
  static #failed: Lane | undefined
  world: World
  readonly #seed: number
  private constructor(seed: number, world: World) {
    this.#seed = seed
    this.world = world
  }
  static async open(seed: number): Promise<Lane> {
    return new Lane(seed, await World.open())
  }

  /** So many sequences. @throws what failed, made as small as it gets, with the seed that finds it again; the other lanes then stop */
  async play(runs: number, tally: Tally): Promise<void> {
    let played = 0
    const held = async (told: Sequence): Promise<void> => {
      if (Lane.#failed && Lane.#failed !== this) return
      tally.add(await holds(this.world, told))
      if (++played % 100 === 0) await rowsHold(this.world)
      if (played % PER_DATABASE === 0) await this.#move()
      if (tally.sequences % TELL_EVERY === 0) process.stderr.write(`${tally}\n`)
    }
    await fc
      .assert(
        fc.asyncProperty(sequence, (told) =>
          held(told).catch((error: unknown) => {
            Lane.#failed = this
            throw error
          }),
        ),
        { numRuns: runs, seed: this.#seed, includeErrorInReport: true, endOnFailure: LONG || process.env.SEED !== undefined },
      )
      .catch((cause: unknown) => {
        throw new Error(`SEED=${this.#seed} LANES=1 再走一遍：${cause instanceof Error ? cause.message : cause}`, { cause })
      })
    if (!Lane.#failed) await rowsHold(this.world)
  }

  /** Into another database, so that none grows large. */
  async #move(): Promise<void> {
    const { db } = this.world
    this.world = await World.open()
    await db.drop()
  }
}

/** Waits for every lane, so that none is at work when its database goes. @throws what the first that failed says */
async function all(lanes: readonly Promise<void>[]): Promise<void> {
  for (const lane of await Promise.allSettled(lanes)) if (lane.status === 'rejected') throw lane.reason
}

/** What was seen so far, by all lanes together. */
class Tally {
  readonly since = performance.now()
  readonly #ways = new Map((Object.keys(ways) as Seen[]).map((way) => [way, 0]))
  sequences = 0
  #sent = 0
  #decided = 0
  add({ decided, sent, seen }: Awaited<ReturnType<typeof holds>>): void {
    this.sequences++
    this.#sent += sent
    if (decided > 0) this.#decided++
    for (const way of seen) this.#ways.set(way, (this.#ways.get(way) ?? 0) + 1)
  }
  get unseen(): readonly Seen[] {
    return [...this.#ways].flatMap(([way, count]) => (count === 0 ? [way] : []))
  }
  /** 经过、行为、走到决定的、用时、每一种去向各几次. */
  toString(): string {
    const seconds = (performance.now() - this.since) / 1000
    const share = Math.round((100 * this.#decided) / Math.max(1, this.sequences))
    return `${this.sequences} 段，${this.#sent} 个行为，${share} % 作出决定，${seconds.toFixed(0)} 秒，每分钟 ${Math.round((60 * this.sequences) / seconds)} 段`
  }
  ways(): string {
    return [...this.#ways].map(([way, count]) => `${way} ${count}`).join(' · ')
  }
}

describe('任何人、任何顺序、任何日子', () => {
  let lanes: Lane[] = []
  before(async () => {
    lanes = await Promise.all(Array.from({ length: LANES }, (_, n) => Lane.open(seed + n)))
  })
  after(() => Promise.all(lanes.map(({ world }) => world.db.drop())))

  test('每一个行为都说得出话', () => {
    for (const { id, input } of table.filter(({ id }) => acts.includes(id)))
      for (const of of [wjw, ybj] as const)
        for (const n of [0, 1, 2, 3]) {
          const { success, error } = input.safeParse(inputOf(id, { of, today: '2026-03-02', n }))
          assert.ok(success, `${id} ${JSON.stringify(error?.issues)}`)
        }
  })

  test('不受打扰，每一种去向都走得到', { timeout: LIMIT_MS }, async (t) => {
    const tally = new Tally()
    await all(
      lanes.map(async (_, lane) => {
        const world = await World.open()
        try {
          for (const told of undisturbed.filter((_, at) => at % LANES === lane))
            tally.add(
              await holds(world, told).catch((cause: unknown) => {
                throw new Error(`没有走通：${JSON.stringify(told)}`, { cause })
              }),
            )
          await rowsHold(world)
        } finally {
          await world.db.drop()
        }
      }),
    )
    t.diagnostic(`${tally}`)
    t.diagnostic(tally.ways())
    assert.deepEqual(tally.unseen, [])
  })

  test(`${SEQUENCES} 段经过：应当审核的，没有未经审核通过而决定的；账、一览、答复相符`, { timeout: LIMIT_MS }, async (t) => {
    const tally = new Tally()
    await all(lanes.map((lane, n) => lane.play(Math.floor((SEQUENCES + n) / LANES), tally)))
    t.diagnostic(`seed ${seed}, ${LANES} lanes: ${tally}`)
    t.diagnostic(tally.ways())
    assert.equal(tally.sequences, SEQUENCES)
    // a few hundred sequences may by chance miss one of the rarest, which the test before this one saw; thousands may not
    if (SEQUENCES >= 3_000) assert.deepEqual(tally.unseen, [])
  })
})
