import { yuan } from '#law/money'
import { accountZh, lineZh } from '#proposal/outcome'
import type { CaseView } from '#web/desk/api.ts'
import { Clauses } from '#web/kit/Clauses.tsx'
import { Status } from '#web/kit/Status.tsx'

/** 拟处理意见: what would be decided, on which facts and clauses; and whether it must be and has been reviewed. */
export function Proposal({ view: { proposal } }: { view: CaseView }) {
  if (!proposal) return null
  const { substance, review } = proposal
  return (
    <section className="card" aria-labelledby="proposal">
      <h2 id="proposal">
        拟处理意见<small>第 {proposal.round} 稿</small>
      </h2>
      <div className="in">
        <p className="outcome">{proposal.outcomeZh}</p>
        <p>
          {review.required.length === 0 ? (
            <Status look="idle">不属于应当法制审核的情形</Status>
          ) : review.passed ? (
            <Status look="ok">这一稿已通过法制审核</Status>
          ) : (
            <Status look="warn">这一稿尚未通过法制审核</Status>
          )}
        </p>
        {review.required.map(({ id, zh, clause }) => (
          <p key={id} className="small">
            应当审核：{zh} <Clauses of={clause ? [clause] : []} />
          </p>
        ))}
        <dl className="stack">
          <div>
            <dt>违法事实</dt>
            <dd>
              <ol className="numbered">
                {substance.facts.map(({ text, evidence }) => (
                  <li key={text}>
                    {text}
                    {evidence.map((no) => (
                      <a key={no} className="mark" href={`#evidence-${no}`}>
                        证{no}
                      </a>
                    ))}
                  </li>
                ))}
              </ol>
            </dd>
          </div>
          <div>
            <dt>违反</dt>
            <dd>
              <Clauses of={proposal.violated} label="违反" />
            </dd>
          </div>
          <div>
            <dt>处罚依据</dt>
            <dd>
              <Clauses of={proposal.basis} label="处罚依据" />
            </dd>
          </div>
          {substance.circumstances.length > 0 && (
            <div>
              <dt>裁量情节</dt>
              <dd>{substance.circumstances.map(({ text }) => text).join('；')}</dd>
            </div>
          )}
          {substance.benchmark && (
            <div>
              <dt>裁量基准</dt>
              <dd>{substance.benchmark}</dd>
            </div>
          )}
          {proposal.graded.length > 0 && (
            <div>
              <dt>裁量权适用</dt>
              {proposal.graded.map((said) => (
                <dd key={said}>{said}</dd>
              ))}
            </div>
          )}
          {substance.payable.length > 0 && (
            <div>
              <dt>应缴款项</dt>
              <dd>
                {substance.payable.map(({ line, fen, account }) => `${lineZh[line]} ${yuan(fen)}，缴入${accountZh[account]}`).join('；')}
              </dd>
            </div>
          )}
          <div>
            <dt>责令改正</dt>
            <dd>
              {substance.correction.kind === 'ordered' ? substance.correction.text : `没有需要改正的：${substance.correction.reason}`}
            </dd>
          </div>
        </dl>
      </div>
    </section>
  )
}
