import { contentOf } from '#policy/content'
import type { Pack } from '#policy/pack'
import { type Family, families } from '#policy/pack'
import { findParameter } from '#policy/parameters'
import { type AnyRow, looser, overlaps, rowsOf } from '#policy/stricter'

/** One of two rows that say different things of the same days 一方. */
export type Side = Readonly<{ pack: string; row: AnyRow }>

/**
 * Two levels that disagree 两级规定不一致: which rows, which holds, and why. `fixed`, `looser`: the higher text holds (上位法优先). `later`: of the same
 * rank, the later text (新法优于旧法). `stricter`, `free`: the local text holds, and nothing is in conflict.
 */
export type Disagreement = Readonly<{
  family: Family
  key: string
  higher: Side
  lower: Side
  winner: 'higher' | 'lower'
  why: 'fixed' | 'looser' | 'later' | 'stricter' | 'free'
  conflict: boolean
}>

/** Which of two rows holds 适用哪一行, the first of the pack that lies beneath. */
function judged(higher: AnyRow, lower: AnyRow, sameRank: boolean, family: Family, key: string): Pick<Disagreement, 'winner' | 'why'> {
  if (sameRank) return { why: 'later', winner: lower.from >= higher.from ? 'lower' : 'higher' }
  if (higher.local === 'fixed') return { why: 'fixed', winner: 'higher' }
  if (higher.local === 'free') return { why: 'free', winner: 'lower' }
  return looser(lower, higher, family, key) ? { why: 'looser', winner: 'higher' } : { why: 'stricter', winner: 'lower' }
}

/** Where the rows of these packs, beneath before above, say different things of the same days 各级规定的比较. A row that yields already binds nobody above. */
export function disagreements(chain: readonly Pack[]): readonly Disagreement[] {
  return chain.flatMap((pack, n) =>
    families.flatMap((family) =>
      Object.entries<readonly AnyRow[]>(pack.rules[family]).flatMap(([key, rows]) =>
        rows.flatMap((row) =>
          chain.slice(0, n).flatMap((beneath): readonly Disagreement[] =>
            rowsOf(beneath.rules, family, key).flatMap((other) => {
              if (other.yieldsTo || !overlaps(row, other) || contentOf(row) === contentOf(other)) return []
              const { why, winner } = judged(other, row, beneath.rank === pack.rank, family, key)
              const conflict = why !== 'stricter' && why !== 'free'
              return [{ family, key, higher: { pack: beneath.id, row: other }, lower: { pack: pack.id, row }, winner, why, conflict }]
            }),
          ),
        ),
      ),
    ),
  )
}

const whys: Readonly<Record<Disagreement['why'], string>> = {
  fixed: '上位规定不许另定',
  looser: '下位规定宽于上位规定',
  later: '同级规定以后施行的为准',
  stricter: '下位规定更严，不是抵触',
  free: '上位规定容许另定，不是抵触',
}

const side = ({ pack, row }: Side): string => `${pack} ${row.from} 起（${row.clauses.join('、')}）`

/** 不一致之处, in one line. */
export function disagreementZh({ family, key, higher, lower, winner, why }: Disagreement): string {
  const zh = findParameter(family, key)?.zh ?? key
  return `${zh}（${family} ${key}）：${side(higher)}与${side(lower)}不同，${whys[why]}，适用 ${(winner === 'higher' ? higher : lower).pack}`
}
