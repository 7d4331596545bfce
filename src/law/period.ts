import { type Calendar, isKnown, isWorkday, plusWorkdays, restOn, rolled } from '#law/calendar'
import { addDays, addMonths, type Day, daysBetween } from '#law/day'
import type { Term, Unit } from '#law/term'

/** What a period needs of its row 期间规定. */
export type PeriodRule = Readonly<{ value: number; unit: Unit; clauses: Term['clauses'] }>

/** One day of a period as it was counted or passed over; `n` is its number, `why` the reason in Chinese. */
export type CountedDay = Readonly<{ day: Day; counted: boolean; n?: number; why?: string }>

/**
 * A period from its trigger day 期间. That day is not counted; a period in 日, 月 or 年 that ends on a rest day ends on the first working day
 * after it (民事诉讼法 85, 令4 58; in health by analogy).
 */
export function reckon(key: string, rule: PeriodRule, from: Day, calendar: Calendar): Term {
  const due = rule.unit === '工作日' ? plusWorkdays(calendar, from, rule.value) : rolled(calendar, plain(from, rule.value, rule.unit))
  return term(key, rule, from, due, calendar)
}

/**
 * A period before an event ……的七日前: so many full days lie between the last lawful day and the event, and neither end is counted.
 * The term runs backward: `from` is the event, `due` the last day on which the act is in time.
 */
export function backward(key: string, rule: PeriodRule, event: Day, calendar: Calendar): Term {
  const due = rule.unit === '工作日' ? plusWorkdays(calendar, event, -(rule.value + 1)) : addDays(plain(event, -rule.value, rule.unit), -1)
  return term(key, rule, event, due, calendar)
}

/** Every calendar day from the trigger to the due day, counted or passed over, with the reason 逐日说明. */
export function explain(term: Term, calendar: Calendar): CountedDay[] {
  const step = term.due < term.from ? -1 : 1
  const length = Math.abs(daysBetween(term.from, term.due))
  const inWorkdays = term.unit === '工作日'
  const end = plain(term.from, term.value * step, term.unit)
  const days: CountedDay[] = [{ day: term.from, counted: false, why: '当日不计' }]
  let n = 0
  for (let passed = 1; passed <= length; passed += 1) {
    const day = addDays(term.from, passed * step)
    const last = passed === length
    const why = reason(calendar, day)
    if (step < 0 && last) days.push({ day, counted: false, why: '最迟当日办理，当日不计' })
    else if (inWorkdays && !isWorkday(calendar, day)) days.push({ day, counted: false, why: why ?? '休息日' })
    else if (!inWorkdays && step > 0 && day > end)
      days.push({ day, counted: false, why: last ? '期满日为休息日，顺延至本日' : (why ?? '顺延') })
    else {
      n += 1
      days.push({ day, counted: true, n, ...(why && inWorkdays ? { why } : {}) })
    }
  }
  return days
}

/** The last day by the calendar alone, before it is rolled; working days are not counted here. */
function plain(from: Day, value: number, unit: Unit): Day {
  switch (unit) {
    case '日':
    case '工作日':
      return addDays(from, value)
    case '月':
      return addMonths(from, value)
    case '年':
      return addMonths(from, value * 12)
  }
}

function term(key: string, { value, unit, clauses }: PeriodRule, from: Day, due: Day, calendar: Calendar): Term {
  return { key, from, value, unit, due, provisional: !isKnown(calendar, due) || (unit === '工作日' && !isKnown(calendar, from)), clauses }
}

function reason(calendar: Calendar, day: Day): string | undefined {
  const rest = restOn(calendar, day)
  if (!isKnown(calendar, day)) return rest ? `${rest}（该年放假安排未公布，暂按周末计）` : '该年放假安排未公布，暂按工作日计'
  return rest ?? calendar.workdays[day]
}
