import { useSearchParams } from 'react-router'
import type { Overdue } from '#web/desk/api.ts'
import { BasisCell, MatterCell } from '#web/desk/DutyCells.tsx'
import { Filter } from '#web/desk/Filter.tsx'
import { Page, Read } from '#web/desk/Page.tsx'
import { PageHead } from '#web/desk/PageHead.tsx'
import { SupervisionTabs } from '#web/desk/SupervisionTabs.tsx'
import { useMe } from '#web/desk/session.tsx'
import { Turning } from '#web/desk/Turning.tsx'
import { Clauses } from '#web/kit/Clauses.tsx'
import { DueMark } from '#web/kit/DueMark.tsx'
import { Status } from '#web/kit/Status.tsx'
import { useLoad } from '#web/kit/useLoad.ts'

/** 监督台，逾期: everything past its day, the longest first; who owes it, in which matter, by which clause. */
export default function OverduePage() {
  const [search, setSearch] = useSearchParams()
  const unit = search.get('unit') ?? ''
  const list = useLoad<Overdue>('/api/overdue', `unit=${encodeURIComponent(unit)}&page=${Number(search.get('page') ?? 1)}`)
  return (
    <Page>
      <PageHead title="监督台" window="逾期事项" note="过了法定期限还没有办的事，过期久的在前" />
      <SupervisionTabs />
      <Read of={list}>
        {(data) => (
          <>
            {data.units.length > 0 && (
              <Filter
                legend="责任机构"
                all="全部机构"
                kinds={data.units}
                chosen={unit}
                choose={(id) => setSearch(id ? { unit: id } : {})}
              />
            )}
            {data.lists.length > 0 && unit === '' && data.page === 1 && <Late items={data.lists} of="清单、法规变动" />}
            {data.items.length === 0 ? (
              <p className="empty">{unit ? '这个机构没有逾期的事项。' : '没有逾期的事项。过了法定期限还没有办的事，会列在这里。'}</p>
            ) : (
              <Late items={data.items} of="案件" />
            )}
            {unit === '' && <Staffing of={data.staffing} />}
            {unit === '' && <Tasks of={data.tasks} />}
            <Turning of={data} to={(page) => setSearch({ ...(unit ? { unit } : {}), page: String(page) })} />
          </>
        )}
      </Read>
    </Page>
  )
}

/** 法制审核人员的配备: as many as a text asks for, or how many are wanting. */
const Staffing = ({ of }: { of: Overdue['staffing'] }) =>
  of.length > 0 && (
    <section className="card" aria-labelledby="staffing">
      <h2 id="staffing">法制审核人员</h2>
      <ul className="in">
        {of.map(({ reviewers, officers, least, zh, clauses }) => (
          <li key={zh}>
            <Status look={reviewers < least ? 'bad' : 'ok'}>{reviewers < least ? `还差 ${least - reviewers} 人` : '足够'}</Status> 现有{' '}
            {reviewers} 人，执法人员 {officers} 人；{zh} <Clauses of={clauses} />
          </li>
        ))}
      </ul>
    </section>
  )

/** 任务分工: what of the plan ends in a register, and when it did. */
const Tasks = ({ of }: { of: Overdue['tasks'] }) =>
  of.length > 0 && (
    <section className="card" aria-labelledby="tasks">
      <h2 id="tasks">任务分工</h2>
      <ul className="in">
        {of.map(({ id, zh, due, doneOn, late, clauses }) => (
          <li key={id}>
            <Status look={late > 0 ? 'bad' : doneOn ? 'ok' : 'info'}>{late > 0 ? `逾期 ${late} 日` : doneOn ? '已完成' : '未到期'}</Status>{' '}
            {zh}：{due} 前，{doneOn ? `${doneOn} 公布` : '还没有公布'} <Clauses of={clauses} />
          </li>
        ))}
      </ul>
    </section>
  )

const Late = ({ items, of }: { items: Overdue['items']; of: string }) => {
  const { today } = useMe()
  return (
    <table className="list cards">
      <caption className="unseen">逾期事项：{of}</caption>
      <thead>
        <tr>
          <th scope="col">逾期</th>
          <th scope="col">到期</th>
          <th scope="col">没有办的事</th>
          <th scope="col">{of}</th>
          <th scope="col">责任人</th>
          <th scope="col">依据与长度</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={`${item.stream} ${item.key}`}>
            <td data-l="逾期">
              <DueMark of={item} days={item.days} today={today} />
            </td>
            <td data-l="到期" className="nowrap strong">
              {item.due}
            </td>
            <td data-l="没有办的事">
              <b>{item.zh}</b>
              <div className="small">{item.startedOn} 起</div>
            </td>
            <MatterCell of={item} />
            <td data-l="责任人">
              {item.owedBy.join('、') || '没有人在岗'}
              <div className="small">{item.whoZh}</div>
            </td>
            <BasisCell of={item} />
          </tr>
        ))}
      </tbody>
    </table>
  )
}
