import { Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { CaseList, Queue, QueueItem } from '#web/desk/api.ts'
import { useMe } from '#web/desk/session.tsx'
import { dueZh } from '#web/kit/due.ts'
import { Status } from '#web/kit/Status.tsx'

type Line = Readonly<{ id: string; title: string; next?: QueueItem; phaseZh?: string }>

/** My matters, those with the nearest deadline first: what waits for me, and what I handle. */
function linesOf(queue: Queue | undefined, list: CaseList | undefined, me: string): readonly Line[] {
  const lines = new Map<string, Line>()
  for (const item of queue?.items ?? [])
    if (item.mine && item.stream.startsWith('case:') && !lines.has(item.stream))
      lines.set(item.stream, { id: item.stream.slice('case:'.length), title: item.matter.zh, next: item })
  for (const row of list?.items ?? [])
    if (row.handlers.some(({ id }) => id === me) && !lines.has(`case:${row.id}`))
      lines.set(`case:${row.id}`, { id: row.id, title: row.title, phaseZh: row.phaseZh })
  return [...lines.values()]
}

/** 我的案件, beside the matter that is open. */
export function MyCases({ current, queue, list }: { current: string; queue: Queue | undefined; list: CaseList | undefined }) {
  const { officer } = useMe()
  const [words, setWords] = useState('')
  const lines = linesOf(queue, list, officer.id)
  const shown = lines.filter(({ title }) => title.includes(words.trim()))
  return (
    <nav className="mycases" aria-label="我的案件">
      {lines.length === 0 ? (
        <p className="in muted">没有您承办或者等您办的案件。</p>
      ) : (
        <div className="in">
          <Input
            aria-label="在我的案件中找"
            placeholder={`在我的 ${lines.length} 件中找`}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </div>
      )}
      {lines.length > 0 && shown.length === 0 && <p className="in muted">没有含「{words.trim()}」的，换一个词再找。</p>}
      <ul>
        {shown.map(({ id, title, next, phaseZh }) => (
          <li key={id}>
            <Link to={`/cases/${id}`} aria-current={id === current ? 'page' : undefined}>
              <b>{title}</b>
              {next ? (
                <Status look={dueZh(next).look}>
                  {next.zh} {dueZh(next).zh}
                </Status>
              ) : (
                <Status look="idle">{phaseZh}</Status>
              )}
            </Link>
          </li>
        ))}
      </ul>
      <p className="in">
        <Link to="/cases">全部案件</Link>
      </p>
    </nav>
  )
}
