import type { Day } from '#law/day'
import type { Proposal } from '#proposal/proposal'

export type Report = Readonly<{ heads: readonly Readonly<{ id: string; text: string }>[]; by: string; on: Day }>
export type Deliberation = Readonly<{ participants: readonly string[]; opinion: string; by: string; on: Day }>

/**
 * 调查终结、合议、拟处理意见 of one matter. The last counts, and a new report asks for a new 合议; earlier proposals stay, for what was told
 * of one is measured against the next.
 */
export type Stage = Readonly<{ report?: Report; deliberation?: Deliberation; proposal?: Proposal; earlier: readonly Proposal[] }>

export type ProposalEvent =
  | (Readonly<{ kind: 'proposal.concluded' }> & Report)
  | (Readonly<{ kind: 'proposal.deliberated' }> & Deliberation)
  | (Readonly<{ kind: 'proposal.proposed' }> & Proposal)

export const noStage: Stage = { earlier: [] }

export function afterProposal(before: Stage, event: ProposalEvent): Stage {
  switch (event.kind) {
    case 'proposal.concluded': {
      const { kind: _, ...report } = event
      return { ...reopened(before), report }
    }
    case 'proposal.deliberated': {
      const { kind: _, ...deliberation } = event
      return { ...before, deliberation }
    }
    case 'proposal.proposed': {
      const { kind: _, ...proposal } = event
      return { ...before, proposal, earlier: before.proposal ? [...before.earlier, before.proposal] : before.earlier }
    }
  }
}

/** New facts 有新的事实需要调查核实: the report and the 合议 on it no longer stand, and the inquiry is to be concluded anew. */
export const reopened = ({ proposal, earlier }: Stage): Stage => ({ ...(proposal ? { proposal } : {}), earlier })
