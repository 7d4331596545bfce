import type { CaseView } from '#web/desk/api.ts'
import { Status } from '#web/kit/Status.tsx'

type Question = CaseView['jurisdiction'][number]

const Standing = ({ of: { asked, ended } }: { of: Question }) => {
  if (ended) return <Status look={ended.ours ? 'ok' : 'bad'}>{`${ended.howZh}，由${ended.ours ? '本机关' : ended.competent}管辖`}</Status>
  return <Status look="warn">{asked ? `已报请${asked.superior}` : '尚未确定'}</Status>
}

/** 管辖争议、请求移送管辖: what was in question, who was asked and by when, who is competent. */
export const Jurisdiction = ({ view: { jurisdiction } }: { view: CaseView }) =>
  jurisdiction.length === 0 ? null : (
    <section className="card" aria-labelledby="jurisdiction">
      <h2 id="jurisdiction">管辖</h2>
      <ul className="events">
        {jurisdiction.map((each) => (
          <li key={each.no}>
            <h3>
              {each.ofZh} <Standing of={each} /> <span className="small">{each.on}</span>
            </h3>
            <p className="said">
              {each.other && `${each.other}：`}
              {each.text}
            </p>
            {each.asked && (
              <p className="small">
                {each.asked.documentNo}，{each.asked.received} 收到
                {each.asked.term && `，应当在 ${each.asked.term.due} 前决定`}
              </p>
            )}
            {each.ended && (
              <p className="said">
                {each.ended.text}
                <span className="small">　{each.ended.on}</span>
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
