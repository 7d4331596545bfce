import type { Reached } from '#case/delivery'
import type { RecordName } from '#case/matter'
import type { PaperItem } from '#decision/decision'
import type { ClauseId } from '#law/clause'
import type { Day, Instant } from '#law/day'
import type { Digest } from '#law/digest'
import type { Term } from '#law/term'
import type { Warning } from '#law/warning'
import type { Payable, Penalty } from '#proposal/proposal'

/** 不予行政处罚: excused by law, or the facts do not hold. */
export type Unpunished = Readonly<{
  how: 'unpunished' | 'unfounded'
  /** The ground as the list of the day words it, with its clause. */
  ground: Readonly<{ id: string; zh: string; clause: ClauseId }>
  text: string
  evidence: readonly number[]
  education?: string
  opinion: string
  warnings: readonly Warning[]
  by: string
  on: Day
}>

/** 涉嫌犯罪 as far as it went: reported by the team, decided by the main head, sent, answered by the police, goods handed over. */
export type Crime = Readonly<{
  team: readonly string[]
  suspected: string
  by: string
  on: Day
  term?: Term
  decided?: Readonly<{ approved: boolean; opinion: string; at: Instant; by: string; on: Day }>
  sent?: Readonly<{ police: string; papers: readonly string[]; lateReason?: string; by: string; on: Day }>
  answer?: Readonly<{ filed: boolean; text: string; by: string; on: Day }>
  reconsideration?: Readonly<{ text: string; by: string; on: Day }>
  handedOver?: Readonly<{ text: string; by: string; on: Day }>
}>

export const outcomesZh = { changed: '变更', annulled: '撤销', unlawful: '确认违法', void: '确认无效' } as const
export type How = keyof typeof outcomesZh
export const sourcesZh = { reconsideration: '行政复议', suit: '行政诉讼', own: '本机关主动改正' } as const
export type Source = keyof typeof sourcesZh

/** What became of a decision 决定的变更、撤销、确认违法、确认无效. */
export type Outcome = Readonly<{
  how: How
  source: Source
  organ: string
  documentNo: string
  ground: string
  /** What the decision now orders, where it was changed 变更后的内容. */
  change?: Readonly<{ penalties: readonly Penalty[]; payable: readonly Payable[] }>
  /** Ordered to act anew, or resolved to 责令（决定）重新作出: by when; and was it annulled for its procedure alone? */
  anew?: Readonly<{ term: Term; procedural: boolean }>
  by: string
  on: Day
}>

/** The agency's own decisions beside the penalty 本机关的其他决定书; each kind has its own run of numbers. */
export const papersZh = {
  unpunished: '不予行政处罚决定书',
  changed: '变更行政处罚决定书',
  annulled: '撤销行政处罚决定书',
  unlawful: '确认行政处罚违法（无效）决定书',
} as const
export type PaperKind = keyof typeof papersZh

/** Such a paper: numbered when it is made, served by a day; each service is a record that the second handler confirms. */
export type OwnPaper = Readonly<{
  kind: PaperKind
  zh: string
  documentNo: string
  items: readonly PaperItem[]
  deliverBy: Term
  services: readonly (Reached & Readonly<{ no: number; proof: string; by: string }>)[]
  on: Day
}>

/** An annulled decision in whose place another is to come 已撤销的原决定. */
export type Past = Readonly<{ documentNo: string; substance: Digest; outcome: Outcome }>

export type ClosingReport = Readonly<{ ground: string; text: string; by: string; on: Day }>
export type Closed = Readonly<{ ground: string; opinion: string; warnings: readonly Warning[]; upward?: Term; by: string; on: Day }>
/** 听证案件报上级法制机构备案 */
export type FiledUpward = Readonly<{ to: string; documentNo: string; by: string; on: Day }>

/** How a matter left the way to a decision, or ended 出口和结束. */
export type Exit = Readonly<{
  unpunished?: Unpunished
  papers: readonly OwnPaper[]
  crimes: readonly Crime[]
  outcomes: readonly Outcome[]
  past: readonly Past[]
  report?: ClosingReport
  closed?: Closed
  filedUpward?: FiledUpward
}>

export type ExitEvent =
  | (Readonly<{ kind: 'penalty.notPunished' | 'penalty.foundUnfounded'; paper: OwnPaper }> & Omit<Unpunished, 'how'>)
  | (Readonly<{ kind: 'decision.crimeReported' }> & Pick<Crime, 'team' | 'suspected' | 'by' | 'on' | 'term'>)
  | (Readonly<{ kind: 'decision.crimeDecided'; term?: Term }> & NonNullable<Crime['decided']>)
  | (Readonly<{ kind: 'decision.crimeSent' }> & NonNullable<Crime['sent']>)
  | (Readonly<{ kind: 'decision.policeAnswered'; term?: Term }> & NonNullable<Crime['answer']>)
  | (Readonly<{ kind: 'decision.reconsiderationAsked' }> & NonNullable<Crime['reconsideration']>)
  | (Readonly<{ kind: 'decision.handedOver' }> & NonNullable<Crime['handedOver']>)
  | (Readonly<{ kind: 'decision.outcomeSet'; paper?: OwnPaper }> & Outcome)
  | Readonly<{
      kind: 'decision.paperServed'
      record: RecordName
      by: string
      documentNo: string
      service: OwnPaper['services'][number]
      on: Day
    }>
  | (Readonly<{ kind: 'decision.closingReported' }> & ClosingReport)
  | (Readonly<{ kind: 'decision.closed' }> & Closed)
  | (Readonly<{ kind: 'decision.filedUpward' }> & FiledUpward)

const kinds: readonly ExitEvent['kind'][] = [
  'penalty.notPunished',
  'penalty.foundUnfounded',
  'decision.crimeReported',
  'decision.crimeDecided',
  'decision.crimeSent',
  'decision.policeAnswered',
  'decision.reconsiderationAsked',
  'decision.handedOver',
  'decision.outcomeSet',
  'decision.paperServed',
  'decision.closingReported',
  'decision.closed',
  'decision.filedUpward',
]
export const isExitEvent = (event: Readonly<{ kind: string }>): event is ExitEvent => kinds.some((kind) => kind === event.kind)

export const noExit: Exit = { papers: [], crimes: [], outcomes: [], past: [] }

export function afterExit(before: Exit, event: ExitEvent): Partial<Exit> {
  const last = (change: Partial<Crime>): Partial<Exit> => ({
    crimes: before.crimes.map((crime, i) => (i === before.crimes.length - 1 ? { ...crime, ...change } : crime)),
  })
  switch (event.kind) {
    case 'penalty.notPunished':
    case 'penalty.foundUnfounded': {
      const { kind, paper, ...said } = event
      return {
        unpunished: { how: kind === 'penalty.notPunished' ? 'unpunished' : 'unfounded', ...said },
        papers: [...before.papers, paper],
      }
    }
    case 'decision.crimeReported': {
      const { kind: _, ...crime } = event
      return { crimes: [...before.crimes, crime] }
    }
    case 'decision.crimeDecided': {
      const { kind: _, term: __, ...decided } = event
      return last({ decided })
    }
    case 'decision.crimeSent': {
      const { kind: _, ...sent } = event
      return last({ sent })
    }
    case 'decision.policeAnswered': {
      const { kind: _, term: __, ...answer } = event
      return last({ answer })
    }
    case 'decision.reconsiderationAsked': {
      const { kind: _, ...reconsideration } = event
      return last({ reconsideration })
    }
    case 'decision.handedOver': {
      const { kind: _, ...handedOver } = event
      return last({ handedOver })
    }
    case 'decision.outcomeSet': {
      const { kind: _, paper, ...outcome } = event
      return { outcomes: [...before.outcomes, outcome], papers: [...before.papers, ...(paper ? [paper] : [])] }
    }
    case 'decision.paperServed':
      return {
        papers: before.papers.map((paper) =>
          paper.documentNo === event.documentNo ? { ...paper, services: [...paper.services, event.service] } : paper,
        ),
      }
    case 'decision.closingReported': {
      const { kind: _, ...report } = event
      return { report }
    }
    case 'decision.closed': {
      const { kind: _, ...closed } = event
      return { closed }
    }
    case 'decision.filedUpward': {
      const { kind: _, ...filedUpward } = event
      return { filedUpward }
    }
  }
}

/** The suspicion now before the agency or the police 现在的涉嫌犯罪: one that was not approved, or that the police declined, is over. */
export const openCrime = ({ crimes }: Pick<Exit, 'crimes'>): Crime | undefined => {
  const last = crimes.at(-1)
  return last && last.decided?.approved !== false && last.answer?.filed !== false ? last : undefined
}

/** The matter is with the police 已移送公安机关. */
export const withPolice = (exit: Pick<Exit, 'crimes'>): boolean => openCrime(exit)?.sent !== undefined

/** A decision that no longer is 已被撤销、确认无效的决定. */
export const isAnnulled = ({ outcomes }: Pick<Exit, 'outcomes'>): boolean => {
  const how = outcomes.at(-1)?.how
  return how === 'annulled' || how === 'void'
}
