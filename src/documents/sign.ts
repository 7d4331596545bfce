import type { Day } from '#law/day'

/** A sign 公示牌 for a wall or a counter, a sheet of its own: what it is of, whose, what it tells, and a code that leads further. */
export type Sign = Readonly<{
  window: string
  name: string
  lines: readonly Readonly<{ zh: string; words: string }>[]
  since: string
  /** `to`: where it leads; `at`: the same as somebody types it. */
  code: Readonly<{ zh: string; to: string; at: string }>
}>

/** All that a file of signs says; `day`: since when the newest of them stands. */
export type Signs = Readonly<{ agency: string; zh: string; day: Day; source: string; signs: readonly Sign[] }>

/** Every word that somebody wrote on them. */
export const wordsOnSigns = ({ agency, signs }: Signs): string =>
  [agency, ...signs.flatMap(({ window, name, lines, code }) => [window, name, code.at, ...lines.map(({ words }) => words)])].join('\n')
