import { Grouped } from '#web/kit/fields/Labelled.tsx'
import { Properties } from '#web/kit/fields/Properties.tsx'
import { type FieldProps, useField } from '#web/kit/form.ts'

/** Fields that belong together. */
export function GroupField({ schema, path, title, required, value, onChange }: FieldProps) {
  const { id, errorId, error } = useField(path)
  return (
    <Grouped id={id} errorId={errorId} title={title} required={required} error={error}>
      <div className="group">
        <Properties schema={schema} path={path} value={value} onChange={onChange} />
      </div>
    </Grouped>
  )
}
