import { useEffect, useRef } from 'react'
import { Clauses } from '#web/kit/Clauses.tsx'
import type { FieldError, ProblemBody } from '#web/kit/client.ts'
import { idOf } from '#web/kit/form.ts'
import { placeOf } from '#web/kit/missing.ts'
import type { Choices, Draft, Schema } from '#web/kit/schema.ts'

type Props = Readonly<{
  form: string
  schema: Schema
  draft: Draft
  choices: Choices
  problem?: ProblemBody
  errors: readonly FieldError[]
}>

/** Goes to the field, or to the nearest group around it. */
function goTo(form: string, path: string): void {
  const steps = path.split('.')
  for (let length = steps.length; length > 0; length -= 1) {
    const field = document.getElementById(idOf(form, steps.slice(0, length).join('.')))
    if (field) {
      field.focus()
      field.scrollIntoView({ block: 'center' })
      return
    }
  }
}

/** Why a form was not taken, above it: the law's refusal with its clauses, or each field to mend. Takes the focus when it appears. */
export function ErrorSummary({ form, schema, draft, choices, problem, errors }: Props) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (problem || errors.length > 0) box.current?.focus()
  }, [problem, errors])
  if (!problem && errors.length === 0) return null
  return (
    <div ref={box} className="note bad" role="alert" tabIndex={-1}>
      <p>
        <i aria-hidden="true">×</i> {problem?.detail ?? `还有 ${errors.length} 处要补正，填写的内容都还在`}
      </p>
      {problem?.clauses && <Clauses of={problem.clauses} />}
      {errors.length > 0 && (
        <ul>
          {errors.map(({ path, zh }) => (
            <li key={path + zh}>
              <button type="button" className="plain" onClick={() => goTo(form, path)}>
                {`${placeOf(schema, path.split('.').slice(1), draft, choices) || '全部内容'}：${zh}`}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
