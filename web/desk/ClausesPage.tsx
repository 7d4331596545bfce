import { Select } from 'antd'
import { Fragment } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { ClauseList } from '#web/desk/api.ts'
import { KeptMark, RuleList, TallyText } from '#web/desk/ClauseMarks.tsx'
import { Filter } from '#web/desk/Filter.tsx'
import { Page, Read } from '#web/desk/Page.tsx'
import { PageHead } from '#web/desk/PageHead.tsx'
import { SupervisionTabs } from '#web/desk/SupervisionTabs.tsx'
import { Turning } from '#web/desk/Turning.tsx'
import { Words } from '#web/desk/Words.tsx'
import { useLoad } from '#web/kit/useLoad.ts'

/** 监督台，条款落实: document, article, clause; how far each is kept, by which rule, and what this agency's ledger holds of it. */
export default function ClausesPage() {
  const [search, setSearch] = useSearchParams()
  const [text, regime, status, q] = ['text', 'regime', 'status', 'q'].map((name) => search.get(name) ?? '') as [
    string,
    string,
    string,
    string,
  ]
  const asked = new URLSearchParams({ text, regime, status, q, page: String(Number(search.get('page') ?? 1)) })
  const list = useLoad<ClauseList>('/api/clauses', `${asked}`)
  const turn = (change: Record<string, string>) =>
    setSearch(Object.entries({ text, regime, status, q, ...change }).filter(([, value]) => value !== ''))
  return (
    <Page>
      <PageHead
        title="监督台"
        window="条款落实"
        note="文件的每一条由哪些规则落实、有没有测试守着、本机关的账本里有没有佐证；规则逐项改坏过，测试每次都不能通过的，才算落实"
      />
      <SupervisionTabs />
      <Words q={q} label="在条款中找" hint="条款编号、要求" onAsk={(words) => turn({ q: words })} />
      <Read of={list}>
        {(data) => (
          <>
            <Documents of={data.texts} chosen={text} choose={(id) => turn({ text: id })} />
            <Filter legend="按制度筛选" all="全部制度" kinds={data.regimes} chosen={regime} choose={(id) => turn({ regime: id })} />
            <Filter legend="按落实情况筛选" all="全部情况" kinds={data.statuses} chosen={status} choose={(id) => turn({ status: id })} />
            {data.items.length === 0 ? (
              <p className="empty">没有符合的条款。换一个词，或者放宽制度、落实情况再看。</p>
            ) : (
              <ClauseTable items={data.items} />
            )}
            <Turning of={data} to={(page) => turn({ page: String(page) })} />
          </>
        )}
      </Read>
    </Page>
  )
}

function Documents({ of, chosen, choose }: { of: ClauseList['texts']; chosen: string; choose: (id: string) => void }) {
  const ours = of.filter((each) => each.ours)
  const options = [
    { value: '', label: ours.length > 0 ? `本机关适用的：${ours.map(({ zh }) => zh).join('、')}` : '全部文件' },
    ...(ours.length > 0 ? [{ value: 'all', label: '全部文件' }] : []),
    ...of.map(({ id, zh, total }) => ({ value: id, label: `${zh}（${total} 条）` })),
  ]
  const shown = of.filter(({ id, ours: own }) =>
    chosen === '' && ours.length > 0 ? own : chosen === '' || chosen === 'all' || chosen === id,
  )
  return (
    <section aria-label="文件">
      <div className="ask">
        <label htmlFor="text">文件</label>
        <Select id="text" value={chosen} options={options} onChange={choose} popupMatchSelectWidth={false} style={{ width: '100%' }} />
      </div>
      <table className="list cards">
        <caption className="unseen">各文件的落实情况</caption>
        <thead>
          <tr>
            <th scope="col">文件</th>
            <th scope="col">落实</th>
            <th scope="col">仅可佐证</th>
            <th scope="col">已载明、待接入</th>
            <th scope="col">未覆盖</th>
            <th scope="col">合计</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ id, zh, edition, count, total }) => (
            <tr key={id}>
              <td data-l="文件">
                {zh}
                <div className="small">{edition}</div>
              </td>
              <td data-l="落实">{count.kept}</td>
              <td data-l="仅可佐证">{count.evidenced}</td>
              <td data-l="已载明、待接入">{count.stated}</td>
              <td data-l="未覆盖">{count.open}</td>
              <td data-l="合计">{total}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const ClauseTable = ({ items }: Pick<ClauseList, 'items'>) => (
  <table className="list cards">
    <caption className="unseen">条款</caption>
    <thead>
      <tr>
        <th scope="col">条款</th>
        <th scope="col">要求</th>
        <th scope="col">落实情况</th>
        <th scope="col">规则</th>
        <th scope="col">测试</th>
        <th scope="col">账本里的佐证</th>
      </tr>
    </thead>
    <tbody>
      {items.map((item, n) => (
        <Fragment key={item.id}>
          {items[n - 1]?.cite !== item.cite && (
            <tr className="group-row">
              <th scope="rowgroup" colSpan={6}>
                {item.cite}
              </th>
            </tr>
          )}
          <tr>
            <td data-l="条款" className="nowrap">
              <Link to={`/supervision/clauses/${item.id}`}>{item.id}</Link>
              <div className="small">{item.kindZh}</div>
            </td>
            <td data-l="要求">{item.zh}</td>
            <td data-l="落实情况">
              <KeptMark of={item} />
            </td>
            <td data-l="规则">
              <RuleList of={item.rules} />
            </td>
            <td data-l="测试" className="nowrap">
              {item.tests.length > 0 ? `${item.tests.length} 份` : '—'}
              {item.rules.some(({ broken }) => broken) && (
                <div className="small">反证 {item.rules.filter(({ broken }) => broken).length} 处</div>
              )}
            </td>
            <td data-l="账本里的佐证">
              <TallyText of={item.evidence} />
              {item.refused.n > 0 && (
                <div>
                  不予办理 <TallyText of={item.refused} />
                </div>
              )}
            </td>
          </tr>
        </Fragment>
      ))}
    </tbody>
  </table>
)
