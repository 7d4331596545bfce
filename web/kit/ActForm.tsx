import { Button } from 'antd'
import { type KeyboardEvent, type SyntheticEvent, useEffect, useId, useRef, useState } from 'react'
import type { ActRow, Granted } from '#web/kit/acts.ts'
import { Clauses } from '#web/kit/Clauses.tsx'
import { call, type FieldError, type ProblemBody, problemOf } from '#web/kit/client.ts'
import { ErrorSummary } from '#web/kit/ErrorSummary.tsx'
import { Properties } from '#web/kit/fields/Properties.tsx'
import { FormContext, type OwnFields } from '#web/kit/form.ts'
import { missing } from '#web/kit/missing.ts'
import { blank, type Choices, type Draft, fieldsOf, prune } from '#web/kit/schema.ts'
import { idFor, type Kept, keep, kept } from '#web/kit/submission.ts'

type Props = Readonly<{
  act: ActRow
  /** Undefined for an act that begins its stream. */
  stream?: string
  /** The version on the screen; sent where the act must name what was seen. */
  version?: number
  choices: Choices
  own?: OwnFields
  initial?: Draft
  /** What is not asked for but sent; what is typed is kept for it by itself. */
  fixed?: Readonly<Record<string, string>>
  onGranted: (granted: Granted) => void
  /** Refused, or someone was faster: what is shown may be old. */
  onRefused?: () => void
  onCancel?: () => void
}>

/** The form of any act, made from its JSON Schema. What is typed is kept until the act is granted. */
export function ActForm(props: Props) {
  const { stream } = props
  const place = placeOf(props)
  const [before, setBefore] = useState<Readonly<{ kept?: Kept }>>()
  const [anew, setAnew] = useState(0)
  useEffect(() => {
    let left = false
    kept(stream, place).then((found) => left || setBefore(found ? { kept: found } : {}))
    return () => {
      left = true
    }
  }, [stream, place])
  if (!before) return null
  const startAnew = () => {
    keep(stream, place, undefined)
    setBefore({})
    setAnew(anew + 1)
  }
  return <Filling key={anew} {...props} {...(before.kept ? { before: before.kept } : {})} startAnew={startAnew} />
}

/** Under which name a draft is kept. */
const placeOf = ({ act, fixed = {} }: Pick<Props, 'act' | 'fixed'>): string => [act.id, ...Object.values(fixed)].join(' ')

function Filling({
  act,
  stream,
  version,
  choices,
  own = {},
  initial,
  fixed = {},
  before,
  startAnew,
  onGranted,
  onRefused,
  onCancel,
}: Props & Readonly<{ before?: Kept; startAnew: () => void }>) {
  const place = placeOf({ act, fixed })
  const form = useId().replaceAll(':', '')
  const [draft, setDraft] = useState<Draft>(() => before?.draft ?? { ...fieldsOf(blank(act.input, choices)), ...fieldsOf(initial) })
  const [problem, setProblem] = useState<ProblemBody>()
  const [errors, setErrors] = useState<readonly FieldError[]>([])
  const [sending, setSending] = useState(false)
  const sent = useRef<Kept['sent']>(before?.sent)
  const busy = useRef(false)
  const [uploading, setUploading] = useState(0)

  const change = (value: Draft) => {
    setDraft(value)
    keep(stream, place, { draft: value, ...(sent.current ? { sent: sent.current } : {}) })
  }

  const submit = async () => {
    const input = prune(act.input, draft)
    const wanting = missing(act.input, input)
    setErrors(wanting)
    setProblem(undefined)
    if (wanting.length > 0) return
    const body = {
      ...(stream ? { stream } : {}),
      ...(act.seen && version !== undefined ? { version } : {}),
      input: { ...fixed, ...fieldsOf(input) },
    }
    const said = JSON.stringify(body)
    sent.current = { id: idFor(sent.current, said), body: said }
    keep(stream, place, { draft, sent: sent.current })
    try {
      const granted = await call<Granted>('POST', `/api/acts/${act.id}`, { id: sent.current.id, ...body })
      keep(stream, place, undefined)
      onGranted(granted)
    } catch (thrown) {
      const why = problemOf(thrown)
      setErrors(why.fields ?? [])
      setProblem(why.fields?.length ? undefined : explained(why))
      if (why.status === 409) onRefused?.()
    }
  }

  const onSubmit = async (event: SyntheticEvent) => {
    event.preventDefault()
    if (busy.current) return
    busy.current = true
    setSending(true)
    await submit()
    busy.current = false
    setSending(false)
  }

  const empty = Object.keys(act.input.properties ?? {}).length === 0
  return (
    <form className="actform" aria-label={act.zh} noValidate onSubmit={onSubmit} onKeyDown={notByEnter}>
      <ErrorSummary form={form} schema={act.input} draft={draft} choices={choices} errors={errors} {...(problem ? { problem } : {})} />
      {before && (
        <p className="hint">
          接着上次没有办完的填写。
          <button type="button" className="plain" onClick={startAnew}>
            清空重填
          </button>
        </p>
      )}
      <FormContext value={{ id: form, choices, errors, uploads: (by) => setUploading((n) => n + by), own }}>
        {empty ? (
          <p>这件事不用填写内容，核对无误后办理。</p>
        ) : (
          <Properties schema={act.input} path="input" value={draft} onChange={change} />
        )}
      </FormContext>
      <div className="ends">
        <Button type="primary" htmlType="submit" disabled={sending || uploading > 0} aria-busy={sending}>
          {sending ? '正在办理' : act.zh}
        </Button>
        {uploading > 0 && <span className="hint">文件传完以后才能办理</span>}
        {onCancel && <Button onClick={onCancel}>收起</Button>}
        <Clauses of={act.clauses} />
      </div>
    </form>
  )
}

/** An act is done by its button, pressed once: Enter in a field chooses, opens the list of files, or does nothing, and so does Enter held. */
const notByEnter = (event: KeyboardEvent) => {
  const inField = event.target instanceof HTMLInputElement && event.target.type !== 'file'
  if (event.key === 'Enter' && (event.repeat || inField)) event.preventDefault()
}

/** Somebody was faster 他人已先办理: the page is read again, the form stays. */
const explained = (problem: ProblemBody): ProblemBody =>
  problem.code === 'stale'
    ? { ...problem, detail: '您填写的时候，其他人已先办理了本案的事项。页面已经更新，请核对后再提交；填写的内容还在。' }
    : problem
