import { join } from 'node:path'
import { z } from 'zod'
import { findText, writePrivate } from '#db/files'
import type { Pool } from '#db/pool'
import { type Day, dayOf, type Instant, instant, zhInstant } from '#law/day'
import type { Clock } from '#server/clock'

const DAY_MS = 86_400_000
/** Longer than any holiday: a platform that knows of nothing for so long is more likely to have a wrong clock. */
export const LEAP_DAYS = 14
/** What clocks are set by all the time, and nobody needs to hear of. */
const SMALL_MS = 60_000
const KEEP_MS = 60_000

/** The machine's clock leapt ahead while the platform ran 时钟突然快了: nothing is dated by it. */
export class ClockDoubt extends Error {}

const machineNow = (): number => Date.now()
const paceNow = (): number => performance.now()

type Steady = Readonly<{
  /** The last that is known of time: no later instant than has been. */
  since?: Instant | undefined
  say?: (line: string) => void
  /** The machine's clock, and what passes whoever sets it; in milliseconds. */
  machine?: () => number
  pace?: () => number
}>

/**
 * The machine's clock, but never behind what was recorded 只进不退: where it is set back, time goes on at its own pace from the last that is known, so
 * nothing that expired is valid again. @throws {ClockDoubt} by `now` when it leaps ahead by more than two weeks
 */
export function steadyClock({ since, say = () => {}, machine = machineNow, pace = paceNow }: Steady): Clock {
  const start = machine()
  let known = Math.max(start, since ? Date.parse(since) : start)
  let at = pace()
  let isBehind = false
  const now = (): Instant => {
    const [own, real] = [known + (pace() - at), machine()]
    if (real - own > LEAP_DAYS * DAY_MS)
      throw new ClockDoubt(
        `本机时钟突然快了 ${Math.floor((real - own) / DAY_MS)} 天，暂停办理。请校准本机时钟；确实停机了这么久的，重新启动平台`,
      )
    if (own - real > SMALL_MS !== isBehind) {
      isBehind = !isBehind
      if (isBehind)
        say(`本机时钟（${zhInstant(iso(real))}）比账本已有的时刻慢，平台自${zhInstant(iso(own))}往后计时，不倒退。请校准本机时钟。`)
    }
    known = Math.max(own, real)
    at = pace()
    return iso(known)
  }
  return { now, today: () => dayOf(now()) }
}

const iso = (ms: number): Instant => new Date(Math.floor(ms)).toISOString()

const fileIn = (dir: string): string => join(dir, 'clock')

/** Notes now and then what time it is, so that a restart knows of time that passed without an act. @returns how to end it */
export function keepTime(dir: string, clock: Clock): () => void {
  const keep = () => {
    try {
      writePrivate(fileIn(dir), `${clock.now()}\n`)
    } catch {} // a full disk or a doubtful clock: the last note stands
  }
  keep()
  const timer = setInterval(keep, KEEP_MS).unref()
  return () => {
    clearInterval(timer)
    keep()
  }
}

/** The last that is known of time 已知的最后时刻: of the newest events, or as it was noted. */
export async function lastKnown(sequencer: Pool, dir: string): Promise<Instant | undefined> {
  const { rows } = await sequencer.query<{ at: string | null }>(`
    select max(at) as at from (
      select at from (select * from log_leaf where log = 'ops' order by shard desc, index desc limit 2000) as newest
        join ledger_event using (agency, kind, id, version)
      union all select at from ledger_pending join ledger_event using (agency, kind, id, version) where log = 'ops') as recorded`)
  const noted = instant
    .or(z.undefined())
    .catch(undefined)
    .parse(findText(fileIn(dir))?.trim())
  return [rows[0]?.at ?? undefined, noted]
    .filter((at) => at !== undefined)
    .toSorted()
    .at(-1)
}

/** Days that the machine's clock is ahead of all that is known, where that is too many to be believed unasked 久无记录. */
export function leapOf(since: Instant | undefined, now: Instant): number | undefined {
  const days = since === undefined ? 0 : Math.floor((Date.parse(now) - Date.parse(since)) / DAY_MS)
  return days > LEAP_DAYS ? days : undefined
}

/** What is said where nothing was recorded for long, and nobody has said that the day is right. */
export const askToday = (since: Instant, days: number, today: Day): string =>
  `账本最后的时刻是${zhInstant(since)}，距本机时钟 ${days} 天。到期自动办理的事项暂不办理；请核对今天是不是 ${today}，是的，以 mingjing serve --today ${today} 重新启动`
