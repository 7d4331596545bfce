import { useEffect, useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import type { CaseView, Papers as PaperList, ReviewView } from '#web/desk/api.ts'
import { Papers } from '#web/desk/case/Papers.tsx'
import { Page, Read } from '#web/desk/Page.tsx'
import { PageHead } from '#web/desk/PageHead.tsx'
import { Bundle } from '#web/desk/review/Bundle.tsx'
import { Checks } from '#web/desk/review/Checks.tsx'
import { Dispute } from '#web/desk/review/Dispute.tsx'
import { Exhibits } from '#web/desk/review/Exhibits.tsx'
import { useMe } from '#web/desk/session.tsx'
import { ActPanel } from '#web/kit/ActPanel.tsx'
import type { StreamActs } from '#web/kit/acts.ts'
import { Clauses } from '#web/kit/Clauses.tsx'
import { dueZh } from '#web/kit/due.ts'
import { Status } from '#web/kit/Status.tsx'
import { type Loaded, useLoad } from '#web/kit/useLoad.ts'

/** 审核页: what was sent, what is to be looked at and the evidence side by side; the opinion is given in place. */
export default function ReviewPage() {
  const { id = '' } = useParams()
  const path = encodeURIComponent(id)
  const view = useLoad<CaseView>(`/api/cases/${path}`)
  const review = useLoad<ReviewView>(`/api/cases/${path}/review`)
  const acts = useLoad<StreamActs>(`/api/streams/case:${path}/acts`)
  const papers = useLoad<PaperList>(`/api/streams/case:${path}/papers`)
  const refresh = async () => {
    await Promise.all([view, review, acts, papers].map(({ reload }) => reload()))
  }
  return (
    <Page>
      {!view.data && <PageHead title="法制审核" />}
      <Read of={view}>
        {(matter) => (
          <Read of={review}>{(rounds) => <Reviewed view={matter} review={rounds} acts={acts} papers={papers} refresh={refresh} />}</Read>
        )}
      </Read>
    </Page>
  )
}

type Shown = Readonly<{
  view: CaseView
  review: ReviewView
  acts: Loaded<StreamActs>
  papers: Loaded<PaperList>
  refresh: () => Promise<void>
}>

function Reviewed({ view, review, acts, papers, refresh }: Shown) {
  const me = useMe()
  const [search, setSearch] = useSearchParams()
  const [piece, setPiece] = useState<number>()
  const round = review.rounds.at(-1)
  const own = acts.data && { ...acts.data, acts: acts.data.acts.filter(({ id }) => id.startsWith('review.')) }
  const concluding = own?.acts.some(({ id, open }) => id === 'review.conclude' && open)
  const open = search.get('act') ?? (concluding ? 'review.conclude' : undefined)
  const isRead = own !== undefined
  useEffect(() => {
    // the form that stands open from the start does not take the reader past what he is to read first
    if (isRead) scrollTo(0, 0)
  }, [isRead])
  const show = (no: number) => {
    setPiece(no)
    document.getElementById(`exhibit-${no}`)?.scrollIntoView({ block: 'nearest' })
  }
  return (
    <>
      <PageHead title={round ? `法制审核　第 ${round.nth} 轮` : '法制审核'} window={`法制审核 ${view.title}`} note={view.title}>
        <Link className="button" to={`/cases/${view.stream.slice('case:'.length)}`}>
          查看案件
        </Link>
      </PageHead>
      <Facts view={view} round={round} back={round && !round.answer ? round.back : review.back} />
      {round ? (
        <div className="review">
          <div className="bundle">
            <Bundle rounds={review.rounds} show={show} />
          </div>
          <div className="checks">
            {(!concluding || review.rounds.some(({ answer }) => answer)) && <Checks review={review} show={show} />}
            <Dispute view={view} />
            {own && (
              <ActPanel
                acts={own}
                choices={view.choices}
                who={`今天、${me.officer.name}`}
                version={view.version}
                due={['review.conclude']}
                open={open === 'none' ? undefined : open}
                setOpen={(act) => setSearch({ act: act ?? 'none' }, { replace: true, preventScrollReset: true })}
                refresh={refresh}
              />
            )}
          </div>
          <div className="exhibits">
            <Exhibits view={view} held={round.evidence} chosen={piece} choose={setPiece} />
          </div>
          <div className="sheets">
            <Read of={papers}>{(list) => <Papers papers={list} stream={view.stream} />}</Read>
          </div>
        </div>
      ) : (
        <p className="empty">
          本案还没有送审。办案人员在案件页办理「提交法制审核」以后，送审的拟处理意见、各项审核内容和证据会并排列在这里。
        </p>
      )}
    </>
  )
}

type FactsProps = Readonly<{ view: CaseView; round: ReviewView['rounds'][number] | undefined; back: ReviewView['back'] }>

/** Why it must be reviewed, since when, until when, and what was sent back for want of papers. */
function Facts({ view, round, back }: FactsProps) {
  const required = view.proposal?.review.required ?? []
  return (
    <dl className="row review-facts">
      <div>
        <dt>案号</dt>
        <dd>{view.caseNo ?? '未立案'}</dd>
      </div>
      {round && (
        <div>
          <dt>送审</dt>
          <dd>
            {round.on} {round.by.name}，材料：{round.materials.join('、')}
          </dd>
        </div>
      )}
      <div>
        <dt>应当审核</dt>
        <dd>
          {required.length === 0
            ? '不属于应当审核的情形'
            : required.map(({ id, zh, clause }) => (
                <span key={id}>
                  {zh} <Clauses of={clause ? [clause] : []} />{' '}
                </span>
              ))}
        </dd>
      </div>
      {back.map(({ on, by, note }) => (
        <div key={on + note}>
          <dt>退回补齐</dt>
          <dd>
            {on} {by.name}：{note}
          </dd>
        </div>
      ))}
      {round && !round.answer && (
        <div>
          <dt>期限</dt>
          <dd>
            {round.term ? (
              <>
                {round.term.due} 前出具意见 <Status look={dueZh(round.term).look}>{dueZh(round.term).zh}</Status>{' '}
                <Clauses of={round.term.clauses} />
              </>
            ) : (
              '法律没有规定期限，请尽快出具意见'
            )}
          </dd>
        </div>
      )}
    </dl>
  )
}
