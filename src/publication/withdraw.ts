import { z } from 'zod'
import { act } from '#agency/act'
import { day } from '#law/day'
import { reckon } from '#law/period'
import { findInForce, on } from '#policy/law'
import type { Publication, PublicationEvent } from '#publication/publication'

/**
 * 应当撤回公示: what was published of a decision that was changed, annulled, held unlawful or void is withdrawn within three working days, with public
 * reasons (CFF-48-2); before that text promptly, without a figure (G118-6). Nothing published, nothing to withdraw.
 */
export const withdrawDue = act({
  id: 'publication.withdrawDue',
  zh: '开启撤回公示任务',
  clauses: ['CFF-48-2', 'C13-23', 'C4-46', 'G118-6'],
  stream: 'publication',
  by: 'system',
  seen: false,
  input: z.strictObject({ how: z.enum(['changed', 'annulled', 'unlawful', 'void']), on: day }),
  run({ released }: Publication, said, { law }): readonly PublicationEvent[] {
    if (!released) return []
    const row = findInForce(law.periods, 'publication.withdraw', on(said.on))
    const term = row && reckon('publication.withdraw', row, said.on, law.calendar)
    return [{ kind: 'publication.withdrawFellDue', ...said, ...(term ? { term } : {}) }]
  },
})
