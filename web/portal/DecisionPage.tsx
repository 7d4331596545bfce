/** @jsxRuntime automatic */
import { particularZh } from '#publication/digest'
import { nameOf } from '#publication/public'
import { proofHref } from '#web/portal/address.ts'
import { Document } from '#web/portal/Document.tsx'
import type { DecisionData, SiteData } from '#web/portal/data.ts'
import { Cited, Fact } from '#web/portal/Fact.tsx'
import { countOf, isLate, lengthOf, marginOf, ordinalOf } from '#web/portal/punctuality.ts'
import { TermRuler } from '#web/portal/TermRuler.tsx'
import { To } from '#web/portal/To.tsx'
import { OnDay, Pieces, plain, Words } from '#web/portal/Words.tsx'

/** One decision 行政处罚决定信息: what was decided, whom, why, by which clause, and how the period to publish was kept. */
export const DecisionPage = (data: DecisionData) => {
  const { decision } = data
  return (
    <Document
      site={{ ...data, demo: data.demo || decision.demo }}
      at="/decisions"
      path={[{ zh: '行政处罚决定', href: '/decisions' }, nameOf(decision)]}
      title={[decision.title, decision.documentNo].filter(Boolean).join(' ')}
      description={`${decision.agencyZh}作出的行政处罚决定：${[decision.party, decision.outcome].filter(Boolean).join('，')}。`}
    >
      <article>
        <div className="title">
          <p className="soft office">
            <Words>{decision.agencyZh}</Words> · {decision.typeZh}决定公示
          </p>
          <h1>
            <Words>{decision.title}</Words>
          </h1>
          <p className="soft">
            {decision.documentNo ? (
              <>
                <Words>{decision.documentNo}</Words>
                {'　'}
              </>
            ) : null}
            <span className="whole">
              <OnDay day={decision.decidedOn} prose />
              决定
            </span>
          </p>
        </div>
        <div className="columns">
          <div>
            <Checking since={data.checkingSince} />
            <Verdict decision={decision} />
            <Changes decision={decision} />
            {decision.digest ? <Digest page={decision} digest={decision.digest} /> : <Particulars decision={decision} />}
            <Fulltext decision={decision} />
            <Payable lines={decision.payable ?? []} />
            <Term decision={decision} />
            <Course decision={decision} />
            <Wrong agency={data.agencies.find(({ agency }) => agency === decision.agency)} />
          </div>
          <Entry decision={decision} />
        </div>
      </article>
    </Document>
  )
}

type Part = Pick<DecisionData, 'decision'>

const Checking = ({ since }: { since: DecisionData['checkingSince'] }) =>
  since ? (
    <p className="note">
      <b>! 核实中：</b>有意见认为这一页有误，作出决定的机关自
      <OnDay day={since} prose />
      起正在核实。核实完毕以前，公示的内容照旧；有误的，将更正并写明原来错在哪里。
    </p>
  ) : null

const Verdict = ({ decision }: Part) => {
  const late = isLate({ ...decision.term, publishedOn: decision.publishedOn })
  return (
    <div className={late ? 'verdict late' : 'verdict'}>
      {decision.outcome ? (
        <p className="outcome">
          <Pieces>{decision.outcome}</Pieces>
        </p>
      ) : null}
      <p>
        <span className={late ? 'status bad' : 'status ok'}>{late ? '! 超期公示' : '✓ 按期公示'}</span>{' '}
        <span className="whole">{ordinalOf(decision.term)}公示，</span>
        <span className="whole">期限 {lengthOf(decision.term)}</span>
      </p>
    </div>
  )
}

/** What was changed on this page, and which decision stood here before 更正与此前的决定. */
const Changes = ({ decision: { correction, earlier } }: Part) => (
  <>
    {correction ? (
      <p className="note">
        <b>
          <OnDay day={correction.on} prose />
          更正：
        </b>
        <Words>{correction.note}</Words>
      </p>
    ) : null}
    {earlier ? (
      <p className="note">
        <b>
          此前公示的 <Words>{earlier.documentNo ?? '决定'}</Words> 已于 <OnDay day={earlier.withdrawnOn} prose />
          撤回：
        </b>
        <Words>{earlier.reason}</Words>
      </p>
    ) : null}
  </>
)

/** 信息摘要: what the rules of the agency name, under the names that they give it, and no more. */
const Digest = ({ page, digest }: { page: DecisionData['decision']; digest: NonNullable<DecisionData['decision']['digest']> }) => (
  <>
    <dl className="facts">
      {digest.map(({ id, zh, clause }) => (
        <Fact key={id} zh={zh} clause={clause.id}>
          <Words>{particularZh(page, id)}</Words>
        </Fact>
      ))}
    </dl>
    <div className="small soft cited">
      <span>公开的是信息摘要。依据：</span>
      <Cited clauses={[...new Map(digest.map(({ clause }) => [clause.cite, clause])).values()]} />
    </div>
  </>
)

const Particulars = ({ decision }: Part) => (
  <dl className="facts">
    <Fact zh="当事人">
      <Words>{decision.party ?? ''}</Words>
      {decision.partyNote ? (
        <span className="line">
          <Words>{decision.partyNote}</Words>
        </span>
      ) : null}
    </Fact>
    <Fact zh="违法事实">
      <span className="told">
        <Words>{decision.facts ?? ''}</Words>
      </span>
    </Fact>
    {decision.violated?.length ? (
      <Fact zh="违反条款">
        <Cited clauses={decision.violated} />
      </Fact>
    ) : null}
    {decision.basis?.length ? (
      <Fact zh="处罚依据">
        <Cited clauses={decision.basis} />
      </Fact>
    ) : null}
    {decision.discretion ? (
      <Fact zh="裁量">
        <span className="told">
          <Words>{decision.discretion}</Words>
        </span>
      </Fact>
    ) : null}
    <Fact zh="执法机关">
      <Words>{decision.agencyZh}</Words>
    </Fact>
    {decision.servedOn ? (
      <Fact zh="送达">
        <OnDay day={decision.servedOn} prose />
      </Fact>
    ) : null}
  </dl>
)

/** 决定书全文: what must not come out is hidden, and shows as ××× or 某. */
const Fulltext = ({ decision: { fulltext } }: Part) =>
  fulltext ? (
    <section aria-labelledby="fulltext">
      <h2 id="fulltext">决定书全文</h2>
      <dl className="facts">
        {fulltext.map(({ zh, text }) => (
          <Fact key={zh} zh={zh}>
            <span className="told">
              <Words>{text}</Words>
            </span>
          </Fact>
        ))}
      </dl>
      <p className="small soft">依法不公开的内容已经隐去。</p>
    </section>
  ) : null

/** 缴款: how much, and to whom. */
const Payable = ({ lines }: { lines: NonNullable<DecisionData['decision']['payable']> }) =>
  lines.length > 0 ? (
    <section aria-labelledby="payable">
      <h2 id="payable">应当缴纳的款项</h2>
      <dl className="money">
        {lines.map(({ zh, amount, to }) => (
          <div key={`${zh}${to}`}>
            <dt>
              <Words>{zh}</Words>
            </dt>
            <dd>
              <b>
                <Words>{amount}</Words>
              </b>
              <span className="line">
                <Words>{to}</Words>
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  ) : null

const Term = ({ decision }: Part) => {
  const reached = { ...decision.term, publishedOn: decision.publishedOn }
  return (
    <section aria-labelledby="term">
      <h2 id="term">公示期限怎样计算</h2>
      <TermRuler decision={decision} />
      <p>
        <Words>{`${countOf(decision)}。`}</Words>
      </p>
      <p className="legend small soft" aria-hidden="true">
        <span className="whole">
          <i className="off" /> 不计的日子
        </span>
        <span className="whole">
          <i className={isLate(reached) ? 'over published' : 'published'} /> 公示之日
        </span>
        <span className="whole">
          <i className="due" /> 期限最后一日
        </span>
      </p>
      {isLate(reached) ? (
        <p className="note bad">
          <b>本决定{marginOf(reached)}公示。</b>
          {decision.lateReason ? (
            <>
              理由：<Words>{decision.lateReason}</Words>。
            </>
          ) : null}
          超期如实记录，不因补作公示而改写。
        </p>
      ) : null}
      <div className="small soft cited">
        <span>依据：</span>
        <Cited clauses={decision.term.clauses} />
      </div>
    </section>
  )
}

const Course = ({ decision: { course } }: Part) =>
  course?.length ? (
    <section aria-labelledby="course">
      <h2 id="course">办理经过</h2>
      <ol className="course">
        {course.map(({ on, zh }) => (
          <li key={`${on}${zh}`}>
            <OnDay day={on} />
            <Words>{zh}</Words>
          </li>
        ))}
      </ol>
    </section>
  ) : null

/** 更正: a wrong publication and a contested decision are two different things. */
const Wrong = ({ agency }: { agency: SiteData['agencies'][number] | undefined }) => (
  <section aria-labelledby="wrong" className="wrong">
    <h2 id="wrong">认为有误</h2>
    <h3>这一页写错了</h3>
    <p>
      名称、文号、日期、金额与决定书不一致，或者公开了不应当公开的内容，请与作出决定的机关联系，说明是哪一份、哪一项有误。本平台还不能在网上提出。
      {agency?.phone ? (
        <span className="line">
          电话：<Words>{agency.phone}</Words>
        </span>
      ) : null}
      {agency?.address ? (
        <span className="line">
          地址：<Words>{agency.address}</Words>
        </span>
      ) : null}
    </p>
    <h3>不服处罚决定</h3>
    <p>更正公示不改变决定。申请行政复议或者提起行政诉讼的途径和期限，以决定书上写明的为准。</p>
  </section>
)

/** 公示记录: what anyone may copy down today and compare later. The page cannot vouch for itself. */
const Entry = ({ decision }: Part) => (
  <aside className="entry" aria-labelledby="entry">
    <h2 id="entry">公示记录</h2>
    <p>改动会留下痕迹：公示的内容改了，指纹就对不上。抄下指纹，日后可以比对。</p>
    <dl>
      <Fact zh="公示日期">
        <OnDay day={decision.publishedOn} />
      </Fact>
      <Fact zh="账本位置">
        <span className="code">{plain(decision.ledger.stream)}</span>
        <span className="line">第 {decision.ledger.version} 版</span>
      </Fact>
      <Fact zh="指纹 SHA-256">
        <span className="code">{plain(decision.fingerprint.match(/.{1,8}/gu)?.join(' ') ?? '')}</span>
      </Fact>
    </dl>
    <p className="screen">
      <To href={proofHref(decision)}>核验这一份公示</To>
    </p>
    <p className="small soft">
      本页不能自己证明自己：核验页给出带签名的证明，可以离线核对。
      <To className="screen" href="/about#verify">
        指纹有什么用
      </To>
    </p>
    <p className="small soft screen">本页可以直接打印。</p>
  </aside>
)
