import { type Day, zhDay } from '#law/day'
import type { PublicDecision } from '#publication/public'

type Length = Readonly<{ value: number; unit: string }>
type Reached = Length & Readonly<{ nth: number; due: Day; publishedOn: Day }>

/** 超期公示: published after the last day. */
export const isLate = (reached: Pick<Reached, 'due' | 'publishedOn'>): boolean => reached.publishedOn > reached.due

/** 7 个工作日; 20 日 */
export const lengthOf = ({ value, unit }: Length): string => (unit === '日' ? `${value} 日` : `${value} 个${unit}`)

/** The day of the period on which it was published: 第 3 个工作日; the day of the decision itself is not counted. */
export const ordinalOf = ({ nth, unit }: Pick<Reached, 'nth' | 'unit'>): string =>
  nth < 1 ? '决定当日' : unit === '日' ? `第 ${nth} 日` : `第 ${nth} 个${unit}`

/** How late or early, in the unit of the period: 超期 2 个工作日, 比期满早 4 个工作日, 正是期满当日. */
export function marginOf(reached: Reached): string {
  const left = reached.value - reached.nth
  if (isLate(reached)) return left < 0 ? `超期 ${lengthOf({ value: -left, unit: reached.unit })}` : '超期'
  return left > 0 ? `比期满早 ${lengthOf({ value: left, unit: reached.unit })}` : '正是期满当日'
}

/** Names of the holidays that the count leaves out; an ordinary weekend is 休息日. */
const skipped = (days: PublicDecision['term']['days']): string[] => [
  ...new Set(days.flatMap((cell) => (cell.counted || !cell.why ? [] : [cell.why]))),
]

/** The whole count in words 期限的计算, for those who do not see the ruler and those who want it read out. */
export function countOf({ decidedOn, publishedOn, term }: Pick<PublicDecision, 'decidedOn' | 'publishedOn' | 'term'>): string {
  const left = skipped(term.days.filter((cell) => cell.day > decidedOn))
  return [
    `${zhDay(decidedOn)}作出决定，从次日起算`,
    ...(left.length > 0 ? [`${left.join('、')}不计`] : []),
    `${zhDay(publishedOn)}公示，是${ordinalOf({ nth: term.nth, unit: term.unit })}`,
    `期限 ${lengthOf(term)}，${zhDay(term.due)}期满`,
    marginOf({ ...term, publishedOn }),
  ].join('；')
}
