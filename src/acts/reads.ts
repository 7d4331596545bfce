import type { Agency } from '#agency/agency'
import type { Extent } from '#agency/extent'
import { type Caller, may } from '#agency/may'
import { type Post, postsZh } from '#agency/post'
import type { StreamKind } from '#agency/stream'
import type { ClauseId } from '#law/clause'

/** One thing that may be read 查阅事项, by whom and how far; what no row allows is not shown. */
export type ReadRow = Readonly<{
  id: string
  zh: string
  by: readonly [Post, ...Post[]] | 'public'
  extent: Extent
  clauses: readonly ClauseId[]
}>

const anyone = Object.keys(postsZh) as [Post, ...Post[]]
const leaders = ['head', 'principalLeader', 'leaderInCharge'] as const

/** Everything that may be read 查阅总表. A post that more rows name sees as far as the widest of them. */
export const reads = [
  { id: 'health', zh: '运行状况', by: 'public', extent: 'public', clauses: [] },
  { id: 'desk', zh: '办案台页面', by: 'public', extent: 'public', clauses: [] },
  { id: 'acts', zh: '执法行为总表、接口说明', by: 'public', extent: 'public', clauses: ['CFF-39-1'] },
  { id: 'log', zh: '存证日志', by: 'public', extent: 'public', clauses: ['CFF-47-1'] },
  { id: 'portal', zh: '公示平台', by: 'public', extent: 'public', clauses: ['CFF-48-1'] },
  { id: 'tour', zh: '演示导览', by: 'public', extent: 'public', clauses: [] },
  { id: 'agencies', zh: '机关名录', by: 'public', extent: 'public', clauses: ['CFF-39-1'] },
  { id: 'installation', zh: '能否设立机关', by: 'public', extent: 'public', clauses: [] },
  { id: 'session', zh: '本人的登录', by: 'public', extent: 'own', clauses: [] },
  { id: 'account', zh: '本人的账号', by: 'public', extent: 'own', clauses: [] },
  { id: 'agency', zh: '机构和人员', by: anyone, extent: 'agency', clauses: [] },
  { id: 'register', zh: '清单与名录', by: anyone, extent: 'agency', clauses: [] },
  { id: 'list', zh: '清单、名录及其变更', by: anyone, extent: 'agency', clauses: ['G118-4'] },
  { id: 'upload', zh: '本人上传的分块', by: 'public', extent: 'own', clauses: [] },
  { id: 'paper', zh: '本案文书', by: anyone, extent: 'own', clauses: ['CFF-50-1'] },
  { id: 'stream', zh: '能办什么', by: anyone, extent: 'own', clauses: [] },
  { id: 'case', zh: '案件、待办', by: leaders, extent: 'agency', clauses: ['CFF-57-1'] },
  { id: 'case', zh: '案件、待办', by: ['reviewer'], extent: 'agency', clauses: ['CFF-58-1', 'ZR-4-2-2'] },
  { id: 'case', zh: '案件、待办', by: ['supervisor'], extent: 'agency', clauses: ['CFF-75-1'] },
  { id: 'case', zh: '案件、待办', by: ['handler', 'unitHead'], extent: 'unit', clauses: ['CFF-50-1', 'WZ-JL-24-1'] },
  { id: 'case', zh: '案件、待办', by: ['publisher', 'releaser'], extent: 'published', clauses: ['CFF-48-1', 'CFF-50-1'] },
  { id: 'case', zh: '案件、待办', by: anyone, extent: 'own', clauses: ['CFF-50-1'] },
  { id: 'publication', zh: '公示事项', by: ['publisher', 'releaser', ...leaders], extent: 'agency', clauses: ['CFF-48-1'] },
  { id: 'publication', zh: '公示事项', by: ['reviewer', 'supervisor'], extent: 'agency', clauses: ['ZR-4-2-2', 'CFF-75-1'] },
  { id: 'publication', zh: '公示事项', by: ['handler', 'unitHead'], extent: 'unit', clauses: ['CFF-50-1'] },
  { id: 'publication', zh: '公示事项', by: anyone, extent: 'own', clauses: ['CFF-50-1'] },
  { id: 'overdue', zh: '逾期事项', by: ['supervisor', 'reviewer', ...leaders], extent: 'agency', clauses: ['CFF-75-1'] },
  { id: 'overdue', zh: '逾期事项', by: ['unitHead'], extent: 'unit', clauses: ['CFF-75-1'] },
  { id: 'overdue', zh: '逾期事项', by: anyone, extent: 'own', clauses: ['CFF-75-1'] },
  { id: 'clauses', zh: '条款落实', by: ['supervisor', 'reviewer', ...leaders], extent: 'agency', clauses: ['CFF-75-1', 'JDT-12-1-2'] },
  { id: 'laws', zh: '法规变动', by: ['supervisor', 'reviewer', ...leaders], extent: 'agency', clauses: ['G118-4'] },
  { id: 'supervision', zh: '不予办理记录', by: ['supervisor', 'reviewer', ...leaders], extent: 'agency', clauses: ['CFF-75-1'] },
  { id: 'supervision', zh: '不予办理记录', by: ['unitHead'], extent: 'unit', clauses: ['CFF-75-1'] },
  { id: 'supervision', zh: '不予办理记录', by: anyone, extent: 'own', clauses: ['CFF-75-1'] },
] as const satisfies readonly ReadRow[]
export type Resource = (typeof reads)[number]['id']

export const isResource = (id: unknown): id is Resource => reads.some((row) => row.id === id)

/** How far this caller sees of a thing; empty: his posts do not read it at all, 403. `agency` as it stands that day. */
export const extentsOf = (caller: Caller, resource: Resource, agency: Agency): ReadonlySet<Extent> =>
  new Set(reads.flatMap((row) => (row.id === resource && may(caller, row, agency) ? [row.extent] : [])))

/** As what a stream is read; of the other kinds nobody is told. */
export const readAs: Readonly<Partial<Record<StreamKind, Resource>>> = {
  case: 'case',
  publication: 'publication',
  agency: 'agency',
  register: 'register',
  change: 'list',
}
