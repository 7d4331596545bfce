import { Radio, Select } from 'antd'
import { Grouped, Labelled } from '#web/kit/fields/Labelled.tsx'
import { type FieldProps, optionsOf, useField } from '#web/kit/form.ts'
import { valueZh } from '#web/kit/names.ts'
import { type Choices, choicesKey, type Draft, type Schema } from '#web/kit/schema.ts'

function optionsFor(schema: Schema, name: string, choices: Choices): { value: string; label: string }[] {
  const key = choicesKey(schema, name)
  if (key) return optionsOf(choices[key] ?? [])
  const values = schema.type === 'boolean' ? ['true', 'false'] : (schema.enum ?? [])
  return values.map((value) => ({ value, label: valueZh(value, schema.labels) }))
}

/** One of several: up to six stand open, more are searched for. */
export function OneField({ schema, name, path, title, required, value, onChange }: FieldProps) {
  const { id, errorId, error, choices } = useField(path)
  const options = optionsFor(schema, name, choices)
  const chosen = value === undefined || value === null ? null : String(value)
  const typed = (choice: string): Draft =>
    schema.type === 'boolean' ? choice === 'true' : schema.type === 'integer' ? Number(choice) : choice
  if (options.length <= 6 && choicesKey(schema, name) !== 'officer')
    return (
      <Grouped id={id} errorId={errorId} title={title} required={required} error={error}>
        <Radio.Group name={id} options={options} value={chosen} onChange={(event) => onChange(typed(event.target.value))} />
      </Grouped>
    )
  return (
    <Labelled id={id} errorId={errorId} title={title} required={required} error={error}>
      <Select
        id={id}
        options={options}
        value={chosen}
        placeholder="请选择"
        allowClear={!required}
        showSearch={{ optionFilterProp: 'label' }}
        {...(error === undefined ? {} : { 'aria-describedby': errorId, status: 'error' as const })}
        onChange={(choice: string | undefined) => onChange(choice === undefined ? undefined : typed(choice))}
      />
    </Labelled>
  )
}
