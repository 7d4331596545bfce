import { z } from 'zod'
import { type Day, day, ofSerial, serial } from '#law/day'

/** One year of the State Council's notice on holidays 放假安排: days off and rest days worked in exchange, each with its name. */
export const calendarYear = z.strictObject({
  year: z.int(),
  source: z.string().min(1),
  off: z.record(day, z.string().min(1)),
  workdays: z.record(day, z.string().min(1)),
})
export type CalendarYear = z.infer<typeof calendarYear>

/** 工作日历: the years that are announced, days off with their reason, rest days worked 调休上班. Plain data, so that a digest can cover it. */
export type Calendar = Readonly<{ years: readonly number[]; off: Readonly<Record<Day, string>>; workdays: Readonly<Record<Day, string>> }>

/** Lays the years together; of two entries for one year the later one holds 后一通知为准. */
export function calendarOf(entries: readonly CalendarYear[]): Calendar {
  const years = [...new Map(entries.map((entry) => [entry.year, entry])).values()].sort((a, b) => a.year - b.year)
  return {
    years: years.map((entry) => entry.year),
    off: Object.assign({}, ...years.map((entry) => entry.off)),
    workdays: Object.assign({}, ...years.map((entry) => entry.workdays)),
  }
}

/** The calendar with one year more; `before`: that year as an earlier notice had it, whose days no longer hold. */
export function calendarWith({ years, off, workdays }: Calendar, entry: CalendarYear, before?: CalendarYear): Calendar {
  const without = (days: Calendar['off'], gone: Calendar['off'] = {}) =>
    Object.fromEntries(Object.entries(days).filter(([day, zh]) => gone[day] !== zh))
  return {
    years: [...new Set([...years, entry.year])].sort((a, b) => a - b),
    off: { ...without(off, before?.off), ...entry.off },
    workdays: { ...without(workdays, before?.workdays), ...entry.workdays },
  }
}

/** Is the year of this day announced? A day outside is judged by the weekend rule alone, and only for the time being. */
export const isKnown = (calendar: Calendar, day: Day): boolean => calendar.years.includes(Number(day.slice(0, 4)))

/** Why nobody works on this day: the holiday's name or 休息日; nothing on a working day. */
export const restOn = (calendar: Calendar, day: Day): string | undefined => {
  if (calendar.off[day]) return calendar.off[day]
  return isWeekend(serial(day)) && !calendar.workdays[day] ? '休息日' : undefined
}

/** 工作日 */
export const isWorkday = (calendar: Calendar, day: Day): boolean => works(calendar, serial(day))

/** The n-th working day after `from` (n ≥ 1), or before it (n ≤ -1). The day itself is not counted. */
export function plusWorkdays(calendar: Calendar, from: Day, n: number): Day {
  const step = Math.sign(n)
  const except = exceptionsOf(calendar)
  let at = serial(from)
  for (let left = Math.abs(n); left > 0; ) {
    at += step
    if (except.get(at) ?? !isWeekend(at)) left -= 1
  }
  return ofSerial(at)
}

/** This day if it is a working day, else the first one after it 顺延. */
export function rolled(calendar: Calendar, day: Day): Day {
  let at = serial(day)
  while (!works(calendar, at)) at += 1
  return ofSerial(at)
}

/** Which working day after `from` a day is: 0 on the day itself, negative never. */
export function nthWorkday(calendar: Calendar, from: Day, day: Day): number {
  let n = 0
  for (let at = serial(from) + 1; at <= serial(day); at += 1) if (works(calendar, at)) n += 1
  return n
}

/** 1970-01-01 was a Thursday. */
const isWeekend = (at: number): boolean => (((at + 3) % 7) + 7) % 7 >= 5

type Exceptions = ReadonlyMap<number, boolean>
const exceptions = new WeakMap<Calendar, Exceptions>()

/** The days on which the weekend rule does not hold, by number: a calendar is read a hundred times for each period. */
function exceptionsOf(calendar: Calendar): Exceptions {
  const known = exceptions.get(calendar)
  if (known) return known
  const found = new Map<number, boolean>()
  for (const day of Object.keys(calendar.workdays)) found.set(serial(day), true)
  for (const day of Object.keys(calendar.off)) found.set(serial(day), false)
  exceptions.set(calendar, found)
  return found
}

const works = (calendar: Calendar, at: number): boolean => exceptionsOf(calendar).get(at) ?? !isWeekend(at)
