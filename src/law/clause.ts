import { z } from 'zod'

/** A place in a text 条款: `CFF-58-1-2` 行政处罚法第58条第1款第2项, `C13-42` 令13第42条, `SP-3-0-1` a source document's own numbering. */
export const clauseId = z.templateLiteral([z.string().regex(/[A-Z][A-Z\d]*/), '-', z.string().regex(/[A-Z\d-]*\d/)])
export type ClauseId = z.infer<typeof clauseId>

/** At least one clause: no rule stands without its place in the law. */
export const clauses = z.tuple([clauseId], clauseId).readonly()
export type Clauses = z.infer<typeof clauses>

/** How a clause is read out 条款引用: its id and the words 《行政处罚法》第五十八条第一款第（二）项. */
export type Citation = Readonly<{ id: ClauseId; cite: string }>
