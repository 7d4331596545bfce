import type { ReviewView } from '#web/desk/api.ts'
import { Clauses } from '#web/kit/Clauses.tsx'
import { Status } from '#web/kit/Status.tsx'

/** 审核各项, round beside round: what each check found, with the evidence that was looked at. */
export function Checks({ review: { checks, rounds }, show }: { review: ReviewView; show: (no: number) => void }) {
  const answered = rounds.filter(({ answer }) => answer)
  if (answered.length === 0)
    return (
      <section className="card" aria-labelledby="checks">
        <h2 id="checks">
          审核 {checks.length} 项<small>第 1 轮，尚无结论</small>
        </h2>
        <ol className="in numbered">
          {checks.map(({ id, zh, clause }) => (
            <li key={id}>
              {zh} <Clauses of={clause} />
            </li>
          ))}
        </ol>
      </section>
    )
  return (
    <section className="card" aria-labelledby="checks">
      <h2 id="checks">
        各轮审核<small>逐项对照，意见不改写</small>
      </h2>
      <table className="list tight cards">
        <caption className="unseen">各轮逐项审核结论</caption>
        <thead>
          <tr>
            <th scope="col">审核项目</th>
            {answered.map(({ nth }) => (
              <th key={nth} scope="col">
                第 {nth} 轮
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">意见</th>
            {answered.map(({ nth, answer }) => (
              <td key={nth} data-l={`第 ${nth} 轮`}>
                {answer && (
                  <div>
                    <Status look={answer.opinion === 'pass' ? 'ok' : 'bad'}>{answer.opinionZh}</Status>
                    <div className="small">
                      {answer.on} {answer.by.name}
                    </div>
                    <p className="said">{answer.text}</p>
                    {answer.warnings.map(({ code, zh }) => (
                      <Status key={code} look="warn">
                        {zh}
                      </Status>
                    ))}
                  </div>
                )}
              </td>
            ))}
          </tr>
          {rowsOf(checks, answered).map(({ id, zh, clause }) => (
            <tr key={id}>
              <th scope="row">
                {zh}
                <div>
                  <Clauses of={clause} />
                </div>
              </th>
              {answered.map(({ nth, answer }) => (
                <td key={nth} data-l={`第 ${nth} 轮`}>
                  <Found finding={answer?.findings.find(({ check }) => check === id)} show={show} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

type Answer = NonNullable<ReviewView['rounds'][number]['answer']>

/** The checks of today, then those that only an earlier list had. */
function rowsOf(checks: ReviewView['checks'], rounds: ReviewView['rounds']): ReviewView['checks'] {
  const former = new Map(
    rounds.flatMap(({ answer }) =>
      (answer?.findings ?? []).flatMap(({ check, zh }) => (checks.some(({ id }) => id === check) ? [] : [[check, zh] as const])),
    ),
  )
  return [...checks, ...[...former].map(([id, zh]) => ({ id, zh, clause: [] }))]
}

const Found = ({ finding, show }: { finding: Answer['findings'][number] | undefined; show: (no: number) => void }) =>
  finding ? (
    <div>
      <Status look={finding.sound ? 'ok' : 'bad'}>{finding.sound ? '没有问题' : '有问题'}</Status>
      {finding.note && <p className="said">{finding.note}</p>}
      {finding.evidence.length > 0 && (
        <div className="small">
          所看
          {finding.evidence.map((no) => (
            <button key={no} type="button" className="plain mark" onClick={() => show(no)}>
              证{no}
            </button>
          ))}
        </div>
      )}
    </div>
  ) : (
    <span className="muted">没有审</span>
  )
