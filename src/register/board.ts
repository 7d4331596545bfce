import type { Day } from '#law/day'
import type { Entry } from '#register/kind'
import { kindOf } from '#register/kinds'

/** 公示牌 of a post as it is read on the wall: the post and who is there above, the rest line by line; `certificate`: what it is checked by. */
export type Board = Readonly<{
  window: string
  name: string
  certificate: string | undefined
  since: Day
  lines: readonly Readonly<{ zh: string; words: string }>[]
}>

/** So many stand in one file 一份文件至多. */
export const SHEETS = 50

const above = ['window', 'name']

export const boardOf = ({ entry, from }: Readonly<{ entry: Entry; from: Day }>): Board => ({
  window: entry.window ?? '',
  name: entry.name ?? '',
  certificate: entry.certificate,
  since: from,
  lines: kindOf('boards').fields.flatMap(({ id, zh }) => {
    const words = entry[id]
    return words && !above.includes(id) ? [{ zh, words }] : []
  }),
})
