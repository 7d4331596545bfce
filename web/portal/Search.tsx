/** @jsxRuntime automatic */
import type { SiteData } from '#web/portal/data.ts'
import { plain } from '#web/portal/Words.tsx'

/** 查询: one field for party, 文号 and matter; which agency, where there are several. */
export const Search = ({ agencies, q = '', agency }: { agencies: SiteData['agencies']; q?: string; agency?: string | undefined }) => (
  <search>
    <form className="search" action="/decisions" method="get">
      <label htmlFor="q">
        查询内容 <span className="hint">当事人名称、文号或者案由，写一部分也可以</span>
      </label>
      <div className="join">
        <input id="q" name="q" type="search" defaultValue={q} maxLength={100} autoComplete="off" enterKeyHint="search" />
        <button type="submit">查询</button>
      </div>
      {agencies.length > 1 ? (
        <div className="which">
          <label htmlFor="agency">公示机关</label>
          <select id="agency" name="agency" defaultValue={agency ?? ''}>
            <option value="">全部机关</option>
            {agencies.map((one) => (
              <option key={one.agency} value={one.agency}>
                {plain(one.name)}
              </option>
            ))}
          </select>
        </div>
      ) : null}
    </form>
  </search>
)
