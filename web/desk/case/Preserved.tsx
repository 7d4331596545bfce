import { endZh } from '#law/term'
import type { CaseView } from '#web/desk/api.ts'
import { Waiting } from '#web/desk/case/Waiting.tsx'
import { Status } from '#web/kit/Status.tsx'

type Preservation = CaseView['preservations'][number]

/** Where one preservation stands 登记保存的状态. */
function Stand({ of: { disposed, lifted, refused, taken, approved, lapsed } }: { of: Preservation }) {
  if (disposed) return <Status look="ok">{`${disposed.on} 已处理`}</Status>
  if (lifted) return <Status look="idle">{`${lifted.on} 解除`}</Status>
  if (refused && !taken) return <Status look="bad">不批准</Status>
  if (lapsed) return <Status look="bad">期满待解除</Status>
  if (taken && !approved) return <Status look="warn">已采取，待补办批准</Status>
  if (taken) return <Status look="warn">{`${taken.term.due} 前处理`}</Status>
  return approved ? <Status look="info">已批准，待采取</Status> : <Status look="warn">待批准</Status>
}

/** 先行登记保存与抽样取证 */
export const Preserved = ({ view: { preservations, samples, records } }: { view: CaseView }) =>
  preservations.length + samples.length === 0 ? null : (
    <section className="card" aria-labelledby="preserved">
      <h2 id="preserved">{[preservations.length > 0 && '先行登记保存', samples.length > 0 && '抽样取证'].filter(Boolean).join('与')}</h2>
      <ul className="events">
        {preservations.map((each) => {
          const { no, items, reason, by, on, urgent, approved, refused, taken, disposed, lifted } = each
          return (
            <li key={`preservation ${no}`}>
              <h3>
                登记保存{no} <Stand of={each} /> <Waiting records={records} name={`preservation:${no}`} />
              </h3>
              <ul>
                {items.map(({ name, quantity, place }) => (
                  <li key={name + quantity + (place ?? '')}>
                    {name}　{quantity}
                    {place && `　存放：${place}`}
                  </li>
                ))}
              </ul>
              <p className="said">{reason}</p>
              <p className="small">
                {on} {by.name}
                {urgent ? `，情况紧急，${endZh(urgent.approveBy)} 前补办批准` : '申请'}
                {approved && `；${approved.on} ${approved.by.name}批准：${approved.opinion}`}
                {refused && `；${refused.on} ${refused.by.name}不批准：${refused.opinion}`}
              </p>
              {taken && <p className="small">{`${taken.on} 采取：${taken.proof}`}</p>}
              {disposed && (
                <p className="said">
                  {disposed.disposalZh}：{disposed.text}
                  <span className="small">　{disposed.by.name}</span> <Waiting records={records} name={`disposal:${no}`} />
                </p>
              )}
              {lifted && <p>解除的原因：{lifted.whyZh}</p>}
            </li>
          )
        })}
        {samples.map(({ no, label, object, quantity, place, sealed, technician, on }) => (
          <li key={`sample ${no}`}>
            <h3>
              样品 {label} <span className="small">{on}</span> <Waiting records={records} name={`sample:${no}`} />
            </h3>
            <p>
              {object}　{quantity}　{place}
            </p>
            <p className="small">
              {sealed ? '已封样' : '未封样'}
              {technician && `，采样 ${technician}`}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
