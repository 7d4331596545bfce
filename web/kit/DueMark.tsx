import type { Day } from '#law/day'
import type { CountedDay } from '#law/period'
import { type Due, dueZh, squaresOf } from '#web/kit/due.ts'
import { Status } from '#web/kit/Status.tsx'

/** Days left in words, and one square for each counted day; a longer period has a plain bar. */
export function DueMark({ of, days, today }: { of: Due; days: readonly CountedDay[]; today: Day }) {
  const { look, zh } = dueZh(of)
  return (
    <>
      <Status look={look}>{zh}</Status>
      {of.due && <Squares days={days} today={today} />}
    </>
  )
}

function Squares({ days, today }: { days: readonly CountedDay[]; today: Day }) {
  const squares = squaresOf(days, today)
  if (squares.length === 0) return null
  const past = squares.filter((square) => square.look !== 'ahead').length
  if (squares.length > 10)
    return (
      <div className="bar" aria-hidden="true">
        <i style={{ width: `${Math.round((past / squares.length) * 100)}%` }} />
      </div>
    )
  return (
    <div className="squares" aria-hidden="true">
      {squares.map(({ day, look }) => (
        <i key={day} className={look} />
      ))}
    </div>
  )
}
