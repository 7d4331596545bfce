import { Field } from '#web/kit/Field.tsx'
import { pathOf } from '#web/kit/form.ts'
import { type Draft, fieldsOf, isRequired, type Schema, titleOf } from '#web/kit/schema.ts'

type Props = Readonly<{ schema: Schema; path: string; value: Draft; onChange: (value: Draft) => void; without?: string }>

/** The fields of one object, in the order of its schema. */
export const Properties = ({ schema, path, value, onChange, without }: Props) => (
  <>
    {Object.entries(schema.properties ?? {})
      .filter(([name]) => name !== without)
      .map(([name, property]) => (
        <Field
          key={name}
          schema={property}
          name={name}
          path={pathOf(path, name)}
          title={titleOf(property, name)}
          required={isRequired(schema, name)}
          value={fieldsOf(value)[name]}
          onChange={(said) => onChange({ ...fieldsOf(value), [name]: said })}
        />
      ))}
  </>
)
