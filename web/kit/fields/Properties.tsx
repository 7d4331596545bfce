import { useContext } from 'react'
import { Field } from '#web/kit/Field.tsx'
import { Around, pathOf } from '#web/kit/form.ts'
import { type Draft, fieldsOf, isAsked, isRequired, type Schema, titleOf } from '#web/kit/schema.ts'

type Props = Readonly<{ schema: Schema; path: string; value: Draft; onChange: (value: Draft) => void; without?: string }>

/** The fields of one object that are asked for now, in the order of its schema. */
export function Properties({ schema, path, value, onChange, without }: Props) {
  const around = [fieldsOf(value), ...useContext(Around)]
  return (
    <Around value={around}>
      {Object.entries(schema.properties ?? {})
        .filter(([name, property]) => name !== without && isAsked(property, around))
        .map(([name, property]) => (
          <Field
            key={name}
            schema={property}
            name={name}
            path={pathOf(path, name)}
            title={titleOf(property, name)}
            required={isRequired(schema, name) || property.when !== undefined}
            value={fieldsOf(value)[name]}
            onChange={(said) => onChange({ ...fieldsOf(value), [name]: said })}
          />
        ))}
    </Around>
  )
}
