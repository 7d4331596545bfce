import { Field } from '#web/kit/Field.tsx'
import { Grouped } from '#web/kit/fields/Labelled.tsx'
import { type FieldProps, pathOf, useField } from '#web/kit/form.ts'
import { listOf } from '#web/kit/schema.ts'

const ordinals = ['第一人', '第二人', '第三人']

/** A fixed number of the same thing: two officers. */
export function TupleField({ schema, name, path, title, required, value, onChange }: FieldProps) {
  const { id, errorId, error } = useField(path)
  const places = schema.prefixItems ?? []
  const said = places.map((_, at) => listOf(value)[at])
  return (
    <Grouped id={id} errorId={errorId} title={title} required={required} error={error}>
      <div className="group beside">
        {places.map((place, at) => (
          <Field
            key={ordinals[at]}
            schema={schema.of ? { of: schema.of, ...place } : place}
            name={name}
            path={pathOf(path, at)}
            title={ordinals[at] ?? ''}
            required
            value={said[at]}
            onChange={(one) => onChange(said.with(at, one))}
          />
        ))}
      </div>
    </Grouped>
  )
}
