import { Link, useSearchParams } from 'react-router'
import { CASES_A_PAGE } from '#dossier/pages'
import type { CaseCounts, CaseList } from '#web/desk/api.ts'
import { Filter } from '#web/desk/Filter.tsx'
import { Page, Read } from '#web/desk/Page.tsx'
import { PageHead } from '#web/desk/PageHead.tsx'
import { useMe } from '#web/desk/session.tsx'
import { Turning } from '#web/desk/Turning.tsx'
import { Words } from '#web/desk/Words.tsx'
import { useLoad } from '#web/kit/useLoad.ts'

/** 案件: the agency's matters by where they stand, and by words. */
export default function CasesPage() {
  const [search, setSearch] = useSearchParams()
  const { officer } = useMe()
  const [q, phase, page] = [search.get('q') ?? '', search.get('phase') ?? '', Number(search.get('page') ?? 1)]
  const asked = new URLSearchParams({ ...(q && { q }), ...(phase && { phase }), page: String(page) })
  const cases = useLoad<CaseList>('/api/cases', `${asked}`)
  const counts = useLoad<CaseCounts>('/api/cases/counts')
  const phases = counts.data?.phases ?? []
  const counted = phases.reduce((sum, { id, count }) => sum + (phase === '' || id === phase ? count : 0), 0)
  const total = cases.data?.total ?? (counts.data && counted)
  const turn = (change: Record<string, string>) => setSearch(Object.entries({ q, phase, ...change }).filter(([, value]) => value !== ''))
  return (
    <Page>
      <PageHead
        title="案件"
        {...(total === undefined ? {} : { note: `${total} 件${cases.data?.more ? '以上' : ''}${q ? `，含「${q}」` : ''}` })}
      >
        {officer.posts.some(({ id }) => id === 'handler' || id === 'unitHead') && (
          <Link className="button" to="/cases/new">
            登记线索
          </Link>
        )}
        <Link className="button" to="/procedure">
          程序流程图
        </Link>
      </PageHead>
      <Words q={q} label="在案件中找" hint="案号、当事人、文号、案由" onAsk={(words) => turn({ q: words })} />
      <Filter legend="按环节筛选" all="全部" kinds={phases} chosen={phase} choose={(id) => turn({ phase: id })} />
      <Read of={cases}>
        {(data) => (
          <>
            <CaseTable items={data.items} />
            {total !== undefined && (
              <Turning of={{ page, total, pages: Math.ceil(total / CASES_A_PAGE) }} to={(page) => turn({ page: String(page) })} />
            )}
          </>
        )}
      </Read>
    </Page>
  )
}

const CaseTable = ({ items }: Pick<CaseList, 'items'>) =>
  items.length === 0 ? (
    <p className="empty">没有符合的案件。换一个词再找，或者登记线索开始一件新的案件。</p>
  ) : (
    <table className="list cards">
      <caption className="unseen">案件一览</caption>
      <thead>
        <tr>
          <th scope="col">案件</th>
          <th scope="col">案号</th>
          <th scope="col">环节</th>
          <th scope="col">承办</th>
          <th scope="col">登记</th>
          <th scope="col">立案</th>
          <th scope="col">决定</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.id}>
            <td data-l="案件">
              <Link className="strong" to={`/cases/${item.id}`}>
                {item.title}
              </Link>
            </td>
            <td data-l="案号" className="nowrap">
              {item.caseNo ?? '未立案'}
            </td>
            <td data-l="环节">{item.phaseZh}</td>
            <td data-l="承办">{item.handlers.map(({ name }) => name).join('、') || '未确定'}</td>
            <td data-l="登记" className="nowrap">
              {item.reportedOn}
            </td>
            <td data-l="立案" className="nowrap">
              {item.filedOn ?? '—'}
            </td>
            <td data-l="决定">
              {item.decidedOn ? <span className="nowrap">{item.decidedOn}</span> : '—'}
              {item.documentNo && <div className="small nowrap">{item.documentNo}</div>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
