/** @jsxRuntime automatic */
import { type ReactNode, useContext } from 'react'
import { inView, type Query } from '#web/portal/address.ts'
import { FEW, type SiteData } from '#web/portal/data.ts'
import { kinds } from '#web/portal/kinds.ts'
import { InView, To } from '#web/portal/To.tsx'
import { plain } from '#web/portal/Words.tsx'

const Choice = ({
  name,
  zh,
  all,
  chosen,
  children,
}: {
  name: string
  zh: string
  all: string
  chosen: string | number | undefined
  children: ReactNode
}) => (
  <div>
    <label htmlFor={name}>{zh}</label>
    <select id={name} name={name} defaultValue={chosen ?? ''}>
      <option value="">{all}</option>
      {children}
    </select>
  </div>
)

/** Which agency: one of a few; of many, the one that was chosen where its name is found. */
const Agencies = ({ agencies, asked }: { agencies: SiteData['agencies']; asked: Query }) => {
  const offered = agencies.length > FEW ? agencies.filter(({ agency }) => agency === asked.agency) : agencies
  return (
    <>
      {agencies.length > 1 && offered.length > 0 ? (
        <Choice name="agency" zh="公示机关" all="全部机关" chosen={asked.agency}>
          {offered.map(({ agency, name }) => (
            <option key={agency} value={agency}>
              {plain(name)}
            </option>
          ))}
        </Choice>
      ) : null}
      {agencies.length > FEW ? (
        <p>
          只查一个机关的，先<To href="/lists">按名称查机关</To>。
        </p>
      ) : null}
    </>
  )
}

/** 查询: one field for party, 文号 and matter; which agency, where there are several; in the list also which of them. */
export const Search = ({ agencies, asked = {}, years }: { agencies: SiteData['agencies']; asked?: Query; years?: readonly number[] }) => (
  <search>
    <form className="search" action={inView(useContext(InView), '/decisions')} method="get">
      <label htmlFor="q">
        查询内容 <span className="hint">当事人名称、文号、案由或者事实，写一部分也可以；几个词用空格隔开</span>
      </label>
      <div className="join">
        <input id="q" name="q" type="search" defaultValue={asked.q ?? ''} maxLength={100} autoComplete="off" enterKeyHint="search" />
        <button type="submit">查询</button>
      </div>
      {years ? (
        <details className="more" open={Object.keys(asked).some((name) => name !== 'q')}>
          <summary>按机关、年份、种类、期限筛选</summary>
          <div className="which">
            <Agencies agencies={agencies} asked={asked} />
            <Choice name="year" zh="决定年份" all="不限" chosen={asked.year}>
              {years.map((year) => (
                <option key={year} value={year}>
                  {year} 年
                </option>
              ))}
            </Choice>
            <Choice name="kind" zh="处罚种类" all="不限" chosen={asked.kind}>
              {kinds.map((kind) => (
                <option key={kind}>{kind}</option>
              ))}
            </Choice>
            <Choice name="late" zh="公示期限" all="不限" chosen={asked.late}>
              <option value="no">按期公示</option>
              <option value="yes">超期公示</option>
            </Choice>
          </div>
        </details>
      ) : (
        <div className="which">
          <Agencies agencies={agencies} asked={asked} />
        </div>
      )}
    </form>
  </search>
)
