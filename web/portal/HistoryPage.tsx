/** @jsxRuntime automatic */
import { registerHref } from '#web/portal/address.ts'
import { Document } from '#web/portal/Document.tsx'
import type { AdoptedLine, Adoption, HistoryData } from '#web/portal/data.ts'
import { Pager } from '#web/portal/Pager.tsx'
import { To } from '#web/portal/To.tsx'
import { OnDay, plain, Words } from '#web/portal/Words.tsx'

const hows = { added: '＋ 新增', changed: '△ 修改', struck: '－ 删去' } as const

/** How much an adoption changed 变更的条数. */
export const countZh = ({ added, changed, struck }: Adoption): string =>
  Object.entries({ 新增: added, 修改: changed, 删去: struck })
    .flatMap(([zh, n]) => (n > 0 ? [`${zh} ${n} 条`] : []))
    .join('，') || '条目没有变化，只改了所依据的文件'

/** How an adopted register came to be 采用和变更的经过: each adoption, and what it made different, entry by entry. */
export const HistoryPage = (data: HistoryData) => {
  const { history, page, pages } = data
  const { agency, agencyZh, id, zh, items } = history
  const adoptions = [...new Map(items.map(({ adoption }) => [adoption.no, adoption])).values()]
  return (
    <Document
      site={data}
      at="/lists"
      path={[
        { zh: '事前公开', href: '/lists' },
        { zh: plain(agencyZh), href: registerHref({ agency }) },
        { zh, href: registerHref({ agency, id }) },
        '采用和变更的经过',
      ]}
      title={`${agencyZh}${zh}采用和变更的经过${page > 1 ? `，第 ${page} 页` : ''}`}
      description={`${agencyZh}历次采用的${zh}，逐条写明新增、修改和删去。`}
      index={page === 1}
    >
      <div className="title">
        <h1>采用和变更的经过</h1>
        <p className="soft">
          <Words>{`${agencyZh}，${zh}`}</Words>
        </p>
      </div>
      <div className="heading">
        <p>{history.adoptions > 0 ? `共采用 ${history.adoptions} 次，变更 ${history.total} 条，新的在前` : '还没有采用过'}</p>
        <span className="links">
          <To href={registerHref({ agency, id })}>现在的内容</To>
          {history.total > 0 ? (
            <>
              <a href={registerHref({ agency, id }, '/history.csv')}>下载表格 CSV</a>
              <a href={registerHref({ agency, id }, '/history.json')}>JSON</a>
            </>
          ) : null}
        </span>
      </div>
      {adoptions.map((adoption) => (
        <section key={adoption.no} aria-labelledby={`no-${adoption.no}`}>
          <h2 id={`no-${adoption.no}`}>
            <OnDay day={adoption.on} prose />
            采用
          </h2>
          <p className="soft">
            {adoption.by}采用{adoption.pack ? '规则包新版本' : '本机关清单'}。
            {adoption.basis.length > 0 ? (
              <>
                依据：<Words>{adoption.basis.join('；')}</Words>。
              </>
            ) : null}
            {adoption.examined ? (
              <>
                <Words>{adoption.examined.by}</Words>于 <OnDay day={adoption.examined.on} /> 审核（
                <Words>{adoption.examined.no}</Words>）。
              </>
            ) : null}
            {countZh(adoption)}。
          </p>
          <ol className="entries">
            {items.map((line, n) =>
              line.adoption.no === adoption.no && line.how ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own and never move
                <Line key={n} {...data} line={line} />
              ) : null,
            )}
          </ol>
        </section>
      ))}
      {items.length === 0 && page > 1 ? (
        <p className="empty">
          没有第 {page} 页。<To href={registerHref({ agency, id }, '/history')}>回到第 1 页</To>
        </p>
      ) : null}
      <Pager page={page} pages={pages} at={(n) => registerHref({ agency, id, page: n }, '/history')} />
    </Document>
  )
}

/** One entry of an adoption: what it says, or what it said and says now. */
const Line = ({ line, history: { agency, id, fields }, today }: HistoryData & { line: AdoptedLine }) => {
  const { how = 'changed', before, after, from = '', to } = line
  const [naming] = fields
  const said = after ?? before ?? {}
  const differ = fields.filter((field) => how !== 'changed' || before?.[field.id] !== after?.[field.id])
  return (
    <li>
      <h3>
        <span className="status">{hows[how]}</span> <Words>{(naming && said[naming.id]) || ''}</Words>
      </h3>
      <dl>
        <div>
          <dt>{how === 'struck' ? '不再施行' : '施行'}</dt>
          <dd>
            {from <= today ? (
              <To href={registerHref({ agency, id, on: from })}>
                <OnDay day={from} />
              </To>
            ) : (
              <OnDay day={from} />
            )}{' '}
            {to ? (
              <>
                至 <OnDay day={to} />
              </>
            ) : (
              '起'
            )}
          </dd>
        </div>
        {differ.map((field) =>
          (field !== naming || how === 'changed') && (before?.[field.id] || after?.[field.id]) ? (
            <div key={field.id}>
              <dt>{field.zh}</dt>
              <dd className="told">
                {how === 'changed' ? (
                  <>
                    原来：<Words>{before?.[field.id] ?? '没有'}</Words>
                    <br />
                    改为：<Words>{after?.[field.id] ?? '没有'}</Words>
                  </>
                ) : (
                  <Words>{said[field.id] ?? ''}</Words>
                )}
              </dd>
            </div>
          ) : null,
        )}
        {how === 'changed' && differ.length === 0 ? (
          <div>
            <dt>变更</dt>
            <dd>文字未变，适用的条件有调整</dd>
          </div>
        ) : null}
      </dl>
    </li>
  )
}
