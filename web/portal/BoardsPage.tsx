/** @jsxRuntime automatic */
import { registerHref } from '#web/portal/address.ts'
import { Document } from '#web/portal/Document.tsx'
import type { BoardsData } from '#web/portal/data.ts'
import { Fact } from '#web/portal/Fact.tsx'
import { Pager } from '#web/portal/Pager.tsx'
import { plain, Words } from '#web/portal/Words.tsx'

/** 岗位信息公示牌: one to a sheet, with a code that leads to the check of who stands there, or to what the agency makes public. */
export const BoardsPage = (data: BoardsData) => (
  <Document
    site={data}
    at="/lists"
    path={[
      { zh: '事前公开', href: '/lists' },
      { zh: plain(data.agencyZh), href: registerHref({ agency: data.agency }) },
      { zh: '岗位信息公示牌', href: registerHref({ agency: data.agency, id: 'boards' }) },
      '打印',
    ]}
    title={`打印${data.agencyZh}岗位信息公示牌${data.page > 1 ? `，第 ${data.page} 页` : ''}`}
    description="打印后置于办事窗口。"
    index={false}
  >
    <h1 className="screen">打印岗位信息公示牌</h1>
    <p className="screen soft">
      打印本页，每个岗位一张，置于窗口明显位置。扫码可以核对执法证件，没有执法证件的岗位，可见本机关公开的清单、指南和监督渠道。
    </p>
    {data.mend ? <p className="screen note">{data.mend}</p> : null}
    {data.items.map(({ key, entry, code }) => (
      <section key={key} className="board">
        <h2>
          <Words>{[entry.window ?? key, entry.name].filter(Boolean).join('　')}</Words>
        </h2>
        <p className="soft">
          <Words>{data.agencyZh}</Words>
        </p>
        <dl className="facts">
          {data.fields.flatMap(({ id, zh }) =>
            !['window', 'name'].includes(id) && entry[id]
              ? [
                  <Fact key={id} zh={zh}>
                    <span className="told">
                      <Words>{entry[id]}</Words>
                    </span>
                  </Fact>,
                ]
              : [],
          )}
        </dl>
        <p className="code-to">
          <img src={code.picture} alt={`二维码：${code.to}`} width="144" height="144" />
          <span className="small">
            {code.zh}
            <span className="line">{code.to}</span>
          </span>
        </p>
      </section>
    ))}
    <Pager page={data.page} pages={data.pages} at={(page) => registerHref({ agency: data.agency, id: 'boards', page }, '/print')} />
    {data.items.length === 0 ? <p className="empty">本机关尚未公布岗位信息公示牌。</p> : null}
  </Document>
)
