import { Grouped } from '#web/kit/fields/Labelled.tsx'
import { Properties } from '#web/kit/fields/Properties.tsx'
import { type FieldProps, idOf, pathOf, useField } from '#web/kit/form.ts'
import { rowName } from '#web/kit/missing.ts'
import { fieldsOf, fixedRowKey, itemOf, listOf } from '#web/kit/schema.ts'

/** A list whose items the law fixes 法定项目: one row for each, named, none added or left out. */
export function FixedRowsField({ schema, path, title, required, value, onChange }: FieldProps) {
  const { id, errorId, error, choices } = useField(path)
  const key = fixedRowKey(schema) ?? 'id'
  const item = itemOf(schema)
  const rows = listOf(value)
  return (
    <Grouped id={id} errorId={errorId} title={title} required={required} error={error}>
      <ol className="rows fixed">
        {rows.map((row, at) => {
          const here = String(fieldsOf(row)[key])
          return (
            <li key={here}>
              <fieldset id={idOf(id, String(at))}>
                <legend>{rowName(schema, row, choices)}</legend>
                <Properties
                  schema={item}
                  path={pathOf(path, at)}
                  value={row}
                  onChange={(said) => onChange(rows.with(at, said))}
                  without={key}
                />
              </fieldset>
            </li>
          )
        })}
      </ol>
    </Grouped>
  )
}
