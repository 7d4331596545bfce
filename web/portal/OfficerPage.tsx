/** @jsxRuntime automatic */
import { Certificate } from '#web/portal/Certificate.tsx'
import { Document } from '#web/portal/Document.tsx'
import type { OfficerData } from '#web/portal/data.ts'
import { Fact } from '#web/portal/Fact.tsx'
import { OnDay, plain, Words } from '#web/portal/Words.tsx'

/** 执法人员核对: whether somebody who shows a certificate may enforce today. */
export const OfficerPage = (data: OfficerData) => {
  const { no, found, on } = data
  return (
    <Document
      site={data}
      at="/lists"
      path={[{ zh: '事前公开', href: '/lists' }, '核对执法人员']}
      title={no ? `核对执法证件 ${no}` : '核对执法人员'}
      description="按执法证号核对：是不是本机关的执法人员，证件是否有效。"
      index={!no}
    >
      <div className="title">
        <h1>核对执法人员</h1>
        <p className="soft">执法人员应当主动出示执法证件；不出示的，可以拒绝。照证件上的号码查，看是否有效。</p>
      </div>
      <Certificate no={no} />
      {found.map((one) => (
        <section key={one.agencyZh} aria-label={`证件 ${plain(one.no)}`}>
          <h2>
            <Words>{one.name}</Words>
          </h2>
          <dl className="facts">
            <Fact zh="证件状态">
              <span className={one.state === '有效' ? 'status ok' : 'status bad'}>{one.state}</span>（<OnDay day={on} prose />）
            </Fact>
            <Fact zh="执法证号">
              <Words>{one.no}</Words>
            </Fact>
            <Fact zh="执法机关">
              <Words>{one.agencyZh}</Words>
            </Fact>
            <Fact zh="所在机构">
              <Words>{one.body ? `${one.body}（受委托组织）` : one.unit}</Words>
            </Fact>
            <Fact zh="有效期">
              <OnDay day={one.from} /> 至 <OnDay day={one.to} />
            </Fact>
          </dl>
        </section>
      ))}
      {no && found.length === 0 ? (
        <p className="empty" role="status">
          没有这个证号的执法人员。请照证件逐字核对；确认无误仍查不到的，可以向执法机关反映。
        </p>
      ) : null}
    </Document>
  )
}
