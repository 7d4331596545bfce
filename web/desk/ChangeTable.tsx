import { Link } from 'react-router'
import type { ChangeLine } from '#web/desk/lists.ts'
import { Status } from '#web/kit/Status.tsx'

const looks: Readonly<Record<string, 'info' | 'warn' | 'ok' | 'idle'>> = {
  prepared: 'info',
  approved: 'info',
  returned: 'warn',
  released: 'ok',
}

/** 清单变更一览: where each stands, whom it waits for, how much it changes. */
export const ChangeTable = ({ changes, caption, today }: { changes: readonly ChangeLine[]; caption: string; today: string }) => (
  <table className="list cards">
    <caption className="unseen">{caption}</caption>
    <thead>
      <tr>
        <th scope="col">状态</th>
        <th scope="col">清单</th>
        <th scope="col">变更说明</th>
        <th scope="col">条目</th>
        <th scope="col">施行</th>
        <th scope="col">拟稿</th>
      </tr>
    </thead>
    <tbody>
      {changes.map((change) => (
        <tr key={change.id}>
          <td data-l="状态">
            <Status look={looks[change.state] ?? 'idle'}>{change.stateZh}</Status>{' '}
            {change.mine ? <b>等您办</b> : change.waitsFor && <span className="small">等{change.waitsFor}</span>}
            {change.due && !change.releasedOn && change.due < today && <Status look="bad">{`应于 ${change.due} 前公开`}</Status>}
          </td>
          <td data-l="清单">{change.listZh}</td>
          <td data-l="变更说明">
            <Link className="strong" to={`/changes/${change.id}`}>
              {change.why}
            </Link>
          </td>
          <td data-l="条目">
            写入 {change.entered}
            {change.struck > 0 && `，删去 ${change.struck}`}
          </td>
          <td data-l="施行" className="nowrap">
            {change.from}
          </td>
          <td data-l="拟稿">
            {change.preparedBy} <span className="nowrap">{change.preparedOn}</span>
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)
