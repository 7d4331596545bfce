import { Radio } from 'antd'
import type { PublicationView } from '#web/desk/api.ts'
import { certaintyZh } from '#web/desk/Passages.tsx'
import { Clauses } from '#web/kit/Clauses.tsx'
import { Grouped } from '#web/kit/fields/Labelled.tsx'
import { type FieldProps, useField } from '#web/kit/form.ts'
import { Status } from '#web/kit/Status.tsx'
import { listOf } from '#web/kit/schema.ts'

type Passage = PublicationView['passages'][number]

/** 逐处核对: original and public text side by side; each hidden place with its rule, kept hidden or shown with one key. What is certain stays hidden. */
export function Redactions({ passages, path, title, required, value, onChange }: FieldProps & Readonly<{ passages: readonly Passage[] }>) {
  const { id, errorId, error } = useField(path, true)
  const shown = new Set(listOf(value).map(String))
  const touched = passages.filter(({ spans }) => spans.length > 0)
  const judge = (place: string, isShown: boolean) => onChange(isShown ? [...shown, place] : [...shown].filter((each) => each !== place))
  return (
    <Grouped
      {...{ id, errorId, required, error }}
      title={`逐处核对：${title}的选“不用隐去”`}
      hint="没有标出而应当隐去的，填在“另外隐去的词语”；同姓的人以甲乙区分，以拟稿以后显示的为准"
    >
      {touched.length === 0 && <p>决定书里没有认出要隐去的内容。</p>}
      {touched.map((passage) => (
        <div key={passage.id} className="redaction">
          <h4>{passage.zh}</h4>
          <div className="sides">
            <p>
              <span className="small">原文</span>
              <br />
              <Marked of={passage} said={({ start, end }) => passage.text.slice(start, end)} shown={shown} />
            </p>
            <p>
              <span className="small">公开的文字</span>
              <br />
              <Marked
                of={passage}
                said={({ start, end, mask }) => (shown.has(`${passage.id}:${start}`) ? passage.text.slice(start, end) : mask)}
                shown={shown}
              />
            </p>
          </div>
          <ol className="findings">
            {passage.spans.map(({ start, end, certainty, clause }, n) => {
              const place = `${passage.id}:${start}`
              const words = passage.text.slice(start, end)
              return (
                <li key={place}>
                  <span className="strong">
                    {n + 1}. {words}
                  </span>{' '}
                  {certainty === 'certain' ? (
                    <Status look="info">确定，应当隐去</Status>
                  ) : (
                    <fieldset className="choice">
                      <legend className="unseen">{`${passage.zh}第 ${n + 1} 处 ${words}`}</legend>
                      <Radio.Group
                        name={`${id}-${place}`}
                        value={shown.has(place)}
                        options={[
                          { value: false, label: '隐去' },
                          { value: true, label: '不用隐去' },
                        ]}
                        onChange={(event) => judge(place, event.target.value)}
                      />
                      <span className="small">{certaintyZh[certainty]}</span>
                    </fieldset>
                  )}{' '}
                  <Clauses of={clause ? [clause] : []} />
                </li>
              )
            })}
          </ol>
        </div>
      ))}
    </Grouped>
  )
}

type MarkedProps = Readonly<{ of: Passage; said: (span: Passage['spans'][number]) => string; shown: ReadonlySet<string> }>

/** A text with its hidden places marked and numbered; those that are shown after all stand as they are. */
const Marked = ({ of: { id, text, spans }, said, shown }: MarkedProps) => (
  <>
    {spans.map((span, n) => (
      <span key={span.start}>
        {text.slice(spans[n - 1]?.end ?? 0, span.start)}
        {shown.has(`${id}:${span.start}`) ? said(span) : <mark>{said(span)}</mark>}
        <sup>{n + 1}</sup>
      </span>
    ))}
    {text.slice(spans.at(-1)?.end ?? 0)}
  </>
)
