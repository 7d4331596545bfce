import type { CaseView } from '#web/desk/api.ts'
import { minuteOf } from '#web/desk/api.ts'
import { Status } from '#web/kit/Status.tsx'

type Suspected = CaseView['crimes'][number]

/** How far it went 移送到哪一步. */
function Stand({ crime: { decided, sent, answer } }: { crime: Suspected }) {
  if (answer) return <Status look={answer.filed ? 'ok' : 'idle'}>{answer.filed ? '公安机关已立案' : '公安机关不予立案'}</Status>
  if (sent) return <Status look="info">已移送，待公安机关答复</Status>
  if (decided) return decided.approved ? <Status look="warn">已批准，待移送</Status> : <Status look="idle">不批准移送</Status>
  return <Status look="warn">待主要负责人决定</Status>
}

/** 涉嫌犯罪移送: reported, decided, sent, answered, handed over. */
export const Crime = ({ view: { crimes, choices } }: { view: CaseView }) =>
  crimes.length === 0 ? null : (
    <section className="card" aria-labelledby="crime">
      <h2 id="crime">涉嫌犯罪移送</h2>
      <ul className="events">
        {crimes.map((crime) => {
          const { team, suspected, by, on, decided, sent, answer, reconsideration, handedOver } = crime
          const paperZh = (id: string) => choices['crime.papers']?.find((choice) => choice.id === id)?.zh ?? id
          return (
            <li key={on + suspected}>
              <h3>
                <Stand crime={crime} />
              </h3>
              <p className="said">{suspected}</p>
              <p className="small">
                {on} {by.name}报告，专案组 {team.map(({ name }) => name).join('、')}
              </p>
              <dl className="stack">
                {decided && (
                  <div>
                    <dt>
                      {minuteOf(decided.at)} {decided.by.name}
                      {decided.approved ? '批准移送' : '不批准移送'}
                    </dt>
                    <dd className="said">{decided.opinion}</dd>
                  </div>
                )}
                {sent && (
                  <div>
                    <dt>
                      {sent.on} {sent.by.name}移送
                    </dt>
                    <dd className="said">
                      {sent.police}，附 {sent.papers.map(paperZh).join('、')}
                      {sent.lateReason && `；逾期理由：${sent.lateReason}`}
                    </dd>
                  </div>
                )}
                {answer && (
                  <div>
                    <dt>{answer.on} 公安机关答复</dt>
                    <dd className="said">{answer.text}</dd>
                  </div>
                )}
                {reconsideration && (
                  <div>
                    <dt>{reconsideration.on} 提请复议</dt>
                    <dd className="said">{reconsideration.text}</dd>
                  </div>
                )}
                {handedOver && (
                  <div>
                    <dt>{handedOver.on} 移交物品和材料</dt>
                    <dd className="said">{handedOver.text}</dd>
                  </div>
                )}
              </dl>
            </li>
          )
        })}
      </ul>
    </section>
  )
