import { Link, useParams } from 'react-router'
import type { CaseView, ChartView } from '#web/desk/api.ts'
import { ChartWords } from '#web/desk/chart/ChartWords.tsx'
import { Page, Read } from '#web/desk/Page.tsx'
import { PageHead } from '#web/desk/PageHead.tsx'
import { ChartDrawing } from '#web/kit/ChartDrawing.tsx'
import { useLoad } from '#web/kit/useLoad.ts'

/** 流程图: the procedure as it runs, drawn and in words; of a matter, with where it has been and where it stands. */
export default function ChartPage() {
  const { id } = useParams()
  const chart = useLoad<ChartView>('/api/chart')
  const view = useLoad<CaseView>(id && `/api/cases/${encodeURIComponent(id)}`)
  return (
    <Page>
      {id ? (
        <PageHead title="流程图" window={view.data ? `流程图 ${view.data.title}` : '流程图'} note={view.data?.title}>
          <Link className="button" to="/procedure">
            只看程序
          </Link>
          <Link className="button" to={`/cases/${id}`}>
            查看案件
          </Link>
        </PageHead>
      ) : (
        <PageHead title="行政处罚普通程序流程图" note="与系统实际运行的程序是同一份" />
      )}
      {id && view.problem ? (
        <Read of={view}>{() => null}</Read>
      ) : (
        <Read of={chart}>
          {(data) =>
            id && !view.data ? (
              <p role="status">正在读取</p>
            ) : (
              <>
                <div className="chart-drawing">
                  <ChartDrawing
                    drawing={data.drawing}
                    title={id ? '流程图，已走过的环节和现处环节已标出' : '行政处罚普通程序流程图'}
                    stretches={view.data?.timeline.stretches ?? []}
                    href={(state) => `#state-${state}`}
                  />
                </div>
                <ChartWords chart={data} stretches={view.data?.timeline.stretches ?? []} />
              </>
            )
          }
        </Read>
      )}
    </Page>
  )
}
