import { Radio, Select } from 'antd'
import { Grouped } from '#web/kit/fields/Labelled.tsx'
import { leave } from '#web/kit/fields/leave.ts'
import { Properties } from '#web/kit/fields/Properties.tsx'
import { type FieldProps, useField } from '#web/kit/form.ts'
import { blank, fieldsOf, tagOf, titleOf, variantOf, variantsOf } from '#web/kit/schema.ts'

/** One of several kinds: which, then what that kind says. What both kinds ask is kept when the kind changes. */
export function UnionField({ schema, path, title, required, value, onChange }: FieldProps) {
  const { id, errorId, error, choices } = useField(path)
  const variants = variantsOf(schema)
  const tag = tagOf(variants)
  const kinds = variants.map((variant) => String(variant.properties?.[tag]?.const))
  const options = kinds.map((kind, at) => ({ value: kind, label: variants[at]?.title ?? kind }))
  const variant = variantOf(schema, value)
  const chosen = variant ? String(fieldsOf(value)[tag]) : null
  const choose = (kind: string) => {
    const next = variants[kinds.indexOf(kind)]
    if (next) onChange({ ...fieldsOf(blank(next, choices)), ...defined(value), [tag]: kind })
  }
  return (
    <Grouped id={id} errorId={errorId} title={title} required={required} error={error}>
      <div className="group">
        {options.length <= 4 ? (
          <Radio.Group name={`${id}-${tag}`} options={options} value={chosen} onChange={(event) => choose(event.target.value)} />
        ) : (
          <Select
            onInputKeyDown={leave}
            aria-label={`${title}：${titleOf(variants[0]?.properties?.[tag] ?? {}, tag)}`}
            options={options}
            value={chosen}
            placeholder="请选择"
            onChange={choose}
          />
        )}
        {variant && <Properties schema={variant} path={path} value={value} onChange={onChange} without={tag} />}
      </div>
    </Grouped>
  )
}

const defined = (value: FieldProps['value']) => Object.fromEntries(Object.entries(fieldsOf(value)).filter(([, said]) => said !== undefined))
