import { Link, useParams, useSearchParams } from 'react-router'
import { type CaseList, type CaseView, type Papers as PaperList, pageOf, type Queue } from '#web/desk/api.ts'
import { Attached } from '#web/desk/case/Attached.tsx'
import { CaseFacts, People } from '#web/desk/case/CaseFacts.tsx'
import { Closing } from '#web/desk/case/Closing.tsx'
import { Crime } from '#web/desk/case/Crime.tsx'
import { Decided } from '#web/desk/case/Decided.tsx'
import { Ended } from '#web/desk/case/Ended.tsx'
import { Evidence } from '#web/desk/case/Evidence.tsx'
import { Execution } from '#web/desk/case/Execution.tsx'
import { Heard } from '#web/desk/case/Heard.tsx'
import { History } from '#web/desk/case/History.tsx'
import { Inquiry } from '#web/desk/case/Inquiry.tsx'
import { Jurisdiction } from '#web/desk/case/Jurisdiction.tsx'
import { MyCases } from '#web/desk/case/MyCases.tsx'
import { Outcomes } from '#web/desk/case/Outcomes.tsx'
import { Papers } from '#web/desk/case/Papers.tsx'
import { Preserved } from '#web/desk/case/Preserved.tsx'
import { Proposal } from '#web/desk/case/Proposal.tsx'
import { Recused } from '#web/desk/case/Recused.tsx'
import { Review } from '#web/desk/case/Review.tsx'
import { Sittings } from '#web/desk/case/Sittings.tsx'
import { Term } from '#web/desk/case/Term.tsx'
import { ThreeAnswers } from '#web/desk/case/ThreeAnswers.tsx'
import { TimeLine } from '#web/desk/case/timeline/TimeLine.tsx'
import { initialOf } from '#web/desk/initial.ts'
import { Page, Read } from '#web/desk/Page.tsx'
import { PageHead } from '#web/desk/PageHead.tsx'
import { useMe } from '#web/desk/session.tsx'
import { ActPanel } from '#web/kit/ActPanel.tsx'
import type { StreamActs } from '#web/kit/acts.ts'
import { type Loaded, useLoad } from '#web/kit/useLoad.ts'

/** 案件页: where it stands, what is due, what can be done; then everything the file holds. */
export default function CasePage() {
  const { id = '' } = useParams()
  const view = useLoad<CaseView>(`/api/cases/${encodeURIComponent(id)}`)
  const acts = useLoad<StreamActs>(`/api/streams/case:${encodeURIComponent(id)}/acts`)
  const papers = useLoad<PaperList>(`/api/streams/case:${encodeURIComponent(id)}/papers`)
  const queue = useLoad<Queue>('/api/queue?whose=mine')
  const list = useLoad<CaseList>('/api/cases?page=1')
  const refresh = async () => {
    await Promise.all([view, acts, papers, queue, list].map(({ reload }) => reload()))
  }
  return (
    <div className="case">
      <MyCases current={id} queue={queue.data} list={list.data} />
      <Page>
        {!view.data && <PageHead title="案件" />}
        <Read of={view}>{(matter) => <Matter key={matter.stream} view={matter} acts={acts} papers={papers} refresh={refresh} />}</Read>
      </Page>
    </div>
  )
}

type Shown = Readonly<{ view: CaseView; acts: Loaded<StreamActs>; papers: Loaded<PaperList>; refresh: () => Promise<void> }>

function Matter({ view, acts, papers, refresh }: Shown) {
  const me = useMe()
  const [search, setSearch] = useSearchParams()
  const setOpen = (act: string | undefined) => setSearch(act ? { act } : {}, { replace: true, preventScrollReset: true })
  return (
    <>
      <PageHead title={view.title}>
        <Link className="button" to={`${pageOf(view.stream)}/chart`}>
          流程图
        </Link>
      </PageHead>
      <CaseFacts view={view} />
      <ThreeAnswers view={view} today={me.today} {...(acts.data ? { acts: acts.data } : {})} />
      <TimeLine timeline={view.timeline} stream={view.stream} />
      <div className="two">
        <div>
          <Read of={acts}>
            {(data) => (
              <ActPanel
                acts={data}
                choices={view.choices}
                who={`今天、${me.officer.name}、${me.officer.posts.map(({ zh }) => zh).join('、')}`}
                version={view.version}
                due={view.duties.filter(({ mine }) => mine).map(({ act }) => act)}
                open={search.get('act') ?? undefined}
                setOpen={setOpen}
                initialOf={(act) => initialOf(act, view, me)}
                refresh={refresh}
              />
            )}
          </Read>
          <Term view={view} today={me.today} />
          <People view={view} />
          <Recused view={view} />
          <Jurisdiction view={view} />
          <Read of={papers}>{(list) => <Papers papers={list} stream={view.stream} />}</Read>
          <History view={view} />
        </div>
        <div>
          <Closing view={view} />
          <Ended view={view} />
          <Crime view={view} />
          <Outcomes view={view} />
          <Execution view={view} />
          <Proposal view={view} />
          <Evidence view={view} />
          <Attached id={view.stream.slice('case:'.length)} view={view} />
          <Preserved view={view} />
          <Review view={view} />
          <Heard view={view} />
          <Sittings view={view} />
          <Decided view={view} />
          <Inquiry view={view} />
        </div>
      </div>
    </>
  )
}
