import { z } from 'zod'
import { act, type Fold } from '#agency/act'
import { idOf } from '#agency/stream'
import type { FileCopied, ViewingCopy } from '#case/copy'
import type { Day } from '#law/day'
import { digest } from '#law/digest'
import { type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'
import { LARGEST } from '#vault/chunk'
import { mediaTypes } from '#vault/media'

/** A file that is kept 入库的材料: its bytes are in the vault under `root`, `digests` are those of its pieces. */
export const keptFile = z.strictObject({
  name: words(120),
  mediaType: z.enum(mediaTypes),
  size: z.int().positive().max(LARGEST),
  root: digest,
  digests: z.array(digest).min(1).max(8),
  by: words(32),
})
export type KeptFile = z.infer<typeof keptFile> & Readonly<{ on: Day }>
export type FileState = Readonly<{ kept?: KeptFile; copy?: ViewingCopy }>
type FileKept = Readonly<{ kind: 'file.kept' }> & KeptFile
export type FileEvent = FileKept | FileCopied

/** Told by the edge once the bytes are on the disk 材料入库: an upload is kept once. */
export const keepFile = act({
  id: 'file.keep',
  zh: '材料入库',
  clauses: ['CFF-47', 'CFF-46-2'],
  stream: 'file',
  founds: true,
  by: 'system',
  seen: false,
  input: keptFile,
  run({ kept }: FileState, said, { today }): readonly FileEvent[] | Refusal {
    if (!kept) return [{ kind: 'file.kept', ...said, on: today }]
    return kept.root === said.root && kept.by === said.by ? [] : refuse('already-kept', '这一编号已经有另一份材料，请另行上传', 'CFF-47')
  },
})

export const fileFold: Fold<FileState, FileEvent> = {
  empty: {},
  after(before, event) {
    switch (event.kind) {
      case 'file.kept': {
        const { kind: _, ...kept } = event
        return { ...before, kept }
      }
      case 'file.copied': {
        const { kind: _, on: __, ...copy } = event
        return { ...before, copy }
      }
    }
  },
  rows(_after, event, { stream }) {
    const key = { id: idOf(stream) }
    switch (event.kind) {
      case 'file.kept': {
        const { name, mediaType, size, root, digests, by, on } = event
        return [{ table: 'kept_file', key, set: { name, media_type: mediaType, size, root, digests, kept_by: by, kept_on: on } }]
      }
      case 'file.copied': {
        const { of, digest, size, width, height, on } = event
        return [{ table: 'viewing_copy', key, set: { root: of, digest, size, width, height, made_on: on } }]
      }
    }
  },
}
