import { Link, useParams } from 'react-router'
import { type ClauseView, minuteOf, pageOf } from '#web/desk/api.ts'
import { KeptMark, ProofList, RuleList, TallyText } from '#web/desk/ClauseMarks.tsx'
import { Page, Read } from '#web/desk/Page.tsx'
import { PageHead } from '#web/desk/PageHead.tsx'
import { SupervisionTabs } from '#web/desk/SupervisionTabs.tsx'
import { useLoad } from '#web/kit/useLoad.ts'

/** 一条规定: what it asks, the rules and tests that keep it, and what the ledger holds of it. */
export default function ClausePage() {
  const { id = '' } = useParams()
  const read = useLoad<ClauseView>(`/api/clauses/${encodeURIComponent(id)}`)
  return (
    <Page>
      <PageHead title={`条款 ${id}`} window={`条款 ${id}`} {...(read.data ? { note: read.data.cite } : {})}>
        <Link className="button" to="/supervision/clauses">
          全部条款
        </Link>
      </PageHead>
      <SupervisionTabs />
      <Read of={read}>
        {(data) => (
          <>
            <section className="card">
              <h2>
                要求 <small>{data.textZh}</small>
              </h2>
              <dl className="in desc">
                <dt>要求</dt>
                <dd>{data.zh}</dd>
                <dt>性质</dt>
                <dd>
                  {data.kindZh}，{data.regimeZh}
                </dd>
                <dt>落实</dt>
                <dd>
                  <KeptMark of={data} />
                </dd>
                <dt>规则</dt>
                <dd>
                  <RuleList of={data.rules} />
                </dd>
                <dt>测试</dt>
                <dd>{data.tests.length > 0 ? data.tests.map((file) => <div key={file}>{file}</div>) : '没有以这一条款命名的测试'}</dd>
                <dt>反证</dt>
                <dd>
                  <ProofList of={data.rules} />
                </dd>
              </dl>
            </section>
            <Evidence of={data} />
          </>
        )}
      </Read>
    </Page>
  )
}

function Evidence({ of: { acts, refused, shown } }: { of: ClauseView }) {
  if (acts.length === 0 && refused.length === 0)
    return <p className="empty">账本里还没有能够佐证这一条的事件：落实它的能力接入以后，会列在这里。</p>
  return (
    <>
      <section className="card">
        <h2>本机关账本里的佐证</h2>
        <table className="list cards">
          <caption className="unseen">佐证的次数</caption>
          <thead>
            <tr>
              <th scope="col">事件</th>
              <th scope="col">次数、最近一次</th>
            </tr>
          </thead>
          <tbody>
            {acts.map((act) => (
              <tr key={act.id}>
                <td data-l="事件">{act.zh}</td>
                <td data-l="次数、最近一次">
                  <TallyText of={act} />
                </td>
              </tr>
            ))}
            {refused.map((each) => (
              <tr key={each.code}>
                <td data-l="事件">不予办理：{each.zh}</td>
                <td data-l="次数、最近一次">
                  <TallyText of={each} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {shown.length > 0 && (
        <section className="card">
          <h2>
            最近的事件 <small>您可以知悉的</small>
          </h2>
          <table className="list cards">
            <caption className="unseen">最近的事件</caption>
            <thead>
              <tr>
                <th scope="col">时间</th>
                <th scope="col">事件</th>
                <th scope="col">案件</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((each) => {
                const page = pageOf(each.stream)
                return (
                  <tr key={`${each.at} ${each.stream} ${each.actZh}`}>
                    <td data-l="时间" className="nowrap">
                      {minuteOf(each.at)}
                    </td>
                    <td data-l="事件">{each.actZh}</td>
                    <td data-l="案件">{page ? <Link to={page}>{each.matterZh ?? '查看'}</Link> : '机关、清单或者监督记录'}</td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </section>
      )}
    </>
  )
}
