import type { CaseView } from '#web/desk/api.ts'
import { Clauses } from '#web/kit/Clauses.tsx'
import { Status } from '#web/kit/Status.tsx'

/** 中止、未作决定而结束、不予处罚: why, by whom, when. */
export function Ended({ view: { suspensions, exit, unpunished } }: { view: CaseView }) {
  if (suspensions.length === 0 && !exit && !unpunished) return null
  return (
    <section className="card" aria-labelledby="ended">
      <h2 id="ended">{unpunished ? '不予行政处罚的决定' : exit ? '程序的结束' : '中止调查'}</h2>
      <ul className="events">
        {exit && (
          <li>
            <h3>
              <Status look="idle">{exit.howZh}</Status>{' '}
              <span className="small">
                {exit.on}　{exit.by.name}
              </span>
            </h3>
            {exit.groundZh && <p>{exit.groundZh}</p>}
            <p className="said">{exit.text}</p>
          </li>
        )}
        {unpunished && (
          <li>
            <h3>
              <Status look="idle">{unpunished.howZh}</Status>{' '}
              <span className="small">
                {unpunished.on}　{unpunished.by.name}
              </span>
            </h3>
            <p>
              {unpunished.ground.zh} <Clauses of={unpunished.clauses} />
            </p>
            <p className="said">{unpunished.text}</p>
            {unpunished.evidence.length > 0 && <p className="small">所据证据：{unpunished.evidence.map((no) => `证${no}`).join('、')}</p>}
            {unpunished.education && <p className="said">教育：{unpunished.education}</p>}
            <p className="said">审批意见：{unpunished.opinion}</p>
            {unpunished.warnings.map(({ zh }) => (
              <p key={zh}>
                <Status look="warn">{zh}</Status>
              </p>
            ))}
          </li>
        )}
        {suspensions.map(({ on, by, groundZh, text, resumed }) => (
          <li key={on + text}>
            <h3>
              中止调查 {resumed ? <Status look="ok">{`${resumed.on} 恢复`}</Status> : <Status look="warn">中止中</Status>}{' '}
              <span className="small">
                {on}　{by.name}
              </span>
            </h3>
            {groundZh && <p>{groundZh}</p>}
            <p className="said">{text}</p>
            {resumed && (
              <p className="said">
                恢复：{resumed.text}
                <span className="small">　{resumed.by.name}</span>
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
