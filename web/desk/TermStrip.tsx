import { type Day, weekday } from '#law/day'
import type { PublicationView } from '#web/desk/api.ts'

type Counted = NonNullable<NonNullable<PublicationView['term']>['days']>[number]

/** The days of the term side by side: decided, counted, passed over, today, the last one. */
export const TermStrip = ({ term: { days, due }, today }: { term: NonNullable<PublicationView['term']>; today: Day }) =>
  days && days.length > 0 ? (
    <ol className="strip" aria-label="公示期限逐日计算">
      {days.map((day, at) => (
        <li key={day.day} className={lookOf(day, due, today)}>
          <b>{day.day.slice(5)}</b>周{'日一二三四五六'[weekday(day.day)]}　{saidOf(day, at)}
          {day.day === today && '　今天'}
          {day.day === due && '　届满'}
        </li>
      ))}
    </ol>
  ) : null

const saidOf = ({ counted, n, why }: Counted, at: number): string => (at === 0 ? '作出决定' : counted ? `第 ${n} 日` : (why ?? '不计'))

const lookOf = ({ day, counted }: Counted, due: Day, today: Day): string =>
  [!counted && 'off', day < today && 'past', day === today && 'now', day === due && 'due'].filter(Boolean).join(' ')
