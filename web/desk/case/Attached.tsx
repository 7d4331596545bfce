import type { CaseView } from '#web/desk/api.ts'

const sizeZh = (bytes: number): string => (bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`)

/** 附卷材料: scans, photographs and receipts, each with the record it belongs to. */
export const Attached = ({ id, view: { attachments } }: { id: string; view: CaseView }) =>
  attachments.length === 0 ? null : (
    <section className="card" aria-labelledby="attached">
      <h2 id="attached">
        附卷材料<small>{attachments.length} 份</small>
      </h2>
      <ul className="events">
        {attachments.map(({ file, name, to, toZh, size, by, on }) => (
          <li key={`${file} ${to}`}>
            {toZh}　
            <a href={`/api/cases/${id}/files/${file}`} target="_blank" rel="noreferrer">
              {name}
            </a>{' '}
            <span className="small">
              {sizeZh(size)}　{on} {by.name}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
