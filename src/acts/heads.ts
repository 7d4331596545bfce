import type { Phase } from '#penalty/ordinary'

/** What belongs together among the acts of a matter or of an agency 事项类别, in the order a matter walks; `at`: the phases whose business it is. */
export type Head = Readonly<{ zh: string; at: readonly Phase[]; acts: readonly string[] }>

export const heads: readonly Head[] = [
  {
    zh: '立案',
    at: ['clue', 'applied', 'declined'],
    acts: ['case.applyToFile', 'case.file', 'case.tellComplainant'],
  },
  { zh: '不予立案与延长立案期限', at: [], acts: ['case.declineToFile', 'case.extendFiling'] },
  {
    zh: '调查取证',
    at: ['investigating'],
    acts: [
      ...['case.addEvidence', 'case.attach', 'case.confirm', 'case.sample', 'case.applyPreservation', 'case.approvePreservation'],
      ...['case.preserve', 'case.preserveUrgently', 'case.disposePreservation'],
    ],
  },
  {
    zh: '调查终结与拟处理意见',
    at: ['investigating', 'concluded'],
    acts: ['proposal.conclude', 'proposal.deliberate', 'proposal.propose'],
  },
  {
    zh: '告知与陈述申辩',
    at: ['proposed', 'noticed'],
    acts: ['hearing.notify', 'hearing.state', 'hearing.waive', 'hearing.answer'],
  },
  {
    zh: '听证',
    at: ['noticed'],
    acts: [
      ...['hearing.request', 'hearing.convene', 'hearing.decideRecusal', 'hearing.postpone', 'hearing.hold', 'hearing.absent'],
      ...['hearing.confirmRecord', 'hearing.opinion', 'hearing.answerRecord'],
    ],
  },
  {
    zh: '法制审核',
    at: ['proposed', 'noticed'],
    acts: [...['review.submit', 'review.requestMaterials', 'review.extend', 'review.conclude'], ...['review.disagree', 'review.argue']],
  },
  {
    zh: '集体讨论与决定',
    at: ['proposed', 'noticed'],
    acts: ['decision.callDiscussion', 'decision.discuss', 'decision.signMinutes', 'penalty.decide'],
  },
  { zh: '不予处罚', at: [], acts: ['penalty.notPunish', 'penalty.unfounded'] },
  { zh: '送达', at: ['decided'], acts: ['case.deliver', 'decision.serve'] },
  {
    zh: '执行',
    at: ['delivered', 'executing'],
    acts: [
      ...['execution.pay', 'execution.perform', 'execution.remit', 'execution.applyToDefer', 'execution.defer'],
      ...['execution.tellDeferral', 'execution.urge', 'execution.applyToCourt', 'execution.recordAnswer'],
    ],
  },
  {
    zh: '结案',
    at: ['fulfilled', 'unpunished', 'unfounded', 'annulled', 'closed'],
    acts: ['case.reportClosing', 'case.close', 'case.fileUpward'],
  },
  { zh: '复议、诉讼与决定的变更', at: [], acts: ['execution.openRemedy', 'execution.closeRemedy', 'decision.outcome'] },
  {
    zh: '办案期限',
    at: [],
    acts: ['decision.askExtension', 'decision.discussExtension', 'decision.extendTerm', 'case.excludeTime'],
  },
  { zh: '回避与更换办案人员', at: [], acts: ['case.recuseSelf', 'case.applyRecusal', 'case.decideRecusal', 'case.replaceHandler'] },
  {
    zh: '管辖与移送',
    at: [],
    acts: ['case.questionJurisdiction', 'case.settleJurisdiction', 'case.askDesignation', 'case.recordDesignation', 'case.transfer'],
  },
  { zh: '中止、终止与撤销立案', at: ['suspended'], acts: ['case.suspend', 'case.resume', 'case.terminate', 'case.withdrawFiling'] },
  {
    zh: '涉嫌犯罪',
    at: ['police'],
    acts: [
      ...['case.reportCrime', 'case.decideTransfer', 'case.transferToPolice', 'case.recordPolice'],
      ...['case.askPoliceReconsideration', 'case.handOver'],
    ],
  },
  {
    zh: '人员与岗位',
    at: [],
    acts: ['agency.appoint', 'agency.givePost', 'agency.endPost', 'agency.move', 'agency.qualify', 'agency.leave'],
  },
  {
    zh: '执法证件',
    at: [],
    acts: ['agency.certify', 'agency.suspendCertificate', 'agency.restoreCertificate', 'agency.revokeCertificate'],
  },
  { zh: '授权代行', at: [], acts: ['agency.delegate', 'agency.endDelegation'] },
  { zh: '账号', at: [], acts: ['agency.invite', 'agency.disableAccount', 'agency.enableAccount', 'agency.removeFactor'] },
  {
    zh: '内设机构、受委托组织与新设机关',
    at: [],
    acts: ['agency.nameUnit', 'agency.closeUnit', 'agency.entrust', 'agency.endEntrustment', 'agency.offerFounding'],
  },
]

/** Open only once somebody has asked for it or something waits for it 有人在等的: whatever the phase, it is at hand when it is open. */
const awaited: ReadonlySet<string> = new Set([
  ...[
    'case.confirm',
    'case.approvePreservation',
    'case.preserve',
    'case.decideRecusal',
    'case.settleJurisdiction',
    'case.recordDesignation',
  ],
  ...['case.decideTransfer', 'case.transferToPolice', 'decision.discussExtension', 'decision.extendTerm', 'decision.signMinutes'],
  ...['hearing.decideRecusal', 'execution.defer', 'execution.tellDeferral', 'case.close'],
])

/** What carries a matter on 推进: in its phase it stands before the eyes even while it is closed, since its reason is what one must know. */
const leading: ReadonlySet<string> = new Set([
  ...['case.applyToFile', 'case.file', 'proposal.conclude', 'proposal.propose', 'hearing.notify', 'review.submit', 'review.conclude'],
  ...['decision.discuss', 'penalty.decide', 'case.deliver', 'case.reportClosing', 'case.close'],
])

const headOf: ReadonlyMap<string, Head> = new Map(heads.flatMap((head) => head.acts.map((act) => [act, head] as const)))

/** Under which head an act stands, and whether it is what is to be done now 现在该办; a stream of another kind has no heads, all of it is at hand. */
export function placeOf(act: string, isOpen: boolean, phase: Phase | undefined): Readonly<{ head?: string; atHand: boolean }> {
  const head = headOf.get(act)
  if (!head) return { atHand: true }
  const isOfPhase = phase !== undefined && head.at.includes(phase)
  return { head: head.zh, atHand: isOpen ? isOfPhase || awaited.has(act) : isOfPhase && leading.has(act) }
}
