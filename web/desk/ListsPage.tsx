import { Link } from 'react-router'
import { ChangeTable } from '#web/desk/ChangeTable.tsx'
import type { ListsView } from '#web/desk/lists.ts'
import { Page, Read } from '#web/desk/Page.tsx'
import { PageHead } from '#web/desk/PageHead.tsx'
import { useMe } from '#web/desk/session.tsx'
import { Clauses } from '#web/kit/Clauses.tsx'
import { useLoad } from '#web/kit/useLoad.ts'

/** 清单与名录: what waits, every list that is kept, and what other acts tell already. */
export default function ListsPage() {
  const { agency, today } = useMe()
  const view = useLoad<ListsView>('/api/lists')
  const portal = `/lists/${encodeURIComponent(agency.agency)}`
  return (
    <Page>
      <PageHead title="清单与名录">
        <Link className="button" to="/rules">
          适用的规则
        </Link>
        <a className="button" href={portal}>
          公众看到的
        </a>
      </PageHead>
      <Read of={view}>
        {({ lists, views, waiting, outdated }) => (
          <>
            {waiting.length > 0 && (
              <section className="card" aria-labelledby="waiting">
                <h2 id="waiting">
                  未了的变更<small>{waiting.length} 件</small>
                </h2>
                <ChangeTable changes={waiting} caption="未了的变更" today={today} />
              </section>
            )}
            {outdated.length > 0 && (
              <section className="card" aria-labelledby="outdated">
                <h2 id="outdated">
                  仍写旧名的条目<small>{outdated.length} 条，请拟变更</small>
                </h2>
                <ul className="in">
                  {outdated.map(({ list, listZh, key, name, why }) => (
                    <li key={`${list} ${key} ${name}`}>
                      <Link to={`/lists/${list}?q=${encodeURIComponent(name)}`}>
                        {listZh}：{key}，所写的{name}
                        {why}
                      </Link>
                    </li>
                  ))}
                </ul>
              </section>
            )}
            <table className="list cards">
              <caption>由本机关拟定、审批、发布的</caption>
              <thead>
                <tr>
                  <th scope="col">清单</th>
                  <th scope="col">最近发布</th>
                  <th scope="col">审批</th>
                  <th scope="col">依据</th>
                </tr>
              </thead>
              <tbody>
                {lists.map(({ id, zh, releasedOn, waiting, chain, clauses }) => (
                  <tr key={id}>
                    <td data-l="清单">
                      <Link className="strong" to={`/lists/${id}`}>
                        {zh}
                      </Link>{' '}
                      {waiting > 0 && <span className="small">{waiting} 件未了</span>}
                    </td>
                    <td data-l="最近发布" className="nowrap">
                      {releasedOn ?? '尚未发布'}
                    </td>
                    <td data-l="审批">{chain.length > 0 ? chain.join('、') : '规则包没有规定'}</td>
                    <td data-l="依据">
                      <Clauses of={clauses} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            <table className="list cards">
              <caption>由其他办理得出，不另行录入的</caption>
              <thead>
                <tr>
                  <th scope="col">名称</th>
                  <th scope="col">来源</th>
                  <th scope="col">依据</th>
                </tr>
              </thead>
              <tbody>
                {views.map(({ id, zh, by, clauses }) => (
                  <tr key={id}>
                    <td data-l="名称">
                      <a href={`${portal}/${id}`}>{zh}</a>
                    </td>
                    <td data-l="来源">{by}</td>
                    <td data-l="依据">
                      <Clauses of={clauses} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        )}
      </Read>
    </Page>
  )
}
