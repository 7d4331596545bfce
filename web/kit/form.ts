import { type ComponentType, createContext, useContext } from 'react'
import type { FieldError } from '#web/kit/client.ts'
import type { Choice, Choices, Draft, Fields, Schema } from '#web/kit/schema.ts'

/** Fields that a page shows in its own way, by the list they choose from (`of`), else by where they stand (`input.files`). */
export type OwnFields = Readonly<Record<string, ComponentType<FieldProps>>>

/**
 * What every field of a form knows: the choices of the matter, what is to be mended, the prefix of its ids, whom to tell of an upload that begins (1)
 * or ends (-1), and the fields of the page's own.
 */
export type Form = Readonly<{
  id: string
  choices: Choices
  errors: readonly FieldError[]
  uploads: (by: 1 | -1) => void
  own: OwnFields
}>
export const FormContext = createContext<Form>({ id: '', choices: {}, errors: [], uploads: () => {}, own: {} })

/** The objects that a field stands in, the nearest first. */
export const Around = createContext<readonly Fields[]>([])

export type FieldProps = Readonly<{
  schema: Schema
  name: string
  path: string
  title: string
  required: boolean
  value: Draft
  onChange: (value: Draft) => void
}>

export const idOf = (form: string, path: string): string => `${form}-${path.replaceAll('.', '-')}`
export const pathOf = (path: string, at: string | number): string => `${path}.${at}`

/** Ids, choices and errors of one field; `deep` takes errors of everything inside it too. */
export function useField(
  path: string,
  deep = false,
): Readonly<{ id: string; errorId: string; choices: Choices; error: string | undefined }> {
  const { id: form, choices, errors } = useContext(FormContext)
  const mine = errors.filter((error) => error.path === path || (deep && error.path.startsWith(`${path}.`)))
  const id = idOf(form, path)
  return { id, errorId: `${id}-error`, choices, error: mine.length > 0 ? mine.map(({ zh }) => zh).join('；') : undefined }
}

export const optionsOf = (choices: readonly Choice[]) => choices.map(({ id, zh }) => ({ value: id, label: zh }))
