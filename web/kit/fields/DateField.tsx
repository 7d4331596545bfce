import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { Labelled } from '#web/kit/fields/Labelled.tsx'
import { type FieldProps, useField } from '#web/kit/form.ts'

/** As people write a day; shown as the first. */
const formats = ['YYYY-MM-DD', 'YYYY-M-D', 'YYYY/M/D', 'YYYY.M.D', 'YYYYMMDD', 'YYYY年M月D日']

const isUnread = (text: string): boolean => text.trim() !== '' && !dayjs(text.trim(), formats, true).isValid()

/** A day, typed or picked. What is no day stays as it was typed, with how to write one. */
export function DateField({ path, title, required, value, onChange }: FieldProps) {
  const { id, errorId, error: told } = useField(path)
  const [unread, setUnread] = useState(false)
  const error = unread ? '没有这一天，请写成 2026-11-21 这样' : told
  return (
    <Labelled id={id} errorId={errorId} title={title} required={required} error={error}>
      <DatePicker
        id={id}
        value={typeof value === 'string' && value !== '' ? dayjs(value) : null}
        format={formats}
        placeholder="年-月-日"
        preserveInvalidOnBlur
        {...(error === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': errorId, status: 'error' as const })}
        onBlur={({ target }) => setUnread(target instanceof HTMLInputElement && isUnread(target.value))}
        onChange={(day) => {
          setUnread(false)
          onChange(day ? day.format('YYYY-MM-DD') : undefined)
        }}
      />
    </Labelled>
  )
}
