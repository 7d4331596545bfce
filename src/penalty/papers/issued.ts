import type { Event, RowChange } from '#agency/act'
import { idOf, type StreamName } from '#agency/stream'
import type { FormId } from '#documents/form'
import type { Paper } from '#documents/paper'
import type { Day } from '#law/day'
import type { Digest } from '#law/digest'

/** A paper as it was made 已制作的文书, its whole text in the event; later changes of matter, agency or law do not reach it. */
export type PaperEvent = Readonly<{ kind: 'paper.issued'; form: FormId; no: number; paper: Paper; digest: Digest; on: Day }>

/** What a matter remembers of its papers; what they say stands in their events. */
export type Issued = Readonly<{ form: FormId; no: number; number: string | null; digest: Digest; on: Day }>

export const afterPaper = (before: readonly Issued[], { form, no, paper, digest, on }: PaperEvent): readonly Issued[] => [
  ...before,
  { form, no, number: paper.number, digest, on },
]

export const isPaperEvent = (event: Event): event is PaperEvent => event.kind === 'paper.issued'

/** 文书登记簿: every paper that was made, where its number is counted and from which its event is found. */
export const paperRow = ({ form, no, paper, digest, on }: PaperEvent, stream: StreamName, version: number): RowChange => ({
  table: 'paper',
  key: { case_id: idOf(stream), form, no },
  set: { zh: paper.zh, document_no: paper.number, made_on: on, digest, event_version: version },
})
