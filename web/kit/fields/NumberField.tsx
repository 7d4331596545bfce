import { InputNumber } from 'antd'
import { Labelled } from '#web/kit/fields/Labelled.tsx'
import { type FieldProps, useField } from '#web/kit/form.ts'
import { isMoney } from '#web/kit/schema.ts'

/** As people type and paste a number: full-width digits, commas, the unit behind it. */
const plain = (typed = ''): string => typed.normalize('NFKC').replaceAll(/[\s,¥元]/g, '')

/** A whole number; an amount is typed in 元 and kept in 分. */
export function NumberField({ schema, name, path, title, required, value, onChange }: FieldProps) {
  const { id, errorId, error } = useField(path)
  const money = isMoney(schema, name)
  const scale = money ? 100 : 1
  return (
    <Labelled id={id} errorId={errorId} title={title} required={required} error={error}>
      <InputNumber<number | string>
        id={id}
        value={typeof value === 'number' ? value / scale : null}
        precision={money ? 2 : 0}
        min={0}
        parser={plain}
        required={required}
        {...(money ? { suffix: '元' } : {})}
        {...(error === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': errorId, status: 'error' as const })}
        onChange={(typed) => onChange(typed === null ? undefined : Math.round(Number(typed) * scale))}
      />
    </Labelled>
  )
}
