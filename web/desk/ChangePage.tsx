import { Link, useParams, useSearchParams } from 'react-router'
import type { ChangeView, ListField } from '#web/desk/lists.ts'
import { Page, Read } from '#web/desk/Page.tsx'
import { PageHead } from '#web/desk/PageHead.tsx'
import { useMe } from '#web/desk/session.tsx'
import { Turning } from '#web/desk/Turning.tsx'
import { ActPanel } from '#web/kit/ActPanel.tsx'
import type { StreamActs } from '#web/kit/acts.ts'
import { Status } from '#web/kit/Status.tsx'
import { useLoad } from '#web/kit/useLoad.ts'

/** 一次清单变更: what it changes, line by line, who has approved it, and what can be done now. */
export default function ChangePage() {
  const { id = '' } = useParams()
  const me = useMe()
  const [search, setSearch] = useSearchParams()
  const page = search.get('page') ?? '1'
  const view = useLoad<ChangeView>(`/api/changes/${encodeURIComponent(id)}`, `page=${encodeURIComponent(page)}`)
  const acts = useLoad<StreamActs>(`/api/streams/change:${encodeURIComponent(id)}/acts`)
  return (
    <Page>
      {!view.data && <PageHead title="清单变更" />}
      <Read of={view}>
        {(change) => (
          <>
            <PageHead title={`${change.listZh}变更`} note={change.why}>
              {change.state === 'returned' && change.pages === 1 && (
                <Link className="button" to={`/lists/${change.list}/draft?change=${change.id}`}>
                  按退回意见修改
                </Link>
              )}
              <Link className="button" to={`/lists/${change.list}`}>
                查看清单
              </Link>
            </PageHead>
            <Standing change={change} today={me.today} />
            <div className="two wide-left">
              <div>
                <Unlike of={change.unlike} />
                <Lines change={change} />
                <Turning
                  of={{ page: change.page, pages: change.pages, total: change.entered + change.struck }}
                  to={(to) => setSearch({ page: String(to) })}
                />
              </div>
              <div>
                <Read of={acts}>
                  {(data) => (
                    <ActPanel
                      acts={data}
                      choices={{}}
                      who={`今天、${me.officer.name}`}
                      version={change.version}
                      open={search.get('act') ?? undefined}
                      setOpen={(act) => setSearch(act ? { act } : {}, { replace: true })}
                      refresh={async () => {
                        await Promise.all([view.reload(), acts.reload()])
                      }}
                    />
                  )}
                </Read>
                <Course change={change} />
              </div>
            </div>
          </>
        )}
      </Read>
    </Page>
  )
}

const Standing = ({
  change: { state, stateZh, waitsFor, due, from, changed, entered, struck },
  today,
}: {
  change: ChangeView
  today: string
}) => (
  <p className="standing">
    <Status look={state === 'released' ? 'ok' : state === 'returned' ? 'warn' : 'info'}>{stateZh ?? ''}</Status>
    {waitsFor && ` 等${waitsFor}。`} 写入 {entered} 条{struck > 0 && `，删去 ${struck} 条`}，{from} 起施行；{changed} 形成或者变更
    {due && `，最迟 ${due} 公开`}。{due && state !== 'released' && due < today && <Status look="bad">已过期</Status>}
  </p>
)

/** 与其他清单对不上的: told before the change is approved. */
const Unlike = ({ of: { total, items } }: { of: ChangeView['unlike'] }) =>
  total > 0 && (
    <section className="card" aria-labelledby="unlike">
      <h2 id="unlike">
        与其他清单对不上的<small>{total} 处</small>
      </h2>
      <ul className="in">
        {items.map(({ list, listZh, name, zh }) => (
          <li key={`${list} ${name} ${zh}`}>
            {listZh}：{name}，{zh}
          </li>
        ))}
        {items.length < total && <li>另有 {total - items.length} 处</li>}
      </ul>
    </section>
  )

/** What a line changes, field by field: as it was, and as it is to be. */
function Lines({ change: { lines, fields } }: { change: ChangeView }) {
  return (
    <table className="list cards">
      <caption className="unseen">变更的条目</caption>
      <thead>
        <tr>
          <th scope="col">条目</th>
          <th scope="col">变更</th>
          <th scope="col">内容</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ key, entry, before }) => (
          <tr key={key}>
            <td data-l="条目">{key}</td>
            <td data-l="变更">
              {entry ? before ? <Status look="warn">修改</Status> : <Status look="ok">新增</Status> : <Status look="bad">删去</Status>}
            </td>
            <td data-l="内容">
              <dl className="changed">{fields.flatMap((field) => told(field, entry, before))}</dl>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function told({ id, zh }: ListField, entry: ChangeView['lines'][number]['entry'], before: ChangeView['lines'][number]['before']) {
  const [now, was] = [entry?.[id], before?.[id]]
  if (!now && !was) return []
  if (entry && before && now === was) return []
  return [
    <div key={id}>
      <dt>{zh}</dt>
      <dd>
        {was && <del>{was}</del>} {now && <ins>{now}</ins>}
      </dd>
    </div>,
  ]
}

const Course = ({ change: { preparedBy, preparedOn, approvals, returned, withdrawn, released } }: { change: ChangeView }) => (
  <section className="card" aria-labelledby="course">
    <h2 id="course">经过</h2>
    <ol className="events">
      <li>
        <Status look="ok">已拟稿</Status> {preparedBy}　{preparedOn}
      </li>
      {approvals.map(({ postZh, by, on }) => (
        <li key={postZh}>
          <Status look="ok">已审批</Status> {postZh} {by}　{on}
        </li>
      ))}
      {returned && (
        <li>
          <Status look="warn">已退回</Status> {returned.by}　{returned.on}：{returned.reason}
        </li>
      )}
      {withdrawn && (
        <li>
          <Status look="idle">已撤回</Status> {withdrawn.by}　{withdrawn.on}：{withdrawn.reason}
        </li>
      )}
      {released && (
        <li>
          <Status look="ok">已发布</Status> {released.by}　{released.on}
          {released.examined && `，${released.examined.by}审核（${released.examined.no}）`}
          {released.lateReason && `。超期公开：${released.lateReason}`}
        </li>
      )}
    </ol>
  </section>
)
