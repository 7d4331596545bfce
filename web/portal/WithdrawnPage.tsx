/** @jsxRuntime automatic */
import { nameOf, withdrawals } from '#publication/public'
import { proofHref } from '#web/portal/address.ts'
import { Document } from '#web/portal/Document.tsx'
import type { WithdrawnData } from '#web/portal/data.ts'
import { Cited, Fact } from '#web/portal/Fact.tsx'
import { To } from '#web/portal/To.tsx'
import { OnDay, plain, Words } from '#web/portal/Words.tsx'

/** Where a decision was 已撤回的公示: that it was withdrawn, when and why (行政处罚法第四十八条第二款), and nothing of what it said. */
export const WithdrawnPage = ({ page, ...site }: WithdrawnData) => {
  const { on, how, reason, publishedOn, clauses } = page.withdrawn
  const heading = how === 'ended' ? '公示期已满' : '公示已经撤回'
  return (
    <Document
      site={{ ...site, demo: site.demo || page.demo }}
      at="/decisions"
      path={[{ zh: '行政处罚决定', href: '/decisions' }, nameOf(page)]}
      title={`${heading} ${nameOf(page)}`}
      description={`${page.agencyZh}的这一件公示不再显示。`}
      index={false}
    >
      <article>
        <div className="title">
          <p className="soft office">
            <Words>{page.agencyZh}</Words> · {page.typeZh}决定公示
          </p>
          <h1>{heading}</h1>
          <p className="soft">
            <Words>{nameOf(page)}</Words>
          </p>
        </div>
        <dl className="facts">
          <Fact zh="撤回的理由">
            <Words>{withdrawals[how]}</Words>
            <span className="line told">
              <Words>{reason}</Words>
            </span>
          </Fact>
          <Fact zh="撤回日期">
            <OnDay day={on} prose />
          </Fact>
          <Fact zh="公示日期">
            <OnDay day={publishedOn} prose />
          </Fact>
          <Fact zh="依据">
            <Cited clauses={clauses} />
          </Fact>
          <Fact zh="账本位置">
            <span className="code">{plain(page.ledger.stream)}</span>
            <span className="line">第 {page.ledger.version} 版</span>
          </Fact>
        </dl>
        <p className="note">
          撤回也记入公示日志：何时公示、何时撤回，任何人都可以<To href={proofHref(page)}>核对</To>；原来的内容不再公开。
        </p>
      </article>
    </Document>
  )
}
