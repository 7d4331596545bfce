import { z } from 'zod'
import { act } from '#agency/act'
import type { FileState } from '#case/keep'
import type { Day } from '#law/day'
import { digest } from '#law/digest'
import { type Refusal, refuse } from '#law/refusal'

/** A smaller picture to look at 查阅件, made from the original under `of`, which stays as it is and alone is evidence. */
export const viewingCopy = z.strictObject({
  of: digest,
  digest,
  size: z.int().positive(),
  width: z.int().positive(),
  height: z.int().positive(),
})
export type ViewingCopy = z.infer<typeof viewingCopy>
export type FileCopied = Readonly<{ kind: 'file.copied'; on: Day }> & ViewingCopy

/** Told by the edge once the picture is on the disk 制作查阅件; made anew, it is another. */
export const copyFile = act({
  id: 'file.copy',
  zh: '制作查阅件',
  clauses: ['CFF-47'],
  stream: 'file',
  by: 'system',
  seen: false,
  input: viewingCopy,
  run({ kept, copy }: FileState, said, { today }): readonly FileCopied[] | Refusal {
    if (kept?.root !== said.of) return refuse('not-of-this', '查阅件不是从这份材料制作的', 'CFF-47')
    return copy?.digest === said.digest ? [] : [{ kind: 'file.copied', ...said, on: today }]
  },
})
