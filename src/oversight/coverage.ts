import { z } from 'zod'
import { type ClauseId, clauseId } from '#law/clause'
import type { ClauseFile, ClauseKind, Regime } from '#policy/provision'

/** How far a clause of a source document is kept 落实情况. */
export const statuses = { kept: '落实', evidenced: '仅可佐证', stated: '已载明、待接入', open: '未覆盖' } as const
export type Status = keyof typeof statuses

/** Kinds of which no clause may be left without a rule that keeps it or the capability that it waits for. */
export const answerable: readonly ClauseKind[] = ['gate', 'deadline', 'redaction', 'retention', 'publication', 'access', 'registry']

/** What is not built yet 尚未接入的能力, and which clauses wait for it: by group (an id without its end, the longest wins); `partly`: kept for what runs, the rest waits. */
export const waiting = z.strictObject({
  capabilities: z.record(z.string(), z.string().min(1)),
  groups: z.record(z.string(), z.string()),
  partly: z.record(clauseId, z.string()),
})
export type Waiting = z.infer<typeof waiting>

/**
 * `packs/proven.json`: of each clause, every rule that keeps it, how that rule was broken 打坏 and which test of the clause's name then failed; null where
 * none was seen to. Found out by `node --import tsx test/broken.mjs --write`.
 */
export const proven = z.record(clauseId, z.record(z.string(), z.strictObject({ broken: z.string(), test: z.string() }).nullable()))
export type Proven = Readonly<z.infer<typeof proven>>

/** A rule as it is named by those who ask what it keeps; `acts`: by whose events in the ledger it can be shown, none where nothing reads it. */
export type Rule = Readonly<{ zh: string; acts: readonly string[] }>

/** `packs/coverage.json`: made of sources, packs and tests by `mingjing docs`, and read where these are no longer at hand. */
export const coverage = z.strictObject({
  rules: z.record(z.string(), z.strictObject({ zh: z.string(), acts: z.array(z.string()) })),
  /** Every refusal that the rules can give, and the clauses that it cites. */
  refusals: z.array(z.strictObject({ code: z.string(), zh: z.string(), clauses: z.array(clauseId) })),
  clauses: z.record(
    clauseId,
    z.strictObject({
      status: z.enum(Object.keys(statuses) as [Status, ...Status[]]),
      rules: z.array(z.string()),
      tests: z.array(z.string()),
      waits: z.string().optional(),
    }),
  ),
})
export type Coverage = Readonly<z.infer<typeof coverage>>
export type Covered = Coverage['clauses'][ClauseId]

/** A clause of a source document, and what it belongs to. */
export type SourceClause = Readonly<{ id: ClauseId; cite: string; zh: string; kind: ClauseKind; regime: Regime; text: ClauseFile['text'] }>

/** The clauses whose kind is registered: those of the source documents, in their order. */
export const sourceClauses = (texts: readonly ClauseFile[]): readonly SourceClause[] =>
  texts.flatMap(({ text, clauses }) =>
    (Object.entries(clauses) as [ClauseId, ClauseFile['clauses'][ClauseId]][]).flatMap(([id, { cite, zh, kind, regime }]) =>
      kind && regime ? [{ id, cite, zh: zh ?? '', kind, regime, text }] : [],
    ),
  )

/** For what a clause waits: what is said of it alone, else of the nearest group around it. */
export function waitsFor(id: ClauseId, { groups, partly }: Waiting): string | undefined {
  const alone = partly[id]
  if (alone) return alone
  for (let at: string = id; at; at = at.slice(0, Math.max(0, at.lastIndexOf('-')))) if (groups[at]) return groups[at]
  return undefined
}

/**
 * 落实: a rule cites it, a test named after it fails when the rule is broken, and its events can stand in the ledger. 仅可佐证: events alone, or only a
 * part of it. 已载明、待接入: a row says it that nothing reads yet.
 */
function statusOf(rules: readonly Rule[], isTested: boolean, isPart: boolean): Status {
  if (rules.length === 0) return 'open'
  if (!rules.some(({ acts }) => acts.length > 0)) return 'stated'
  return isTested && !isPart ? 'kept' : 'evidenced'
}

/** The rules of a clause that must be missed when they are broken: those that events can show. */
export const asksProof = ({ rules }: Pick<Coverage, 'rules'>, { rules: named }: Pick<Covered, 'rules'>): readonly string[] =>
  named.filter((rule) => (rules[rule]?.acts.length ?? 0) > 0)

/** What is found of each clause 条款落实; without `proven` every test is taken at its word. */
export function coverageOf(
  clauses: readonly SourceClause[],
  found: Readonly<{
    rules: ReadonlyMap<string, Rule>
    cited: ReadonlyMap<string, readonly string[]>
    tests: ReadonlyMap<string, readonly string[]>
  }>,
  waiting: Waiting,
  proven?: Proven,
): Omit<Coverage, 'refusals'> {
  const used = new Map<string, Rule>()
  const entries = clauses.map(({ id }) => {
    const rules = [...(found.cited.get(id) ?? [])].sort()
    const tests = [...(found.tests.get(id) ?? [])].sort()
    const known = rules.map((rule) => {
      const one = found.rules.get(rule)
      if (!one) throw new RangeError(`${id} names ${rule}, which is not there`)
      used.set(rule, one)
      return one
    })
    const isMissed = (rule: string) => tests.includes(proven?.[id]?.[rule]?.test ?? '')
    const isProven = !proven || rules.every((rule) => found.rules.get(rule)?.acts.length === 0 || isMissed(rule))
    const isPart = waiting.partly[id] !== undefined
    const status = statusOf(known, tests.length > 0 && isProven, isPart)
    const isUnproven = status === 'evidenced' && tests.length > 0 && !isPart
    const waits = status === 'kept' ? undefined : isUnproven ? 'proof' : waitsFor(id, waiting)
    return [id, { status, rules, tests, ...(waits ? { waits } : {}) }] as const
  })
  return {
    rules: Object.fromEntries([...used].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, { zh, acts }]) => [id, { zh, acts: [...acts] }])),
    clauses: Object.fromEntries(entries),
  }
}

/** The acts whose events show a clause 佐证. */
export const actsOf = ({ rules }: Pick<Coverage, 'rules'>, { rules: named }: Covered): readonly string[] => [
  ...new Set(named.flatMap((rule) => rules[rule]?.acts ?? [])),
]
