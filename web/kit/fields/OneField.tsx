import { Radio, Select } from 'antd'
import { Grouped, Labelled } from '#web/kit/fields/Labelled.tsx'
import { leave } from '#web/kit/fields/leave.ts'
import { type FieldProps, optionsOf, useField } from '#web/kit/form.ts'
import { type Choices, choicesKey, type Draft, type Schema } from '#web/kit/schema.ts'

function optionsFor(schema: Schema, choices: Choices): { value: string; label: string }[] {
  const key = choicesKey(schema)
  if (key) return optionsOf(choices[key] ?? [])
  const words: Readonly<Record<string, string>> = { ...(schema.type === 'boolean' ? { true: '是', false: '否' } : {}), ...schema.labels }
  const values = schema.type === 'boolean' ? ['true', 'false'] : (schema.enum ?? [])
  return values.map((value) => ({ value, label: words[value] ?? value }))
}

/** One of several: up to six stand open, more are searched for. */
export function OneField({ schema, path, title, required, value, onChange }: FieldProps) {
  const { id, errorId, error, choices } = useField(path)
  const options = optionsFor(schema, choices)
  const chosen = value === undefined || value === null ? null : String(value)
  const typed = (choice: string): Draft =>
    schema.type === 'boolean' ? choice === 'true' : schema.type === 'integer' ? Number(choice) : choice
  if (options.length <= 6 && choicesKey(schema) !== 'officer')
    return (
      <Grouped id={id} errorId={errorId} title={title} required={required} error={error}>
        <Radio.Group name={id} options={options} value={chosen} onChange={(event) => onChange(typed(event.target.value))} />
      </Grouped>
    )
  return (
    <Labelled id={id} errorId={errorId} title={title} required={required} error={error}>
      <Select
        onInputKeyDown={leave}
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
