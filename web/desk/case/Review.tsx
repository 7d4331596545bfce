import { Link } from 'react-router'
import { type CaseView, pageOf } from '#web/desk/api.ts'
import { Status } from '#web/kit/Status.tsx'

/** 法制审核, round by round; nothing is overwritten. */
export function Review({ view }: { view: CaseView }) {
  const { review } = view
  if (review.rounds.length === 0 && !review.open) return null
  return (
    <section className="card" aria-labelledby="review">
      <h2 id="review">
        法制审核 <Link to={`${pageOf(view.stream)}/review`}>审核页</Link>
      </h2>
      {review.open && (
        <p className="in">
          <Status look="info">{`第 ${review.rounds.length + 1} 轮审核中`}</Status> {review.open.on} 送审
          {review.open.term && `，${review.open.term.due} 前出具意见`}
        </p>
      )}
      {review.rounds
        .map((round, at) => ({ ...round, nth: at + 1 }))
        .reverse()
        .map((round) => (
          <div key={round.nth} className="in">
            <h3>
              第 {round.nth} 轮 <Status look={round.opinion === 'pass' ? 'ok' : 'bad'}>{round.opinionZh}</Status>
              <span className="small">
                {round.on}　{round.by.name}
              </span>
            </h3>
            <p className="said">{round.text}</p>
            <details>
              <summary>
                逐项审核，{round.findings.length} 项，{round.findings.filter(({ sound }) => !sound).length} 项有问题
              </summary>
              <ul className="findings">
                {round.findings.map(({ check, zh, sound, note, evidence }) => (
                  <li key={check}>
                    <Status look={sound ? 'ok' : 'bad'}>{sound ? '没有问题' : '有问题'}</Status> {zh}
                    {note && <p className="said">{note}</p>}
                    {evidence && evidence.length > 0 && (
                      <span className="small">所看证据：{evidence.map((no) => `证${no}`).join('、')}</span>
                    )}
                  </li>
                ))}
              </ul>
            </details>
          </div>
        ))}
    </section>
  )
}
