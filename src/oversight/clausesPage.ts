import { actsOf, answerable, type Coverage, type Covered, type Proven, type SourceClause, type Status, statuses } from '#oversight/coverage'
import { kinds, type Regime, regimes } from '#policy/provision'

/** What the page is made of. */
type Made = Readonly<{
  clauses: readonly SourceClause[]
  coverage: Coverage
  capabilities: Readonly<Record<string, string>>
  proven: Proven
}>
type Told = SourceClause & Covered

const order = Object.keys(statuses) as Status[]

/** How many of these stand where 计数. */
export const countOf = (list: readonly Pick<Covered, 'status'>[]): Readonly<Record<Status, number>> =>
  Object.fromEntries(order.map((status) => [status, list.filter((each) => each.status === status).length])) as Record<Status, number>

/** The registered clauses with what is found of each. */
export const toldOf = (clauses: readonly SourceClause[], coverage: Coverage): readonly Told[] =>
  clauses.flatMap((clause) => {
    const found = coverage.clauses[clause.id]
    return found ? [{ ...clause, ...found }] : []
  })

/** The name of a capability 能力, before its colon. */
export const shortOf = (zh = ''): string => zh.split('：')[0] ?? ''

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`
const header = (cells: readonly string[]): readonly string[] => [row(cells), row(cells.map(() => '---'))]
const grouped = <T>(list: readonly T[], by: (each: T) => string): readonly (readonly [string, readonly T[]])[] => [
  ...list.reduce((all, each) => all.set(by(each), [...(all.get(by(each)) ?? []), each]), new Map<string, T[]>()),
]
const counted = (list: readonly Told[]): readonly number[] => {
  const n = countOf(list)
  return [...order.map((status) => n[status]), list.length]
}
const plain = (text: string): string => text.replaceAll('|', '\\|')

/** Where `docs/acts.md` tells of an act. */
const linkOf = (id: string, zh: string): string =>
  `[${zh}](acts.md#${zh.replaceAll(/[^\p{L}\p{N}-]/gu, '')}-${id.replace('.', '').toLowerCase()})`

/** A rule as the page names it. */
function ruleOf(id: string, { rules }: Coverage): string {
  const zh = rules[id]?.zh ?? ''
  const [sort = '', name = ''] = id.split(/:(.*)/)
  if (sort === 'act') return linkOf(name, zh)
  return sort === 'refusal' ? `不予办理 \`${name}\`` : `\`${name}\` ${plain(zh)}`
}

function lineOf(told: Told, { coverage, capabilities }: Made): string {
  const waits = told.waits ? `，待：${shortOf(capabilities[told.waits])}` : ''
  const acts = actsOf(coverage, told)
  const shown = acts.slice(0, 3).map((id) => `\`${id}\``)
  return row([
    told.id,
    plain(told.zh),
    kinds[told.kind],
    `${statuses[told.status]}${waits}`,
    told.rules.map((id) => ruleOf(id, coverage)).join('、'),
    told.tests.map((file) => `\`${file}\``).join('、'),
    acts.length > 3 ? `${shown.join('、')} 等 ${acts.length} 项` : shown.join('、'),
  ])
}

/** `docs/clauses.md`: how far each clause of the source documents is kept 条款落实情况. */
export function clausesPage(made: Made): string {
  const all = toldOf(made.clauses, made.coverage)
  const texts = grouped(all, ({ text }) => text.zh)
  const waiting = grouped(
    all.filter(({ waits }) => waits),
    ({ waits = '' }) => waits,
  )
  const words = [...order.map((status) => statuses[status]), '合计']
  const kept = all.filter(({ status }) => status === 'kept')
  const sum = (list: readonly Told[]) =>
    list.reduce((n, { id }) => n + Object.values(made.proven[id] ?? {}).filter((each) => each).length, 0)
  const unproven = all.filter(({ id }) => Object.values(made.proven[id] ?? {}).includes(null))
  const open = all.filter(({ kind, status }) => answerable.includes(kind) && status !== 'kept')
  return [
    '# 条款落实情况',
    '',
    '由条款登记、规则包、源码和测试生成，不手写；改动以后执行 `mingjing docs` 重新生成。',
    '',
    '- 落实：有规则引用，有以这一条款命名、规则一坏即不能通过的测试，账本里可以有它的事件。',
    '- 仅可佐证：账本里可以有它的事件，但是没有以它命名的测试，或者没有见过测试在规则坏了的时候不能通过，或者只落实了一部分。',
    '- 已载明、待接入：规则包里写明，还没有程序读它。',
    '- 未覆盖：写明它在等哪一项能力。',
    '',
    '## 计数',
    '',
    ...header(['文件', ...words]),
    ...texts.map(([zh, list]) => row([zh, ...counted(list)])),
    row(['合计', ...counted(all)]),
    '',
    ...header(['制度', ...words]),
    ...(Object.keys(regimes) as Regime[]).map((regime) => row([regimes[regime], ...counted(all.filter((each) => each.regime === regime))])),
    '',
    ...header(['文件、制度', ...words]),
    ...texts.flatMap(([zh, list]) =>
      (Object.keys(regimes) as Regime[]).flatMap((regime) => {
        const own = list.filter((each) => each.regime === regime)
        return own.length > 0 ? [row([`${zh}：${regimes[regime]}`, ...counted(own)])] : []
      }),
    ),
    '',
    ...header(['性质', ...words]),
    ...grouped(all, ({ kind }) => kind).map(([kind, list]) => row([kinds[kind as keyof typeof kinds], ...counted(list)])),
    '',
    `落实的 ${kept.length} 条都有反证：所据的规则逐项改坏过，共 ${sum(kept)} 处，每一处都有以该条款命名的测试不能通过（packs/proven.json）。有规则、有测试而缺反证的 ${unproven.length} 条，不算落实${unproven.length > 0 ? `：${unproven.map(({ id }) => id).join('、')}` : ''}。`,
    '',
    `关口、期限、隐去、保存、公开、知悉、清单七类共 ${all.filter(({ kind }) => answerable.includes(kind)).length} 条：落实的以外 ${open.length} 条，各写明所待的能力。`,
    '',
    '## 所待的能力',
    '',
    ...header(['能力', '条款数']),
    ...waiting.toSorted(([, a], [, b]) => b.length - a.length).map(([id, list]) => row([made.capabilities[id] ?? id, list.length])),
    '',
    ...texts.flatMap(([zh, list]) => [
      `## ${zh}`,
      '',
      ...grouped(list, ({ cite }) => cite).flatMap(([cite, own]) => [
        `### ${cite}`,
        '',
        ...header(['条款', '要求', '性质', '落实', '规则', '测试', '佐证']),
        ...own.map((told) => lineOf(told, made)),
        '',
      ]),
    ]),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n')
}
