import assert from 'node:assert/strict'
import { addDays } from '#law/day'
import { loadPacks } from '#policy/load'
import { type Door, door } from '#server/act'
import { findRoot, newId as newRequest } from '#server/config'
import { demoAgencies, founding } from '#server/demo'
import { followups } from '#server/followups'
import { streams } from '#server/streams'
import { type Fresh, freshDatabase } from '../db/template'
import { wjw } from '../http/house'
import { type AgencyId, as, callerOf } from '../http/matter'
import { Days, Driven } from './people'
import { disturbing, type Sequence } from './sequences'

/** A new agency after so many sequences, so that its register does not grow for ever. */
const PER_AGENCY = 12

/** Who comes in for the recused: a third handler, a second reviewer. */
const standIns = (of: AgencyId) => [
  {
    ...{ id: 'x11', name: '郝平', unit: of === wjw ? 'yizheng' : 'jijin', posts: ['handler'], qualified: false },
    certificate: { no: '演11', from: '2021-07-15', to: '2029-12-31' },
  },
  { id: 'x12', name: '方晓岚', unit: 'fagui', posts: ['reviewer'], qualified: true },
]

/** A database and its door, agencies founded as they are needed. */
export class World {
  readonly db: Fresh
  readonly gate: Door
  readonly days: Days
  readonly due: ReturnType<typeof followups>
  #agencies = 0
  #played = 0
  readonly #current = new Map<AgencyId, string>()
  private constructor(db: Fresh, gate: Door, days: Days) {
    this.db = db
    this.gate = gate
    this.days = days
    this.due = followups({ pool: db.app, door: gate, clock: days })
  }
  static async open(): Promise<World> {
    const db = await freshDatabase()
    const days = new Days()
    return new World(db, door({ pool: db.app, streams: streams(loadPacks()), clock: days }), days)
  }
  async agency(of: AgencyId): Promise<string> {
    if (this.#played++ % PER_AGENCY === 0) this.#current.clear()
    const held = this.#current.get(of)
    if (held) return held
    const first = demoAgencies(findRoot()).find(({ agency }) => agency.id === of)
    assert.ok(first)
    const id = `${of}-${++this.#agencies}`
    this.days.start('2021-07-15')
    for (const { act, as: who, input } of (await founding({ ...first, agency: { ...first.agency, id } }, 'x')).steps) {
      const outcome = await this.gate.send(act, { id: newRequest(), input }, callerOf(id, who.split('/')[1] ?? ''))
      assert.equal(outcome.is, 'granted', JSON.stringify(outcome))
    }
    for (const officer of standIns(of)) {
      const outcome = await this.gate.send('agency.appoint', { id: newRequest(), input: officer }, callerOf(id, first.administrator.id))
      assert.equal(outcome.is, 'granted', JSON.stringify(outcome))
    }
    this.#current.set(of, id)
    return id
  }
}
/** Does what is told, in a world. */
export async function play(
  world: World,
  { of, from, courses, ahead, n, commands }: Sequence,
): Promise<{ agency: string; matters: readonly Driven[]; refusedBefore: number }> {
  const agency = await world.agency(of)
  world.days.start(from)
  const matters = courses.map((course) => new Driven({ door: world.gate, pool: world.db.root, days: world.days, agency, of, course, n }))
  const refusedBefore = await refusals(world, agency)
  for (let done = 0; done < ahead; done++) await matters[0]?.next(n + done)
  for (const told of commands) {
    const driven = 'matter' in told ? matters[told.matter] : matters[0]
    if (!driven) continue
    switch (told.is) {
      case 'next':
        await driven.next(told.n)
        break
      case 'any':
        await driven.any(told.act, told.n, told.who)
        break
      case 'disturb':
        if (driven.stream) await driven.any(told.act, told.n, disturbing[told.act])
        break
      case 'turn':
        driven.turn(told.course, told.n)
        break
      case 'days':
        world.days.pass(told.days)
        await world.due.run()
        break
      case 'adopt': {
        const rows = [
          {
            from: addDays(world.days.today(), 1),
            by: 'decision',
            local: 'free',
            clauses: ['G118-12'],
            source: '演示',
            entries: [{ id: 'fine', zh: '罚款', fineAtLeastFen: told.fen }],
          },
        ]
        const input = { family: 'catalogue', key: 'review.catalogue', rows }
        const outcome = await world.gate.send('register.adopt', { id: newRequest(), input }, callerOf(agency, as(of, 'zhou')))
        assert.equal(outcome.is, 'granted', JSON.stringify(outcome))
        break
      }
    }
  }
  return { agency, matters, refusedBefore }
}

/** How often the law refused something in this agency 不予办理留痕. */
export const refusals = async ({ db }: World, agency: string): Promise<number> =>
  (await db.root.query<{ n: number }>('select count(*) as n from supervision_entry where agency = $1', [agency])).rows[0]?.n ?? 0
