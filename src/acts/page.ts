import { z } from 'zod'
import type { AnyAct } from '#agency/act'
import { postsZh } from '#agency/post'
import type { StreamKind } from '#agency/stream'
import type { ClauseId } from '#law/clause'
import { chartOf } from '#penalty/chart'
import { type Phase, phases } from '#penalty/ordinary'
import type { PeriodRow } from '#policy/law'

/** What the code of an act says besides its row 行为的要求: why it is not granted, which periods it starts, what follows. */
export type Asks = Readonly<{
  refusals: readonly Readonly<{ code: string; zh: string }>[]
  periods: readonly string[]
  follows: readonly string[]
}>

/** What the page is made of. */
export type Sources = Readonly<{
  table: readonly AnyAct[]
  asksOf: (act: string) => Asks
  cite: (id: ClauseId) => string
  /** The rows of a period by the name of their pack, beneath before above. */
  rowsOf: (period: string) => readonly Readonly<{ pack: string; row: PeriodRow }>[]
}>

/** The order a matter walks, then what stands around it. */
const chapters: Readonly<Partial<Record<StreamKind, string>>> = {
  case: '行政处罚案件',
  file: '卷内材料',
  publication: '公示',
  register: '本机关的规定与放假安排',
  change: '清单与名录',
  installation: '安装',
  agency: '机关与人员',
  session: '登录',
  factor: '第二验证因素',
  supervision: '监督',
}

const byZh = ({ by }: AnyAct): string =>
  by === 'system' ? '系统' : by === 'public' ? '任何人' : by.map((post) => postsZh[post]).join('、')

const lengthZh = ({ value, unit, before, from, to }: PeriodRow): string =>
  `${value}${unit}${before ? '前' : ''}（${to ? `${from} 至 ${to}` : `${from} 起`}）`

const asked = ({ input }: AnyAct): string => {
  const { properties = {} } = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' })
  return Object.entries(properties)
    .map(([name, field]) => (typeof field === 'object' && field.title) || `\`${name}\``)
    .join('、')
}

function section(row: AnyAct, { asksOf, cite, rowsOf }: Sources, { steps, moves }: ReturnType<typeof chartOf>): string[] {
  const step = row.stream === 'case' ? steps.find(({ act }) => act === row.id) : undefined
  const zh = (ids: readonly Phase[]) => ids.map((id) => phases[id]).join('、')
  const carries = moves.filter(({ act }) => act === row.id)
  const { refusals, periods, follows } = asksOf(row.id)
  const item = (name: string, text: string) => (text ? [`- ${name}：${text}`] : [])
  return [
    `### ${row.zh} \`${row.id}\``,
    '',
    ...item('依据', (step?.clauses ?? row.clauses).map(cite).join('、')),
    ...item('由谁办', `${byZh(row)}${row.seen ? '（须写明办理时看到的版本）' : ''}`),
    ...item('环节', step ? zh(step.in) : ''),
    ...item('办成以后', carries.map(({ from, to }) => `${phases[from]} → ${phases[to]}`).join('；')),
    ...item('填写', asked(row)),
    ...periods.flatMap((period) => {
      const rows = rowsOf(period)
      const texts = rows.map(({ pack, row }) => `  - ${pack}：${lengthZh(row)}，${row.clauses.map(cite).join('、')}`)
      return [`- 期限 \`${period}\`：`, ...(texts.length > 0 ? texts : ['  - 规则包没有规定，由本机关自定'])]
    }),
    ...(refusals.length > 0 ? ['- 不予办理：', ...refusals.map(({ code, zh }) => `  - \`${code}\`${zh ? ` ${zh}` : ''}`)] : []),
    ...item('随后由系统办理', follows.map((act) => `\`${act}\``).join('、')),
    '',
  ]
}

/** `docs/acts.md`: the table of acts as a person reads it 执法行为总表. */
export function actsPage(sources: Sources): string {
  const chart = chartOf()
  const { moves } = chart
  const drawn = [...new Set(moves.map(({ from, to }) => `${from} ${to}`))].map((pair) => {
    const [from = '', to = ''] = pair.split(' ')
    return `  ${from} --> ${to}: ${moves.flatMap((move) => (move.from === from && move.to === to ? [move.zh] : [])).join('、')}`
  })
  return [
    '# 执法行为总表',
    '',
    '由行为表、程序表和规则包生成，不手写；改动以后执行 `mingjing docs` 重新生成。每个行为写明依据、由谁办、在哪个环节办、',
    '要填写什么、期限多长、在哪些情形下不予办理、随后发生什么。不在其环节的行为一律不予办理（`out-of-order`）；',
    '早于其应当发生之日的日期不予记载（`too-early`）。「…」处在不予办理时写明具体内容。',
    '',
    '```mermaid',
    'stateDiagram-v2',
    ...Object.entries(phases).map(([id, zh]) => `  ${id}: ${zh}`),
    ...drawn,
    '```',
    '',
    ...(Object.entries(chapters) as [StreamKind, string][]).flatMap(([kind, zh]) => [
      `## ${zh}`,
      '',
      ...sources.table.filter(({ stream }) => stream === kind).flatMap((row) => section(row, sources, chart)),
    ]),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n')
}
