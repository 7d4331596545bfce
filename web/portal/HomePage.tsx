/** @jsxRuntime automatic */
import { listHref, registerHref } from '#web/portal/address.ts'
import { Certificate } from '#web/portal/Certificate.tsx'
import { DecisionTable } from '#web/portal/DecisionTable.tsx'
import { Document } from '#web/portal/Document.tsx'
import { FEW, type HomeData } from '#web/portal/data.ts'
import { Search } from '#web/portal/Search.tsx'
import { To } from '#web/portal/To.tsx'
import { OnDay, Words } from '#web/portal/Words.tsx'

/** The first page of the portal: search first, then what is here, what is new, and whether it was on time. */
export const HomePage = (data: HomeData) => (
  <Document site={data} at="/" title="" description={`查询${data.site}公示的行政处罚决定：给谁、为什么、依据哪一条，是否在期限内公示。`}>
    <div className="columns first">
      <div>
        <h1>查行政处罚决定</h1>
        <Search agencies={data.agencies} />
        <Examples {...data} />
      </div>
      <AtTheDoor />
    </div>
    <WhatIsHere {...data} />
    <section aria-labelledby="latest">
      <div className="heading">
        <h2 id="latest">最新公示</h2>
        {data.latest.length > 0 ? <To href="/decisions">全部决定</To> : null}
      </div>
      {data.latest.length > 0 ? (
        <DecisionTable items={data.latest} label="最新公示" several={data.agencies.length > 1} />
      ) : (
        <p className="empty">还没有公示的决定。处罚决定一经公示就列在这里，也可以从上面查到。</p>
      )}
    </section>
    <OnTime {...data} />
    <section className="note" aria-labelledby="trace">
      <h2 id="trace">改动会留下痕迹</h2>
      <p>
        每次公示都记入公开的日志，日志有签名：内容改了，就对不上。每一份决定的页面上都可以核验。
        <To href="/about#verify">指纹有什么用</To>
      </p>
    </section>
  </Document>
)

/** Searches that are sure to find something: the newest matter and, where it is public, its 文号. */
const Examples = ({ latest }: HomeData) => {
  const newest = latest[0]
  return newest ? (
    <ul className="examples" aria-label="查询示例">
      {[newest.documentNo ?? [], newest.title].flat().map((q) => (
        <li key={q}>
          <To href={listHref({ q })}>
            <Words>{q}</Words>
          </To>
        </li>
      ))}
    </ul>
  ) : null
}

/** Who is visited looks first whether the certificate is good (CFF-55-1). */
const AtTheDoor = () => (
  <aside className="beside" aria-labelledby="door">
    <h2 id="door">有人上门执法？先核对</h2>
    <Certificate />
    <p className="small soft">不出示执法证件的，您有权拒绝接受调查或者检查。《行政处罚法》第五十五条第一款</p>
  </aside>
)

/** So many registers of an agency stand on the first page, those that hold something; the others are a step further. */
const SHOWN = 6

const WhatIsHere = ({ agencies, only, counts }: HomeData) => {
  const few = !only && agencies.length <= FEW ? agencies : []
  return (
    <div className="stages">
      <section aria-labelledby="beforehand">
        <h2 id="beforehand">
          事<em>前</em>公开
        </h2>
        <p className="soft">谁来执法，管什么，怎样办</p>
        <ul className="doors">
          <Door href="/lists" zh={only ? '全部清单、名录和指南' : '各机关的清单、名录和指南'} />
          {only
            ? only.registers
                .filter(({ count }) => count > 0)
                .slice(0, SHOWN)
                .map(({ id, zh, count }) => (
                  <Door key={id} href={registerHref({ agency: only.agency, id })} zh={zh} n={`${numberOf(count)} 条`} />
                ))
            : few.map(({ agency, name }) => <Door key={agency} href={registerHref({ agency })} zh={name} />)}
        </ul>
      </section>
      <section aria-labelledby="afterwards">
        <h2 id="afterwards">
          事<em>后</em>公开
        </h2>
        <p className="soft">决定了什么，依据哪一条</p>
        <ul className="doors">
          <Door href="/decisions" zh="行政处罚决定" n={`${numberOf(counts.total)} 件`} />
          {few.map(({ agency, name }) => (
            <Door key={agency} href={listHref({ agency })} zh={name} />
          ))}
        </ul>
      </section>
    </div>
  )
}

const Door = ({ href, zh, n }: { href: string; zh: string; n?: string }) => (
  <li>
    <To href={href}>
      <Words>{zh}</Words>
      {n ? <span>{n}</span> : null}
    </To>
  </li>
)
const numberOf = (n: number) => n.toLocaleString('en-US')

/** 按时公示了吗: one sentence, and where some were late a bar that says the same. */
const OnTime = ({ counts: { total, thisYear, onTime, late }, today }: HomeData) => (
  <section aria-labelledby="on-time">
    <div className="heading">
      <h2 id="on-time">按时公示了吗</h2>
    </div>
    {total > 0 ? (
      <>
        <p className="said">
          公示的 {total.toLocaleString('en-US')} 件决定，
          <span className="piece">
            <b>{onTime.toLocaleString('en-US')} 件</b>按期，
          </span>
          <span className="piece">{late > 0 ? <b className="late">{late.toLocaleString('en-US')} 件超期</b> : '没有超期'}。</span>
        </p>
        {late > 0 ? (
          <svg className="share" viewBox="0 0 1000 20" preserveAspectRatio="none" aria-hidden="true">
            <rect width={(1000 * onTime) / total} height="20" className="on-time" />
            <rect x={(1000 * onTime) / total} width={(1000 * late) / total} height="20" className="late" />
          </svg>
        ) : null}
        <p className="small soft">
          今年公示 {thisYear.toLocaleString('en-US')} 件。逐件计算，不抽样；截至 <OnDay day={today} prose />
          。每一份决定的页面上，逐日写明期限怎样计算、依据哪一条。
        </p>
      </>
    ) : (
      <p className="empty">还没有公示的决定。公示以后，这里写明多少件按期、多少件超期。</p>
    )}
  </section>
)
