import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { dayIn } from '#web/kit/dayIn.ts'
import { Labelled } from '#web/kit/fields/Labelled.tsx'
import { type FieldProps, useField } from '#web/kit/form.ts'

/** A day, typed or picked; read when one leaves the field, since 2026/11/2 may be going on to be 2026/11/23. What is no day stays as it was typed, with how to write one. */
export function DateField({ path, title, required, value, onChange }: FieldProps) {
  const { id, errorId, error: told } = useField(path)
  const [unread, setUnread] = useState(false)
  const error = unread ? '没有这一天，请写成 2026-11-21 这样' : told
  const leave = (text: string) => {
    const read = dayIn(text)
    setUnread(read === undefined && text.trim() !== '')
    if (read) onChange(read)
  }
  return (
    <Labelled id={id} errorId={errorId} title={title} required={required} error={error}>
      <DatePicker
        id={id}
        value={typeof value === 'string' && value !== '' ? dayjs(value) : null}
        format="YYYY-MM-DD"
        placeholder="年-月-日"
        preserveInvalidOnBlur
        previewValue={false} // a day that the mouse rests on is not what was typed
        {...(error === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': errorId, status: 'error' as const })}
        onBlur={({ target }) => target instanceof HTMLInputElement && leave(target.value)}
        onChange={(picked) => {
          setUnread(false)
          onChange(picked ? picked.format('YYYY-MM-DD') : undefined)
        }}
      />
    </Labelled>
  )
}
