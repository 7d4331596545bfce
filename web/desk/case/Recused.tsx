import type { CaseView } from '#web/desk/api.ts'
import { Status } from '#web/kit/Status.tsx'

/** 回避与曾任办案人员 */
export const Recused = ({ view: { recusals, formerHandlers } }: { view: CaseView }) =>
  recusals.length + formerHandlers.length === 0 ? null : (
    <section className="card" aria-labelledby="recused">
      <h2 id="recused">回避与人员更换</h2>
      <ul className="events">
        {recusals.map(({ no, officer, origin, reason, on, organZh, decided }) => (
          <li key={no}>
            <h3>
              {officer.name} {origin === 'self' ? '自行回避' : '当事人申请回避'}{' '}
              {decided ? (
                <Status look={decided.recused ? 'bad' : 'ok'}>{decided.recused ? '决定回避' : '不回避'}</Status>
              ) : (
                <Status look="warn">{`待${organZh}决定`}</Status>
              )}{' '}
              <span className="small">{on}</span>
            </h3>
            <p className="said">{reason}</p>
            {decided && (
              <p className="said">
                {decided.why}
                <span className="small">
                  　{decided.on} {decided.by.name}
                </span>
              </p>
            )}
          </li>
        ))}
        {formerHandlers.length > 0 && <li>曾任办案人员：{formerHandlers.map(({ name }) => name).join('、')}</li>}
      </ul>
    </section>
  )
