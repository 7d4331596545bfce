import type { Question } from '#agency/act'
import type { Day } from '#law/day'
import type { Digest, Hash } from '#law/digest'
import type { Entry } from '#register/kind'

/** How a list stands under a key 现有条目: which change put it so; struck, or there. */
export type Standing = Readonly<{ key: string; set: string; struck: boolean }>

/** What a change rests on: how the list stands under its keys, in the order of the keys 变更的基础. */
export const baseOf = (held: readonly Standing[], hash: Hash): Digest =>
  hash(held.map(({ key, set }) => [key, set]).sort(([a = ''], [b = '']) => (a < b ? -1 : a > b ? 1 : 0)))

export const standingUnder = (list: string, keys: readonly string[]): Question<readonly Standing[]> => ({
  listed: list,
  keys,
  as: (held: readonly Standing[]) => held,
})

export const standingIn = (list: string, on: Day): Question<readonly Entry[]> => ({
  entries: list,
  on,
  as: (entries: readonly Entry[]) => entries,
})

/** An entry as it stands on the day asked for 条目: since when, and by which change. */
export type Found = Readonly<{ key: string; entry: Entry; from: Day; set: string }>

/** `more`: there are more than `total`, and nobody counted them. */
export type Listed = Readonly<{ items: readonly Found[]; total: number; more: boolean }>
