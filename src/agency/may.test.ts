import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { table } from '#acts/table'
import { may } from '#agency/may'
import { postFor } from '#agency/post'
import { health } from '../../test/ordinary.ts'

const mayDo = (officer: string): string[] =>
  table
    .filter(
      (act) =>
        act.stream !== 'session' && act.stream !== 'register' && may({ kind: 'officer', agency: 'demo', officer }, act, health.agency),
    )
    .map(({ id }) => id)

/** 岗位权限表: what each post may do at all; everything else is 403. */
const handling = [
  ...[
    'case.report',
    'case.applyToFile',
    'case.addEvidence',
    'case.confirm',
    'proposal.conclude',
    'proposal.deliberate',
    'proposal.propose',
  ],
  ...['review.submit', 'hearing.notify', 'hearing.state', 'hearing.answer', 'hearing.waive', 'decision.askExtension'],
  ...[
    'case.reportCrime',
    'case.attach',
    'case.transferToPolice',
    'case.recordPolice',
    'case.askPoliceReconsideration',
    'case.handOver',
    'case.deliver',
    'decision.serve',
  ],
  ...['execution.pay', 'execution.perform', 'execution.applyToDefer', 'execution.tellDeferral', 'execution.urge'],
  ...['execution.recordAnswer', 'execution.openRemedy', 'execution.closeRemedy', 'case.reportClosing'],
]
/** Recusal is everyone's own matter; the rest by post. */
const own = ['case.recuseSelf']
const keeping = [
  ...['case.tellComplainant', 'case.applyRecusal', 'case.sample', 'case.applyPreservation', 'case.preserve', 'case.preserveUrgently'],
  ...['case.disposePreservation', 'case.resume', 'case.fileUpward', ...own],
]
const leading = ['case.declineToFile', 'case.replaceHandler', 'case.questionJurisdiction', 'case.recordDesignation', ...own]
const heading = [
  ...['case.extendFiling', 'case.withdrawFiling', 'case.decideRecusal', 'case.approvePreservation', 'case.suspend', 'case.terminate'],
  ...['case.transfer', 'case.settleJurisdiction', 'case.askDesignation', ...leading],
]
const deciding = [
  ...['case.file', 'decision.discussExtension', 'decision.extendTerm', 'case.excludeTime', 'decision.callDiscussion'],
  ...['decision.discuss', 'decision.signMinutes', 'penalty.decide', 'penalty.notPunish', 'penalty.unfounded'],
]
const executing = ['execution.remit', 'execution.defer', 'execution.applyToCourt', 'decision.outcome', 'case.close']
const listing = ['list.prepare', 'list.withdraw']
const examining = ['list.approve', 'list.return']
const approving = ['publication.approve', 'publication.return', 'publication.refuseCorrection', ...examining]
/** 听证: who convenes it, and who may be one of those who hear. */
const lends = ['agency.delegate', 'agency.endDelegation']
const hears = ['hearing.postpone', 'hearing.decideRecusal', 'hearing.hold', 'hearing.absent', 'hearing.confirmRecord', 'hearing.opinion']
const convenes = ['hearing.convene', ...hears]
const permitted: Readonly<Record<string, readonly string[]>> = {
  li: [...handling, ...keeping, ...hears, 'hearing.request', 'hearing.answerRecord', 'review.disagree'],
  qian: [
    ...lends,
    ...['case.report', 'case.file', 'review.submit', 'review.disagree', 'review.extend', 'hearing.request', 'case.excludeTime'],
    ...['case.tellComplainant', 'case.applyRecusal', ...convenes, ...leading, ...approving, ...listing],
  ],
  zhao: ['review.conclude', 'review.requestMaterials', 'review.argue', 'hearing.request', ...convenes, ...own, ...listing],
  sun: [...lends, ...deciding, ...executing, 'review.extend', ...convenes, ...heading, ...approving],
  zhou: [
    ...lends,
    'agency.entrust',
    'agency.endEntrustment',
    ...deciding,
    'case.decideTransfer',
    ...executing,
    'review.extend',
    ...convenes,
    ...heading,
    ...approving,
  ],
  wu: [...lends, 'decision.callDiscussion', 'decision.signMinutes', 'review.extend', ...convenes, ...own, ...approving],
  zheng: ['publication.prepare', 'publication.withhold', 'publication.disclose', 'publication.requestCorrection', ...listing],
  feng: ['publication.release', 'publication.withdraw', 'list.release'],
  admin: [
    ...['agency.nameUnit', 'agency.closeUnit', 'agency.appoint', 'agency.givePost', 'agency.endPost', 'agency.move', 'agency.qualify'],
    ...['agency.removeFactor', 'agency.offerFounding'],
    ...['agency.leave', 'agency.certify', 'agency.suspendCertificate', 'agency.restoreCertificate', 'agency.revokeCertificate'],
    ...['agency.invite', 'agency.disableAccount', 'agency.enableAccount'],
  ],
  nobody: [],
}

describe('岗位权限', () => {
  for (const [officer, acts] of Object.entries(permitted))
    test(health.agency.officers[officer]?.posts.join('、') ?? '不是本机关人员', () =>
      assert.deepEqual(mayDo(officer).sort(), [...acts].sort()),
    )

  for (const act of ['register.adopt', 'pack.adopt'])
    test(`本机关清单、规则包新版本由主要负责人采用：${act}`, () => {
      const adopt = table.find(({ id }) => id === act)
      assert.ok(adopt)
      const those = Object.keys(permitted).filter((officer) => may({ kind: 'officer', agency: 'demo', officer }, adopt, health.agency))
      assert.deepEqual(those, ['zhou'])
    })

  test('系统办理的，人员不能办；人员办理的，系统不能代办', () => {
    for (const act of table) {
      const system = may({ kind: 'system', agency: 'demo' }, act, health.agency)
      assert.equal(system !== undefined, act.by === 'system', act.id)
      assert.equal(may({ kind: 'public' }, act, health.agency), undefined, act.id)
    }
  })

  test('主要负责人是负责人；负责人、分管领导不是主要负责人', () => {
    assert.equal(postFor(['principalLeader'], ['head']), 'principalLeader')
    assert.equal(postFor(['head'], ['principalLeader']), undefined)
    assert.equal(postFor(['leaderInCharge'], ['head', 'principalLeader']), undefined)
  })
})
