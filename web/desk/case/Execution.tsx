import { figure, yuan } from '#law/money'
import type { CaseView } from '#web/desk/api.ts'
import { Waiting } from '#web/desk/case/Waiting.tsx'
import { Status } from '#web/kit/Status.tsx'

type Executed = NonNullable<CaseView['execution']>

const surchargeZh = {
  runs: '逾期加处罚款在计算',
  stopped: '复议、诉讼期间不计加处罚款',
  capped: '加处罚款已到上限',
  over: '加处罚款不再增加',
} as const

/** Does anything stay to be done, and is it late? */
function Standing({ execution: { standingZh, fulfilled, owing, unperformed, surcharge, due, settledOn } }: { execution: Executed }) {
  if (standingZh) return <Status look="idle">{standingZh}</Status>
  if (fulfilled) return <Status look="ok">{settledOn ? `${settledOn} 缴清，履行完毕` : '履行完毕'}</Status>
  return (
    <>
      {owing > 0 && <Status look={surcharge && surcharge.late > 0 ? 'bad' : 'info'}>{`今天尚欠 ${yuan(owing)}`}</Status>}{' '}
      {due && <span>缴纳期限至 {due}</span>}
      {unperformed.map((zh) => (
        <p key={zh}>
          <Status look="warn">待履行</Status> {zh}
        </p>
      ))}
    </>
  )
}

const Lines = ({ lines, stands }: Pick<Executed, 'lines' | 'stands'>) => (
  <table className="list tight">
    <caption className="unseen">应缴、已缴与尚欠，单位元</caption>
    <thead>
      <tr>
        <th scope="col">项目</th>
        <th scope="col" className="right">
          应缴（元）
        </th>
        <th scope="col" className="right">
          已缴（元）
        </th>
        {stands && (
          <th scope="col" className="right">
            尚欠（元）
          </th>
        )}
      </tr>
    </thead>
    <tbody>
      {lines.map(({ line, zh, ordered, paid, owing }) => (
        <tr key={line}>
          <td>{zh}</td>
          <td className="right nowrap">{figure(ordered)}</td>
          <td className="right nowrap">{figure(paid)}</td>
          {stands && <td className="right nowrap">{owing > 0 ? <b>{figure(owing)}</b> : figure(0)}</td>}
        </tr>
      ))}
    </tbody>
  </table>
)

const Surcharge = ({ surcharge }: { surcharge: NonNullable<Executed['surcharge']> }) => (
  <p className="in">
    <Status look={surcharge.state === 'runs' ? 'warn' : 'idle'}>{surchargeZh[surcharge.state]}</Status> 到今天共 {yuan(surcharge.fen)}
    {surcharge.state === 'runs' && `，今天增加 ${yuan(surcharge.added)}，逾期未缴罚款 ${yuan(surcharge.late)}`}
  </p>
)

/** 缴款与减免 */
function Paid({ execution: { payments, remissions }, choices }: { execution: Executed; choices: CaseView['choices'] }) {
  const wayZh = (way: string) => choices['collection.ways']?.find(({ id }) => id === way)?.zh ?? way
  return (
    <>
      {payments.map(({ no, zh, fen, on, way, receipt, accountZh, by }) => (
        <li key={`payment ${no}`}>
          <h3>
            缴纳{zh} {yuan(fen)} <span className="small">{on}</span>
          </h3>
          <p className="small">
            {wayZh(way)}，入{accountZh}，票据 {receipt}，{by.name}登记
          </p>
        </li>
      ))}
      {remissions.map(({ fen, reason, by, on }) => (
        <li key={`remission ${on} ${fen}`}>
          <h3>
            减免加处罚款 {yuan(fen)}{' '}
            <span className="small">
              {on}　{by.name}
            </span>
          </h3>
          <p className="said">{reason}</p>
        </li>
      ))}
    </>
  )
}

const Instalments = ({ of }: { of: Executed['deferrals'][number]['instalments'] }) => (
  <p className="small">{of.map(({ due, fen }) => `${due} 前缴 ${yuan(fen)}`).join('；')}</p>
)

/** 暂缓或者分期 */
const Deferred = ({ execution: { asked, failed, deferrals } }: { execution: Executed }) => (
  <>
    {deferrals.map(({ on, opinion, instalments, by }) => (
      <li key={`deferral ${on}`}>
        <h3>
          {instalments.length > 1 ? '分期缴纳' : '暂缓缴纳'} <Status look="ok">已批准</Status>{' '}
          <span className="small">
            {on}　{by.name}
          </span>
        </h3>
        <Instalments of={instalments} />
        <p className="said">{opinion}</p>
      </li>
    ))}
    {failed.map((each) => (
      <li key={`failed ${each.asked} ${each.on} ${each.why}`}>
        <h3>
          申请暂缓或者分期 <Status look="idle">{each.whyZh}</Status>{' '}
          <span className="small">
            {each.asked}申请，{each.by.name}登记
          </span>
        </h3>
        <Instalments of={each.instalments} />
        <p className="said">{each.reason}</p>
        {each.refused && (
          <p className="said">
            {each.on}　{each.refused.by.name}：{each.refused.opinion}
          </p>
        )}
      </li>
    ))}
    {asked && (
      <li>
        <h3>
          申请暂缓或者分期 <Status look="warn">待审批</Status> <span className="small">{asked.asked}</span>
        </h3>
        <Instalments of={asked.instalments} />
        <p className="said">{asked.reason}</p>
      </li>
    )}
  </>
)

/** 复议、诉讼、催告与申请法院 */
const Enforced = ({ execution: { remedies, urges, applications }, records }: { execution: Executed; records: CaseView['records'] }) => (
  <>
    {remedies.map(({ no, zh, organ, on, open, closed, resultZh }) => (
      <li key={`remedy ${no}`}>
        <h3>
          {zh} {open ? <Status look="info">进行中</Status> : <Status look="idle">{resultZh}</Status>}{' '}
          <span className="small">
            {on}
            {closed && ` 至 ${closed.on}`}
          </span>
        </h3>
        <p>{organ}</p>
        {closed && <p className="said">{closed.text}</p>}
      </li>
    ))}
    {urges.map(({ no, to, on, proof, performBy, total, term }) => (
      <li key={`urge ${no}`}>
        <h3>
          第 {no} 次催告 <span className="small">{on}</span> <Waiting records={records} name={`urge:${no}`} />
        </h3>
        <p>
          {to} 收，{performBy} 前履行{total > 0 && `，尚欠 ${yuan(total)}`}
        </p>
        <p className="small">催告期满 {term.due}</p>
        <p className="said">{proof}</p>
      </li>
    ))}
    {applications.map(({ no, court, total, by, on, answer }) => (
      <li key={`application ${no}`}>
        <h3>
          申请强制执行{' '}
          {answer ? (
            <Status look={answer.accepted ? 'ok' : 'bad'}>{`${answer.on} ${answer.accepted ? '受理' : '不予受理'}`}</Status>
          ) : (
            <Status look="info">待法院答复</Status>
          )}{' '}
          <span className="small">
            {on}　{by.name}
          </span>
        </h3>
        <p>
          {court}
          {total > 0 && `，${yuan(total)}`}
        </p>
        {answer && <p className="said">{answer.text}</p>}
      </li>
    ))}
  </>
)

/** 执行: what is owing today, line by line, and what was done to have the decision performed. */
export function Execution({ view: { execution, choices, records } }: { view: CaseView }) {
  if (!execution) return null
  const { lines, stands, surcharge, performed } = execution
  return (
    <section className="card" aria-labelledby="execution">
      <h2 id="execution">
        执行<small>{execution.servedOn} 送达</small>
      </h2>
      <div className="in">
        <Standing execution={execution} />
      </div>
      {lines.length > 0 && <Lines lines={lines} stands={stands} />}
      {surcharge && stands && <Surcharge surcharge={surcharge} />}
      <ul className="events">
        <Paid execution={execution} choices={choices} />
        {performed.map(({ penalty, zh, text, on }) => (
          <li key={`performed ${penalty}`}>
            <h3>
              {zh} <Status look="ok">已履行</Status> <span className="small">{on}</span>
            </h3>
            <p className="said">{text}</p>
          </li>
        ))}
        <Deferred execution={execution} />
        <Enforced execution={execution} records={records} />
      </ul>
    </section>
  )
}
