import type { Day } from '#law/day'
import { contentOf } from '#policy/content'
import { findInForce, on } from '#policy/law'
import { type Family, families, type Pack } from '#policy/pack'
import type { AnyRow } from '#policy/stricter'

/** The row in force of one key, and the pack that holds it. */
type Held = Readonly<{ pack: string; row: AnyRow }>

/** One key of two packs 逐项比较: what each says, where it says anything. */
export type Difference = Readonly<{ family: Family; key: string; a?: Held; b?: Held }>

function heldBy(chain: readonly Pack[], family: Family, key: string, day: Day): Held | undefined {
  for (const { id, rules } of chain.toReversed()) {
    const row = findInForce(rules[family] as Readonly<Record<string, readonly AnyRow[]>>, key, on(day))
    if (row) return { pack: id, row }
  }
  return undefined
}

/** Where two packs, each with what it lies upon, say different things on a day 规则包的差异. What says the same by another clause does not differ. */
export function differences(a: readonly Pack[], b: readonly Pack[], day: Day): readonly Difference[] {
  return families.flatMap((family) => {
    const keys = [...new Set([...a, ...b].flatMap(({ rules }) => Object.keys(rules[family])))].sort()
    return keys.flatMap((key): readonly Difference[] => {
      const [ours, theirs] = [heldBy(a, family, key, day), heldBy(b, family, key, day)]
      if (!ours && !theirs) return []
      if (ours && theirs && contentOf(ours.row) === contentOf(theirs.row)) return []
      return [{ family, key, ...(ours ? { a: ours } : {}), ...(theirs ? { b: theirs } : {}) }]
    })
  })
}
