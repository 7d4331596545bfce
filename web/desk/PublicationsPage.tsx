import { Link } from 'react-router'
import type { PublicationRow } from '#web/desk/api.ts'
import { Page, Read } from '#web/desk/Page.tsx'
import { PageHead } from '#web/desk/PageHead.tsx'
import { useMe } from '#web/desk/session.tsx'
import { Status } from '#web/kit/Status.tsx'
import { useLoad } from '#web/kit/useLoad.ts'

function Standing({ of: { state, stateZh, held, due }, today }: { of: PublicationRow; today: string }) {
  if (state === 'released') return <Status look="ok">{stateZh}</Status>
  if (['dropped', 'withheld', 'withdrawn', 'ended'].includes(state)) return <Status look="idle">{stateZh}</Status>
  if (held) return <Status look={due < today ? 'bad' : 'warn'}>{`${stateZh}，等待送达`}</Status>
  return due < today ? <Status look="bad">{stateZh}，已过期</Status> : <Status look="info">{stateZh}</Status>
}

/** 公示: what is to be published and what is, nearest deadline first. */
export default function PublicationsPage() {
  const { today } = useMe()
  const list = useLoad<Readonly<{ items: readonly PublicationRow[] }>>('/api/publications')
  return (
    <Page>
      <PageHead title="公示" {...(list.data ? { note: `${list.data.items.length} 件` } : {})} />
      <Read of={list}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="empty">还没有要公示的决定。作出决定后，公示任务会自动排在这里。</p>
          ) : (
            <table className="list cards">
              <caption className="unseen">公示事项</caption>
              <thead>
                <tr>
                  <th scope="col">状态</th>
                  <th scope="col">最迟公示</th>
                  <th scope="col">决定书文号</th>
                  <th scope="col">案件</th>
                  <th scope="col">公示日期</th>
                </tr>
              </thead>
              <tbody>
                {items.map((item) => (
                  <tr key={item.id}>
                    <td data-l="状态">
                      <Standing of={item} today={today} />
                    </td>
                    <td data-l="最迟公示" className="nowrap strong">
                      {item.due}
                    </td>
                    <td data-l="决定书文号">
                      <Link className="strong" to={`/publications/${item.id}`}>
                        {item.documentNo}
                      </Link>
                    </td>
                    <td data-l="案件">{item.title}</td>
                    <td data-l="公示日期">{item.releasedOn ? `${item.releasedOn}，第 ${item.nth} 个工作日` : '—'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Read>
    </Page>
  )
}
