import type { ListKind } from '#register/kind'

/** 执法类别, as 118号 and 吉林省卫生计生执法责任制 name them. */
const acts = ['行政许可', '行政处罚', '行政强制', '行政检查', '行政征收', '行政征用', '行政确认', '行政给付', '行政裁决', '其他'] as const

/** The lists that an agency keeps 清单与名录. What other acts already tell (bodies, officers, entrusting, catalogue, benchmarks, chart) is read from there, never entered twice. */
export const kinds = [
  {
    id: 'items',
    zh: '行政执法事项清单',
    clauses: ['G118-4', 'SP-1-1-1', 'WZ-GS-5-1', 'YB-3-1-1-15'],
    chain: 'publication.chain',
    keys: [['code'], ['name', 'type']],
    fields: [
      { id: 'code', zh: '事项编码', also: ['编码', '序号', '编号'] },
      { id: 'name', zh: '事项名称', also: ['执法事项', '执法事项名称', '名称'], must: true },
      { id: 'type', zh: '执法类别', also: ['类别', '职权类型', '执法类型'], choices: acts },
      { id: 'body', zh: '执法主体', also: ['实施主体'] },
      { id: 'duty', zh: '职责', holds: 'prose', also: ['执法职责'] },
      { id: 'power', zh: '权限', holds: 'prose', also: ['执法权限'] },
      { id: 'basis', zh: '执法依据', also: ['依据', '法律依据', '实施依据'], holds: 'prose', must: true },
      { id: 'unit', zh: '承办机构', also: ['承办科室'] },
      { id: 'procedure', zh: '执法程序', also: ['程序'], holds: 'prose' },
      { id: 'limit', zh: '办理时限', also: ['时限'] },
      { id: 'remedy', zh: '救济渠道', also: ['救济途径'], holds: 'prose' },
    ],
  },
  {
    id: 'powers',
    zh: '权责清单',
    clauses: ['ZR-3-1-2-1', 'ZR-3-1-3-4', 'WD-2-1-2-22', 'WZ-GS-6-1'],
    chain: 'publication.chain',
    keys: [
      ['code', 'post'],
      ['name', 'post'],
    ],
    fields: [
      { id: 'code', zh: '职权编码', also: ['编码', '权力编码'] },
      { id: 'name', zh: '职权名称', also: ['权力名称', '项目名称', '事项名称'], must: true },
      { id: 'type', zh: '职权类别', also: ['权力类型', '职权类型'], choices: acts },
      { id: 'basis', zh: '实施依据', also: ['执法依据', '依据'], holds: 'prose', must: true },
      { id: 'unit', zh: '承办机构', also: ['承办科室', '实施机构'], must: true },
      { id: 'post', zh: '岗位', also: ['执法岗位', '责任岗位'], must: true },
      { id: 'person', zh: '责任人', also: ['责任人员', '岗位人员'] },
      { id: 'duty', zh: '责任事项', also: ['岗位责任', '对应责任'], holds: 'prose', must: true },
      { id: 'liability', zh: '追究责任的情形和种类', also: ['追责情形', '责任追究', '违法责任类型'], holds: 'prose' },
      { id: 'entrusted', zh: '受委托组织' },
      { id: 'entrustment', zh: '委托依据', holds: 'prose' },
      { id: 'supervision', zh: '监督方式' },
    ],
  },
  {
    id: 'random',
    zh: '随机抽查事项清单',
    clauses: ['G118-4', 'SP-1-1-8', 'WZ-GS-10-1', 'YB-3-1-1-21'],
    chain: 'publication.chain',
    keys: [['name', 'part'], ['name']],
    fields: [
      { id: 'no', zh: '编号', also: ['序号'] },
      { id: 'name', zh: '抽查事项', also: ['抽查事项名称', '随机抽查事项', '事项名称'], must: true },
      { id: 'part', zh: '抽查子项', also: ['子项', '抽查类别'] },
      { id: 'basis', zh: '抽查依据', also: ['依据', '检查依据'], holds: 'prose', must: true },
      { id: 'body', zh: '抽查主体', also: ['检查主体', '实施主体'], must: true },
      { id: 'object', zh: '抽查对象', also: ['检查对象'] },
      { id: 'content', zh: '抽查内容', also: ['检查内容', '检查项目'], holds: 'prose' },
      { id: 'ratio', zh: '抽查比例', also: ['比例'], holds: 'percent' },
      { id: 'method', zh: '抽查方式', also: ['检查方式', '方式'], must: true },
      { id: 'frequency', zh: '抽查频次', also: ['频次'] },
      { id: 'staff', zh: '检查人员要求', holds: 'prose' },
      { id: 'note', zh: '备注', holds: 'prose' },
    ],
  },
  {
    id: 'objects',
    zh: '检查对象名录库',
    clauses: ['G118-4', 'SP-1-1-14', 'YB-3-1-1-21'],
    chain: 'publication.chain',
    keys: [['number'], ['licence'], ['name', 'address'], ['name', 'city'], ['name']],
    fields: [
      { id: 'name', zh: '名称', also: ['单位名称', '企业名称', '公司名称', '机构名称', '检查对象', 'name'], must: true },
      {
        id: 'number',
        zh: '统一社会信用代码或者注册号',
        also: ['统一社会信用代码', '统一信用代码', '信用代码', '注册号', '统一社会信用代码/注册号', '注册号/统一社会信用代码', 'code'],
        holds: 'number',
      },
      { id: 'licence', zh: '许可证号', also: ['执业许可证号', '登记号', '医疗机构登记号', '许可证编号'] },
      { id: 'category', zh: '类别', also: ['对象类别', '专业类别', '机构类别', 'tags'] },
      { id: 'province', zh: '省', also: ['省份', 'province'] },
      { id: 'city', zh: '市县', also: ['地区', '市', '区县', '所属地区', 'city'] },
      { id: 'address', zh: '地址', also: ['住所', '经营地址', '详细地址', 'address'] },
      { id: 'registrar', zh: '登记机关', also: ['发证机关', 'registrar'] },
      { id: 'unit', zh: '监管机构', also: ['管辖单位', '日常监管机构', '所属工商所', '管辖机构', 'jurisdiction'] },
      { id: 'grade', zh: '风险或者信用等级', also: ['风险等级', '信用等级', '量化分级'], inner: true },
      { id: 'state', zh: '状态', also: ['经营状态'], choices: ['在业', '停业', '注销', '无法联系'] },
      { id: 'person', zh: '联系人', also: ['负责人', '法定代表人'], inner: true },
      { id: 'phone', zh: '联系电话', also: ['电话', '联系方式', 'tel'], holds: 'phone', inner: true },
      { id: 'note', zh: '备注', inner: true },
    ],
  },
  {
    id: 'inspectors',
    zh: '执法检查人员名录库',
    clauses: ['G118-4', 'SP-1-1-15', 'YB-3-1-1-45', 'CFF-42-1'],
    chain: 'publication.chain',
    keys: [['certificate']],
    fields: [
      { id: 'name', zh: '姓名', also: ['执法人员', '检查人员'], must: true },
      { id: 'certificate', zh: '执法证号', also: ['执法证编号', '执法证件号', '证件号', '省执法证编号'], holds: 'certificate', must: true },
      { id: 'unit', zh: '所在机构', also: ['所在业务部门（机构）', '所在业务部门', '所属单位', '单位'], must: true },
      { id: 'category', zh: '专业类别', also: ['岗位大类', '执法类别'] },
      { id: 'qualification', zh: '岗位资格', also: ['岗位资质资格'] },
      { id: 'items', zh: '执法事项范围', holds: 'prose' },
      { id: 'area', zh: '地区', also: ['执法区域'] },
      { id: 'expert', zh: '是否专家' },
      { id: 'state', zh: '状态', also: ['执法人员状态'], inner: true },
      { id: 'phone', zh: '联系电话', also: ['手机号'], holds: 'phone', inner: true },
    ],
  },
  {
    id: 'recordings',
    zh: '音像记录事项清单',
    clauses: ['G118-8', 'SP-2-2-9', 'WZ-JL-10-3', 'YB-3-2-2-13'],
    chain: 'publication.chain',
    keys: [['type', 'scene']],
    fields: [
      { id: 'type', zh: '执法类别', also: ['行为类型', '类别'], choices: acts, must: true },
      { id: 'scene', zh: '环节和场所', also: ['环节', '记录环节', '执法环节'], must: true },
      { id: 'content', zh: '记录内容', also: ['内容'], holds: 'prose' },
      {
        id: 'level',
        zh: '记录方式',
        also: ['方式'],
        choices: ['全程音像记录', '重点环节音像记录', '根据情况音像记录', '文字记录'],
        must: true,
      },
      { id: 'basis', zh: '依据', also: ['记录依据'], holds: 'prose' },
      { id: 'phrases', zh: '用语指引', also: ['执法行为用语指引', '规范用语'], holds: 'prose' },
    ],
  },
  {
    id: 'guides',
    zh: '服务指南',
    clauses: ['G118-4', 'SP-1-1-16', 'WD-2-1-2-11', 'YB-3-1-1-30'],
    chain: 'publication.chain',
    keys: [['name']],
    fields: [
      { id: 'name', zh: '事项名称', also: ['名称', '执法事项名称'], must: true },
      { id: 'basis', zh: '依据', also: ['设定依据', '办理依据'], holds: 'prose' },
      { id: 'accepts', zh: '受理机构' },
      { id: 'approves', zh: '审批机构', also: ['决定机构'] },
      { id: 'conditions', zh: '受理条件', also: ['条件', '办理条件'], holds: 'prose' },
      { id: 'materials', zh: '申请材料', also: ['材料'], holds: 'prose' },
      { id: 'flow', zh: '办理流程', also: ['流程', '审批程序', '程序'], holds: 'prose' },
      { id: 'limit', zh: '办理时限', also: ['时限', '期限'] },
      { id: 'fee', zh: '费用', also: ['收费', '收费标准'] },
      { id: 'favour', zh: '优惠政策', holds: 'prose' },
      { id: 'supervision', zh: '监督方式' },
      { id: 'liability', zh: '责任追究', holds: 'prose' },
      { id: 'remedy', zh: '救济渠道', holds: 'prose' },
      { id: 'hours', zh: '办公时间' },
      { id: 'address', zh: '办公地址', also: ['地址'] },
      { id: 'phone', zh: '办公电话', also: ['电话', '咨询电话'], holds: 'phone' },
    ],
  },
  {
    id: 'channels',
    zh: '监督举报渠道',
    clauses: ['G118-4', 'WZ-GS-11-1', 'YB-3-1-1-8', 'ZR-3-3-3-2'],
    chain: 'publication.chain',
    keys: [['way', 'at']],
    fields: [
      {
        id: 'way',
        zh: '方式',
        also: ['举报方式', '监督方式'],
        choices: ['电话', '电子信箱', '网站', '通信地址', '来访', '其他'],
        must: true,
      },
      { id: 'at', zh: '号码或者地址', also: ['途径', '地址', '号码', '内容'], must: true },
      { id: 'scope', zh: '受理范围', also: ['范围'], holds: 'prose' },
      { id: 'conditions', zh: '受理条件', also: ['条件'], holds: 'prose' },
      { id: 'hours', zh: '受理时间', also: ['时间'] },
      { id: 'unit', zh: '受理机构' },
    ],
  },
  {
    id: 'boards',
    zh: '岗位信息公示牌',
    clauses: ['G118-5', 'SP-1-2-10', 'WZ-GS-12-1', 'WD-2-1-3-10'],
    chain: 'publication.chain',
    keys: [['window', 'name'], ['window']],
    fields: [
      { id: 'window', zh: '窗口或者岗位', also: ['窗口', '岗位'], must: true },
      { id: 'name', zh: '姓名' },
      { id: 'unit', zh: '所属单位', also: ['单位'] },
      { id: 'title', zh: '职务' },
      { id: 'duty', zh: '岗位职责', also: ['职责'], holds: 'prose' },
      { id: 'samples', zh: '申请材料示范文本', also: ['示范文本'], holds: 'prose' },
      { id: 'progress', zh: '办理进度查询', also: ['进度查询'] },
      { id: 'consult', zh: '咨询服务', also: ['咨询'] },
      { id: 'complaint', zh: '投诉举报', also: ['投诉渠道', '投诉'] },
    ],
  },
] as const satisfies readonly ListKind[]

export type ListId = (typeof kinds)[number]['id']

const byId: ReadonlyMap<string, ListKind> = new Map(kinds.map((kind) => [kind.id, kind]))

export const findKind = (id: string): ListKind | undefined => byId.get(id)

/** @throws {RangeError} on a list that nobody keeps */
export function kindOf(id: string): ListKind {
  const kind = findKind(id)
  if (!kind) throw new RangeError(`no list ${id}`)
  return kind
}
