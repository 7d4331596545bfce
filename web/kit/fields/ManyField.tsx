import { Checkbox, Select } from 'antd'
import { Grouped, Labelled } from '#web/kit/fields/Labelled.tsx'
import { leave } from '#web/kit/fields/leave.ts'
import { type FieldProps, optionsOf, useField } from '#web/kit/form.ts'
import { choicesKey, type Draft, itemOf, listOf } from '#web/kit/schema.ts'

/** Several of several: up to fourteen stand open with a box each, more are searched for. */
export function ManyField({ schema, path, title, required, value, onChange }: FieldProps) {
  const { id, errorId, error, choices } = useField(path, true)
  const options = optionsOf(choices[choicesKey(schema) ?? ''] ?? [])
  const chosen = listOf(value).map(String)
  const typed = (picked: readonly string[]): Draft => (itemOf(schema).type === 'integer' ? picked.map(Number) : picked)
  const shared = { id, errorId, title, required, error }
  if (options.length === 0)
    return (
      <Grouped {...shared} hint="还没有可选的内容">
        {null}
      </Grouped>
    )
  if (options.length <= 14)
    return (
      <Grouped {...shared}>
        <Checkbox.Group name={id} options={options} value={chosen} onChange={(picked: string[]) => onChange(typed(picked))} />
      </Grouped>
    )
  return (
    <Labelled {...shared} hint="可以输入文字查找，可以选多项">
      <Select
        onInputKeyDown={leave}
        id={id}
        mode="multiple"
        options={options}
        value={chosen}
        showSearch={{ optionFilterProp: 'label' }}
        {...(error === undefined ? {} : { 'aria-describedby': errorId, status: 'error' as const })}
        onChange={(picked: string[]) => onChange(typed(picked))}
      />
    </Labelled>
  )
}
