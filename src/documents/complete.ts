import type { Form } from '#documents/form'
import { type Paper, type Value, wordsOf } from '#documents/paper'
import type { ClauseId } from '#law/clause'

/** 缺项漏项: an item that is not filled, or that cannot be printed, and the clauses that ask for it. */
export type Lack = Readonly<{ field: string; zh: string; why: 'missing' | 'illegible'; clauses: readonly ClauseId[] }>

const isEmpty = (value: Value): boolean =>
  typeof value === 'string' ? value.trim() === '' : value.length === 0 || value.flat().every((words) => words.trim() === '')

/** What has no place on paper 不能印出的字符: control characters, marks that turn the direction of reading, code points that are none. */
const unprintable = /[^\P{C}\n\t]/u

/** The first character that cannot be printed. */
export const unprintableIn = (words: string): string | undefined => unprintable.exec(words)?.[0]

/** The first character that cannot be printed, named: `U+202E`. */
export function illegible(paper: Paper): Readonly<{ item: string; character: string; code: string }> | undefined {
  for (const { item, words } of wordsOf(paper)) {
    const character = unprintableIn(words)
    if (character) return { item, character, code: codeOf(character) }
  }
  return undefined
}

export const codeOf = (character: string): string => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

/** 缺项检查: every item that a clause asks for and that is empty, every item that holds what cannot be printed. */
export function lacksOf(form: Form, paper: Paper): readonly Lack[] {
  return form.fields.flatMap(({ id, zh, clauses = [] }) => {
    const value = paper.fields.find((field) => field.id === id)?.value ?? ''
    const words = typeof value === 'string' ? value : value.flat().join('\n')
    return [
      ...(clauses.length > 0 && isEmpty(value) ? [{ field: id, zh, why: 'missing' as const, clauses }] : []),
      ...(unprintable.test(words) ? [{ field: id, zh, why: 'illegible' as const, clauses }] : []),
    ]
  })
}
