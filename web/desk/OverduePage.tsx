import { Pagination } from 'antd'
import { Link, useSearchParams } from 'react-router'
import { type Overdue, pageOf } from '#web/desk/api.ts'
import { Page, Read } from '#web/desk/Page.tsx'
import { PageHead } from '#web/desk/PageHead.tsx'
import { SupervisionTabs } from '#web/desk/SupervisionTabs.tsx'
import { useMe } from '#web/desk/session.tsx'
import { Clauses } from '#web/kit/Clauses.tsx'
import { DueMark } from '#web/kit/DueMark.tsx'
import { useLoad } from '#web/kit/useLoad.ts'

/** 监督台，逾期: everything past its day, the longest first; who owes it, in which matter, by which clause. */
export default function OverduePage() {
  const [search, setSearch] = useSearchParams()
  const unit = search.get('unit') ?? ''
  const list = useLoad<Overdue>(`/api/overdue?unit=${encodeURIComponent(unit)}&page=${Number(search.get('page') ?? 1)}`)
  return (
    <Page>
      <PageHead title="监督台" window="逾期事项" note="过了法定期限还没有办的事，过期久的在前" />
      <SupervisionTabs />
      <Read of={list}>
        {(data) => (
          <>
            <Units units={data.units} chosen={unit} choose={(id) => setSearch(id ? { unit: id } : {})} />
            {data.items.length === 0 ? (
              <p className="empty">{unit ? '这个机构没有逾期的事项。' : '没有逾期的事项。过了法定期限还没有办的事，会列在这里。'}</p>
            ) : (
              <Late items={data.items} />
            )}
            {data.pages > 1 && (
              <nav aria-label="翻页">
                <Pagination
                  current={data.page}
                  total={data.total}
                  pageSize={Math.ceil(data.total / data.pages)}
                  showSizeChanger={false}
                  onChange={(page) => setSearch({ ...(unit ? { unit } : {}), page: String(page) })}
                />
              </nav>
            )}
          </>
        )}
      </Read>
    </Page>
  )
}

function Units({ units, chosen, choose }: { units: Overdue['units']; chosen: string; choose: (id: string) => void }) {
  if (units.length === 0) return null
  return (
    <fieldset className="filter buttons">
      <legend className="unseen">责任机构</legend>
      {[{ id: '', zh: '全部机构', count: null }, ...units].map(({ id, zh, count }) => (
        <button key={id} type="button" className="button" aria-pressed={id === chosen} onClick={() => choose(id)}>
          {zh} {count}
        </button>
      ))}
    </fieldset>
  )
}

const Late = ({ items }: { items: Overdue['items'] }) => {
  const { today } = useMe()
  return (
    <table className="list cards">
      <caption className="unseen">逾期事项</caption>
      <thead>
        <tr>
          <th scope="col">逾期</th>
          <th scope="col">到期</th>
          <th scope="col">没有办的事</th>
          <th scope="col">案件</th>
          <th scope="col">责任人</th>
          <th scope="col">依据与长度</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => {
          const page = pageOf(item.stream)
          return (
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
              <td data-l="案件">
                {page ? <Link to={page}>{item.matter.zh}</Link> : item.matter.zh}
                {item.matter.caseNo && <div className="small nowrap">{item.matter.caseNo}</div>}
              </td>
              <td data-l="责任人">
                {item.owedBy.join('、') || '没有人在岗'}
                <div className="small">{item.whoZh}</div>
              </td>
              <td data-l="依据与长度">
                <Clauses of={item.clauses} />
                {item.value && (
                  <div className="small">
                    {item.value} {item.unit === '工作日' || item.unit === '月' ? `个${item.unit}` : item.unit}
                  </div>
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
