/** @jsxRuntime automatic */
import { listHref } from '#web/portal/address.ts'
import { DecisionTable } from '#web/portal/DecisionTable.tsx'
import { Document } from '#web/portal/Document.tsx'
import type { ListData } from '#web/portal/data.ts'
import { Pager } from '#web/portal/Pager.tsx'
import { Search } from '#web/portal/Search.tsx'
import { To } from '#web/portal/To.tsx'
import { Words } from '#web/portal/Words.tsx'

/** What the list is of, in words 目录的范围. */
function rangeZh({ asked, agencies }: Pick<ListData, 'asked' | 'agencies'>): string {
  const agency = agencies.find((one) => one.agency === asked.agency)
  const late = asked.late && { yes: '超期公示', no: '按期公示' }[asked.late]
  return [agency?.name, asked.year && `${asked.year}年决定`, asked.kind, late].filter(Boolean).join('，')
}

const countZh = ({ total, more }: Pick<ListData, 'total' | 'more'>): string =>
  more ? `${total.toLocaleString('en-US')} 件以上` : `共 ${total.toLocaleString('en-US')} 件`

/** 行政处罚决定目录: everything that is published, or what a search found. */
export const ListPage = (data: ListData) => {
  const { asked, words, page, items, agencies, years } = data
  const q = asked.q ?? ''
  const range = rangeZh(data)
  const heading = q ? `查询结果：${q}` : '行政处罚决定'
  const said = [range ? `${heading}（${range}）` : heading, ...(page > 1 ? [`第 ${page} 页`] : [])].join('，')
  return (
    <Document
      site={data}
      at="/decisions"
      path={q ? [{ zh: '行政处罚决定', href: '/decisions' }, '查询结果'] : ['行政处罚决定']}
      title={said}
      description={q ? `公示的行政处罚决定中查“${q}”，${countZh(data)}。` : `公示的行政处罚决定，${countZh(data)}，从新到旧。`}
      index={!q && !range && page === 1}
    >
      <div className="title">
        <h1>
          <Words>{heading}</Words>
        </h1>
        {range ? (
          <p className="soft">
            <Words>{range}</Words>
          </p>
        ) : null}
      </div>
      <Search agencies={agencies} asked={asked} years={years} />
      <div className="heading">
        <h2>{countZh(data)}</h2>
        <span className="links">
          {q || range ? <To href="/decisions">全部决定</To> : null}
          {items.length > 0 ? <a href={listHref(asked, '/decisions.csv')}>下载表格 CSV</a> : null}
        </span>
      </div>
      {items.length > 0 ? (
        <>
          <DecisionTable items={items} label={said} several={agencies.length > 1} found={words} />
          <p className="small soft">
            {asked.year ? '按决定日期从新到旧。' : '按公示日期从新到旧。'}
            {data.more ? `查得的多，只列最新的 ${data.total.toLocaleString('en-US')} 件；加上年份、机关或者再写一个词，可以查全。` : null}
          </p>
          <Pager page={page} pages={data.pages} at={(n) => listHref({ ...asked, page: n })} />
        </>
      ) : (
        <Nothing {...data} />
      )}
    </Document>
  )
}

/** Nothing to show: why, and what to do. */
const Nothing = ({ asked, page, total }: ListData) => {
  const { q, ...range } = asked
  const narrowed = Object.values(range).some(Boolean)
  if (total > 0 && page > 1)
    return (
      <p className="empty">
        没有第 {page} 页。<To href={listHref(asked)}>回到第 1 页</To>
      </p>
    )
  if (!q && !narrowed) return <p className="empty">还没有公示的决定。处罚决定一经公示就列在这里。</p>
  return (
    <div className="empty">
      <p>没有找到同时符合的决定。可以：</p>
      <ul>
        {q ? (
          <>
            <li>少写几个字，例如只写单位名称中最特别的两三个字；</li>
            <li>按文号查，照决定书上的写法，例如“〔2026〕12号”；</li>
          </>
        ) : null}
        <li>
          {q && narrowed ? (
            <>
              不限机关、年份、种类和期限，<To href={listHref({ q })}>在全部决定中查</To>；
            </>
          ) : null}
          查<To href="/decisions">全部决定</To>。
        </li>
      </ul>
      <p>刚作出的决定，公示以后才查得到；依法撤回的，查不到。</p>
    </div>
  )
}
