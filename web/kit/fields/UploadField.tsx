import { useContext, useState } from 'react'
import { problemOf } from '#web/kit/client.ts'
import { Labelled } from '#web/kit/fields/Labelled.tsx'
import { type FieldProps, FormContext, useField } from '#web/kit/form.ts'
import { upload } from '#web/kit/upload.ts'

/** A file, brought in as soon as it is chosen 上传文件; what is said is its number. */
export function UploadField({ path, title, required, value, onChange }: FieldProps) {
  const { id, errorId, error } = useField(path)
  const { uploads } = useContext(FormContext)
  const [state, setState] = useState<Readonly<{ name: string; part?: number; fault?: string }>>()
  const choose = async (file: File | undefined) => {
    if (!file) return
    onChange(undefined)
    setState({ name: file.name, part: 0 })
    uploads(1)
    try {
      const kept = await upload(file, (part) => setState({ name: file.name, part }))
      setState({ name: file.name })
      onChange(kept)
    } catch (thrown) {
      const { detail } = problemOf(thrown)
      setState({ name: file.name, fault: detail })
    } finally {
      uploads(-1)
    }
  }
  const fault = error ?? state?.fault
  return (
    <Labelled id={id} errorId={errorId} title={title} required={required} error={fault} hint="PDF、JPEG、PNG、WebP 或者 TIFF，不超过 32 MB">
      <input
        id={id}
        type="file"
        accept="application/pdf,image/jpeg,image/png,image/webp,image/tiff"
        required={required}
        {...(fault === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': errorId })}
        onChange={(event) => choose(event.target.files?.[0])}
      />
      <p className="hint" role="status">
        {state?.part !== undefined && (
          <>
            正在上传 {state.name} <progress value={state.part} aria-label={`上传 ${state.name}`} /> {Math.round(state.part * 100)}%
          </>
        )}
        {typeof value === 'string' && value !== '' && `已上传${state ? ` ${state.name}` : ''}，办理以后附卷`}
      </p>
    </Labelled>
  )
}
