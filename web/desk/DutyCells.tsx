import { Link } from 'react-router'
import { pageOf, type QueueItem } from '#web/desk/api.ts'
import { Clauses } from '#web/kit/Clauses.tsx'

type Of = Readonly<{ of: Pick<QueueItem, 'stream' | 'matter' | 'clauses' | 'value' | 'unit'> }>

/** 案件 of a duty, with its number. */
export function MatterCell({ of: { stream, matter } }: Of) {
  const page = pageOf(stream)
  return (
    <td data-l="案件">
      {page ? <Link to={page}>{matter.zh}</Link> : matter.zh}
      {matter.caseNo && <div className="small nowrap">{matter.caseNo}</div>}
    </td>
  )
}

/** 依据与长度 of a duty's term. */
export const BasisCell = ({ of: { clauses, value, unit } }: Of) => (
  <td data-l="依据与长度">
    <Clauses of={clauses} />
    {value && (
      <div className="small">
        {value} {unit === '工作日' || unit === '月' ? `个${unit}` : unit}
      </div>
    )}
  </td>
)
