/** @jsxRuntime automatic */
import { listHref } from '#web/portal/address.ts'
import { DecisionTable } from '#web/portal/DecisionTable.tsx'
import { Document } from '#web/portal/Document.tsx'
import type { ListData } from '#web/portal/data.ts'
import { Search } from '#web/portal/Search.tsx'
import { Words } from '#web/portal/Words.tsx'

/** 行政处罚决定目录: everything that is published, or what a search found. */
export const ListPage = (data: ListData) => {
  const { q, page, total, items, agencies } = data
  const agency = agencies.find((one) => one.agency === data.agency)
  const heading = q ? `查询结果：${q}` : agency ? `${agency.name}的行政处罚决定` : '行政处罚决定'
  return (
    <Document
      site={data}
      at="/decisions"
      path={q ? [{ zh: '行政处罚决定', href: '/decisions' }, '查询结果'] : ['行政处罚决定']}
      title={page > 1 ? `${heading}，第 ${page} 页` : heading}
      description={q ? `公示的行政处罚决定中查“${q}”，共 ${total} 件。` : `公示的行政处罚决定，共 ${total} 件，按公示日期从新到旧。`}
      index={!q && page === 1}
    >
      <div className="title">
        <h1>
          <Words>{heading}</Words>
        </h1>
      </div>
      <Search agencies={agencies} q={q} agency={data.agency} />
      <div className="heading">
        <h2>共 {total.toLocaleString('en-US')} 件</h2>
        {q || agency ? <a href="/decisions">全部决定</a> : null}
      </div>
      {items.length > 0 ? (
        <>
          <DecisionTable items={items} label={heading} several={agencies.length > 1} found={q} />
          <p className="small soft">按公示日期从新到旧。</p>
          <Pager {...data} />
        </>
      ) : (
        <Nothing {...data} />
      )}
    </Document>
  )
}

/** Nothing to show: why, and what to do. */
const Nothing = ({ q, page, agency, total }: ListData) =>
  total > 0 && page > 1 ? (
    <p className="empty">
      没有第 {page} 页。<a href={listHref({ q, agency })}>回到第 1 页</a>
    </p>
  ) : q ? (
    <div className="empty">
      <p>没有找到同时符合的决定。可以：</p>
      <ul>
        <li>少写几个字，例如只写单位名称中最特别的两三个字；</li>
        <li>按文号查，照决定书上的写法，例如“〔2026〕12号”；</li>
        <li>
          {agency ? (
            <>
              不限机关，<a href={listHref({ q })}>在全部机关中查</a>；
            </>
          ) : null}
          查<a href="/decisions">全部决定</a>。
        </li>
      </ul>
      <p>刚作出的决定，公示以后才查得到。</p>
    </div>
  ) : (
    <p className="empty">还没有公示的决定。处罚决定一经公示就列在这里。</p>
  )

/** The first, the last, and those beside this one. */
const around = (page: number, pages: number): number[] =>
  [...new Set([1, page - 1, page, page + 1, pages])].filter((n) => n >= 1 && n <= pages).sort((a, b) => a - b)

const Pager = ({ q, agency, page, pages }: ListData) =>
  pages > 1 ? (
    <nav aria-label="分页">
      <ul className="pager">
        {page > 1 ? (
          <li>
            <a href={listHref({ q, agency, page: page - 1 })} rel="prev">
              上一页
            </a>
          </li>
        ) : null}
        {around(page, pages).map((n, at, all) => (
          <li key={n} className={n - (all[at - 1] ?? n - 1) > 1 ? 'far' : undefined}>
            {n === page ? (
              <span aria-current="page">{n}</span>
            ) : (
              <a href={listHref({ q, agency, page: n })} aria-label={`第 ${n} 页`}>
                {n}
              </a>
            )}
          </li>
        ))}
        {page < pages ? (
          <li>
            <a href={listHref({ q, agency, page: page + 1 })} rel="next">
              下一页
            </a>
          </li>
        ) : null}
      </ul>
    </nav>
  ) : null
