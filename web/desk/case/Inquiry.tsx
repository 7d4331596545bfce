import type { CaseView } from '#web/desk/api.ts'

/** 调查终结报告与合议 */
export function Inquiry({ view: { report, deliberation, choices } }: { view: CaseView }) {
  if (!report && !deliberation) return null
  const zhOf = (id: string) => choices['conclude.heads']?.find((choice) => choice.id === id)?.zh ?? id
  return (
    <section className="card" aria-labelledby="inquiry">
      <h2 id="inquiry">
        调查终结与合议<small>{(report ?? deliberation)?.on}</small>
      </h2>
      <div className="in">
        {report && (
          <details>
            <summary>调查终结报告，{report.heads.length} 项</summary>
            <dl className="stack">
              {report.heads.map(({ id, text }) => (
                <div key={id}>
                  <dt>{zhOf(id)}</dt>
                  <dd className="said">{text}</dd>
                </div>
              ))}
            </dl>
          </details>
        )}
        {deliberation && (
          <dl className="stack">
            <div>
              <dt>合议　{deliberation.participants.map(({ name }) => name).join('、')}</dt>
              <dd className="said">{deliberation.opinion}</dd>
            </div>
          </dl>
        )}
      </div>
    </section>
  )
}
