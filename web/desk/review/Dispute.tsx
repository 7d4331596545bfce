import type { CaseView } from '#web/desk/api.ts'

const asZh = { expert: '专家', counsel: '法律顾问', body: '第三方机构' } as const

/** 意见分歧: why the handlers stand by their proposal, and what experts and counsel said; none of them takes the place of a pass. */
export function Dispute({ view: { review } }: { view: CaseView }) {
  if (review.disagreements.length + review.argued.length === 0) return null
  return (
    <section className="card" aria-labelledby="dispute">
      <h2 id="dispute">意见分歧</h2>
      <ul className="events">
        {review.disagreements.map(({ round, reasons, by, on }) => (
          <li key={`${round} ${on}`}>
            <h3>
              承办机构对第 {round} 轮意见有异议 <span className="small">{`${on} ${by.name}`}</span>
            </h3>
            <p className="said">{reasons}</p>
          </li>
        ))}
        {review.argued.map(({ round, who, as, text, on }) => (
          <li key={`${round} ${who} ${on}`}>
            <h3>
              {asZh[as]} {who} <span className="small">{on}</span>
            </h3>
            <p className="said">{text}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
