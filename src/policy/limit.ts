import type { Day } from '#law/day'
import { inForce, on, type Rules } from '#policy/law'

const MS = { 秒: 1_000, 分钟: 60_000, 小时: 3_600_000, 日: 86_400_000 } as const

type Limits = Pick<Rules, 'limits'>

/** A count in force 次数、人数. @throws {RangeError} when none is, or it is a time */
export function limitOf(law: Limits, key: string, today: Day): number {
  const { value, unit } = inForce(law.limits, key, on(today))
  if (unit in MS) throw new RangeError(`${key} is a time`)
  return value
}

/** A time in force, in milliseconds 时长. @throws {RangeError} when none is, or it is a count */
export function limitMs(law: Limits, key: string, today: Day): number {
  const { value, unit } = inForce(law.limits, key, on(today))
  if (unit === '次' || unit === '人' || unit === '%') throw new RangeError(`${key} is no time`)
  return value * MS[unit]
}
