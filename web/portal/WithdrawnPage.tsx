/** @jsxRuntime automatic */
import { withdrawals } from '#publication/public'
import { proofHref } from '#web/portal/address.ts'
import { Document } from '#web/portal/Document.tsx'
import type { WithdrawnData } from '#web/portal/data.ts'
import { To } from '#web/portal/To.tsx'
import { OnDay, Pieces, plain, Words } from '#web/portal/Words.tsx'

/** Where a decision was 已撤回的公示: that it was withdrawn, when and why (行政处罚法第四十八条第二款), and nothing of what it said. */
export const WithdrawnPage = ({ page, ...site }: WithdrawnData) => {
  const { on, how, reason, publishedOn, clauses } = page.withdrawn
  const heading = how === 'ended' ? '公示期已满' : '公示已经撤回'
  return (
    <Document
      site={{ ...site, demo: site.demo || page.demo }}
      at="/decisions"
      path={[{ zh: '行政处罚决定', href: '/decisions' }, page.documentNo]}
      title={`${heading} ${page.documentNo}`}
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
            <Words>{page.documentNo}</Words>
          </p>
        </div>
        <dl className="facts">
          <div>
            <dt>撤回的理由</dt>
            <dd>
              <Words>{withdrawals[how]}</Words>
              <span className="line told">
                <Words>{reason}</Words>
              </span>
            </dd>
          </div>
          <div>
            <dt>撤回日期</dt>
            <dd>
              <OnDay day={on} prose />
            </dd>
          </div>
          <div>
            <dt>公示日期</dt>
            <dd>
              <OnDay day={publishedOn} prose />
            </dd>
          </div>
          <div>
            <dt>依据</dt>
            <dd>
              <ul>
                {clauses.map(({ id, cite }) => (
                  <li key={id} data-clause={id}>
                    <Pieces after="》〕">{cite}</Pieces>
                  </li>
                ))}
              </ul>
            </dd>
          </div>
          <div>
            <dt>账本位置</dt>
            <dd>
              <span className="code">{plain(page.ledger.stream)}</span>
              <span className="line">第 {page.ledger.version} 版</span>
            </dd>
          </div>
        </dl>
        <p className="note">
          撤回也记入公示日志：何时公示、何时撤回，任何人都可以<To href={proofHref(page)}>核对</To>；原来的内容不再公开。
        </p>
      </article>
    </Document>
  )
}
