import { Link, useParams } from 'react-router'
import type { LawView } from '#web/desk/api.ts'
import { LawWorks } from '#web/desk/LawWorks.tsx'
import { Page, Read } from '#web/desk/Page.tsx'
import { PageHead } from '#web/desk/PageHead.tsx'
import { SupervisionTabs } from '#web/desk/SupervisionTabs.tsx'
import { Clauses } from '#web/kit/Clauses.tsx'
import { useLoad } from '#web/kit/useLoad.ts'

/** 一次法规变动: what it says, what has to follow, and everything of the platform that cites what was changed. */
export default function LawPage() {
  const { no = '' } = useParams()
  const read = useLoad<LawView>(`/api/laws/${encodeURIComponent(no)}`)
  return (
    <Page>
      <PageHead
        title={read.data?.zh ?? `第 ${no} 号法规变动`}
        {...(read.data ? { note: `${read.data.levelZh}，${read.data.source}` } : {})}
      >
        <Link className="button" to="/supervision/laws">
          全部变动
        </Link>
      </PageHead>
      <SupervisionTabs />
      <Read of={read}>
        {(data) => (
          <>
            <section className="card">
              <h2>变动</h2>
              <dl className="in desc">
                <dt>公布</dt>
                <dd>{data.promulgatedOn}</dd>
                <dt>施行（失效）</dt>
                <dd>{data.from}</dd>
                <dt>涉及的条款</dt>
                <dd>{data.clauses.length > 0 ? <Clauses of={data.clauses} label="涉及" /> : '整部'}</dd>
                <dt>应当办理</dt>
                <dd>
                  <LawWorks of={data.works} />
                </dd>
                {data.updating && (
                  <>
                    <dt>事前公开的信息</dt>
                    <dd>
                      {data.updating.zh} <Clauses of={data.updating.clauses} />
                    </dd>
                  </>
                )}
              </dl>
            </section>
            <Matters of={data.matters} />
            <Names title="据此制定的文件" of={data.touched.texts} />
            <Names title="执法行为" of={data.touched.acts} />
            <Names title="流程图、服务指南的步骤" of={data.touched.steps} />
            <Names title="不予办理的情形" of={data.touched.refusals.map(({ id, zh }) => ({ id, zh: zh || id }))} />
            <Names
              title="清单条目"
              of={data.entries.map(({ list, listZh, key, name }) => ({ id: `${list} ${key}`, zh: `${listZh}：${name ?? key}` }))}
            />
            <Names title="文书格式" of={data.touched.forms} />
            <Rows title="裁量基准" of={data.touched.benchmarks} />
            <Rows title="规则包和本机关清单" of={data.touched.rows} />
          </>
        )}
      </Read>
    </Page>
  )
}

const Names = ({ title, of }: { title: string; of: LawView['touched']['acts'] }) => (
  <section className="card">
    <h2>
      {title} <small>{of.length} 项</small>
    </h2>
    {of.length === 0 ? (
      <p className="in">没有涉及。</p>
    ) : (
      <ul className="in many">
        {of.map(({ id, zh }) => (
          <li key={id}>{zh}</li>
        ))}
      </ul>
    )}
  </section>
)

const Rows = ({ title, of }: { title: string; of: LawView['touched']['rows'] }) => (
  <section className="card">
    <h2>
      {title} <small>{of.length} 行</small>
    </h2>
    {of.length === 0 ? (
      <p className="in">没有涉及。</p>
    ) : (
      <ul className="in many">
        {of.map(({ family, key, zh, from, source }) => (
          <li key={`${family} ${key} ${from} ${source}`}>
            {zh}，{from} 起，{source}
          </li>
        ))}
      </ul>
    )}
  </section>
)

const Matters = ({ of }: { of: LawView['matters'] }) => (
  <section className="card">
    <h2>
      正在办理的案件 <small>{of.length} 件，您可以知悉的</small>
    </h2>
    {of.length === 0 ? (
      <p className="in">没有涉及。</p>
    ) : (
      <table className="list cards">
        <caption className="unseen">所涉的案件</caption>
        <thead>
          <tr>
            <th scope="col">案件</th>
            <th scope="col">环节</th>
            <th scope="col">所涉的待办</th>
          </tr>
        </thead>
        <tbody>
          {of.map(({ id, title, caseNo, phaseZh, dutyZh }) => (
            <tr key={id}>
              <td data-l="案件">
                <Link to={`/cases/${id}`}>{title}</Link>
                {caseNo && <div className="small nowrap">{caseNo}</div>}
              </td>
              <td data-l="环节">{phaseZh}</td>
              <td data-l="所涉的待办">{dutyZh.join('、') || '拟处理意见引用了所涉条款'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
  </section>
)
