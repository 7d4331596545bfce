import { useState } from 'react'
import type { CaseView } from '#web/desk/api.ts'

const sizeZh = (bytes: number): string => (bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`)

/** A picture, small, leading to its viewing copy 查阅件; nothing where there is none. */
const Thumbnail = ({ href, name }: { href: string; name: string }) => {
  const [isGone, setGone] = useState(false)
  return isGone ? null : (
    <a href={href} target="_blank" rel="noreferrer" className="thumbnail">
      <img src={href} alt={`${name}（查阅件）`} loading="lazy" onError={() => setGone(true)} />
    </a>
  )
}

/** 附卷材料: scans, photographs and receipts, each with the record it belongs to. */
export const Attached = ({ id, view: { attachments } }: { id: string; view: CaseView }) =>
  attachments.length === 0 ? null : (
    <section className="card" aria-labelledby="attached">
      <h2 id="attached">
        附卷材料<small>{attachments.length} 份</small>
      </h2>
      <ul className="events">
        {attachments.map(({ file, name, to, toZh, size, mediaType, by, on }) => (
          <li key={`${file} ${to}`}>
            {toZh}　
            <a href={`/api/cases/${id}/files/${file}`} target="_blank" rel="noreferrer">
              {name}
            </a>{' '}
            <span className="small">
              {sizeZh(size)}　{on} {by.name}
            </span>
            {mediaType.startsWith('image/') ? <Thumbnail href={`/api/cases/${id}/files/${file}/copy`} name={name} /> : null}
          </li>
        ))}
      </ul>
    </section>
  )
