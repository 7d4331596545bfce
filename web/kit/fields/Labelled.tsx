import type { ReactNode } from 'react'

type Labels = Readonly<{
  id: string
  errorId: string
  title: string
  required: boolean
  error: string | undefined
  hint?: string
  children: ReactNode
}>

const Optional = ({ required }: { required: boolean }) => (required ? null : <span className="optional">（选填）</span>)

export const FieldError = ({ id, error }: { id: string; error: string | undefined }) =>
  error === undefined ? null : (
    <p id={id} className="field-error">
      <i aria-hidden="true">×</i> {error}
    </p>
  )

/** One control with its label above it. */
export const Labelled = ({ id, errorId, title, required, error, hint, children }: Labels) => (
  <div className={error === undefined ? 'field' : 'field wrong'}>
    <label htmlFor={id}>
      {title}
      <Optional required={required} />
    </label>
    {hint && <p className="hint">{hint}</p>}
    {children}
    <FieldError id={errorId} error={error} />
  </div>
)

/** Several controls under one name. */
export const Grouped = ({ id, errorId, title, required, error, hint, children }: Labels) => (
  <fieldset
    id={id}
    tabIndex={-1}
    className={error === undefined ? 'field' : 'field wrong'}
    aria-describedby={error === undefined ? undefined : errorId}
  >
    <legend>
      {title}
      <Optional required={required} />
    </legend>
    {hint && <p className="hint">{hint}</p>}
    {children}
    <FieldError id={errorId} error={error} />
  </fieldset>
)
