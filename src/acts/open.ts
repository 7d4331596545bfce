import { table } from '#acts/table'
import type { Actor, AnyAct, At } from '#agency/act'
import type { Agency } from '#agency/agency'
import { type Caller, may } from '#agency/may'
import type { StreamKind } from '#agency/stream'
import type { Refusal } from '#law/refusal'
import { refusedOn } from '#policy/former'

/** One act as it stands for one officer on one stream: open, or why not 可办、尚不能办. */
export type Standing = Readonly<{ act: AnyAct; refusal?: Refusal }>

/** What this officer may do on a stream of a kind, open acts first; acts of other posts are not his to see. */
export function openActs(
  kind: StreamKind,
  state: unknown,
  caller: Caller,
  agency: Agency,
  atOf: (act: AnyAct, actor: Actor) => At,
): readonly Standing[] {
  const mine = table.flatMap((act) => {
    const actor = act.stream === kind && !act.founds ? may(caller, act, agency) : undefined
    if (!actor) return []
    const at = atOf(act, actor)
    const refusal = act.closed?.(state as never, at as never)
    return [refusal ? { act, refusal: refusedOn(at.law, at.today, refusal) } : { act }]
  })
  return [...mine.filter(({ refusal }) => !refusal), ...mine.filter(({ refusal }) => refusal)]
}
