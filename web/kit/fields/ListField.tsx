import { Button } from 'antd'
import { Field } from '#web/kit/Field.tsx'
import { Grouped } from '#web/kit/fields/Labelled.tsx'
import { type FieldProps, pathOf, useField } from '#web/kit/form.ts'
import { blank, itemOf, listOf } from '#web/kit/schema.ts'

/** As many rows as there are; each can be taken out again. */
export function ListField({ schema, name, path, title, required, value, onChange }: FieldProps) {
  const { id, errorId, error, choices } = useField(path)
  const rows = listOf(value)
  const item = itemOf(schema)
  const full = rows.length >= (schema.maxItems ?? Number.POSITIVE_INFINITY)
  return (
    <Grouped id={id} errorId={errorId} title={title} required={required && (schema.minItems ?? 0) > 0} error={error}>
      <ol className="rows">
        {rows.map((row, at) => (
          <li key={pathOf(path, at)}>
            <Field
              schema={item}
              name={name}
              path={pathOf(path, at)}
              title={`第 ${at + 1} 项`}
              required
              value={row}
              onChange={(said) => onChange(rows.with(at, said))}
            />
            <Button size="small" aria-label={`删去${title}第 ${at + 1} 项`} onClick={() => onChange(rows.toSpliced(at, 1))}>
              删去
            </Button>
          </li>
        ))}
      </ol>
      <Button size="small" disabled={full} onClick={() => onChange([...rows, blank(item, choices)])}>
        {`加一项${title}`}
      </Button>
    </Grouped>
  )
}
