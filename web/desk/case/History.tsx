import { type CaseView, minuteOf } from '#web/desk/api.ts'
import { Status } from '#web/kit/Status.tsx'

/** 经过: every step in the ledger, and every attempt that the law refused, newest first. */
export function History({ view: { history, refusals } }: { view: CaseView }) {
  const lines = [
    ...history.map(({ version, at, zh, by, post, for: principal }) => ({
      ...{ key: `v${version}`, at, zh, refused: false },
      who: `${by?.name ?? '系统'}${principal ? `（代 ${principal.name} 行使${post}职务）` : ''}`,
    })),
    ...refusals.map(({ at, act, zh, by }) => ({ key: `${at} ${act} ${by.id}`, at, zh, who: by.name, refused: true })),
  ].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
  return (
    <section className="card" aria-labelledby="history">
      <h2 id="history">
        经过<small>每步存证，含未获准的尝试</small>
      </h2>
      <ol className="history">
        {lines.map(({ key, at, zh, who, refused }) => (
          <li key={key}>
            <time dateTime={at}>{minuteOf(at)}</time>
            <span>
              {refused && <Status look="bad">未获准</Status>} {zh}
            </span>
            <span className="nowrap">{who}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
