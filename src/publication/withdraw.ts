import { z } from 'zod'
import { act } from '#agency/act'
import type { ClauseId } from '#law/clause'
import { type Day, day } from '#law/day'
import type { Hash } from '#law/digest'
import { reckon } from '#law/period'
import { type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'
import { findInForce, inForce, type Law, on } from '#policy/law'
import { citations, matterOf } from '#publication/decided'
import { leak } from '#publication/leak'
import type { PublicDecision, PublicWithdrawal } from '#publication/public'
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
  run({ duty, draft, withholding, withheld, shown }: Publication, said, { law }): readonly PublicationEvent[] {
    if (!shown)
      return duty && (draft || withholding || withheld || said.how !== 'changed')
        ? [{ kind: 'publication.dropped', ...said, documentNo: duty.documentNo }]
        : []
    const row = findInForce(law.periods, 'publication.withdraw', on(said.on))
    const term = row && reckon('publication.withdraw', row, said.on, law.calendar)
    return [{ kind: 'publication.withdrawFellDue', ...said, ...(term ? { term } : {}) }]
  },
})

/** What the portal shows from now on instead of the page 撤回后的页面. */
function pageAfter(
  { agency, agencyZh, id, documentNo, typeZh, demo, publishedOn, ledger }: PublicDecision,
  told: Readonly<{ on: Day; how: PublicWithdrawal['withdrawn']['how']; reason: string; clauses: readonly ClauseId[] }>,
  law: Law,
  hash: Hash,
): PublicWithdrawal {
  const page = {
    ...{ agency, agencyZh, id, typeZh, demo },
    ...(documentNo ? { documentNo } : {}),
    withdrawn: { ...told, publishedOn, clauses: citations(law, told.clauses) },
  }
  return { ...page, fingerprint: hash(page), ledger }
}

/** Who released it takes it back 原发布科室撤回 (WZ-GS-25-2), without a chain: what must not be seen waits for nobody. */
export const withdraw = act({
  id: 'publication.withdraw',
  zh: '撤回公示并公开说明理由',
  clauses: ['CFF-48-2', 'C13-23', 'C4-46', 'G118-6', 'WZ-GS-25-2'],
  stream: 'publication',
  by: ['releaser'],
  seen: true,
  input: z.strictObject({ reason: words(500).meta({ title: '撤回的理由（将公开，不写当事人的姓名、住址、证件号码）' }) }),
  reads: matterOf,
  closed: ({ shown }: Publication): Refusal | undefined =>
    shown ? undefined : refuse('not-shown', '没有正在公示的内容，没有可以撤回的', 'G118-6'),
  run(
    { shown, shownNo, withdrawal, duty }: Publication,
    { reason },
    { actor, today, law, hash, facts },
  ): readonly PublicationEvent[] | Refusal {
    if (!shown || !shownNo) return refuse('not-shown', '没有正在公示的内容，没有可以撤回的', 'G118-6')
    const party = facts.matter.stage.proposal?.substance.party
    const amiss = party && leak([reason], party)
    if (amiss) return amiss
    const told = { on: today, how: withdrawal?.how ?? ('error' as const), reason }
    const clauses = withdrawal?.term?.clauses ?? (['G118-6'] as const)
    const again =
      withdrawal?.how === 'changed' && duty
        ? {
            documentNo: duty.documentNo,
            decidedOn: withdrawal.on,
            term: reckon(
              'publication.penalty',
              inForce(law.periods, 'publication.penalty', on(withdrawal.on)),
              withdrawal.on,
              law.calendar,
            ),
          }
        : undefined
    return [
      {
        kind: 'publication.withdrawn',
        ...told,
        documentNo: shownNo,
        by: actor.id,
        page: pageAfter(shown, { ...told, clauses }, law, hash),
        ...(again ? { again } : {}),
      },
    ]
  },
})

/** The days for which a text or the agency lets a page stand are over 公示期满; where neither sets any, it stands. */
export const end = act({
  id: 'publication.end',
  zh: '公示期满撤下',
  clauses: ['G118-6'],
  stream: 'publication',
  by: 'system',
  seen: false,
  input: z.strictObject({ documentNo: words(60) }),
  run({ shown, shownNo }: Publication, { documentNo }, { today, law, hash }): readonly PublicationEvent[] {
    const row = findInForce(law.periods, 'publication.end', on(today))
    if (!shown || shownNo !== documentNo || !row) return []
    const told = { on: today, how: 'ended', reason: `公示期限 ${row.value} ${row.unit}届满` } as const
    return [
      {
        kind: 'publication.withdrawn',
        ...told,
        documentNo,
        by: 'system',
        page: pageAfter(shown, { ...told, clauses: row.clauses }, law, hash),
      },
    ]
  },
})
