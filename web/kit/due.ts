import type { Day } from '#law/day'
import type { CountedDay } from '#law/period'
import type { Look } from '#web/kit/Status.tsx'

/** What is left of a period 期限余额: negative once it has passed. */
export type Due = Readonly<{
  due: Day | null
  left: number | null
  leftUnit: '工作日' | '日' | '小时' | null
  provisional: boolean
  /** Whose turn; neither a post nor an officer is the party 当事人, whose period lapses and is not overdue. */
  post?: string | null
  officer?: string | null
}>

/** A period that was the party's to use, and is over 已届满. */
export const hasLapsed = ({ left, post, officer }: Pick<Due, 'left' | 'post' | 'officer'>): boolean =>
  left !== null && left < 0 && post === null && officer === null

const several = (n: number, unit: Due['leftUnit']) => `${n} ${unit === '工作日' ? '个工作日' : unit === '小时' ? '小时' : '日'}`

/** How near a deadline is 临期, in the order in which the queue shows it. */
export const nearness = {
  overdue: '已过期',
  today: '今天到期',
  soon: '三个工作日内',
  later: '以后',
  open: '没有法定期限',
  lapsed: '当事人的期限，已届满',
} as const
export type Nearness = keyof typeof nearness

export function nearnessOf(of: Pick<Due, 'left' | 'leftUnit' | 'post' | 'officer'>): Nearness {
  const { left, leftUnit } = of
  if (hasLapsed(of)) return 'lapsed'
  if (left === null) return 'open'
  if (left < 0) return 'overdue'
  if (leftUnit === '小时') return 'soon'
  if (left === 0) return 'today'
  return left <= 3 ? 'soon' : 'later'
}

/** The same in words, with its look. */
export function dueZh(of: Due): Readonly<{ look: Look; zh: string }> {
  const { left, leftUnit, provisional } = of
  const tail = provisional ? '（暂定）' : ''
  if (left === null) return { look: 'idle', zh: '没有法定期限' }
  if (hasLapsed(of)) return { look: 'idle', zh: `已届满 ${several(-left, leftUnit)}${tail}` }
  if (left < 0) return { look: 'bad', zh: `已过期 ${several(-left, leftUnit)}${tail}` }
  if (leftUnit === '小时') return { look: 'warn', zh: left === 0 ? '不到一小时' : `还剩 ${several(left, leftUnit)}` }
  if (left === 0) return { look: 'warn', zh: `今天到期${tail}` }
  const look = left <= 3 ? 'warn' : provisional ? 'idle' : 'info'
  return { look, zh: `还剩 ${several(left, leftUnit)}${tail}` }
}

/** One square of a short period; `over` is today, after the last day. */
export type Square = Readonly<{ day: Day; look: 'past' | 'today' | 'ahead' | 'over' }>

/** One square for each counted day of a period, and one for today when it has passed. */
export function squaresOf(days: readonly CountedDay[], today: Day): readonly Square[] {
  const counted = days.filter((day) => day.counted)
  const last = counted.at(-1)?.day
  if (last === undefined) return []
  const squares = counted.map(({ day }): Square => ({ day, look: day < today ? 'past' : day === today ? 'today' : 'ahead' }))
  return last < today ? [...squares, { day: today, look: 'over' }] : squares
}
