import { addDays, type Day } from '#law/day'
import { ybj } from '../http/house'
import { type AgencyId, stories } from '../http/matter'
import { checks, materials } from '../ordinary'

/** What was proposed last, as far as paying and carrying it out ask. */
export type Proposed = Readonly<{
  penalties: readonly Readonly<{ kind: string; fen?: number }>[]
  payable: readonly Readonly<{ line: string; fen: number; account: string }>[]
}>

/** What a person knows when he fills in a form: where, on which day, and a number that varies what he says. */
export type Known = Readonly<{ of: AgencyId; today: Day; n: number; proposed?: Proposed | undefined }>

/** What may be proposed: light, weighty by its nature, or by the handlers' own judgement; each with the fine as it is, or less. */
const variants = [
  { heavy: [], traits: {} },
  { heavy: [{ kind: 'revoke', what: '执业许可证' }], traits: {} },
  { heavy: [], traits: { complex: '涉及多个法律关系' } },
  { heavy: [], traits: { publicInterest: '涉及公共利益' } },
] as const

const told = (of: AgencyId, name: string) => (stories[of][name]?.input ?? {}) as Record<string, unknown>

function proposal({ of, n }: Known) {
  const { heavy, traits } = variants[n % variants.length] ?? variants[0]
  const { substance } = told(of, 'propose') as { substance: Proposed }
  const less = of === ybj ? 0 : ([0, 60_000, 120_000][n % 3] ?? 0)
  const lessened = <T extends { fen?: number }>(each: T, is: boolean): T => (is && each.fen ? { ...each, fen: each.fen - less } : each)
  const kept = substance.penalties.filter(({ kind }) => kind !== 'other' || n % 2)
  const penalties = [...kept.map((each) => lessened(each, each.kind === 'fine')), ...heavy]
  const payable = substance.payable.map((each) => lessened(each, each.line === 'fine'))
  return { substance: { ...substance, penalties, payable }, traits }
}

const findings = (of: AgencyId, sound: boolean) =>
  (of === ybj ? checks.medical : checks.health).map((check) => ({
    check,
    sound: sound || check !== 'facts',
    ...(sound || check !== 'facts' ? {} : { note: '补查' }),
  }))

const records = ['evidence', 'notice', 'statement', 'waiver', 'delivery', 'preservation', 'disposal', 'sample', 'urge', 'paper'] as const
const things = [{ name: '登记本', quantity: '1 册' }]
const opinion = { opinion: '同意' }
const service = (today: Day) => ({ mode: 'direct', to: '负责人', on: today, facts: { receiver: 'agent' } })
const paper = (today: Day) => ({ ...service(today), proof: '签收' })
const none: Proposed = { penalties: [], payable: [] }

type Words = Readonly<Record<string, (known: Known) => object>>

/** Inputs of every act an officer may send, as lawful as they can be without looking. */
const words: Words = {
  'case.report': ({ of, today, n }) => ({
    ...told(of, 'report'),
    violationOn: addDays(today, -20),
    ...(n % 3 ? {} : { source: 'complaint' }),
  }),
  'case.extendFiling': () => ({ reason: '案情复杂' }),
  'case.applyToFile': ({ of }) => told(of, 'apply'),
  'case.declineToFile': () => ({ ground: 'condition', unmet: 'jurisdiction', text: '不属于本机关管辖' }),
  'case.tellComplainant': ({ today }) => ({ how: '电话告知', on: today }),
  'case.file': () => opinion,
  'case.withdrawFiling': () => ({ ground: 'duplicate', text: '已经处罚' }),
  'case.applyRecusal': ({ today, n }) => ({ officer: ['li', 'zhao', 'sun', 'zhou', 'wang'][n % 5], reason: '亲属', on: today }),
  'case.recuseSelf': () => ({ reason: '与当事人是亲属' }),
  'case.decideRecusal': ({ n }) => ({ no: 1 + (n % 2), recused: n % 3 > 0, why: '属实', present: ['sun', 'zhou'] }),
  'case.replaceHandler': () => ({ out: 'li', in: 'x11', reason: '回避' }),
  'case.addEvidence': ({ of, today }) => ({ ...told(of, 'evidence'), collectedOn: today }),
  'case.sample': ({ today, n }) => ({ label: `样-${n}`, object: '棉签', quantity: '1 包', place: '处置室', sealed: true, on: today }),
  'case.applyPreservation': () => ({ items: things, reason: '可能灭失' }),
  'case.approvePreservation': ({ n }) => ({ no: 1 + (Math.floor(n / 7) % 2), granted: n % 7 > 0, opinion: '同意' }),
  'case.preserve': ({ today, n }) => ({ no: 1 + (Math.floor(n / 7) % 2), proof: '清单由负责人签名', on: today }),
  'case.preserveUrgently': () => ({ items: things, reason: '可能灭失', urgency: '正在搬运', proof: '清单由负责人签名' }),
  'case.disposePreservation': ({ today, n }) => ({
    no: 1 + (Math.floor(n / 7) % 2),
    disposal: n % 2 ? 'returned' : 'recorded',
    text: '返还',
    on: today,
  }),
  'case.suspend': () => ({ ground: 'pending', text: '相关案件尚未审结' }),
  'case.resume': () => ({ text: '已经审结' }),
  'case.terminate': () => ({ ground: 'party-gone', text: '当事人已经注销' }),
  'case.transfer': ({ n }) => ({ ground: n % 2 ? 'jurisdiction' : 'department', to: '邻市机关', text: '证据随案移送' }),
  'case.questionJurisdiction': ({ today, n }) => ({
    ...{ of: n % 3 ? 'dispute' : 'upward', other: '邻市机关', text: '两地都有经营', on: today },
  }),
  'case.settleJurisdiction': ({ today, n }) => ({ ours: n % 4 > 0, competent: '邻市机关', text: '商定', on: today }),
  'case.askDesignation': ({ today }) => ({ superior: '共同上级', documentNo: '请示1号', received: today }),
  'case.recordDesignation': ({ today, n }) => ({ ours: n % 4 > 0, competent: '邻市机关', text: '批复1号', on: today }),
  'case.attach': ({ n }) => ({ to: 'evidence:1', file: `0190f0c8-0000-7000-8000-00000000000${n}` }),
  'case.fileUpward': ({ today }) => ({ to: '上级法制机构', documentNo: '备1号', on: today }),
  'case.confirm': ({ n }) => ({ record: `${records[n % records.length]}:${1 + (Math.floor(n / records.length) % 2)}` }),
  'proposal.conclude': ({ of }) => told(of, 'conclude'),
  'proposal.deliberate': () => ({ participants: ['li', 'wang'], opinion: '同意' }),
  'proposal.propose': proposal,
  'review.submit': () => ({ materials: [...materials, 'hearingRecord'] }),
  'review.requestMaterials': () => ({ missing: ['evidence'], note: '缺页' }),
  'review.extend': () => ({ reason: '案情复杂' }),
  'review.conclude': ({ of, n }) =>
    n % 4 === 3
      ? { opinion: 'supplement', findings: findings(of, false), text: '退回' }
      : { opinion: 'pass', findings: findings(of, true), text: '同意' },
  'review.disagree': () => ({ reasons: '坚持拟处理意见' }),
  'review.argue': () => ({ who: '法律顾问', as: 'counsel', text: '裁量适当' }),
  'hearing.notify': ({ of, today }) => ({
    ...told(of, 'notify'),
    on: today,
    tells: ['content', 'facts', 'reasons', 'basis', 'rights', 'hearing-right'],
  }),
  'hearing.state': ({ today }) => ({ points: ['初次违法'], on: today }),
  'hearing.answer': ({ n }) => ({ statement: 1 + (n % 2), answers: [{ accepted: n % 2 === 0, why: '已经从轻' }] }),
  'hearing.waive': ({ today, n }) => ({ what: n % 5 ? 'both' : 'statement', proof: '书面声明', on: today }),
  'hearing.request': ({ today }) => ({ how: 'oral', text: '要求听证', on: today }),
  'hearing.convene': ({ today, n }) => ({
    ...(n % 2 ? { chair: 'zhou', members: ['x12'], recorder: 'zhao' } : { chair: 'x12', members: ['zheng'], recorder: 'zhao' }),
    on: addDays(today, 20),
    place: '会议室',
    open: { kind: 'open' },
    told: { ...service(today), items: ['party', 'when', 'where', 'people', 'recusal', 'evidence'] },
  }),
  'hearing.decideRecusal': () => ({ who: 'zhou', reason: '与当事人是邻居', upheld: true }),
  'hearing.postpone': () => ({ ground: 'absent-with-reason', reason: '当事人住院' }),
  'hearing.hold': ({ n }) => ({
    present: [{ name: '当事人', as: 'party' }],
    investigators: ['wang'],
    put: { facts: [1], evidence: [1], proposal: '罚款' },
    points: n % 3 ? ['数额过高'] : [],
    signing: { kind: 'signed' },
    ...(n % 7 ? {} : { newFacts: '当事人提出新的事实' }),
  }),
  'hearing.absent': () => ({ how: 'stayed-away', text: '没有到场，没有说明理由' }),
  'hearing.opinion': () => ({ facts: '与告知的事实一致', opinion: '同意处罚建议' }),
  'hearing.answerRecord': () => ({ answers: [{ accepted: false, why: '在法定幅度以内' }] }),
  'decision.askExtension': () => ({ ground: '等待检测结果' }),
  'decision.discussExtension': () => ({ ...words['decision.discuss']?.({} as Known), value: 10 }),
  'decision.extendTerm': ({ n }) => ({
    granted: n % 4 > 0,
    opinion: '同意',
    value: 20,
    superior: { agency: '市卫生健康委员会', documentNo: '批复1号' },
  }),
  'case.excludeTime': ({ today }) => ({ ground: 'testing', from: today, to: today, proof: '委托书' }),
  'decision.callDiscussion': () => ({ reason: '情节复杂' }),
  'decision.discuss': () => ({ present: ['sun', 'zhou'], views: [{ who: 'sun', view: '同意' }], conclusion: '同意' }),
  'penalty.decide': ({ n }) => ({ opinion: '同意', ...(n % 2 ? { lateReason: '案情复杂' } : {}) }),
  'penalty.notPunish': () => ({ ground: 'slight', text: '轻微，已经改正', evidence: [1], education: '当场教育', opinion: '同意' }),
  'penalty.unfounded': () => ({ text: '不是医疗废物', evidence: [1], opinion: '同意' }),
  'case.reportCrime': () => ({ team: ['li', 'wang'], suspected: '涉嫌犯罪' }),
  'case.decideTransfer': ({ n }) => ({ approved: n % 5 > 0, opinion: '同意' }),
  'case.transferToPolice': ({ n }) => ({
    police: '公安分局',
    papers: ['letter', 'report', 'items'],
    ...(n % 2 ? { lateReason: '材料较多' } : {}),
  }),
  'case.recordPolice': ({ n }) => ({ filed: n % 2 === 0, text: '通知书1号' }),
  'case.askPoliceReconsideration': () => ({ text: '提请复议' }),
  'case.handOver': () => ({ text: '已经移交' }),
  'case.deliver': ({ of, today }) => ({ ...told(of, 'deliver'), on: today }),
  'execution.pay': ({ today, n, proposed = none }) => ({
    line: 'fine',
    fen: 100,
    account: 'treasury',
    ...proposed.payable[n % Math.max(1, proposed.payable.length)],
    ...{ way: 'bank', receipt: `票-${today}-${n}`, on: today },
  }),
  'execution.perform': ({ today, n }) => ({ penalty: 1 + (n % 3), text: '已经履行', on: today }),
  'execution.remit': () => ({ fen: 100, reason: '执行协议' }),
  'execution.applyToDefer': ({ today, proposed = none }) => ({
    reason: '经济困难',
    asked: today,
    instalments: [{ due: addDays(today, 60), fen: proposed.payable.find(({ line }) => line === 'fine')?.fen ?? 100 }],
  }),
  'execution.defer': ({ n }) => ({ granted: n % 3 > 0, opinion: '同意' }),
  'execution.tellDeferral': ({ today }) => paper(today),
  'execution.urge': ({ today }) => ({ tells: ['term', 'way', 'amount', 'rights'], performBy: addDays(today, 15), ...paper(today) }),
  'execution.applyToCourt': () => ({ court: '人民法院', papers: ['application', 'decision', 'opinion', 'object'] }),
  'execution.recordAnswer': ({ today, n }) => ({ accepted: n % 2 === 0, text: '受理通知书', on: today }),
  'execution.openRemedy': ({ today, n }) => ({ kind: n % 2 ? 'suit' : 'reconsideration', organ: '复议机关', on: today }),
  'execution.closeRemedy': ({ today, n }) => ({ result: n % 2 ? 'upheld' : 'annulled', text: '决定书', on: today }),
  'decision.serve': ({ today }) => paper(today),
  'decision.outcome': ({ today, n }) => ({
    outcome: n % 4 === 3 ? { how: 'void' } : { how: 'annulled', anew: n % 4 > 0, procedural: n % 2 === 0 },
    source: n < 0 ? { kind: 'reconsideration', organ: '复议机关', documentNo: '复议1号', on: today } : { kind: 'own' },
    ground: '当事人名称有误',
  }),
  'case.reportClosing': ({ n }) => ({ ground: n % 2 ? 'performed' : 'nothing', text: '可以结案' }),
  'case.close': () => opinion,
  'publication.prepare': ({ n }) => ({ facts: '违法事实摘要', ...(n % 3 ? {} : { note: '更正', form: 'fulltext' }) }),
  'publication.return': () => ({ reason: '修改' }),
  'publication.withhold': ({ n }) => ({ ground: n % 2 ? 'privacy' : 'by-law', reason: '涉及患者病情' }),
  'publication.disclose': ({ n }) => ({ why: n % 2 ? 'consent' : 'lifted', text: '第三方书面同意' }),
  'publication.requestCorrection': ({ today }) => ({ from: 'party', who: '负责人', identity: '身份证明', what: '名称有误', on: today }),
  'publication.refuseCorrection': () => ({ reason: '与决定书一致' }),
  'publication.withdraw': () => ({ reason: '公示内容有误' }),
}

/** What is said in an act; nothing, where it asks nothing. */
export const inputOf = (act: string, known: Known): object => words[act]?.(known) ?? {}
