import { z } from 'zod'
import { act } from '#agency/act'
import type { Agency } from '#agency/agency'
import { daysOf } from '#case/acts'
import { notCompetent } from '#case/jurisdiction'
import { confirmedEvidence } from '#case/matter'
import { approvesOwn } from '#decision/apart'
import { suspected } from '#decision/crime'
import type { DecisionEvent } from '#decision/decision'
import type { Ready } from '#decision/gate'
import { ownPaper, papersThisYear, unpunishedItems } from '#decision/ownPaper'
import type { Day } from '#law/day'
import type { Hash } from '#law/digest'
import { type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'
import { inForce, type Law } from '#policy/law'
import { bundleNow, requiredOf } from '#review/acts'

type At = Readonly<{ agency: Agency; today: Day; law: Law; hash: Hash }>

/**
 * G37: what bars leaving without a penalty. The inquiry is over; no crime is suspected; where the proposal at hand must be reviewed, the reviewers have
 * spoken on exactly this bundle, whatever they said: 不宜作出决定 is itself a reason not to punish.
 */
function notYet(matter: Ready, at: At): Refusal | undefined {
  const { hash } = at
  if (!matter.stage.report) return refuse('not-concluded', '调查终结以后才能作出处理决定', 'CFF-57-1', 'CFF17-38-1')
  const bar = notCompetent(matter, at) ?? suspected(matter)
  if (bar) return bar
  if (matter.review.open) return refuse('under-review', '本案正在法制审核，审核结束之前不得作出处理决定', 'CFF-58-1', 'G118-13')
  const { proposal } = matter.stage
  const ground = proposal && requiredOf(matter, proposal, at)[0]
  if (!proposal || !ground) return undefined
  const spoken = matter.review.rounds.some(({ bundle }) => bundle === bundleNow(matter, proposal, hash))
  return spoken ? undefined : refuse('review-missing', `本案属于「${ground.zh}」，未经法制审核，不得作出处理决定`, ground.clause)
}

const evidence = z.array(z.int().positive()).max(100).meta({ title: '所依据的证据', of: 'evidence' })

function unheld(matter: Ready, named: readonly number[]): Refusal | undefined {
  const held = new Set(confirmedEvidence(matter).map(({ no }) => no))
  const missing = named.find((no) => !held.has(no))
  return missing === undefined
    ? undefined
    : refuse('fact-without-evidence', `证据${missing}不存在或者尚未由第二名执法人员确认`, 'CFF-40', 'CFF-46-2', 'CFF17-30')
}

export const notPunish = act({
  id: 'penalty.notPunish',
  zh: '决定不予行政处罚',
  clauses: ['CFF-57-1-2', 'CFF-33-1', 'CFF-33-2', 'CFF-33-3', 'C13-39-1-2', 'C4-43-1-2', 'CFF17-38-1-2'],
  stream: 'case',
  by: ['head'],
  seen: true,
  input: z.strictObject({
    ground: words(40).meta({ title: '不予处罚的情形', of: 'notPunish.grounds' }),
    text: words(4000).meta({ title: '违法事实和符合该情形的理由' }),
    evidence: evidence.min(1, '至少一份证据'),
    education: words(1000).meta({ title: '对当事人进行教育的情况' }),
    opinion: words(500).meta({ title: '审批意见' }),
  }),
  reads: (_matter: Ready, { today }) => papersThisYear('unpunished', today),
  closed: notYet,
  run(matter: Ready, { ground: id, ...said }, at): readonly DecisionEvent[] | Refusal {
    const { actor, law, today } = at
    const grounds = inForce(law.lists, 'notPunish.grounds', daysOf(matter, today))
    const ground = grounds.items.find((item) => item.id === id)
    if (!ground) return refuse('ground-unknown', `不予处罚的情形有：${grounds.items.map(({ zh }) => zh).join('；')}`, ...grounds.clauses)
    const missing = unheld(matter, said.evidence)
    if (missing) return missing
    const warnings = approvesOwn(matter.stage.report?.by ?? '', at)
    const paper = ownPaper('unpunished', unpunishedItems(matter, { ground, ...said }, law, today), at)
    return [{ kind: 'penalty.notPunished', ground, ...said, warnings, paper, by: actor.id, on: today }]
  },
})

export const unfounded = act({
  id: 'penalty.unfounded',
  zh: '认定违法事实不成立',
  clauses: ['CFF-57-1-3', 'C13-39-1-3', 'C4-43-1-3', 'CFF17-38-1-3'],
  stream: 'case',
  by: ['head'],
  seen: true,
  input: z.strictObject({
    text: words(4000).meta({ title: '查明的情况和事实不能成立的理由' }),
    evidence,
    opinion: words(500).meta({ title: '审批意见' }),
  }),
  reads: (_matter: Ready, { today }) => papersThisYear('unpunished', today),
  closed: notYet,
  run(matter: Ready, said, at): readonly DecisionEvent[] | Refusal {
    const { actor, law, today } = at
    const warnings = approvesOwn(matter.stage.report?.by ?? '', at)
    const missing = unheld(matter, said.evidence)
    if (missing) return missing
    const grounds = inForce(law.lists, 'unfounded.grounds', daysOf(matter, today)).items
    return grounds.map((ground) => ({
      kind: 'penalty.foundUnfounded',
      ...{ ground, ...said, warnings },
      paper: ownPaper('unpunished', unpunishedItems(matter, { ground, ...said }, law, today), at),
      ...{ by: actor.id, on: today },
    }))
  },
})
