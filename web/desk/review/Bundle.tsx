import { useState } from 'react'
import { changeOf } from '#dossier/change'
import type { ReviewView } from '#web/desk/api.ts'

type Round = ReviewView['rounds'][number]
type Item = Round['items'][number]

/** 送审的拟处理意见, item by item with its evidence; from the second round on with what changed since an earlier one. */
export function Bundle({ rounds, show }: { rounds: readonly Round[]; show: (no: number) => void }) {
  const now = rounds.at(-1)
  const [against, setAgainst] = useState<number>()
  const earlier = rounds.find(({ nth }) => nth === (against ?? rounds.length - 1))
  const compared = against === 0 ? undefined : earlier
  if (!now) return null
  const changed = compared ? changesOf(compared, now) : []
  return (
    <section className="card" aria-labelledby="bundle">
      <h2 id="bundle">
        送审的拟处理意见<small>第 {now.round} 稿</small>
      </h2>
      {rounds.length > 1 && (
        <div className="in">
          <fieldset className="filter buttons">
            <legend className="unseen">与哪一轮对照</legend>
            {rounds.slice(0, -1).map(({ nth }) => (
              <button key={nth} type="button" className="button" aria-pressed={compared?.nth === nth} onClick={() => setAgainst(nth)}>
                与第 {nth} 轮对照
              </button>
            ))}
            <button type="button" className="button" aria-pressed={!compared} onClick={() => setAgainst(0)}>
              不对照
            </button>
          </fieldset>
          {compared && (
            <p className="small" role="status">
              {changed.length === 0 ? `与第 ${compared.nth} 轮送审的相同` : `改动 ${changed.length} 处：${changed.join('、')}`}
              {changed.length > 0 && (
                <>
                  。<ins>下划线</ins>为本轮新增，<del>删除线</del>为第 {compared.nth} 轮原文
                </>
              )}
            </p>
          )}
        </div>
      )}
      <dl className="stack in">
        {now.items.map((item) => (
          <div key={item.id}>
            <dt>{item.zh}</dt>
            <dd className="said">
              {compared ? <Changed before={compared.items.find(({ id }) => id === item.id)} now={item} /> : item.text}
              {item.evidence.map((no) => (
                <button key={no} type="button" className="plain mark" onClick={() => show(no)}>
                  证{no}
                </button>
              ))}
            </dd>
          </div>
        ))}
        {compared?.items
          .filter(({ id }) => !now.items.some((item) => item.id === id))
          .map((item) => (
            <div key={item.id}>
              <dt>{item.zh}</dt>
              <dd className="said">
                <del>{item.text}</del>
              </dd>
            </div>
          ))}
      </dl>
    </section>
  )
}

function Changed({ before, now }: { before: Item | undefined; now: Item }) {
  const pieces = changeOf(before?.text ?? '', now.text)
  return pieces.map(({ op, text }, n) => {
    const key = `${n} ${op}`
    if (op === 'same') return text
    return op === 'in' ? <ins key={key}>{text}</ins> : <del key={key}>{text}</del>
  })
}

/** Which items were changed, added or left out, and which evidence came in or went. */
function changesOf(before: Round, now: Round): readonly string[] {
  const was = new Map(before.items.map((item) => [item.id, item]))
  const is = new Map(now.items.map((item) => [item.id, item]))
  const same = (a: Item | undefined, b: Item | undefined) => a?.text === b?.text && a?.evidence.join() === b?.evidence.join()
  const names = [...new Map([...was, ...is]).values()].flatMap(({ id, zh }) => (same(was.get(id), is.get(id)) ? [] : [zh]))
  const come = now.evidence.filter((no) => !before.evidence.includes(no)).map((no) => `新增证${no}`)
  return [...names, ...come]
}
