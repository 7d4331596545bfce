/** @jsxRuntime automatic */
import { isWithdrawal, nameOf } from '#publication/public'
import { decisionHref, proofFileHref } from '#web/portal/address.ts'
import { Document } from '#web/portal/Document.tsx'
import type { ProofData } from '#web/portal/data.ts'
import { To } from '#web/portal/To.tsx'
import { plain, Words } from '#web/portal/Words.tsx'

const typesZh = new Map([
  ['publication.released', '公示'],
  ['publication.corrected', '更正'],
  ['publication.withdrawn', '撤回'],
])

const beijing = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' })

/** 核验: what the public log proves of a page, and how anyone checks it, in the browser or offline. Nothing here asks to be believed. */
export const ProofPage = (data: ProofData) => {
  const { page, entries, proven } = data
  return (
    <Document
      site={{ ...data, demo: data.demo || page.demo }}
      at="/decisions"
      path={[{ zh: '行政处罚决定', href: '/decisions' }, { zh: nameOf(page), href: decisionHref(page) }, '核验']}
      title={`核验 ${nameOf(page)}`}
      description={`${page.agencyZh}${nameOf(page)}的公示在公示日志里的位置和证明，可以自己核对。`}
      index={false}
    >
      <article>
        <div className="title">
          <p className="soft office">
            <Words>{page.agencyZh}</Words> · <Words>{nameOf(page)}</Words>
          </p>
          <h1>核验这一份公示</h1>
        </div>
        <div className="text">
          <p>
            公示的内容一经发布，就记入只能增加的公示日志；日志的树头有签名。内容、条目、树头一环扣一环，改动任何一处，就对不上。
            {isWithdrawal(page) ? '这一件已经撤回：能核对的是公示和撤回这两件事，原来的内容不再公开。' : null}
          </p>
          <p>
            能证明的：网页上的内容，就是当时记入日志的内容。不能证明的：内容本身是否正确，以及此后有没有撤回或者更正，以现在的网页为准。
          </p>
          <Entries entries={entries} />
          {proven ? <Proven {...data} proven={proven} /> : <Pending />}
        </div>
      </article>
    </Document>
  )
}

const Entries = ({ entries }: Pick<ProofData, 'entries'>) => (
  <section aria-labelledby="entries">
    <h2 id="entries">公示日志里的记录</h2>
    <ol className="course">
      {entries.map(({ type, at, index }) => (
        <li key={`${type}${at}`}>
          <span>{typesZh.get(type) ?? plain(type)}</span>
          <span>
            {index === null ? '等待入账' : `第 ${index} 项`}
            <span className="line">
              <time dateTime={at}>{beijing.format(new Date(at))}</time>（北京时间）
            </span>
          </span>
        </li>
      ))}
    </ol>
  </section>
)

const Pending = () => (
  <p className="note">
    <b>还没有签署的检查点包含这一项。</b>通常在发布后一秒之内；请稍后再打开这一页。在此之前，没有可以核验的证明。
  </p>
)

const Proven = ({ page, origin, mend, proven }: ProofData & { proven: NonNullable<ProofData['proven']> }) => {
  const file = proofFileHref(page)
  return (
    <>
      <section aria-labelledby="check">
        <h2 id="check">核验</h2>
        <div id="verify-here" data-proof={file} hidden />
        <script type="module" src="/verify-publication.mjs" />
        <p>
          不用这个网页上的程序，也可以核验：把<a href={file}>凭证 proof.json</a>和<a href="/verify-publication.mjs">核验程序</a>
          保存下来，在任何一台有 Node.js 的电脑上，不联网，运行：
        </p>
        <pre className="code">
          {[
            `curl -O ${origin}/verify-publication.mjs`,
            `curl -o proof.json ${origin}${file}`,
            `node verify-publication.mjs proof.json '${proven.vkey}'`,
          ].join('\n')}
        </pre>
        {mend ? <p className="note">{mend}</p> : null}
        <p className="small soft">最后一行的验证钥，应当与您从别处（公报、上级机关、以前的凭证）得知的一致。</p>
      </section>
      <section aria-labelledby="parts">
        <h2 id="parts">证明的各部分</h2>
        <dl className="facts">
          <div>
            <dt>位置</dt>
            <dd>
              第 {proven.index} 项（从 0 数起），检查点共 {proven.size} 项
            </dd>
          </div>
          <div>
            <dt>叶</dt>
            <dd className="code">{proven.leaf}</dd>
          </div>
          <div>
            <dt>验证钥</dt>
            <dd className="code">{plain(proven.vkey)}</dd>
          </div>
          <div>
            <dt>检查点</dt>
            <dd>
              <pre className="code">{plain(proven.checkpoint)}</pre>
            </dd>
          </div>
          <div>
            <dt>全部日志</dt>
            <dd className="code">{origin}/log/pub/</dd>
          </div>
        </dl>
        <p className="small soft">
          格式：C2SP signed-note、tlog-checkpoint、tlog-tiles、tlog-proof，哈希按 RFC 6962。承诺 = SHA-256(0x01 ‖ 盐 ‖ 公示内容的规范
          JSON)。
        </p>
        <p>
          <To href={decisionHref(page)}>回到这一份公示</To>
        </p>
      </section>
    </>
  )
}
