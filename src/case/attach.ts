import { z } from 'zod'
import { act, type Reads } from '#agency/act'
import { notHandler } from '#case/handler'
import type { FileState, KeptFile } from '#case/keep'
import { type CaseEvent, type CaseFile, recordName } from '#case/matter'
import { type Refusal, refuse } from '#law/refusal'

type Facts = Readonly<{ file: KeptFile | undefined }>

/**
 * A scan, a photograph or a receipt put to a record 附卷: while the second officer has not yet confirmed it, so that what he stands for is what is there. A piece
 * of evidence is then another (its digest changes), and what was reviewed before no longer covers it.
 */
export const attach = act({
  id: 'case.attach',
  zh: '附上材料',
  clauses: ['CFF-46-2', 'CFF-47', 'C13-21'],
  stream: 'case',
  by: ['handler'],
  seen: false,
  input: z.strictObject({
    to: recordName.meta({ title: '附在哪一份记录', of: 'record' }),
    file: z.uuid('请选择要附的文件').meta({ title: '文件', upload: true }),
  }),
  reads: (_file: CaseFile, { input }): Reads<Facts> => ({
    file: { stream: `file:${input.file}`, as: ({ kept }: FileState) => kept },
  }),
  closed(file: CaseFile, at): Refusal | undefined {
    const stranger = notHandler(file, at)
    if (stranger) return stranger
    return file.records.some(({ confirmedBy }) => !confirmedBy)
      ? undefined
      : refuse('nothing-open', '没有等待确认的记录；已经确认的记录不能再附材料，请另行登记证据', 'CFF-46-2')
  },
  run(file: CaseFile, said, { actor, today, hash, facts }): readonly CaseEvent[] | Refusal {
    const record = file.records.find(({ name }) => name === said.to)
    if (!record) return refuse('no-record', '本案没有这份记录', 'CFF-46-2')
    if (record.confirmedBy) return refuse('already-confirmed', '这份记录已经由另一名办案人员确认，不能再附材料；请另行登记证据', 'CFF-46-2')
    if (!facts.file) return refuse('no-file', '没有这份文件，请重新上传', 'CFF-47')
    if (file.attachments.some((each) => each.file === said.file || (each.to === said.to && each.root === facts.file?.root)))
      return refuse('already-attached', '这份文件已经附过', 'CFF-47')
    const { name, mediaType, size, root, digests } = facts.file
    const piece = file.evidence.find(({ no }) => said.to === `evidence:${no}`)
    return [
      {
        kind: 'case.attached',
        attachment: { to: record.name, file: said.file, name, mediaType, size, root, digests, by: actor.id, on: today },
        ...(piece ? { evidence: { no: piece.no, digest: hash({ evidence: piece.digest, file: root }) } } : {}),
        on: today,
      },
    ]
  },
})
