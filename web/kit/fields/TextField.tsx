import { Input } from 'antd'
import { Labelled } from '#web/kit/fields/Labelled.tsx'
import { type FieldProps, useField } from '#web/kit/form.ts'

/** Words: one line up to 200, more in a box that grows. */
export function TextField({ schema, path, title, required, value, onChange }: FieldProps) {
  const { id, errorId, error: told } = useField(path)
  const text = typeof value === 'string' ? value : ''
  const max = schema.maxLength
  const over = max === undefined ? 0 : text.trim().length - max
  const error = over > 0 ? `超过 ${max} 字，请删去 ${over} 字` : told
  const shared = {
    id,
    value: text,
    required,
    ...(error === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': errorId, status: 'error' as const }),
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  }
  return (
    <Labelled
      id={id}
      errorId={errorId}
      title={title}
      required={required}
      error={error}
      {...(max && max > 200 ? { hint: `不超过 ${max} 字` } : {})}
    >
      {max !== undefined && max <= 200 ? (
        <Input {...shared} autoComplete="off" />
      ) : (
        <Input.TextArea {...shared} autoSize={{ minRows: required ? 2 : 1, maxRows: 12 }} />
      )}
    </Labelled>
  )
}
