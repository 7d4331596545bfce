import { useContext } from 'react'
import { DateField } from '#web/kit/fields/DateField.tsx'
import { FixedRowsField } from '#web/kit/fields/FixedRowsField.tsx'
import { GroupField } from '#web/kit/fields/GroupField.tsx'
import { ListField } from '#web/kit/fields/ListField.tsx'
import { ManyField } from '#web/kit/fields/ManyField.tsx'
import { NumberField } from '#web/kit/fields/NumberField.tsx'
import { OneField } from '#web/kit/fields/OneField.tsx'
import { TextField } from '#web/kit/fields/TextField.tsx'
import { TupleField } from '#web/kit/fields/TupleField.tsx'
import { UnionField } from '#web/kit/fields/UnionField.tsx'
import { UploadField } from '#web/kit/fields/UploadField.tsx'
import { type FieldProps, FormContext } from '#web/kit/form.ts'
import { choicesKey, fixedRowKey, isTuple, variantsOf } from '#web/kit/schema.ts'

/** The field that fits a schema. A constant is told by the choice of its variant and has none. */
export function Field(props: FieldProps) {
  const { schema } = props
  const { own } = useContext(FormContext)
  const Own = own[choicesKey(schema) ?? props.path]
  if (Own) return <Own {...props} />
  if (schema.const !== undefined) return null
  if (variantsOf(schema).length > 0) return <UnionField {...props} />
  if (schema.type === 'array') {
    if (isTuple(schema)) return <TupleField {...props} />
    if (fixedRowKey(schema)) return <FixedRowsField {...props} />
    return choicesKey(schema) ? <ManyField {...props} /> : <ListField {...props} />
  }
  if (schema.upload) return <UploadField {...props} />
  if (schema.type === 'object') return <GroupField {...props} />
  if (schema.type === 'boolean' || schema.enum || choicesKey(schema)) return <OneField {...props} />
  if (schema.format === 'date') return <DateField {...props} />
  if (schema.type === 'integer' || schema.type === 'number') return <NumberField {...props} />
  return <TextField {...props} />
}
