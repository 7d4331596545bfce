import type { Clauses } from '#law/clause'

/**
 * What an agency must make public beforehand and other acts tell already 事前公开，由其他办理得出: read from there, never entered twice. `by`: the act that
 * changes it.
 */
export type ListView = Readonly<{ id: string; zh: string; clauses: Clauses; by: string }>

export const views = [
  { id: 'body', zh: '执法主体', clauses: ['G118-4', 'SP-1-1-2', 'WZ-GS-7-1', 'YB-3-1-1-1'], by: '机关设立' },
  { id: 'units', zh: '内设机构和下设执法机构', clauses: ['G118-4', 'WZ-GS-7-1'], by: '设置内设机构' },
  { id: 'officers', zh: '执法人员', clauses: ['G118-4', 'SP-1-1-3', 'WZ-GS-7-5', 'YB-3-1-1-45'], by: '登记执法证件' },
  { id: 'entrusted', zh: '受委托组织和委托执法目录', clauses: ['CFF-20-2', 'ZR-3-1-4-1'], by: '委托实施行政处罚' },
  { id: 'catalogue', zh: '重大执法决定法制审核目录', clauses: ['G118-12'], by: '采用本机关清单' },
  { id: 'benchmarks', zh: '行政裁量权基准', clauses: ['CFF-34', 'WZ-GS-8-4', 'ZR-3-2-2-12'], by: '采用本机关清单' },
  { id: 'reviewChart', zh: '重大执法决定法制审核流程图', clauses: ['G118-14', 'YB-3-3-5-1'], by: '普通程序本身' },
  { id: 'chart', zh: '执法流程图', clauses: ['G118-4', 'SP-1-1-17', 'WZ-GS-9-1', 'YB-3-1-1-29'], by: '普通程序本身' },
] as const satisfies readonly ListView[]

/** Where what the pack says must be public beforehand is told 事前公开的信息在哪里: in any of these registers. */
export const toldIn: Readonly<Record<string, readonly string[]>> = {
  bodies: ['body', 'units'],
  contacts: ['body', 'channels'],
  officers: ['officers'],
  items: ['items'],
  duties: ['items', 'powers'],
  powers: ['items', 'powers'],
  bases: ['items', 'powers'],
  procedures: ['chart', 'guides'],
  remedies: ['items', 'guides'],
  randomList: ['random'],
  benchmarks: ['benchmarks'],
  complaints: ['channels'],
  supervision: ['channels'],
}

export type ViewId = (typeof views)[number]['id']
