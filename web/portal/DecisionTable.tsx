/** @jsxRuntime automatic */
import { decisionHref } from '#web/portal/address.ts'
import type { ListItem } from '#web/portal/data.ts'
import { isLate, lengthOf, marginOf, ordinalOf } from '#web/portal/punctuality.ts'
import { To } from '#web/portal/To.tsx'
import { OnDay, Pieces, plain, Words } from '#web/portal/Words.tsx'

/** On a phone the rows become cards, and `display` takes the roles of a table away: so they are written out. */
const as = {
  table: { role: 'table' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  column: { role: 'columnheader', scope: 'col' },
  name: { role: 'rowheader', scope: 'row' },
  cell: { role: 'cell' },
} as const

/** 公示用时: the day of the period on which it was published; a late one says so in words. */
const Punctuality = ({ item }: { item: ListItem }) =>
  isLate(item) ? (
    <div>
      <span className="status bad">! {marginOf(item)}</span>
      <span className="line">{ordinalOf(item)}</span>
      <span className="line">期限 {lengthOf(item)}</span>
    </div>
  ) : (
    <div>
      {ordinalOf(item)}
      <span className="line">期限 {lengthOf(item)}</span>
    </div>
  )

/** Decisions as a table, as cards on a phone. `several`: more than one agency publishes here, so each line names its own. */
export const DecisionTable = ({
  items,
  label,
  several,
  found = [],
}: {
  items: readonly ListItem[]
  label: string
  several: boolean
  found?: readonly string[]
}) => {
  return (
    <table className="cards" aria-label={plain(label)} {...as.table}>
      <thead {...as.group}>
        <tr {...as.row}>
          <th className="date" {...as.column}>
            公示日期
          </th>
          <th className="matter" {...as.column}>
            案由与文号
          </th>
          <th className="party" {...as.column}>
            当事人
          </th>
          <th {...as.column}>处罚</th>
          <th className="took" {...as.column}>
            公示用时
          </th>
        </tr>
      </thead>
      <tbody {...as.group}>
        {items.map((item) => (
          <tr key={`${item.agency}/${item.id}`} {...as.row}>
            <td data-label="公示日期" {...as.cell}>
              <OnDay day={item.publishedOn} />
            </td>
            <th {...as.name}>
              <To href={decisionHref(item)}>
                <Words found={found}>{item.title}</Words>
              </To>
              <span className="line">
                {item.documentNo ? <Words found={found}>{item.documentNo}</Words> : null}
                {item.documentNo && several ? '　' : null}
                {several ? <Words>{item.agencyZh}</Words> : null}
              </span>
              {item.excerpt ? (
                <span className="line excerpt">
                  违法事实：<Words found={found}>{item.excerpt}</Words>
                </span>
              ) : null}
            </th>
            <td data-label="当事人" {...as.cell}>
              <Words found={found}>{item.party ?? ''}</Words>
            </td>
            <td data-label="处罚" {...as.cell}>
              <div>
                <Pieces found={found}>{item.outcome ?? ''}</Pieces>
              </div>
            </td>
            <td data-label="公示用时" {...as.cell}>
              <Punctuality item={item} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
