import { Link, useSearchParams } from 'react-router'
import { minuteOf, type Paged, pageOf, type SupervisionRow } from '#web/desk/api.ts'
import { Page, Read } from '#web/desk/Page.tsx'
import { PageHead } from '#web/desk/PageHead.tsx'
import { SupervisionTabs } from '#web/desk/SupervisionTabs.tsx'
import { Turning } from '#web/desk/Turning.tsx'
import { Clauses } from '#web/kit/Clauses.tsx'
import { useLoad } from '#web/kit/useLoad.ts'

/** 监督台: every attempt that the law refused, newest first. */
export default function SupervisionPage() {
  const [search, setSearch] = useSearchParams()
  const list = useLoad<Paged<SupervisionRow>>('/api/supervision', `page=${Number(search.get('page') ?? 1)}`)
  return (
    <Page>
      <PageHead title="监督台" note="依法未获准的尝试，每一次都留下记录" />
      <SupervisionTabs />
      <Read of={list}>
        {(data) =>
          data.items.length === 0 ? (
            <p className="empty">还没有未获准的尝试。有人试办法律不准的事时，会记在这里。</p>
          ) : (
            <>
              <Refused items={data.items} />
              <Turning of={data} to={(page) => setSearch({ page: String(page) })} />
            </>
          )
        }
      </Read>
    </Page>
  )
}

const Refused = ({ items }: { items: readonly SupervisionRow[] }) => (
  <table className="list cards">
    <caption className="unseen">未获准的尝试</caption>
    <thead>
      <tr>
        <th scope="col">时间</th>
        <th scope="col">人员</th>
        <th scope="col">试办的事</th>
        <th scope="col">为什么不准</th>
        <th scope="col">案件</th>
      </tr>
    </thead>
    <tbody>
      {items.map((item) => {
        const isNone = item.stream.startsWith('case:') && !item.matterZh // a clue that was refused made no matter
        const page = isNone ? undefined : pageOf(item.stream)
        return (
          <tr key={`${item.at} ${item.act} ${item.officer.id} ${item.stream}`}>
            <td data-l="时间" className="nowrap">
              {minuteOf(item.at)}
            </td>
            <td data-l="人员" className="nowrap">
              {item.officer.name}
            </td>
            <td data-l="试办的事">{item.actZh}</td>
            <td data-l="为什么不准">
              {item.zh}
              <div>
                <Clauses of={item.clauses} />
              </div>
            </td>
            <td data-l="案件">
              {page ? <Link to={page}>{item.matterZh ?? '查看'}</Link> : (item.matterZh ?? (isNone ? '没有登记成案件' : '—'))}
            </td>
          </tr>
        )
      })}
    </tbody>
  </table>
)
