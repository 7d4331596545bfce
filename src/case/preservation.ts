import type { RecordName } from '#case/matter'
import type { Day, Instant } from '#law/day'
import type { Term } from '#law/term'

/** What became of preserved evidence 处理决定 (C4-28-1, C13-33-1). */
export const disposals = {
  recorded: '记录、复制、拍照、录像后返还',
  appraised: '送交检测、检验、鉴定',
  sealed: '依法转为查封、扣押、封存',
  confiscated: '依法没收、销毁',
  transferred: '移送有关部门',
  returned: '解除登记保存，返还当事人',
} as const
export type Disposal = keyof typeof disposals

/** Why a preservation ended without being disposed of 解除的原因. */
export const liftings = {
  refused: '负责人认为不应当采取',
  unapproved: '二十四小时内没有补办批准',
  lapsed: '期满没有处理，自动解除',
  ended: '案件终止',
} as const
export type Lifting = keyof typeof liftings

type Item = Readonly<{ name: string; quantity: string; place?: string }>
type Said = Readonly<{ opinion: string; by: string; on: Day }>

/** 先行登记保存: evidence taking, not coercion. Approved before, or urgently with approval made up within the hours of the text. */
export type Preservation = Readonly<{
  no: number
  items: readonly Item[]
  reason: string
  by: string
  on: Day
  urgent?: Readonly<{ at: Instant; approveBy: Term }>
  approved?: Said
  refused?: Said
  taken?: Readonly<{ on: Day; proof: string; term: Term }>
  disposed?: Readonly<{ disposal: Disposal; text: string; by: string; on: Day }>
  /** The term is over and nothing was decided: to be lifted 期满待解除. */
  lapsed?: Day
  lifted?: Readonly<{ why: Lifting; on: Day }>
}>

type Asked = Pick<Preservation, 'no' | 'items' | 'reason' | 'by' | 'on'>

export type PreservationEvent =
  | (Readonly<{ kind: 'case.preservationApplied' }> & Asked)
  | (Readonly<{ kind: 'case.preservationApproved' | 'case.preservationRefused'; no: number }> & Said)
  | Readonly<{ kind: 'case.preserved'; record: RecordName; no: number; proof: string; term: Term; by: string; on: Day }>
  | (Readonly<{ kind: 'case.preservedUrgently'; record: RecordName; proof: string; term: Term; at: Instant; approveBy: Term }> & Asked)
  | (Readonly<{ kind: 'case.preservationDisposed'; record: RecordName; no: number }> & NonNullable<Preservation['disposed']>)
  | Readonly<{ kind: 'case.preservationLapsed'; no: number; on: Day }>
  | (Readonly<{ kind: 'case.preservationLifted'; no: number }> & NonNullable<Preservation['lifted']>)

export function afterPreservation(before: readonly Preservation[], event: PreservationEvent): readonly Preservation[] {
  const change = (more: Partial<Preservation>) => before.map((each) => (each.no === event.no ? { ...each, ...more } : each))
  switch (event.kind) {
    case 'case.preservationApplied': {
      const { kind: _, ...asked } = event
      return [...before, asked]
    }
    case 'case.preservedUrgently': {
      const { kind: _, record: __, proof, term, at, approveBy, ...asked } = event
      return [...before, { ...asked, urgent: { at, approveBy }, taken: { on: asked.on, proof, term } }]
    }
    case 'case.preservationApproved':
      return change({ approved: saidIn(event) })
    case 'case.preservationRefused':
      return change({ refused: saidIn(event) })
    case 'case.preserved':
      return change({ taken: { on: event.on, proof: event.proof, term: event.term } })
    case 'case.preservationDisposed': {
      const { kind: _, record: __, no: ___, ...disposed } = event
      return change({ disposed })
    }
    case 'case.preservationLapsed':
      return change({ lapsed: event.on })
    case 'case.preservationLifted':
      return change({ lifted: { why: event.why, on: event.on } })
  }
}

const saidIn = ({ opinion, by, on }: Said): Said => ({ opinion, by, on })

/** Taken, and neither disposed of nor lifted 仍在登记保存中. */
export const isHeld = ({ taken, disposed, lifted }: Preservation): boolean => taken !== undefined && !disposed && !lifted
