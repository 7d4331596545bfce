import { yuan } from '#law/money'
import type { CaseView } from '#web/desk/api.ts'
import { Status } from '#web/kit/Status.tsx'

type Became = CaseView['outcomes'][number]

/** What became of one decision 决定的变更、撤销. */
const Outcome = ({ of, documentNo }: { of: Became; documentNo?: string }) => (
  <li>
    <h3>
      {documentNo} <Status look="bad">{of.howZh}</Status> <span className="small">{of.on}</span>
    </h3>
    <p>
      {of.sourceZh}　{of.organ} {of.documentNo}
    </p>
    <p className="said">{of.ground}</p>
    {of.changeZh && <p className="outcome">变更后：{of.changeZh}</p>}
    {of.payable.map(({ zh, fen }) => (
      <p key={zh} className="small">
        {zh} {yuan(fen)}
      </p>
    ))}
    {of.anew && (
      <p>
        <Status look="warn">{`重新作出，${of.anew.term.due} 前`}</Status> {of.anew.procedural && '仅因违反法定程序而撤销'}
      </p>
    )}
    <p className="small">{of.by.name}登记</p>
  </li>
)

/** 决定的变更、撤销与重新作出 */
export const Outcomes = ({ view: { past, outcomes } }: { view: CaseView }) =>
  past.length + outcomes.length === 0 ? null : (
    <section className="card" aria-labelledby="outcomes">
      <h2 id="outcomes">决定的变更与撤销</h2>
      <ul className="events">
        {past.map(({ documentNo, outcome }) => (
          <Outcome key={documentNo} of={outcome} documentNo={documentNo} />
        ))}
        {outcomes.map((outcome) => (
          <Outcome key={outcome.documentNo + outcome.on} of={outcome} />
        ))}
      </ul>
    </section>
  )
