import { Link } from 'react-router'
import { type CaseView, pageOf } from '#web/desk/api.ts'
import { Status } from '#web/kit/Status.tsx'

/** 集体讨论、决定、送达与公示 */
export function Decided({ view: { minutes, decided, deliveries, publication, records, choices } }: { view: CaseView }) {
  if (minutes.length === 0 && !decided) return null
  const modeZh = (mode: string) => choices['delivery.modes']?.find(({ id }) => id === mode)?.zh ?? mode
  const page = publication && pageOf(publication.stream)
  return (
    <section className="card" aria-labelledby="decided">
      <h2 id="decided">集体讨论、决定与送达</h2>
      <ul className="events">
        {minutes.map(({ no, on, present, views, conclusion, signed }) => (
          <li key={no}>
            <h3>
              第 {no} 次集体讨论 <span className="small">{on}</span>{' '}
              <Status look={signed.length === present.length ? 'ok' : 'warn'}>{`${signed.length}/${present.length} 人已签名`}</Status>
            </h3>
            <dl className="stack paper">
              <div>
                <dt>参加人员</dt>
                <dd>{present.map(({ name }) => name).join('、')}</dd>
              </div>
              {views.map(({ who, view }) => (
                <div key={who + view}>
                  <dt>{present.find(({ id }) => id === who)?.name ?? who}</dt>
                  <dd className="said">{view}</dd>
                </div>
              ))}
              <div>
                <dt>讨论结论</dt>
                <dd className="said">{conclusion}</dd>
              </div>
              <div>
                <dt>签名</dt>
                <dd>
                  {signed.map(({ name }) => name).join('、')}
                  {signed.length < present.length &&
                    `　还没有签名：${present
                      .filter(({ id }) => !signed.some((one) => one.id === id))
                      .map(({ name }) => name)
                      .join('、')}`}
                </dd>
              </div>
            </dl>
          </li>
        ))}
        {decided && (
          <li>
            <h3>
              {decided.documentNo} <span className="small">{decided.on} 作出</span>
            </h3>
            <p className="said">{decided.opinion}</p>
            {decided.lateReason && <p className="said">逾期理由：{decided.lateReason}</p>}
            {decided.warnings?.map(({ zh }) => (
              <p key={zh}>
                <Status look="warn">{zh}</Status>
              </p>
            ))}
          </li>
        )}
        {deliveries.map(({ no, mode, to, on, proof }) => (
          <li key={no}>
            <h3>
              送达 <span className="small">{on}</span>{' '}
              {records.some((record) => record.name === `delivery:${no}` && record.confirmedBy) ? (
                <Status look="ok">已确认</Status>
              ) : (
                <Status look="warn">待确认</Status>
              )}
            </h3>
            <p>
              {modeZh(mode)}，{to} 收
            </p>
            <p className="said">{proof}</p>
          </li>
        ))}
        {publication && page && (
          <li>
            <h3>
              <Link to={page}>公示</Link>{' '}
              {publication.releasedOn ? (
                <Status look="ok">{`${publication.releasedOn} 公示，第 ${publication.nth ?? '—'} 个工作日`}</Status>
              ) : (
                <Status look="info">{`${publication.due} 前公示`}</Status>
              )}
            </h3>
          </li>
        )}
      </ul>
    </section>
  )
}
