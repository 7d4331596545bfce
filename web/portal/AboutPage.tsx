/** @jsxRuntime automatic */
import { Document } from '#web/portal/Document.tsx'
import { FEW, type SiteData } from '#web/portal/data.ts'
import { TermRuler } from '#web/portal/TermRuler.tsx'
import { ToAgencies } from '#web/portal/ToAgencies.tsx'
import { Words } from '#web/portal/Words.tsx'

/** An invented week to read the ruler by. */
const example = {
  decidedOn: '2026-11-12',
  publishedOn: '2026-11-17',
  term: {
    value: 7,
    unit: '工作日',
    due: '2026-11-23',
    nth: 3,
    clauses: [],
    days: [13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23].map((n, at) =>
      [14, 15, 21, 22].includes(n)
        ? { day: `2026-11-${n}`, counted: false, why: '休息日' }
        : { day: `2026-11-${n}`, counted: true, n: at + 1 - [14, 15, 21, 22].filter((rest) => rest < n).length },
    ),
  },
}

/** What the portal is, how to read it, what to do when it is wrong, and what it cannot do. */
export const AboutPage = (data: SiteData) => (
  <Document
    site={data}
    at="/about"
    path={['关于本平台']}
    title="关于本平台"
    description="本平台公示什么、怎样读一份公示、公示有误怎么办、指纹有什么用、无障碍说明和目前的限度。"
  >
    <div className="title">
      <h1>关于本平台</h1>
      <p>行政机关作出的处罚决定，依法要让公众看得到。这里公示决定了什么、依据哪一条，也公示机关自己有没有按时公示。</p>
    </div>
    <div className="text">
      <section aria-labelledby="read">
        <h2 id="read">怎样读一份公示</h2>
        <p>
          最上面是处罚结果。公开决定书全文的，下面依次是当事人、违法事实、违反的条款、处罚的依据，以及从立案到公示的经过；公开信息摘要的，只有机关适用的规定要求公开的各项，名称照规定的写，下面写明依据。
        </p>
        <p>“公示期限怎样计算”是一把尺，一格一天。下面是一个举例：</p>
        <TermRuler decision={example} />
        <ul className="plain">
          <li>
            <b>斜纹</b>：休息日、节假日，不计入期限，格内写“休”或者节日名称；
          </li>
          <li>
            <b>实底</b>：公示的那一天；
          </li>
          <li>
            <b>粗脚</b>：期限的最后一天。公示晚于这一天的，写明“超期”和超了几日。
          </li>
        </ul>
        <p>期限有多长、依据哪一条，写在每一份决定的尺下面。</p>
        <p>依法不应公开的内容，在公示之前已经删去，不会先公开再遮盖。</p>
      </section>
      <section aria-labelledby="correct">
        <h2 id="correct">公示有误怎么办</h2>
        <p>名称、文号、日期、金额与决定书不一致，或者公开了不应当公开的内容，请与作出决定的机关联系，说明是哪一份、哪一项有误。</p>
        <p>不服处罚决定是另一回事：更正公示不改变决定。申请行政复议或者提起行政诉讼的途径和期限，以决定书上写明的为准。</p>
        {data.agencies.length > FEW ? <ToAgencies agencies={data.agencies} /> : null}
        {data.agencies.length > 0 && data.agencies.length <= FEW ? (
          <dl className="contacts">
            {data.agencies.map(({ agency, name, phone, address }) => (
              <div key={agency}>
                <dt>
                  <Words>{name}</Words>
                </dt>
                <dd>
                  {phone || address ? (
                    <>
                      {phone ? (
                        <span className="row">
                          电话：<Words>{phone}</Words>
                        </span>
                      ) : null}
                      {address ? (
                        <span className="row">
                          地址：<Words>{address}</Words>
                        </span>
                      ) : null}
                    </>
                  ) : (
                    '联系方式见决定书'
                  )}
                </dd>
              </div>
            ))}
          </dl>
        ) : null}
      </section>
      <section aria-labelledby="verify">
        <h2 id="verify">指纹有什么用</h2>
        <p>
          指纹是按公示内容算出的 64
          位字符（SHA-256）。内容改动一个字，指纹就完全不同。今天抄下一份决定的指纹，日后再看，指纹变了就说明内容动过。
        </p>
        <p>
          账本位置写明这次公示记在账本的哪一处。每一份公示都有核验页：给出它在公示日志里的位置和带签名的证明，可以在浏览器里核对，也可以下载后离线核对。网页不能自己证明自己，所以本平台只提供证明，不写核对的结论。
        </p>
      </section>
      <section aria-labelledby="data">
        <h2 id="data">开放数据</h2>
        <ul className="plain">
          <li>
            <a href="/feed.xml">订阅最新公示</a>（Atom）
          </li>
          <li>
            <a href="/decisions.json">全部公示，供程序读取</a>（JSON，每页 100 件；条件与目录相同）
          </li>
          <li>
            <a href="/decisions.csv">公示目录表格</a>（CSV，至多 5,000 件；目录页上可以按条件下载）
          </li>
        </ul>
        <p>依法撤回的，不在其中。转载的，请以本平台现在公示的为准。</p>
      </section>
      <section aria-labelledby="access">
        <h2 id="access">无障碍说明</h2>
        <p>
          每一页右上角可以换成长者版：字大、一栏、按键大，页内的链接都留在长者版。全部页面不需要脚本，可以只用键盘，可以放大到
          400%。文字的对比、按键的大小按 WCAG 2.2 AA 设计，并用自动工具检查；读屏软件尚未逐一实测。
        </p>
        <p>有看不到、点不到、听不懂的地方，请告诉公示机关，电话和地址在页脚。</p>
      </section>
      <section aria-labelledby="limits">
        <h2 id="limits">目前的限度</h2>
        <ul className="plain">
          <li>执法决定只公示行政处罚决定。行政检查、行政许可、行政强制的结果，随后续版本开放。</li>
          <li>公示的是决定的要点，不是决定书原件；两者不一致的，以送达的决定书为准。</li>
          <li>查询按字面找，不认同义词。</li>
          <li>更正的网上申请尚未提供。</li>
        </ul>
      </section>
    </div>
  </Document>
)
