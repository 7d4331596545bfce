import type { StreamName } from '#agency/stream'
import type { Entry } from '#register/kind'
import { step } from '../ordinary'
import { type House, wjw } from './house'
import { granted, take } from './matter'

export type ListChange = Readonly<{ list: string; entries?: readonly Entry[]; strike?: readonly string[]; from?: string; why?: string }>

/** A change of a list, drafted by the publisher. */
export async function draftList(house: House, { list, entries = [], strike = [], from, why = '公布' }: ListChange): Promise<StreamName> {
  const today = house.clock.today()
  const input = { list, entries, strike, from: from ?? today, changed: today, why }
  return granted(await take(house, wjw, undefined, step('list.prepare', input, 'zheng', today))).stream
}

/** Examined by whom the pack names, and released. */
export async function releaseList(house: House, stream: StreamName): Promise<void> {
  for (const [act, by] of [
    ['list.approve', 'wu'],
    ['list.approve', 'zhou'],
    ['list.release', 'feng'],
  ] as const) {
    const outcome = await take(house, wjw, stream, step(act, {}, by, house.clock.today()))
    if (outcome.is !== 'refused' || outcome.refusal.code !== 'chain-complete') granted(outcome)
  }
}

export async function publishList(house: House, change: ListChange): Promise<StreamName> {
  const stream = await draftList(house, change)
  await releaseList(house, stream)
  return stream
}
