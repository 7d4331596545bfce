import type { ClauseId } from '#law/clause'

/** The law says no 不予办理. A value, not an exception: desk and field show `zh`, a sentence an officer could read out to the party. */
export type Refusal<Code extends string = string> = Readonly<{ code: Code; clauses: readonly [ClauseId, ...ClauseId[]]; zh: string }>

export const refuse = <Code extends string>(code: Code, zh: string, ...clauses: Refusal['clauses']): Refusal<Code> => ({
  code,
  clauses,
  zh,
})

export const isRefusal = (answer: unknown): answer is Refusal =>
  typeof answer === 'object' && answer !== null && 'code' in answer && 'clauses' in answer && 'zh' in answer
