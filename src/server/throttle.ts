import { LRUCache } from 'lru-cache'
import type { Clock } from '#server/clock'

/** After `free` tries that failed, each further one waits twice as long as the one before, at most `mostMs`; `forgetMs` after the last it begins anew. */
export type Pace = Readonly<{ free: number; firstMs: number; mostMs: number; forgetMs: number }>

/** However many names are tried, no more is remembered; the longest untouched goes first. */
const REMEMBERED = 20_000

type Held = Readonly<{ failed: number; last: number; until: number }>

/**
 * Growing waits 登录限速 for whoever guesses, by key. A try counts as failed from its beginning, so that many at once are no way round; what turns
 * out well is taken back.
 */
export function throttle({ free, firstMs, mostMs, forgetMs }: Pace, clock: Clock) {
  const held = new LRUCache<string, Held>({ max: REMEMBERED })
  const now = () => Date.parse(clock.now())
  const put = (key: string, failed: number, at: number) => {
    const wait = failed < free ? 0 : Math.min(mostMs, firstMs * 2 ** Math.min(failed - free, 40))
    held.set(key, { failed, last: at, until: at + wait })
  }
  return {
    /** Takes one try, or tells how many milliseconds to wait before the next. */
    take(key: string): number {
      const [before, at] = [held.get(key), now()]
      if (before && at < before.until) return before.until - at
      put(key, (before && at - before.last < forgetMs ? before.failed : 0) + 1, at)
      return 0
    },
    /** The try was none 不计. */
    giveBack(key: string): void {
      const before = held.get(key)
      if (before) put(key, Math.max(0, before.failed - 1), before.last)
    },
    clear: (key: string): boolean => held.delete(key),
  }
}
export type Throttle = ReturnType<typeof throttle>
