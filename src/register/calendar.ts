import { z } from 'zod'
import { act, type RunningTerm } from '#agency/act'
import { moved } from '#agency/reckon'
import { kindOf, type StreamName } from '#agency/stream'
import { type CalendarYear, calendarWith, calendarYear } from '#law/calendar'
import { type Day, weekday, zhDay } from '#law/day'
import { type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'
import type { Register } from '#register/register'

/** A year's notice on holidays, entered before a release of ours brings it 放假安排录入; `touches`: the streams of whose terms it moves one, or makes it certain. */
export type YearEntered = Readonly<{ kind: 'calendar.entered'; touches: readonly StreamName[] }> & CalendarYear

/** Days off whose date no notice can move (全国年节及纪念日放假办法). */
const fixed = { '01-01': '元旦', '05-01': '劳动节', '10-01': '国庆节', '10-02': '国庆节', '10-03': '国庆节' } as const

/** The first day that the notice for a year may speak of: 31 December 2022 was a day off by the notice for 2023. */
const firstDay = (year: number): Day => `${year - 1}-12-25`

/** What no such notice can say 放假安排有误. */
function amiss({ year, off, workdays }: CalendarYear): Refusal | undefined {
  for (const day of [...Object.keys(off), ...Object.keys(workdays)])
    if (day < firstDay(year) || day > `${year}-12-31`) return refuse('day-outside', `${zhDay(day)}不在${year}年，请核对`, 'CFF-85')
  for (const [date, zh] of Object.entries(fixed)) {
    const day = `${year}-${date}`
    if (!off[day]) return refuse('holiday-missing', `${zhDay(day)}是${zh}，放假安排中没有，请核对`, 'CFF-85')
  }
  for (const day of Object.keys(workdays)) {
    if (off[day]) return refuse('off-and-worked', `${zhDay(day)}既写作放假又写作上班，请核对`, 'CFF-85')
    if (![0, 6].includes(weekday(day))) return refuse('not-weekend', `${zhDay(day)}不是周末，不是调休上班的日子，请核对`, 'CFF-85')
  }
  return undefined
}

export const enterYear = act({
  id: 'calendar.enter',
  zh: '录入放假安排',
  clauses: ['CFF-85'],
  stream: 'register',
  by: ['administrator'],
  seen: false,
  input: calendarYear.extend({
    year: z.int().min(2000).max(2100).meta({ title: '年份' }),
    source: words(200).meta({ title: '放假安排的通知' }),
    off: calendarYear.shape.off.meta({ title: '放假的日子和节日' }),
    workdays: calendarYear.shape.workdays.meta({ title: '调休上班的日子' }),
  }),
  reads: (_register: Register, { input }) => ({
    running: { running: 'all', dueFrom: firstDay(input.year), as: (terms: readonly RunningTerm[]) => terms },
  }),
  run(register: Register, entry, { law, today, facts }): readonly YearEntered[] | Refusal {
    const { year } = entry
    const ours = register.years?.some((known) => known.year === year)
    if (law.calendar.years.includes(year) && !ours) return refuse('year-fixed', `${year}年的放假安排已在规则包中，不能另行录入`, 'CFF-85')
    if (year > Number(today.slice(0, 4)) + 1) return refuse('not-announced', `${year}年的放假安排尚未公布，不能录入`, 'CFF-85')
    const after = calendarWith(
      law.calendar,
      entry,
      register.years?.find((known) => known.year === year),
    )
    const touched = facts.running.filter((each) => moved({ running: [each] }, after, '').length > 0)
    const touches = [...new Set(touched.map(({ stream }) => stream))]
    return amiss(entry) ?? [{ kind: 'calendar.entered', ...entry, touches }]
  },
  next: ({ year, source, touches }: YearEntered) =>
    touches.map((stream) => ({
      act: `${kindOf(stream)}.reckon`,
      stream,
      input: { why: `${year}年放假安排已公布（${source}）` },
      later: true,
    })),
})
