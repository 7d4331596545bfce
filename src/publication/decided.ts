import type { Reads } from '#agency/act'
import { idOf, type StreamName } from '#agency/stream'
import type { Citation, ClauseId } from '#law/clause'
import { type Refusal, refuse } from '#law/refusal'
import type { Matter } from '#penalty/matter'
import { cite, type Law } from '#policy/law'
import type { Publication } from '#publication/publication'

export type Facts = Readonly<{ matter: Matter }>

/** The matter this publication is of: the two streams bear one id. */
export const matterOf = (_publication: Publication, { stream }: { stream: StreamName }): Reads<Facts> => ({
  matter: { stream: `case:${idOf(stream)}`, as: (matter: Matter) => matter },
})

export const citations = (law: Law, ids: readonly ClauseId[]): readonly Citation[] => ids.map((id) => ({ id, cite: cite(law, id) }))

/** The decision that the duty is of no longer stands 决定已被撤销、确认违法或者无效, another in its place or not. */
export const fallen = ({ decision: { decided, outcomes } }: Matter, documentNo: string): boolean =>
  decided?.documentNo !== documentNo || outcomes.some(({ how }) => how !== 'changed')

export const decisionFell = (): Refusal => refuse('decision-fell', '决定已经被撤销、确认违法或者无效，不再公示', 'CFF-48-2', 'G118-6')
