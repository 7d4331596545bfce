import { z } from 'zod'
import { act } from '#agency/act'
import { day } from '#law/day'
import { reckon } from '#law/period'
import { findInForce, on } from '#policy/law'
import type { Publication, PublicationEvent } from '#publication/publication'

/**
 * 应当撤回公示: what was published of a decision that was changed, annulled, held unlawful or void is withdrawn within three working days, with public
 * reasons (CFF-48-2); before that text promptly, without a figure (G118-6). Where nothing was published yet, its draft goes, approved or not; a decision
 * that fell is published no more, one that was changed as it now stands and within the time that already ran (R).
 */
export const withdrawDue = act({
  id: 'publication.withdrawDue',
  zh: '决定变化后撤回公示或者撤下公示稿',
  clauses: ['CFF-48-2', 'C13-23', 'C4-46', 'G118-6'],
  stream: 'publication',
  by: 'system',
  seen: false,
  input: z.strictObject({ how: z.enum(['changed', 'annulled', 'unlawful', 'void']), on: day }),
  run({ duty, draft, released }: Publication, said, { law }): readonly PublicationEvent[] {
    if (!released)
      return duty && (draft || said.how !== 'changed') ? [{ kind: 'publication.dropped', ...said, documentNo: duty.documentNo }] : []
    const row = findInForce(law.periods, 'publication.withdraw', on(said.on))
    const term = row && reckon('publication.withdraw', row, said.on, law.calendar)
    return [{ kind: 'publication.withdrawFellDue', ...said, ...(term ? { term } : {}) }]
  },
})
