/** @jsxRuntime automatic */
import { useContext } from 'react'
import { inView, listHref, registerHref } from '#web/portal/address.ts'
import { Document } from '#web/portal/Document.tsx'
import type { AgenciesData } from '#web/portal/data.ts'
import { Pager } from '#web/portal/Pager.tsx'
import { InView, To } from '#web/portal/To.tsx'
import { OnDay, plain, Words } from '#web/portal/Words.tsx'

/** 公示机关: every agency of the platform, by name; each leads to what it makes public. */
export const AgenciesPage = (data: AgenciesData) => {
  const { q, words, items, total, page, pages } = data
  const count = total.toLocaleString('en-US')
  return (
    <Document
      site={data}
      at="/lists"
      path={['事前公开']}
      title={[q ? `查机关：${q}` : '事前公开', ...(page > 1 ? [`第 ${page} 页`] : [])].join('，')}
      description="各机关的执法主体、执法人员、执法事项、权责、随机抽查、裁量基准、服务指南、流程图、监督举报渠道。"
      index={!q && page === 1}
    >
      <div className="title">
        <h1>事前公开</h1>
        <p className="soft">谁来执法、管什么、依据什么、怎样办、向谁监督。先找到机关，再看它的清单。</p>
        <p>
          <To href="/officers">按证号核对执法人员</To>
        </p>
      </div>
      <search>
        <form className="search" action={inView(useContext(InView), registerHref())} method="get">
          <label htmlFor="q">
            查机关 <span className="hint">机关名称，写一部分也可以；几个词用空格隔开</span>
          </label>
          <div className="join">
            <input id="q" name="q" type="search" defaultValue={q} maxLength={100} autoComplete="off" enterKeyHint="search" />
            <button type="submit">查询</button>
          </div>
        </form>
      </search>
      <div className="heading">
        <h2>{q ? `查得 ${count} 个机关` : `共 ${count} 个机关`}</h2>
        {q ? (
          <span className="links">
            <To href={registerHref()}>全部机关</To>
          </span>
        ) : null}
      </div>
      {items.length > 0 ? (
        <>
          <table className="cards">
            <thead>
              <tr>
                <th scope="col" className="matter">
                  机关
                </th>
                <th scope="col">地址和电话</th>
                <th scope="col" className="date">
                  公布的清单
                </th>
                <th scope="col" className="date">
                  更新
                </th>
                <th scope="col" className="date">
                  处罚决定
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map(({ agency, name, phone, address, lists, releasedOn }) => (
                <tr key={agency}>
                  <th scope="row">
                    <To href={registerHref({ agency })}>
                      <Words found={words}>{name}</Words>
                    </To>
                  </th>
                  <td data-label="联系">
                    <Words>{[address, phone].filter(Boolean).join('　') || '—'}</Words>
                  </td>
                  <td data-label="清单">{lists > 0 ? `${lists} 份` : '尚未公布'}</td>
                  <td data-label="更新">{releasedOn ? <OnDay day={releasedOn} /> : '—'}</td>
                  <td data-label="决定">
                    <To href={listHref({ agency })} aria-label={`查决定：${plain(name)}`}>
                      查决定
                    </To>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <Pager page={page} pages={pages} at={(n) => registerHref({ ...(q ? { q } : {}), page: n })} />
        </>
      ) : (
        <p className="empty">
          {total > 0 ? (
            <>
              没有第 {page} 页。<To href={registerHref({ ...(q ? { q } : {}) })}>回到第 1 页</To>
            </>
          ) : q ? (
            <>
              没有名称同时符合的机关。可以少写几个字，例如只写县名；或者看<To href={registerHref()}>全部机关</To>。
            </>
          ) : (
            '本平台还没有设立执法机关。'
          )}
        </p>
      )}
    </Document>
  )
}
