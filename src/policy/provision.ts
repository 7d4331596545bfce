import { z } from 'zod'
import { type ClauseId, clauseId } from '#law/clause'
import { day } from '#law/day'
import type { Provision } from '#policy/law'

/** 性质: what kind of thing a clause of a source document asks. */
export const kinds = {
  gate: '关口',
  deadline: '期限',
  record: '记录',
  publication: '公开',
  redaction: '隐去',
  retention: '保存',
  access: '知悉',
  document: '文书',
  registry: '清单',
  workflow: '流程',
  statistics: '统计',
  assessment: '考核',
  accountability: '责任',
  integration: '对接',
  organisational: '组织',
} as const
export type ClauseKind = keyof typeof kinds

/** 制度: to which of the systems it belongs. */
export const regimes = {
  disclosure: '执法公示',
  recording: '全过程记录',
  'legal-review': '法制审核',
  accountability: '执法责任制',
  informatization: '信息化',
  organisation: '组织保障',
} as const
export type Regime = keyof typeof regimes

const ids = <T extends object>(table: T) => Object.keys(table) as [keyof T & string, ...(keyof T & string)[]]

/**
 * A clause as it is registered. A source document also says of each clause its kind and system, and by which of our rules it is kept where those
 * cite the national text above it: so no rule knows of a county, and each county's text knows its rules.
 */
const clause = z.strictObject({
  cite: z.string().min(1),
  zh: z.string().optional(),
  kind: z.enum(ids(kinds)).optional(),
  regime: z.enum(ids(regimes)).optional(),
  rules: z
    .array(z.string().regex(/^(act|refusal|read|list|row|item|field):\S+$/))
    .min(1)
    .optional(),
})

/** One text and its clauses 条款登记: how each is cited, and in our own short words what it says. */
const clauseFile = z.strictObject({
  text: z.strictObject({
    key: z.string().regex(/^[A-Z][A-Z\d]*(-[A-Z]+)?$/),
    zh: z.string().min(1),
    edition: z.string().min(1),
    from: day,
    to: day.optional(),
    /** 简称, beside the full name and the number of the order. */
    short: z.array(z.string().min(2)).optional(),
    note: z.string().optional(),
    /** 规范性文件: below a rule 规章; no penalty rests on it. */
    normative: z.literal(true).optional(),
    /** The pack that speaks for it 所属规则包. */
    pack: z.string().optional(),
  }),
  clauses: z.record(clauseId, clause),
})
export type ClauseFile = z.infer<typeof clauseFile>

/** @throws {z.ZodError} on a malformed file, {RangeError} on a clause filed under another text */
export function parseClauses(file: unknown): ClauseFile {
  const parsed = clauseFile.parse(file)
  const stray = Object.keys(parsed.clauses).find((id) => !id.startsWith(`${parsed.text.key}-`))
  if (stray) throw new RangeError(`${stray} does not belong to ${parsed.text.key}`)
  return parsed
}

/** The register of clauses: each place in a text, in force as long as its text. */
export function provisionsOf(files: readonly ClauseFile[]): ReadonlyMap<ClauseId, Provision> {
  const all = new Map<ClauseId, Provision>()
  for (const { text, clauses } of files)
    for (const [key, { cite, zh }] of Object.entries(clauses)) {
      const id = clauseId.parse(key)
      all.set(id, {
        ...{ id, cite, from: text.from },
        ...(zh ? { zh } : {}),
        ...(text.to ? { to: text.to } : {}),
        ...(text.normative ? { normative: true } : {}),
      })
    }
  return all
}
