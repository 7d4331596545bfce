import type { Day } from '#law/day'
import { findInForce, on, type Row } from '#policy/law'
import type { Pack } from '#policy/pack'
import { type Parameter, parameters } from '#policy/parameters'
import type { AnyRow } from '#policy/stricter'

/** Who fixes a parameter for a pack on a day 参数由谁规定: the pack itself, one beneath it, or nobody yet. */
export type Standing = Readonly<{ parameter: Parameter; state: 'here' | 'inherited' | 'open'; pack?: string; row?: AnyRow }>

/** 参数的状态, in the order of the table: what a pack has, and what it leaves to the agency. `chain`: beneath before above. */
export function standingsOf(chain: readonly Pack[], today: Day): readonly Standing[] {
  const own = chain.at(-1)
  return parameters.flatMap((parameter): readonly Standing[] => {
    const { family, key, until, field } = parameter
    const holder = chain.findLast(({ rules }) => findInForce(rules[family] as Readonly<Record<string, readonly Row[]>>, key, on(today)))
    if (!holder) return until && (!field || field === own?.field) ? [{ parameter, state: 'open' }] : []
    const row = findInForce(holder.rules[family] as Readonly<Record<string, readonly AnyRow[]>>, key, on(today))
    return [{ parameter, state: holder === own ? 'here' : 'inherited', pack: holder.id, ...(row ? { row } : {}) }]
  })
}
