import type { PublicationView } from '#web/desk/api.ts'

export const certaintyZh = { certain: '确定', likely: '很可能', possible: '疑似，请核对' } as const
type Passage = PublicationView['passages'][number]

/** The paper as it reads, what is hidden marked with its rule. */
const Original = ({ of: { text, spans } }: { of: Passage }) => (
  <>
    {spans.map(({ start, end, certainty, clause }, n) => (
      <span key={start}>
        {text.slice(spans[n - 1]?.end ?? 0, start)}
        <mark title={`${certaintyZh[certainty]}　${clause?.cite ?? ''}`}>{text.slice(start, end)}</mark>
      </span>
    ))}
    {text.slice(spans.at(-1)?.end ?? 0)}
  </>
)

/** 决定书全文对照: original on one side, what would come out on the other, each hidden passage with its rule. */
export const Passages = ({ publication: { passages } }: { publication: PublicationView }) =>
  passages.length === 0 ? null : (
    <section className="card" aria-labelledby="passages">
      <h2 id="passages">
        决定书全文对照<small>左为原文，标出的按规则隐去；右为公开的文字</small>
      </h2>
      <table className="list cards">
        <caption className="unseen">决定书原文与公开的文字</caption>
        <thead>
          <tr>
            <th scope="col">原文</th>
            <th scope="col">公开的文字</th>
          </tr>
        </thead>
        <tbody>
          {passages.map((passage) => (
            <tr key={passage.id}>
              <td data-l="原文">
                <div>
                  <b>{passage.zh}</b>
                  <br />
                  <Original of={passage} />
                </div>
              </td>
              <td data-l="公开的文字">
                <div>
                  <b>{passage.zh}</b>
                  <br />
                  {passage.out}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul className="in small">
        {passages.flatMap(({ id, text, spans }) =>
          spans.map(({ start, end, certainty, clause }) => (
            <li key={`${id}${start}`}>
              「{text.slice(start, end)}」{certaintyZh[certainty]}：{clause?.cite}
            </li>
          )),
        )}
      </ul>
      <p className="in small">
        拟稿时选“信息摘要和决定书全文”，逐处核对：误认的选“不用隐去”，没有认出的填入“另外隐去的词语”。确定的不能不隐去。
      </p>
    </section>
  )
