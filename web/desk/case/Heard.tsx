import type { CaseView } from '#web/desk/api.ts'
import { Waiting } from '#web/desk/case/Waiting.tsx'
import { Status } from '#web/kit/Status.tsx'

const waivedZh = { statement: '陈述申辩', hearing: '要求听证', both: '陈述申辩和要求听证' } as const

/** 告知与听取意见: what the party was told, what it said, and our answer to each point. */
export function Heard({ view: { notices, statements, answered, waivers, records, choices } }: { view: CaseView }) {
  if (notices.length === 0) return null
  const modeZh = (mode: string) => choices['delivery.modes']?.find(({ id }) => id === mode)?.zh ?? mode
  return (
    <section className="card" aria-labelledby="heard">
      <h2 id="heard">告知与听取意见</h2>
      <ul className="events">
        {notices.map((notice) => (
          <li key={notice.no}>
            <h3>
              第 {notice.no} 次告知 <Waiting records={records} name={`notice:${notice.no}`} />
            </h3>
            <p>
              {notice.on} {modeZh(notice.mode)}，{notice.to} 收
            </p>
            <p className="small">
              陈述申辩至 {notice.statementTerm.due}
              {notice.hearingTerm && `　要求听证至 ${notice.hearingTerm.due}`}
            </p>
          </li>
        ))}
        {statements.map(({ no, on, points }) => {
          const answer = answered.find(({ statement }) => statement === no)
          return (
            <li key={no}>
              <h3>
                第 {no} 份陈述申辩 <span className="small">{on}</span> <Waiting records={records} name={`statement:${no}`} />{' '}
                {answer ? <Status look="ok">已复核</Status> : <Status look="warn">待复核</Status>}
              </h3>
              <ol className="numbered">
                {points.map((point, at) => (
                  <li key={point}>
                    <p className="said">{point}</p>
                    {answer?.answers[at] && (
                      <p className="said">
                        <b>{answer.answers[at].accepted ? '采纳' : '不采纳'}</b>：{answer.answers[at].why}
                      </p>
                    )}
                  </li>
                ))}
              </ol>
            </li>
          )
        })}
        {waivers.map(({ no, what, on, proof }) => (
          <li key={no}>
            <h3>
              当事人放弃{waivedZh[what]} <span className="small">{on}</span> <Waiting records={records} name={`waiver:${no}`} />
            </h3>
            <p className="said">{proof}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
