import { z } from 'zod'
import type { Calendar } from '#law/calendar'
import type { Citation } from '#law/clause'
import { type Day, day, dayOf, type Instant, instant, weekday, zhDay } from '#law/day'
import { backward, type CountedDay, explain, type PeriodRule, reckonAt } from '#law/period'
import type { Hours, Unit } from '#law/term'
import { cite, findInForce, type Law, on } from '#policy/law'
import { lawOf, type Packs } from '#policy/load'
import { hash } from '#server/digest'

/** 北京时间 to the minute, as people write it: `2026-11-21T10:20`. */
const minute = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d$/)
  .refine((at) => day.safeParse(at.slice(0, 10)).success)

/**
 * What is asked of a deadline 期限计算: a period of a pack or a plain length, from a trigger day, or, where it is counted in hours, an instant; `step`
 * chooses the row where it is another day.
 */
export const asked = z.object({
  pack: z.string().exactOptional(),
  rule: z.string().exactOptional(),
  plus: z.string().exactOptional(),
  from: z.union([day, minute, instant], '应为日期，例如 2026-11-21；以小时计的，写到分，例如 2026-11-21T10:20（北京时间）'),
  step: day.exactOptional(),
})
export type Asked = z.infer<typeof asked>

export type Deadline = Readonly<{
  pack?: string
  rule?: string
  from: Day
  value: number
  unit: Unit
  /** Counted back from an event 倒计. */
  before: boolean
  due: Day
  /** Of a period in 小时: from when to when. */
  hours?: Hours
  weekday: string
  provisional: boolean
  source?: string
  clauses: readonly Citation[]
  days: () => readonly (CountedDay & Readonly<{ weekday: string }>)[]
}>

/** A question that has no answer: what was asked wrongly, in Chinese. */
export class NoDeadline extends Error {}

export const weekdayZh = (d: Day): string => `周${'日一二三四五六'.charAt(weekday(d))}`

const units: Readonly<Record<string, Unit>> = { h: '小时', wd: '工作日', d: '日', m: '月', y: '年' }
const MOST = 3_660

/** `24h`, `7wd`, `90d`, `3m`, `2y`; with a minus sign it is counted back from an event. */
function lengthIn(plus: string): PeriodRule & { before: boolean } {
  const [, sign, digits, letters = ''] = /^([+-]?)(\d{1,4})(h|wd|d|m|y)$/.exec(plus) ?? []
  const unit = units[letters]
  const value = Number(digits)
  if (!unit || value < 1 || value > MOST)
    throw new NoDeadline(`「${plus}」不是期间，请写作 24h（小时）、7wd（工作日）、90d（日）、3m（月）或者 2y（年）`)
  if (unit === '小时' && sign === '-') throw new NoDeadline('以小时计的期间不倒计')
  return { value, unit, clauses: [unit === '小时' ? 'MSF-85' : 'CFF-85'], before: sign === '-' }
}

const isInstant = (from: string): boolean => from.length > 10
/** Of a plain day its first instant in China, of a minute the same minute there. */
const instantIn = (from: string): Instant =>
  from.endsWith('Z') ? from : new Date(`${from.slice(0, 10)}T${from.slice(11) || '00:00'}:00+08:00`).toISOString()
const dayIn = (from: string): Day => dayOf(instantIn(from))

/** Answers questions about deadlines from packs alone 期限计算; the law of each pack is laid together once. */
export function deadlines(packs: Packs) {
  const laws = new Map<string, Law>()

  function lawBy(pack: string): Law {
    const held = laws.get(pack)
    if (held) return held
    if (!packs.packs.has(pack)) throw new NoDeadline(`没有规则包 ${pack}，可用：${[...packs.packs.keys()].join('、')}`)
    const law = lawOf(packs, pack, hash)
    laws.set(pack, law)
    return law
  }

  function rowOf({ pack, rule, from, step = dayIn(from) }: Asked) {
    if (!pack) throw new NoDeadline('请用 pack 写明规则包')
    const { periods } = lawBy(pack)
    if (!rule || !periods[rule]) throw new NoDeadline(`规则包 ${pack} 没有期间 ${rule}，可用：${Object.keys(periods).sort().join('、')}`)
    const row = findInForce(periods, rule, on(step))
    if (!row) throw new NoDeadline(`期间 ${rule} 在${zhDay(step)}没有施行的规定`)
    return row
  }

  return (question: Asked): Deadline => {
    const { pack, rule, plus, from } = question
    if ((rule === undefined) === (plus === undefined)) throw new NoDeadline('rule 与 plus 请写一项，且只写一项')
    const row: PeriodRule & { before?: boolean | undefined; source?: string } = plus === undefined ? rowOf(question) : lengthIn(plus)
    const calendar: Calendar = pack ? lawBy(pack).calendar : packs.calendar
    if (row.unit === '小时' && !isInstant(from)) throw new NoDeadline('以小时计的期间，请把 from 写到分，例如 2026-11-21T10:20（北京时间）')
    const key = rule ?? 'plus'
    const term = row.before ? backward(key, row, dayIn(from), calendar) : reckonAt(key, row, instantIn(from), calendar)
    return {
      ...(pack ? { pack } : {}),
      ...(rule ? { rule } : {}),
      from: term.from,
      value: term.value,
      unit: term.unit,
      before: row.before ?? false,
      due: term.due,
      ...(term.hours ? { hours: term.hours } : {}),
      weekday: weekdayZh(term.due),
      provisional: term.provisional,
      ...(row.source ? { source: row.source } : {}),
      clauses: row.clauses.map((id) => ({ id, cite: cite(packs, id) })),
      days: () => explain(term, calendar).map((counted) => ({ ...counted, weekday: weekdayZh(counted.day) })),
    }
  }
}
