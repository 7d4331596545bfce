import type { Mark, Timeline } from '#dossier/timeline'
import { standingZh, type TableDay } from '#web/desk/case/timeline/layout.ts'
import { PaperLink } from '#web/desk/case/timeline/PaperLink.tsx'
import { Clauses } from '#web/kit/Clauses.tsx'
import { Status } from '#web/kit/Status.tsx'

/** The same line as a table, a row for each day; on a narrow screen, from top to bottom. */
export const TimeTable = ({ timeline, days, stream }: { timeline: Timeline; days: readonly TableDay[]; stream: string }) => (
  <table className="list tight cards time-table">
    <caption className="unseen">时间轴，逐日</caption>
    <thead>
      <tr>
        <th scope="col">日期</th>
        {timeline.lanes.map(({ id, zh }) => (
          <th scope="col" key={id}>
            {zh}
          </th>
        ))}
        <th scope="col">到期</th>
      </tr>
    </thead>
    <tbody>
      {days.map((day) => (
        <tr key={day.on} className={day.today ? 'chosen' : undefined}>
          <th scope="row" className="nowrap">
            <time dateTime={day.on}>{day.on}</time>
            {day.today && ' 今天'}
          </th>
          {timeline.lanes.map(({ id, zh }) => (
            <td key={id} data-l={day.lanes[id]?.length ? zh : undefined}>
              <Marks marks={day.lanes[id] ?? []} stream={stream} />
            </td>
          ))}
          <td data-l={day.flags.length > 0 ? '到期' : undefined}>
            <Flags flags={day.flags} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

const Marks = ({ marks, stream }: { marks: readonly Mark[]; stream: string }) =>
  marks.length === 0 ? null : (
    <ul>
      {marks.map((mark) => (
        <li key={`${mark.at} ${mark.zh} ${mark.by} ${mark.paper ?? ''}`}>
          {mark.paper ? <PaperLink stream={stream} paper={mark.paper} zh={mark.zh} /> : mark.turn ? <b>{mark.zh}</b> : mark.zh}{' '}
          <span className="small">{mark.by}</span>
        </li>
      ))}
    </ul>
  )

const Flags = ({ flags }: { flags: TableDay['flags'] }) =>
  flags.length === 0 ? null : (
    <ul>
      {flags.map((flag) => {
        const { look, zh } = standingZh(flag)
        return (
          <li key={`${flag.key} ${flag.from}`}>
            {flag.zh} <Status look={look}>{zh}</Status> <Clauses of={flag.clauses} />
          </li>
        )
      })}
    </ul>
  )
