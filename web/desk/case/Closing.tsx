import type { CaseView } from '#web/desk/api.ts'
import { Status } from '#web/kit/Status.tsx'

/** 结案 */
export function Closing({ view: { closing } }: { view: CaseView }) {
  if (!closing) return null
  const { report, closed, filedUpward } = closing
  return (
    <section className="card" aria-labelledby="closing">
      <h2 id="closing">结案 {closed ? <Status look="ok">{`${closed.on} 已结案`}</Status> : <Status look="warn">待批准</Status>}</h2>
      <dl className="in stack">
        <div>
          <dt>
            结案报告　{report.on} {report.by.name}
          </dt>
          <dd className="said">
            {report.groundZh && `${report.groundZh}。`}
            {report.text}
          </dd>
        </div>
        {closed && (
          <div>
            <dt>审批意见　{closed.by.name}</dt>
            <dd className="said">{closed.opinion}</dd>
            {closed.warnings.map(({ zh }) => (
              <dd key={zh}>
                <Status look="warn">{zh}</Status>
              </dd>
            ))}
          </div>
        )}
        {closed?.upward && (
          <div>
            <dt>听证案件报上级备案，{closed.upward.due} 前</dt>
            <dd>{filedUpward ? `${filedUpward.on} 报送${filedUpward.to}，${filedUpward.documentNo}` : '尚未报送'}</dd>
          </div>
        )}
      </dl>
    </section>
  )
}
