/** @jsxRuntime automatic */
import { type ReactNode, useContext } from 'react'
import type { DrawnChart } from '#penalty/drawing'
import { SHEETS } from '#register/board'
import { ChartDrawing } from '#web/kit/ChartDrawing.tsx'
import { inView, registerHref } from '#web/portal/address.ts'
import { Document } from '#web/portal/Document.tsx'
import type { Adoption, RegisterData, Shown } from '#web/portal/data.ts'
import { Cited, Fact } from '#web/portal/Fact.tsx'
import { countZh as alteredZh } from '#web/portal/HistoryPage.tsx'
import { Pager } from '#web/portal/Pager.tsx'
import { InView, To } from '#web/portal/To.tsx'
import { OnDay, plain, Words } from '#web/portal/Words.tsx'

const countZh = ({ total, more }: Pick<Shown, 'total' | 'more'>): string =>
  more ? `${total.toLocaleString('en-US')} 条以上` : `共 ${total.toLocaleString('en-US')} 条`

/** One register 一份清单: search, any day, its entries, what was changed. */
export const RegisterPage = (data: RegisterData) => {
  const { shown, q, on, page, pages, today } = data
  const { agency, agencyZh, id, zh, changes, adoptions = [] } = shown
  const at = { agency, id, ...(q ? { q } : {}), ...(on === today ? {} : { on }) }
  return (
    <Document
      site={data}
      at="/lists"
      path={[{ zh: '事前公开', href: '/lists' }, { zh: plain(agencyZh), href: registerHref({ agency }) }, zh]}
      title={`${agencyZh}${zh}${page > 1 ? `，第 ${page} 页` : ''}`}
      description={`${agencyZh}公开的${zh}，${countZh(shown)}。`}
      index={!q && on === today && page === 1}
    >
      <div className="title">
        <h1>{zh}</h1>
        <p className="soft">
          <Words>{agencyZh}</Words>
          {on === today ? null : (
            <>
              ，<OnDay day={on} prose />
              的内容
            </>
          )}
        </p>
      </div>
      {data.drawing ? <Drawing drawing={data.drawing} agencyZh={agencyZh} /> : null}
      <Asking agency={agency} id={id} q={q} on={on === today ? '' : on} today={today} />
      <div className="heading">
        <h2>{countZh(shown)}</h2>
        <span className="links">
          {shown.adoptions ? <To href={registerHref({ agency, id }, '/history')}>采用和变更的经过</To> : null}
          {q || on !== today ? <To href={registerHref({ agency, id })}>现在的全部</To> : null}
          {id === 'boards' && shown.items.length > 0 && !q && on === today ? <Prints agency={agency} total={shown.total} /> : null}
          {shown.total > 0 ? (
            <>
              <a href={registerHref(at, '.csv')}>下载表格 CSV</a>
              <a href={registerHref(at, '.json')}>JSON</a>
            </>
          ) : null}
        </span>
      </div>
      {shown.later ? (
        <p className="note">其中 {shown.later} 条按其施行之日当日已经施行，但这一天以后才采用（见各条的“采用”）；当日公布的内容里没有。</p>
      ) : null}
      {shown.items.length > 0 ? (
        <>
          <Entries {...data} />
          <Pager page={page} pages={pages} at={(n) => registerHref({ ...at, page: n })} />
        </>
      ) : (
        <Nothing {...data} />
      )}
      {id === 'chart' ? <p className="note">以上是平台实际运行的普通程序。简易程序、行政强制、行政许可、行政检查的流程尚未接入。</p> : null}
      {id === 'guides' ? (
        <p className="note">
          行政处罚的办理流程，见<To href={registerHref({ agency, id: 'chart' })}>执法流程图</To>；其他事项的流程图尚未接入。
        </p>
      ) : null}
      <section aria-labelledby="source">
        <h2 id="source">来源和依据</h2>
        <dl className="facts">
          <Fact zh="来源">
            {shown.by ? (
              `由“${shown.by}”得出，随办理即时更新，不另行录入`
            ) : (
              <>
                <Words>{agencyZh}</Words>拟定，经审批后发布
              </>
            )}
          </Fact>
          {shown.updating ? (
            <Fact zh="更新">
              {shown.updating.zh}
              <Cited clauses={shown.updating.clauses} />
            </Fact>
          ) : null}
          <Fact zh="公开的依据">
            <Cited clauses={shown.clauses} />
          </Fact>
        </dl>
      </section>
      {changes.length > 0 ? <Changes changes={changes} agency={agency} id={id} /> : null}
      {adoptions.length > 0 ? <Adoptions adoptions={adoptions} agency={agency} id={id} /> : null}
    </Document>
  )
}

/** The chart as a picture, in a box that scrolls where the screen is narrow; what it says in words comes after. */
const Drawing = ({ drawing, agencyZh }: { drawing: DrawnChart; agencyZh: string }) => (
  <>
    <p className="narrow small soft">图比屏幕宽，可以左右滑动。</p>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: by keyboard nothing scrolls that takes no focus */}
    <section className="chart-drawing" aria-label="流程图" tabIndex={0}>
      <ChartDrawing drawing={drawing} title={`${plain(agencyZh)}行政处罚普通程序流程图`}>
        {`从线索到结案共 ${drawing.states.length} 个环节和其间的流向；每一步属于哪个环节、办成以后到哪里，见下面的文字。`}
      </ChartDrawing>
    </section>
    <p className="small soft">每一步由谁办、办成以后到哪里、依据哪一条，见下面的文字。</p>
  </>
)

/** 公示牌 as files, a sheet for each; by the browser where a sign is not in our fonts. */
const Prints = ({ agency, total }: { agency: string; total: number }) => {
  const files = Math.ceil(total / SHEETS)
  return (
    <>
      {Array.from({ length: files }, (_, n) => n + 1).map((page) => (
        <a key={page} href={registerHref({ agency, id: 'boards', page }, '.pdf')}>
          打印公示牌（PDF{files > 1 ? `，第 ${page} 份` : ''}）
        </a>
      ))}
      <To href={registerHref({ agency, id: 'boards' }, '/print')}>网页打印</To>
    </>
  )
}

const Asking = ({ agency, id, q, on, today }: { agency: string; id: string; q: string; on: string; today: string }) => (
  <search>
    <form className="search" action={inView(useContext(InView), registerHref({ agency, id }))} method="get">
      <label htmlFor="q">
        查询内容 <span className="hint">写一部分也可以；几个词用空格隔开</span>
      </label>
      <div className="join">
        <input id="q" name="q" type="search" defaultValue={q} maxLength={100} autoComplete="off" enterKeyHint="search" />
        <button type="submit">查询</button>
      </div>
      <div className="which">
        <div>
          <label htmlFor="on">哪一天的内容</label>
          <input id="on" name="on" type="date" defaultValue={on} max={today} />
        </div>
      </div>
    </form>
  </search>
)

/** What names an entry stands above it; the rest beneath, field by field. */
const Entries = ({ shown: { agency, id, items, fields, by }, words, on, today }: RegisterData): ReactNode => {
  const naming = fields.find(({ id }) => ['name', 'scene', 'way', 'window'].includes(id)) ?? fields[0]
  return (
    <ol className="entries">
      {items.map(({ key, entry, from }, n) => (
        <li key={key || n}>
          <h3>
            <Words found={words}>{(naming && entry[naming.id]) || key}</Words>
          </h3>
          <dl>
            {fields.flatMap(({ id, zh }) => {
              const said = entry[id]
              return said && id !== naming?.id
                ? [
                    <div key={id}>
                      <dt>{zh}</dt>
                      <dd className="told">
                        <Words found={words}>{said}</Words>
                      </dd>
                    </div>,
                  ]
                : []
            })}
            {by ? null : (
              <div>
                <dt>施行</dt>
                <dd>
                  <OnDay day={from} /> 起
                </dd>
              </div>
            )}
          </dl>
          {id === 'boards' && on === today ? (
            <p className="links">
              <a href={registerHref({ agency, id, key }, '.pdf')}>只打印这一块（PDF）</a>
            </p>
          ) : null}
        </li>
      ))}
    </ol>
  )
}

const Nothing = ({ shown, q, on, today, page }: RegisterData) => {
  const { agency, id, zh, by } = shown
  if (shown.total > 0 && page > 1)
    return (
      <p className="empty">
        没有第 {page} 页。<To href={registerHref({ agency, id, q })}>回到第 1 页</To>
      </p>
    )
  if (q)
    return (
      <p className="empty">
        没有找到同时符合的条目。可以少写几个字，或者看<To href={registerHref({ agency, id })}>全部{zh}</To>。
      </p>
    )
  if (on !== today) return <p className="empty">这一天还没有公布{zh}。</p>
  return <p className="empty">{by ? `还没有可以公开的内容；“${by}”以后即列在这里。` : `本机关尚未公布${zh}，公布以后列在这里。`}</p>
}

const Changes = ({ changes, agency, id }: Pick<Shown, 'changes' | 'agency' | 'id'>) => (
  <section aria-labelledby="changes">
    <h2 id="changes">变更记录</h2>
    <table className="cards">
      <thead>
        <tr>
          <th scope="col">变更说明</th>
          <th scope="col">发布</th>
          <th scope="col">施行</th>
          <th scope="col">条目</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.id}>
            <th scope="row">
              <Words>{change.why}</Words>
              {change.lateReason ? (
                <span className="line">
                  超期公开：<Words>{change.lateReason}</Words>
                </span>
              ) : null}
              {change.examined ? (
                <span className="line">
                  <Words>{`${change.examined.by}审核（${change.examined.no}）`}</Words>
                </span>
              ) : null}
            </th>
            <td data-label="发布">
              <OnDay day={change.releasedOn} />
            </td>
            <td data-label="施行">
              <To href={registerHref({ agency, id, on: change.from })}>
                <OnDay day={change.from} />
              </To>
            </td>
            <td data-label="条目">
              写入 {change.entered} 条{change.struck > 0 ? `，删去 ${change.struck} 条` : ''}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)

/** So many adoptions stand here; the others on the page of the history. */
const LATEST = 5

const Adoptions = ({ adoptions, agency, id }: { adoptions: readonly Adoption[]; agency: string; id: string }) => (
  <section aria-labelledby="adopted">
    <h2 id="adopted">最近的采用</h2>
    <table className="cards">
      <thead>
        <tr>
          <th scope="col">依据的文件</th>
          <th scope="col">采用</th>
          <th scope="col">由谁采用</th>
          <th scope="col">条目</th>
        </tr>
      </thead>
      <tbody>
        {adoptions.slice(0, LATEST).map((adoption) => (
          <tr key={adoption.no}>
            <th scope="row">
              <Words>{adoption.basis.join('；') || '只写明止日'}</Words>
              {adoption.examined ? (
                <span className="line">
                  <Words>{`${adoption.examined.by}审核（${adoption.examined.no}）`}</Words>
                </span>
              ) : null}
            </th>
            <td data-label="采用">
              <OnDay day={adoption.on} />
            </td>
            <td data-label="由谁采用">{adoption.by}</td>
            <td data-label="条目">{alteredZh(adoption)}</td>
          </tr>
        ))}
      </tbody>
    </table>
    <p>
      <To href={registerHref({ agency, id }, '/history')}>逐条看历次采用和变更</To>
    </p>
  </section>
)
