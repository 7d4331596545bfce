import type { AnyAct } from '#agency/act'
import type { Coverage } from '#oversight/coverage'
import { ordinary } from '#penalty/ordinary'
import type { FormRow, Law, ListItem, Row } from '#policy/law'
import { type Family, families } from '#policy/pack'
import { findParameter } from '#policy/parameters'
import { type Amendment, concerns, restingOn } from '#register/amendment'

type Named = Readonly<{ id: string; zh: string }>
type TouchedRow = Readonly<{ family: Family; key: string; zh: string; from: string; source: string }>

/** What a change of the law touches 法规变动所涉: told from the rules themselves, by the clauses that each of them cites. */
export type Touched = Readonly<{
  /** 据此制定的文件 */
  texts: readonly Named[]
  acts: readonly Named[]
  /** 流程图、服务指南: the steps of the procedure among the acts. */
  steps: readonly Named[]
  refusals: readonly Named[]
  rows: readonly TouchedRow[]
  forms: readonly Named[]
  benchmarks: readonly TouchedRow[]
}>

/** What a row is called 规则参数的名称; one kept by article is called by the article. */
const zhOf = (family: Family, key: string): string => findParameter(family, key)?.zh ?? key

/** Every clause that a row cites: its own, its items', its fields'. */
const clausesOf = (row: Row): readonly string[] => [
  ...row.clauses,
  ...('items' in row ? (row.items as readonly ListItem[]).map(({ clause }) => clause) : []),
  ...('fields' in row ? (row as FormRow).fields.flatMap(({ clauses = [] }) => clauses) : []),
]

/** Everything that cites what was changed, or a document that rests on it. */
export function touchedBy(
  change: Pick<Amendment, 'text' | 'title' | 'source' | 'clauses'>,
  { law, table, refusals }: Readonly<{ law: Law; table: readonly AnyAct[]; refusals: Coverage['refusals'] }>,
): Touched {
  const resting = restingOn(change, law)
  const concerning = [concerns(change), ...resting.map(({ id }) => concerns({ text: id, clauses: [] }))]
  const concerned = (id: string) => concerning.some((holds) => holds(id))
  const steps = ordinary.filter(({ act, clauses }) => [...act.clauses, ...(clauses ?? [])].some(concerned)).map(({ act }) => act)
  const acts = table.filter(({ id, clauses }) => clauses.some(concerned) || steps.some((step) => step.id === id))
  const rowsIn = (family: Family): readonly TouchedRow[] =>
    Object.entries<readonly Row[]>(law[family]).flatMap(([key, rows]) =>
      rows.flatMap((row) =>
        concerned(key) || clausesOf(row).some(concerned)
          ? [{ family, key, zh: zhOf(family, key), from: row.from, source: row.source }]
          : [],
      ),
    )
  const named = ({ id, zh }: Named): Named => ({ id, zh })
  return {
    texts: resting,
    acts: acts.map(named),
    steps: steps.map(named),
    refusals: refusals.flatMap(({ code, zh, clauses }) => (clauses.some(concerned) ? [{ id: code, zh }] : [])),
    rows: families.filter((family) => !['forms', 'benchmarks'].includes(family)).flatMap(rowsIn),
    forms: [...new Map(rowsIn('forms').map(({ key }) => [key, { id: key, zh: law.forms[key]?.at(-1)?.zh ?? key }])).values()],
    benchmarks: rowsIn('benchmarks'),
  }
}
