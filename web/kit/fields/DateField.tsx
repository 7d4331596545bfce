import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { Labelled } from '#web/kit/fields/Labelled.tsx'
import { type FieldProps, useField } from '#web/kit/form.ts'

/** A day, typed as 2026-11-21 or picked. */
export function DateField({ path, title, required, value, onChange }: FieldProps) {
  const { id, errorId, error } = useField(path)
  return (
    <Labelled id={id} errorId={errorId} title={title} required={required} error={error}>
      <DatePicker
        id={id}
        value={typeof value === 'string' && value !== '' ? dayjs(value) : null}
        format="YYYY-MM-DD"
        placeholder="年-月-日"
        {...(error === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': errorId, status: 'error' as const })}
        onChange={(day) => onChange(day ? day.format('YYYY-MM-DD') : undefined)}
      />
    </Labelled>
  )
}
