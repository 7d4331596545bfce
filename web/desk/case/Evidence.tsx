import type { CaseView } from '#web/desk/api.ts'
import { Status } from '#web/kit/Status.tsx'

/** 证据, each with whether both officers stand for it. */
export const Evidence = ({ view: { evidence } }: { view: CaseView }) => (
  <section className="card" aria-labelledby="evidence">
    <h2 id="evidence">
      证据<small>{evidence.length} 份</small>
    </h2>
    {evidence.length === 0 ? (
      <p className="in">还没有证据。立案后在可办事项中登记。</p>
    ) : (
      <table className="list tight exhibits-list">
        <caption className="unseen">证据目录</caption>
        <thead>
          <tr>
            <th scope="col">编号</th>
            <th scope="col">名称</th>
            <th scope="col">取得</th>
            <th scope="col">确认</th>
          </tr>
        </thead>
        <tbody>
          {evidence.map((piece) => (
            <tr key={piece.no} id={`evidence-${piece.no}`}>
              <td className="nowrap muted">证{piece.no}</td>
              <td>
                <details>
                  <summary>
                    {piece.title} <span className="small">{piece.typeZh}</span>
                  </summary>
                  <p className="said">{piece.text}</p>
                </details>
              </td>
              <td className="small">
                <span className="nowrap">{piece.collectedOn}</span> {piece.place} {piece.by.name}
              </td>
              <td>
                {piece.confirmedBy ? <Status look="ok">{`${piece.confirmedBy.name}已确认`}</Status> : <Status look="warn">待确认</Status>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
  </section>
)
