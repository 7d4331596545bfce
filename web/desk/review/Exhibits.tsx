import type { CaseView } from '#web/desk/api.ts'
import { Status } from '#web/kit/Status.tsx'

type Props = Readonly<{
  view: CaseView
  /** What was sent with this round. */
  held: readonly number[]
  chosen: number | undefined
  choose: (no: number | undefined) => void
}>

/** 证据, each opened where it is asked for: what it says, who took it and who stands for it, its files. */
export const Exhibits = ({ view, held, chosen, choose }: Props) => (
  <section className="card" aria-labelledby="exhibits">
    <h2 id="exhibits">
      证据<small>{view.evidence.length} 份，点开看内容</small>
    </h2>
    <ul className="events">
      {view.evidence.map((piece) => (
        <li key={piece.no} id={`exhibit-${piece.no}`} className={piece.no === chosen ? 'chosen' : undefined}>
          <h3>
            <button
              type="button"
              className="plain strong"
              aria-expanded={piece.no === chosen}
              onClick={() => choose(piece.no === chosen ? undefined : piece.no)}
            >
              证{piece.no}　{piece.title}
            </button>
          </h3>
          <p className="small">
            {piece.typeZh}　{piece.collectedOn} {piece.place} {piece.by.name}{' '}
            {piece.confirmedBy ? <Status look="ok">{`${piece.confirmedBy.name}已确认`}</Status> : <Status look="warn">待确认</Status>}
            {piece.confirmedBy && !held.includes(piece.no) && <Status look="warn">送审以后取得</Status>}
          </p>
          {piece.no === chosen && (
            <>
              <p className="said exhibit-text">{piece.text}</p>
              <Files view={view} no={piece.no} />
            </>
          )}
        </li>
      ))}
    </ul>
  </section>
)

function Files({ view, no }: { view: CaseView; no: number }) {
  const files = view.attachments.filter(({ to }) => to === `evidence:${no}`)
  const id = view.stream.slice('case:'.length)
  if (files.length === 0) return <p className="small">没有附卷材料</p>
  return (
    <ul>
      {files.map(({ file, name }) => (
        <li key={file}>
          <a href={`/api/cases/${id}/files/${file}`} target="_blank" rel="noreferrer">
            {name}
          </a>
        </li>
      ))}
    </ul>
  )
}
