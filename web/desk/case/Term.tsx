import type { Day } from '#law/day'
import type { CaseView } from '#web/desk/api.ts'
import { Clauses } from '#web/kit/Clauses.tsx'
import { Status } from '#web/kit/Status.tsx'

type Running = NonNullable<CaseView['term']>

const lengthZh = ({ value, unit }: Pick<Running, 'value' | 'unit'>): string => `${value} ${unit === '月' ? '个月' : unit}`

/** Kept, missed, or still running; nothing of a matter that left before it was decided. */
function Standing({ view: { term, decided, unpunished, exit, closing, phase }, today }: { view: CaseView; today: Day }) {
  const end = decided ?? unpunished
  if (!term) return null
  if (end)
    return end.on <= term.due ? (
      <Status look="ok">{`${end.on} 作出决定，在期限内`}</Status>
    ) : (
      <Status look="warn">{`${end.on} 作出决定，已逾期`}</Status>
    )
  if (exit || closing || phase === 'police') return null
  if (today > term.due) return <Status look="bad">{`${term.due} 已届满`}</Status>
  return term.asked ? <Status look="warn">已申请延长，待审批</Status> : <Status look="info">{`${term.due} 届满`}</Status>
}

/** 办案期限: until when, what made it longer, and what was left out. */
export function Term({ view, today }: { view: CaseView; today: Day }) {
  const { term } = view
  if (!term) return null
  return (
    <section className="card" aria-labelledby="term">
      <h2 id="term">
        办案期限
        <small>
          {term.from} 起 {lengthZh(term)}，至 {term.due}
        </small>
      </h2>
      <div className="in">
        <p>
          <Standing view={view} today={today} /> <Clauses of={term.clauses} />
        </p>
        {term.asked && (
          <p className="said">
            {term.asked.on} {term.asked.by.name}申请延长：{term.asked.ground}
          </p>
        )}
      </div>
      {term.extensions.length + term.excluded.length > 0 && (
        <ul className="events">
          {term.extensions.map(({ key, on, value, unit, clauses }) => (
            <li key={key + on}>
              延长 {lengthZh({ value, unit })} <span className="small">{on} 申请</span> <Clauses of={clauses} />
            </li>
          ))}
          {term.excluded.map(({ from, to, why, clauses }) => (
            <li key={from}>
              不计入：{why}{' '}
              <span className="small">
                {from} 至 {to}
              </span>{' '}
              <Clauses of={clauses} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
