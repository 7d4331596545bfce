import type { CaseView } from '#web/desk/api.ts'

/** The line under the title: number, party, place, handlers. */
export const CaseFacts = ({ view: { caseNo, party, clue, handlers, filed } }: { view: CaseView }) => (
  <dl className="row">
    {(
      [
        ['案号', caseNo ?? '未立案'],
        ['当事人', `${party.name}（${party.type === 'natural' ? '自然人' : '法人或者其他组织'}）`],
        ['地点', clue.place],
        ['违法行为之日', clue.violationOn],
        ['承办', handlers.map(({ name }) => name).join('、') || '未确定'],
        ['立案', filed?.on],
      ] as const
    ).map(
      ([zh, said]) =>
        said && (
          <div key={zh}>
            <dt>{zh}</dt>
            <dd>{said}</dd>
          </div>
        ),
    )}
  </dl>
)

/** 当事人与承办人员 */
export const People = ({ view: { party, handlers, clue } }: { view: CaseView }) => (
  <section className="card" aria-labelledby="people">
    <h2 id="people">线索、当事人与承办人员</h2>
    <dl className="in desc">
      <dt>线索</dt>
      <dd>
        {clue.text}
        <span className="small">　{clue.on} 登记</span>
      </dd>
      <dt>当事人</dt>
      <dd>
        <b>{party.name}</b>
        {party.type === 'organisation' && party.creditCode && <div className="small">统一社会信用代码 {party.creditCode}</div>}
        {party.type === 'organisation' && party.legalRepresentative && (
          <div className="small">法定代表人（负责人） {party.legalRepresentative}</div>
        )}
        {party.address && <div className="small">{party.address}</div>}
        {party.phone && <div className="small">{party.phone}</div>}
      </dd>
      {handlers.map(({ id, name, certificateNo }) => (
        <div key={id} className="contents">
          <dt>承办</dt>
          <dd>
            <b>{name}</b>
            {certificateNo && <span className="small">　执法证 {certificateNo}</span>}
          </dd>
        </div>
      ))}
    </dl>
  </section>
)
