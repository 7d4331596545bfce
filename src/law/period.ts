import { type Calendar, isKnown, isWorkday, plusWorkdays, restOn, rolled } from '#law/calendar'
import { addDays, addMonths, type Day, dayOf, type Instant, ofSerial, serial } from '#law/day'
import { explainHours, hoursFrom } from '#law/hours'
import type { Exclusion, Extension, Term, Unit } from '#law/term'

/** What a period needs of its row 期间规定. */
export type PeriodRule = Readonly<{ value: number; unit: Unit; clauses: Term['clauses'] }>

/** What happened to a period on its way: days that are not counted, lengths that were added. */
export type Course = Readonly<{ excluded?: readonly Exclusion[]; extensions?: readonly Extension[] }>

/** One day of a period as it was counted or passed over; `n` is its number, `why` the reason in Chinese. */
export type CountedDay = Readonly<{ day: Day; counted: boolean; n?: number; why?: string }>

/**
 * A period from its trigger day 期间. That day is not counted; a period in 日, 月 or 年 that ends on a rest day ends on the first working day
 * after it (民事诉讼法 85, 令4 58; in health by analogy). An extension runs on from the last day counted, before that day is rolled: two lengths
 * are never longer than their sum. A day that is not counted is never the last one.
 */
export function reckon(key: string, rule: PeriodRule, from: Day, calendar: Calendar, course: Course = {}): Term {
  const legs = legsOf(rule, from, calendar, course)
  const last = legs.at(-1) ?? { unit: rule.unit, end: from }
  const due = last.unit === '工作日' ? last.end : rolledPast(calendar, last.end, course.excluded ?? [])
  return term(key, rule, from, due, calendar, course)
}

/** A period from an instant 自……时起: in 小时 to the instant, in any other unit from the day on which it lies. */
export const reckonAt = (key: string, rule: PeriodRule, now: Instant, calendar: Calendar): Term =>
  rule.unit === '小时' ? hoursFrom(key, rule, now) : reckon(key, rule, dayOf(now), calendar)

/**
 * A period before an event ……的七日前: so many full days lie between the last lawful day and the event, and neither end is counted.
 * The term runs backward: `from` is the event, `due` the last day on which the act is in time.
 */
export function backward(key: string, rule: PeriodRule, event: Day, calendar: Calendar): Term {
  const due = rule.unit === '工作日' ? plusWorkdays(calendar, event, -(rule.value + 1)) : addDays(plain(event, -rule.value, rule.unit), -1)
  return term(key, rule, event, due, calendar)
}

/** The same period counted once more 重新计算: after a year was announced, or days turned out not to count. No calendar moves hours. */
export const recount = (old: Term, calendar: Calendar, course: Course = old): Term =>
  old.hours ? old : old.due < old.from ? backward(old.key, old, old.from, calendar) : reckon(old.key, old, old.from, calendar, course)

/** Every calendar day from the trigger to the due day, counted or passed over, with the reason 逐日说明. */
export function explain(term: Term, calendar: Calendar): CountedDay[] {
  if (term.hours) return explainHours(term.hours, calendar)
  return term.due < term.from ? explainBackward(term, calendar) : explainForward(term, calendar)
}

function explainForward(term: Term, calendar: Calendar): CountedDay[] {
  const legs = legsOf(term, term.from, calendar, term)
  const days: CountedDay[] = [{ day: term.from, counted: false, why: '当日不计' }]
  let n = 0
  for (let at = serial(term.from) + 1, last = serial(term.due); at <= last; at += 1) {
    const day = ofSerial(at)
    const leg = legs.find(({ end }) => day <= end)
    const left = term.excluded && excludedOn(term.excluded, day)
    if (left) days.push({ day, counted: false, why: `${left.why}期间不计` })
    else if (!leg) days.push({ day, counted: false, why: at === last ? '期满日为休息日，顺延至本日' : (reason(calendar, day) ?? '顺延') })
    else {
      const counted = counting(leg.unit, calendar, day, n + 1)
      if (counted.counted) n += 1
      days.push(counted)
    }
  }
  return days
}

function explainBackward(term: Term, calendar: Calendar): CountedDay[] {
  const days: CountedDay[] = [{ day: term.from, counted: false, why: '当日不计' }]
  let n = 0
  for (let at = serial(term.from) - 1, last = serial(term.due); at > last; at -= 1) {
    const counted = counting(term.unit, calendar, ofSerial(at), n + 1)
    if (counted.counted) n += 1
    days.push(counted)
  }
  return [...days, { day: term.due, counted: false, why: '最迟当日办理，当日不计' }]
}

/** A day within a period: every day counts as the n-th, of working days only those. */
function counting(unit: Unit, calendar: Calendar, day: Day, n: number): CountedDay {
  if (unit !== '工作日') return { day, counted: true, n }
  const why = reason(calendar, day)
  if (!isWorkday(calendar, day)) return { day, counted: false, why: why ?? '休息日' }
  return { day, counted: true, n, ...(why ? { why } : {}) }
}

/** The period's own length and each length added, with the last day counted of each. */
type Leg = Readonly<{ unit: Unit; end: Day }>
function legsOf(rule: PeriodRule, from: Day, calendar: Calendar, { excluded = [], extensions = [] }: Course): Leg[] {
  const legs: Leg[] = []
  for (const { value, unit } of [rule, ...extensions]) {
    const start = legs.at(-1)?.end ?? from
    legs.push({ unit, end: unit === '工作日' ? nthCounted(calendar, start, value, excluded) : prolonged(start, value, unit, excluded) })
  }
  return legs
}

/** The n-th working day after `from` that is not left out. */
function nthCounted(calendar: Calendar, from: Day, n: number, excluded: readonly Exclusion[]): Day {
  if (excluded.length === 0) return plusWorkdays(calendar, from, n)
  let day = from
  for (let left = n; left > 0; ) {
    day = plusWorkdays(calendar, day, 1)
    if (!excludedOn(excluded, day)) left -= 1
  }
  return day
}

/** The last day by the calendar alone, put off by one day for each day on the way that is left out. */
function prolonged(from: Day, value: number, unit: Unit, excluded: readonly Exclusion[]): Day {
  let end = plain(from, value, unit)
  if (excluded.length === 0) return end
  for (let day = addDays(from, 1); day <= end; day = addDays(day, 1)) if (excludedOn(excluded, day)) end = addDays(end, 1)
  return end
}

/** The first working day from `day` on that is not left out. */
function rolledPast(calendar: Calendar, day: Day, excluded: readonly Exclusion[]): Day {
  let due = rolled(calendar, day)
  while (excludedOn(excluded, due)) due = rolled(calendar, addDays(due, 1))
  return due
}

const excludedOn = (excluded: readonly Exclusion[], day: Day): Exclusion | undefined =>
  excluded.find(({ from, to }) => from <= day && day <= to)

/** The last day by the calendar alone, before it is rolled; working days are not counted here. @throws {RangeError} on hours: they run from an instant */
function plain(from: Day, value: number, unit: Unit): Day {
  switch (unit) {
    case '日':
    case '工作日':
      return addDays(from, value)
    case '小时':
      throw new RangeError(`${value} hours run from an instant, not from ${from}`)
    case '月':
      return addMonths(from, value)
    case '年':
      return addMonths(from, value * 12)
  }
}

function term(key: string, { value, unit, clauses }: PeriodRule, from: Day, due: Day, calendar: Calendar, course: Course = {}): Term {
  const { excluded = [], extensions = [] } = course
  const inWorkdays = [unit, ...extensions.map((added) => added.unit)].includes('工作日')
  return {
    key,
    from,
    value,
    unit,
    due,
    provisional: !isKnown(calendar, due) || (inWorkdays && !isKnown(calendar, from)),
    clauses,
    ...(excluded.length > 0 ? { excluded: [...excluded] } : {}),
    ...(extensions.length > 0 ? { extensions: [...extensions] } : {}),
  }
}

function reason(calendar: Calendar, day: Day): string | undefined {
  const rest = restOn(calendar, day)
  if (!isKnown(calendar, day)) return rest ? `${rest}（该年放假安排未公布，暂按周末计）` : '该年放假安排未公布，暂按工作日计'
  return rest ?? calendar.workdays[day]
}
