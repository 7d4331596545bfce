import { useMemo } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { zhDay } from '#law/day'
import type { PublicationView } from '#web/desk/api.ts'
import { Page, Read } from '#web/desk/Page.tsx'
import { PageHead } from '#web/desk/PageHead.tsx'
import { Passages } from '#web/desk/Passages.tsx'
import { PublicPaper } from '#web/desk/PublicPaper.tsx'
import { Redactions } from '#web/desk/Redactions.tsx'
import { useMe } from '#web/desk/session.tsx'
import { TermStrip } from '#web/desk/TermStrip.tsx'
import { ActPanel } from '#web/kit/ActPanel.tsx'
import type { StreamActs } from '#web/kit/acts.ts'
import { Clauses } from '#web/kit/Clauses.tsx'
import type { FieldProps } from '#web/kit/form.ts'
import { Status } from '#web/kit/Status.tsx'
import { type Loaded, useLoad } from '#web/kit/useLoad.ts'

/** 公示页: the term as a strip of days, what the public will get, who approves it. */
export default function PublicationPage() {
  const { id = '' } = useParams()
  const view = useLoad<PublicationView>(`/api/publications/${encodeURIComponent(id)}`)
  const acts = useLoad<StreamActs>(`/api/streams/publication:${encodeURIComponent(id)}/acts`)
  const refresh = async () => {
    await Promise.all([view.reload(), acts.reload()])
  }
  return (
    <Page>
      {!view.data && <PageHead title="公示" />}
      <Read of={view}>{(publication) => <One publication={publication} acts={acts} refresh={refresh} />}</Read>
    </Page>
  )
}

type Shown = Readonly<{ publication: PublicationView; acts: Loaded<StreamActs>; refresh: () => Promise<void> }>

function One({ publication, acts, refresh }: Shown) {
  const me = useMe()
  const [search, setSearch] = useSearchParams()
  const { passages } = publication
  const own = useMemo(() => ({ redaction: (field: FieldProps) => <Redactions passages={passages} {...field} /> }), [passages])
  const before = publication.draft ?? publication.shown
  return (
    <>
      <PageHead title={`公示处罚决定　${publication.documentNo}`}>
        <Link className="button" to={`/cases/${publication.caseId}`}>
          查看案件
        </Link>
      </PageHead>
      <Standing publication={publication} />
      {publication.term && <TermStrip term={publication.term} today={me.today} />}
      <div className="two wide-left">
        <div>
          <PublicPaper publication={publication} />
          <Passages publication={publication} />
        </div>
        <div>
          <Read of={acts}>
            {(data) => (
              <ActPanel
                acts={data}
                choices={publication.choices ?? {}}
                own={own}
                who={`今天、${me.officer.name}`}
                version={publication.version}
                open={search.get('act') ?? undefined}
                setOpen={(act) => setSearch(act ? { act } : {}, { replace: true, preventScrollReset: true })}
                initialOf={() =>
                  before ? { form: before.fulltext ? 'fulltext' : 'digest', facts: before.facts, discretion: before.discretion } : {}
                }
                refresh={refresh}
              />
            )}
          </Read>
          <Chain publication={publication} />
        </div>
      </div>
    </>
  )
}

const Standing = ({ publication }: { publication: PublicationView }) => {
  const { state, stateZh, term, dropped, released, shown, withholding, request, withdrawal, withdrawn } = publication
  return (
    <p className="standing">
      <Status look={state === 'released' ? 'ok' : 'info'}>{stateZh}</Status>
      {released && shown && ` ${zhDay(released.on)}公示，决定后第 ${released.nth} 个工作日`}
      {shown?.correction && ` ${zhDay(shown.correction.on)}更正：${shown.correction.note}`}
      {withholding && ` ${state === 'withheld' ? '' : '拟'}不予公开：${withholding.groundZh}。${withholding.reason}`}
      {request && ` 第 ${request.no} 次更正申请（${request.fromZh} ${request.who}，${zhDay(request.on)}）：${request.what}`}
      {withdrawal && ` 应当撤回：${withdrawal.howZh}（${zhDay(withdrawal.on)}）`}
      {withdrawal?.term && `，最迟 ${zhDay(withdrawal.term.due)}`}
      {withdrawn && ` ${withdrawn.documentNo} 的公示已于 ${zhDay(withdrawn.on)}撤回：${withdrawn.howZh}。${withdrawn.reason}`}
      {dropped && ` 原公示稿已撤下：决定于 ${zhDay(dropped.on)}${dropped.howZh}`}
      {term && !released && !withholding && ` 最迟 ${zhDay(term.due)}公示`} {term && <Clauses of={term.clauses} />}
    </p>
  )
}

/** 审批链: who prepared, who has approved, whose turn it is. */
function Chain({
  publication: { state, preparedBy, chain, approvals, released, returned, withholding },
}: {
  publication: PublicationView
}) {
  const next = preparedBy ? chain.findIndex(({ done }) => !done) : -1
  return (
    <section className="card" aria-labelledby="chain">
      <h2 id="chain">审批</h2>
      {returned && !preparedBy && (
        <p className="in">
          <Status look="warn">已退回</Status> {returned.on}：{returned.reason}
        </p>
      )}
      <ol className="events">
        <li>
          <Status look={preparedBy || withholding ? 'ok' : 'idle'}>
            {withholding ? '已拟不予公开' : preparedBy ? '已拟稿' : '待拟稿'}
          </Status>{' '}
          公示经办人员 {preparedBy?.name}
        </li>
        {chain.map(({ post, zh, done }, at) => {
          const approval = approvals[at]
          return (
            <li key={post}>
              <Status look={done ? 'ok' : at === next ? 'info' : 'idle'}>{done ? '已审批' : at === next ? '等审批' : '未到'}</Status> {zh}{' '}
              {approval && (
                <span className="small">
                  {approval.by.name}　{approval.on}
                </span>
              )}
            </li>
          )
        })}
        <li>
          {state === 'withheld' ? (
            <Status look="idle">不予公开，不用发布</Status>
          ) : (
            <>
              <Status look={released ? 'ok' : 'idle'}>{released ? '已发布' : '未发布'}</Status> 公示发布人员
            </>
          )}
        </li>
      </ol>
    </section>
  )
}
