import assert from 'node:assert/strict'
import { findAct } from '#acts/table'
import type { Caller } from '#agency/may'
import { idOf, kindOf, type StreamName } from '#agency/stream'
import type { Door, Outcome } from '#server/act'
import { newId } from '#server/config'
import { fraud, ordinary, type Step, type Story, step } from '../ordinary'
import { type House, wjw, ybj } from './house'

/** Who of the demo plays whom of the ordinary stories. */
const cast = {
  [wjw]: { li: 'w01', wang: 'w02', he: 'w01', qian: 'w03', zhao: 'w04', sun: 'w05', wu: 'w05', zhou: 'w06', zheng: 'w07', feng: 'w08' },
  [ybj]: { li: 'y01', wang: 'y02', he: 'y01', qian: 'y03', zhao: 'y04', sun: 'y05', wu: 'y05', zhou: 'y06', zheng: 'y07', feng: 'y08' },
} as const
export type AgencyId = keyof typeof cast

/** The same words, said by the people of the demo. */
export const as = <T>(agency: AgencyId, told: T): T =>
  JSON.parse(JSON.stringify(told), (_key, value) =>
    typeof value === 'string' && value in cast[agency] ? cast[agency][value as 'li'] : value,
  )

export const stories: Readonly<Record<AgencyId, Story>> = { [wjw]: ordinary, [ybj]: fraud }

export const callerOf = (agency: string, who: string): Caller =>
  who === 'system' ? { kind: 'system', agency } : { kind: 'officer', agency, officer: who }

/** What the door granted. @throws with its words */
export function granted(outcome: Outcome) {
  assert.equal(outcome.is, 'granted', JSON.stringify(outcome))
  return outcome.answer
}

export async function versionOf({ db }: Pick<House, 'db'>, agency: string, stream: string): Promise<number> {
  const { rows } = await db.root.query<{ version: number }>('select version from stream_head where agency = $1 and kind = $2 and id = $3', [
    agency,
    kindOf(stream as StreamName),
    idOf(stream as StreamName),
  ])
  return rows[0]?.version ?? 0
}

type Walking = Pick<House, 'db' | 'clock'> & Readonly<{ http: Readonly<{ door: Door }> }>

/** One step of a matter through the door: on its own day, or today where that day has passed; then what it dates on its day is dated today. */
export async function take(house: Walking, agency: AgencyId, stream: string | undefined, told: Step): Promise<Outcome> {
  const at = `${told.today}T01:00:00.000Z`
  if (at > house.clock.now()) house.clock.set(at)
  const today = house.clock.today()
  const { act, by, input } = JSON.parse(JSON.stringify(as(agency, told)), (_key, value) => (value === told.today ? today : value)) as Step
  const version = findAct(act)?.seen && stream ? { version: await versionOf(house, agency, stream) } : {}
  return house.http.door.send(
    act,
    { id: newId(), ...(stream ? { stream: stream as StreamName } : {}), ...version, input },
    callerOf(agency, by),
  )
}

/** An ordinary matter of the agency, up to but not including a step; the name of its stream. */
export async function matterBefore(house: Walking, agency: AgencyId, end: string, without: readonly string[] = []): Promise<StreamName> {
  let stream: StreamName | undefined
  for (const [name, told] of Object.entries(stories[agency])) {
    if (name === end) break
    if (!without.includes(name)) stream = granted(await take(house, agency, stream, told)).stream
  }
  assert.ok(stream)
  return stream
}

/** 公示: prepared, examined, released. */
export const publishing = (form: 'fulltext' | 'digest' = 'fulltext'): readonly Step[] => [
  step('publication.prepare', { facts: '将使用后的针头放入黑色塑料袋', form }, 'zheng', '2026-03-27'),
  step('publication.approve', {}, 'wu', '2026-03-27'),
  step('publication.approve', {}, 'zhou', '2026-03-27'),
  step('publication.release', {}, 'feng', '2026-03-27'),
]

/** A matter that went all its way, and is published. */
export async function publishedMatter(house: Walking, agency: AgencyId, form?: 'digest'): Promise<string> {
  const id = idOf(await matterBefore(house, agency, 'end'))
  for (const told of publishing(form)) {
    const outcome = await take(house, agency, `publication:${id}`, told)
    if (outcome.is === 'refused' && outcome.refusal.code === 'chain-complete') continue
    granted(outcome)
  }
  return id
}
