import type { Day } from '#law/day'
import type { Proposal } from '#proposal/proposal'

export type Report = Readonly<{ heads: readonly Readonly<{ id: string; text: string }>[]; by: string; on: Day }>
export type Deliberation = Readonly<{ participants: readonly string[]; opinion: string; by: string; on: Day }>

/** 调查终结、合议、拟处理意见 of one matter. An earlier one stays in the events; the last counts, and a new report asks for a new 合议. */
export type Stage = Readonly<{ report?: Report; deliberation?: Deliberation; proposal?: Proposal }>

export type ProposalEvent =
  | (Readonly<{ kind: 'proposal.concluded' }> & Report)
  | (Readonly<{ kind: 'proposal.deliberated' }> & Deliberation)
  | (Readonly<{ kind: 'proposal.proposed' }> & Proposal)

export const noStage: Stage = {}

export function afterProposal(before: Stage, event: ProposalEvent): Stage {
  switch (event.kind) {
    case 'proposal.concluded': {
      const { kind: _, ...report } = event
      return { ...(before.proposal ? { proposal: before.proposal } : {}), report }
    }
    case 'proposal.deliberated': {
      const { kind: _, ...deliberation } = event
      return { ...before, deliberation }
    }
    case 'proposal.proposed': {
      const { kind: _, ...proposal } = event
      return { ...before, proposal }
    }
  }
}
