import { placeOf } from '#acts/heads'
import { table } from '#acts/table'
import type { Actor, AnyAct, At } from '#agency/act'
import type { Agency } from '#agency/agency'
import { type Caller, may } from '#agency/may'
import type { StreamKind } from '#agency/stream'
import type { Refusal } from '#law/refusal'
import type { Matter } from '#penalty/matter'
import { phaseOf } from '#penalty/ordinary'
import { refusedOn } from '#policy/former'

/** One act as it stands for one officer on one stream: open, or why not 可办、尚不能办; what it belongs to, and whether it is to be done now. */
export type Standing = Readonly<{ act: AnyAct; refusal?: Refusal; head?: string; atHand: boolean }>

/** What this officer may do on a stream of a kind, open acts first; acts of other posts are not his to see. */
export function openActs(
  kind: StreamKind,
  state: unknown,
  caller: Caller,
  agency: Agency,
  atOf: (act: AnyAct, actor: Actor) => At,
): readonly Standing[] {
  const phase = kind === 'case' ? phaseOf(state as Matter) : undefined
  const mine = table.flatMap((act): Standing[] => {
    const actor = act.stream === kind && !act.founds ? may(caller, act, agency) : undefined
    if (!actor) return []
    const at = atOf(act, actor)
    const refusal = act.closed?.(state as never, at as never)
    const place = placeOf(act.id, !refusal, phase)
    return [refusal ? { act, ...place, refusal: refusedOn(at.law, at.today, refusal) } : { act, ...place }]
  })
  return [...mine.filter(({ refusal }) => !refusal), ...mine.filter(({ refusal }) => refusal)]
}
