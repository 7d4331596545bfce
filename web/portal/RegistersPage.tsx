/** @jsxRuntime automatic */
import { listHref, registerHref } from '#web/portal/address.ts'
import { Document } from '#web/portal/Document.tsx'
import type { RegisterSummary, RegistersData } from '#web/portal/data.ts'
import { To } from '#web/portal/To.tsx'
import { OnDay, plain, Words } from '#web/portal/Words.tsx'

/** 事前公开: all that an agency must tell beforehand, where it comes from, when it last changed; what is not there yet says so. */
export const RegistersPage = (data: RegistersData) => {
  const { agency, name, registers, lacking, agencies, here, today } = data
  const title = `${name}事前公开`
  return (
    <Document
      site={data}
      at="/lists"
      path={here === '/lists' ? ['事前公开'] : [{ zh: '事前公开', href: '/lists' }, plain(name)]}
      title={title}
      description="执法主体、执法人员、执法事项、权责、随机抽查、裁量基准、服务指南、流程图、监督举报渠道。"
    >
      <div className="title">
        <h1>
          <Words>{title}</Words>
        </h1>
        <p className="soft">
          谁来执法、管什么、依据什么、怎样办、向谁监督。截至 <OnDay day={today} prose />
          ；每一份清单都可以查以往任何一天是怎样的。
        </p>
        <p className="links">
          <To href="/officers">按证号核对执法人员</To>
          {agencies.length > 1 ? <To href={listHref({ agency })}>本机关公示的处罚决定</To> : null}
        </p>
      </div>
      <section aria-labelledby="registers">
        <h2 id="registers">公开的清单</h2>
        <table className="cards">
          <thead>
            <tr>
              <th scope="col">清单</th>
              <th scope="col">现有</th>
              <th scope="col">更新</th>
              <th scope="col">公开的依据</th>
            </tr>
          </thead>
          <tbody>
            {registers.map((one) => (
              <Line key={one.id} agency={agency} {...one} />
            ))}
          </tbody>
        </table>
        {lacking.length > 0 ? (
          <div className="empty">
            <p>按规定应当公开、尚未公布的：</p>
            <ul>
              {lacking.map(({ zh, clauses }) => (
                <li key={zh}>
                  {zh}（{clauses.map(({ cite }) => cite).join('、')}）
                </li>
              ))}
            </ul>
          </div>
        ) : null}
      </section>
    </Document>
  )
}

const Line = ({ agency, id, zh, count, by, releasedOn, clauses }: RegisterSummary & { agency: string }) => (
  <tr>
    <th scope="row">
      <To href={registerHref({ agency, id })}>{zh}</To>
    </th>
    <td data-label="现有">{count > 0 ? `${count.toLocaleString('en-US')} 条` : by ? '还没有' : '尚未公布'}</td>
    <td data-label="更新">{releasedOn ? <OnDay day={releasedOn} /> : by ? `随“${by}”即时更新` : '—'}</td>
    <td data-label="依据">{clauses.map(({ cite }) => cite).join('、')}</td>
  </tr>
)
