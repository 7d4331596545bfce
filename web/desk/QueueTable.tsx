import { Link } from 'react-router'
import type { Day } from '#law/day'
import { deskOf, pageOf, type QueueItem } from '#web/desk/api.ts'
import { BasisCell, MatterCell } from '#web/desk/DutyCells.tsx'
import { DueMark } from '#web/kit/DueMark.tsx'
import { type Nearness, nearness, nearnessOf } from '#web/kit/due.ts'

type Props = Readonly<{
  items: readonly QueueItem[]
  today: Day
  chosen: string
  choose: (item: QueueItem) => void
  keyOf: (item: QueueItem) => string
}>

/** 待办 by how near they are; the groups stand in the order of `nearness`. */
export const QueueTable = ({ items, ...rest }: Props) => (
  <table className="list cards">
    <caption className="unseen">待办事项</caption>
    <thead>
      <tr>
        <th scope="col">期限</th>
        <th scope="col">到期</th>
        <th scope="col">要办的事</th>
        <th scope="col">案件</th>
        <th scope="col">依据与长度</th>
        <th scope="col">谁办</th>
        <th scope="col">办理</th>
      </tr>
    </thead>
    {(Object.keys(nearness) as Nearness[]).map((near) => (
      <Group key={near} zh={nearness[near]} items={items.filter((item) => nearnessOf(item) === near)} {...rest} />
    ))}
  </table>
)

const Group = ({ zh, items, ...rest }: Props & { zh: string }) =>
  items.length === 0 ? null : (
    <tbody>
      <tr className="group-row">
        <th scope="rowgroup" colSpan={7}>
          {zh}
        </th>
      </tr>
      {items.map((item) => (
        <Row key={rest.keyOf(item)} item={item} {...rest} />
      ))}
    </tbody>
  )

function Row({ item, today, chosen, choose, keyOf }: Omit<Props, 'items'> & { item: QueueItem }) {
  const page = pageOf(item.stream)
  const isChosen = chosen === keyOf(item)
  return (
    <tr className={isChosen ? 'chosen' : undefined}>
      <td data-l="期限">
        <DueMark of={item} days={item.days} today={today} />
      </td>
      <td data-l="到期" className="nowrap strong">
        {item.due ? <time dateTime={item.due}>{item.due.slice(0, 4) === today.slice(0, 4) ? item.due.slice(5) : item.due}</time> : '—'}
      </td>
      <td data-l="要办的事">
        <button type="button" className="plain strong" aria-pressed={isChosen} onClick={() => choose(item)}>
          {item.zh}
        </button>
      </td>
      <MatterCell of={item} />
      <BasisCell of={item} />
      <td data-l="谁办" className="nowrap">
        {item.mine ? '我' : item.whoZh}
      </td>
      <td data-l="办理" className="right">
        {page && <Go item={item} page={page} />}
      </td>
    </tr>
  )
}

function Go({ item, page }: { item: QueueItem; page: string }) {
  const near = ['overdue', 'today', 'soon'].includes(nearnessOf(item))
  return item.mine ? (
    <Link
      className={near ? 'button primary' : 'button'}
      to={deskOf(item.stream, item.act) ?? page}
      aria-label={`办理：${item.zh}，${item.matter.zh}`}
    >
      办理
    </Link>
  ) : (
    <Link className="button" to={page} aria-label={`查看：${item.matter.zh}`}>
      查看
    </Link>
  )
}
