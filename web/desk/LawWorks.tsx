import type { LawLine } from '#web/desk/api.ts'
import { useMe } from '#web/desk/session.tsx'
import { Clauses } from '#web/kit/Clauses.tsx'
import { DueMark } from '#web/kit/DueMark.tsx'
import { Status } from '#web/kit/Status.tsx'

/** What has to be revised after a change of the law, by which day, or when it was. */
export function LawWorks({ of }: { of: LawLine['works'] }) {
  const { today } = useMe()
  if (of.length === 0) return <>本机关适用的规定没有写明期限</>
  return (
    <ul>
      {of.map((work) => (
        <li key={work.work}>
          <b>{work.zh}</b>{' '}
          {work.settled ? (
            <>
              <Status look="ok">{work.settled.on} 办结</Status> {work.settled.text}
            </>
          ) : (
            <>
              <DueMark of={work} days={work.days} today={today} /> <span className="nowrap">{work.due} 到期</span>
            </>
          )}
          <div className="small">
            <Clauses of={work.clauses} />
          </div>
        </li>
      ))}
    </ul>
  )
}
