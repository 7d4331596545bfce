import { type Day, weekday } from '#law/day'
import type { CountedDay } from '#law/period'

/** How a deadline was counted 这个期限怎么算的, day by day; what was passed over stands with its reason. */
export const DayCount = ({ days, due, today }: { days: readonly CountedDay[]; due: Day; today: Day }) => (
  <details className="daycount" open={days.length <= 31}>
    <summary>逐日计算（{days.length} 天）</summary>
    <ol>
      {days.map((day) => (
        <li key={day.day} className={lookOf(day, due, today)}>
          <time dateTime={day.day}>{day.day.slice(5)}</time>
          <span>{'日一二三四五六'[weekday(day.day)]}</span>
          <span>{[saidOf(day), day.day === today && '今天', day.day === due && '届满'].filter(Boolean).join('　')}</span>
        </li>
      ))}
    </ol>
  </details>
)

const lookOf = ({ day, counted }: CountedDay, due: Day, today: Day): string =>
  [counted ? '' : 'off', day === due ? 'due' : '', day === today ? 'now' : ''].filter(Boolean).join(' ')

const saidOf = ({ counted, n, why }: CountedDay): string =>
  counted && n ? `第 ${n} 日${why ? `（${why}）` : ''}` : (why ?? (counted ? '照计' : '不计'))
