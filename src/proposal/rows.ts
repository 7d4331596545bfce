import type { RowChange } from '#agency/act'
import { done } from '#agency/duty'
import type { StreamName } from '#agency/stream'
import type { CaseFile } from '#case/matter'
import type { ProposalEvent } from '#proposal/stage'

/** A report ends the inquiry that was opened anew 调查终结. */
export const rows = (_file: CaseFile, event: ProposalEvent, stream: StreamName): readonly RowChange[] =>
  event.kind === 'proposal.concluded' ? [done(stream, 'inquire-again', event.on)] : []
