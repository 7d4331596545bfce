import type { Papers as List } from '#web/desk/api.ts'
import { Clauses } from '#web/kit/Clauses.tsx'
import { Status } from '#web/kit/Status.tsx'

const whyZh = { missing: '未填', illegible: '有印不出的字' } as const

const countZh = ({ items }: List): string => {
  const drafts = items.filter(({ draft }) => draft).length
  return [`已制作 ${items.length - drafts} 份`, drafts > 0 && `草稿 ${drafts} 份`].filter(Boolean).join('，')
}

/** 文书: what was made and what is a draft, what each lacks and by which clause, as PDF and as DOCX. */
export function Papers({ papers, stream }: { papers: List; stream: string }) {
  if (papers.items.length === 0) return null
  const file = (key: string, kind: string) => `/api/streams/${encodeURIComponent(stream)}/papers/${key}.${kind}`
  return (
    <section className="card" aria-labelledby="papers">
      <h2 id="papers">
        文书<small>{countZh(papers)}</small>
      </h2>
      <ul className="events papers">
        {papers.items.map(({ key, zh, number, on, draft, lacks }) => (
          <li key={key}>
            <div className="sheet-row">
              <h3>
                {zh} {number && <span className="small nowrap">{number}</span>} {on && <span className="small nowrap">{on}</span>}{' '}
                {draft && <Status look="idle">草稿</Status>} {lacks.length > 0 && <Status look="warn">{`缺 ${lacks.length} 项`}</Status>}
              </h3>
              <p>
                <a href={file(key, 'pdf')} target="_blank" rel="noreferrer" aria-label={`${zh}${number ?? ''}，打开 PDF`}>
                  打开 PDF
                </a>{' '}
                <a href={file(key, 'docx')} download aria-label={`${zh}${number ?? ''}，下载 DOCX`}>
                  下载 DOCX
                </a>
              </p>
            </div>
            {lacks.length > 0 && (
              <details>
                <summary>缺项</summary>
                <ul>
                  {lacks.map(({ field, zh, why, clauses }) => (
                    <li key={`${field} ${why}`}>
                      {zh}：{whyZh[why]} <Clauses of={clauses} />
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
