import type { CaseView } from '#web/desk/api.ts'
import { Clauses } from '#web/kit/Clauses.tsx'
import { Status } from '#web/kit/Status.tsx'

/** 办案期限: until when, what made it longer, and what was left out. */
export function Term({ view: { term, decided } }: { view: CaseView }) {
  if (!term) return null
  return (
    <section className="card" aria-labelledby="term">
      <h2 id="term">
        办案期限
        <small>
          {term.from} 起 {term.value} {term.unit}，至 {term.due}
        </small>
      </h2>
      <div className="in">
        <p>
          {decided ? (
            <Status look={decided.on <= term.due ? 'ok' : 'warn'}>
              {decided.on <= term.due ? `${decided.on} 作出决定，在期限内` : `${decided.on} 作出决定，已逾期`}
            </Status>
          ) : term.asked ? (
            <Status look="warn">已申请延长，待审批</Status>
          ) : (
            <Status look="info">{`${term.due} 届满`}</Status>
          )}{' '}
          <Clauses of={term.clauses} />
        </p>
        {term.asked && (
          <p className="said">
            {term.asked.on} {term.asked.by.name}申请：{term.asked.ground}
          </p>
        )}
      </div>
      {term.extensions.length + term.excluded.length > 0 && (
        <ul className="events">
          {term.extensions.map(({ key, on, value, unit, clauses }) => (
            <li key={key + on}>
              延长 {value} {unit} <span className="small">{on} 申请</span> <Clauses of={clauses} />
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
