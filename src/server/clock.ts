import { type Day, dayOf, type Instant } from '#law/day'

/** What time it is 时钟, handed down to every rule as an argument. */
export interface Clock {
  now(): Instant
  /** The day in Asia/Shanghai 当日. */
  today(): Day
}

const of = (ms: () => number): Clock => {
  const now = () => new Date(ms()).toISOString()
  return { now, today: () => dayOf(now()) }
}

/** The clock of the machine. */
export const systemClock: Clock = of(Date.now)

/** A clock that a story moves 故事时钟, forward only; demo and tests alone have one. */
export interface StoryClock extends Clock {
  /** Moves to an instant; the first may lie in the past, each later one not before the last. @throws {RangeError} when it would go back */
  set(at: Instant): void
}

/** Real until a story sets it; then the story's time runs on at the pace of the machine. `real` in milliseconds, for tests. */
export function storyClock(real: () => number = Date.now): StoryClock {
  let offset: number | undefined
  let told = Number.NEGATIVE_INFINITY
  const ms = () => {
    const now = Math.max(told, real() + (offset ?? 0))
    if (offset !== undefined) told = now
    return now
  }
  return {
    ...of(ms),
    set(at) {
      const wanted = Date.parse(at)
      if (Number.isNaN(wanted)) throw new RangeError(`不是时刻：${at}`)
      if (offset !== undefined && wanted < ms())
        throw new RangeError(`故事时钟不能倒退：现在是 ${new Date(ms()).toISOString()}，不能回到 ${at}`)
      offset = wanted - real()
      told = wanted
    },
  }
}
