import { foundedOf } from '#agency/agency'
import { daysOf } from '#case/acts'
import { isConfirmed } from '#case/matter'
import { allSigned } from '#decision/decision'
import { toldBy } from '#hearing/hearing'
import { heldSittings, peopleOf } from '#hearing/sitting'
import { zhDay } from '#law/day'
import type { Term } from '#law/term'
import type { Matter } from '#penalty/matter'
import { type Around, type Draft, type Drafting, listed, names, officers, partyValues } from '#penalty/papers/draft'
import { outcomesOf, reasonsOf } from '#penalty/papers/told'
import { outcomeZh } from '#proposal/outcome'
import { opinionsZh } from '#review/review'

const caseNoOf = ({ filed }: Matter) => ({ caseNo: filed?.caseNo })

/** 5个工作日, 15日, 6个月 */
const lengthZh = ({ value, unit }: Pick<Term, 'value' | 'unit'>): string => `${value}${/^[工月]/.test(unit) ? '个' : ''}${unit}`

/** 法制审核意见书, a paper for each round. */
export const reviewPapers: Drafting = (matter, around) =>
  matter.review.rounds.map((round, n): Draft => {
    const { proposal } = matter.stage
    return {
      ...{ form: 'reviewOpinion', source: round, finished: true, day: round.on, signs: { 审核人员: names(around, [round.by]) } },
      values: () => ({
        ...partyValues(matter),
        ...caseNoOf(matter),
        proposal: proposal && `${outcomeZh(proposal.substance.penalties)}。`,
        grounds: matter.review.required.map(({ zh }) => zh),
        findings: round.findings.map(({ check, sound, note }) => [
          listed(around, 'review.checks', check, round.on),
          sound ? '符合' : '不符合',
          note ?? '',
        ]),
        opinion: opinionsZh[round.opinion],
        text: round.text,
        round: `第${n + 1}次`,
        on: zhDay(round.on),
      }),
    }
  })

/** 事先告知书: a draft as soon as there is a proposal, finished when it is told. */
export const noticePapers: Drafting = (matter, around) => {
  const { stage, hearing } = matter
  const { proposal } = stage
  const values = (substance = proposal?.substance, notice = hearing.notices.at(-1)) =>
    substance && {
      ...partyValues(matter),
      ...outcomesOf(matter, substance, around.law, daysOf(matter, notice?.on ?? around.today)),
      reasons: `上述行为${reasonsOf(around, substance)}，本机关拟对你（单位）作出行政处罚。`,
      statement: notice
        ? `你（单位）有权进行陈述和申辩，可以自收到本告知书之日起${lengthZh(notice.statementTerm)}内（至${zhDay(notice.statementTerm.due)}）向本机关提出；逾期未提出的，视为放弃。`
        : undefined,
      hearing: notice?.hearingTerm
        ? `你（单位）有要求听证的权利。要求听证的，应当自收到本告知书之日起${lengthZh(notice.hearingTerm)}内（至${zhDay(notice.hearingTerm.due)}）提出；逾期未提出的，视为放弃。`
        : undefined,
      contact: contactOf(around),
    }
  const told = hearing.notices.map(
    (notice): Draft => ({
      ...{ form: 'penaltyNotice', source: `notice:${notice.no}`, finished: true, day: notice.from ?? notice.on },
      values: () => values(toldBy(stage, notice), notice) ?? {},
    }),
  )
  const waiting = proposal && !hearing.notices.some(({ round }) => round === proposal.round) && !matter.decision.decided
  return waiting
    ? [
        ...told,
        {
          form: 'penaltyNotice',
          source: `proposal:${proposal.round}`,
          finished: false,
          values: () => ({ ...values(proposal.substance), statement: '', hearing: undefined }),
        },
      ]
    : told
}

function contactOf({ agency }: Around): string | undefined {
  const { name, address, phone } = foundedOf(agency)
  return address || phone ? `联系方式：${[name, address, phone].filter(Boolean).join('，')}。` : undefined
}

/** 陈述申辩笔录 and 复核意见 */
export const statementPapers: Drafting = (matter, around) => [
  ...matter.hearing.statements.map((statement): Draft => {
    const record = `statement:${statement.no}` as const
    const made = matter.records.find(({ name }) => name === record)
    return {
      ...{ form: 'statementRecord', source: record, finished: isConfirmed(matter, record), day: statement.on },
      signs: { 执法人员: names(around, made?.confirmedBy ? [made.by, made.confirmedBy] : []) },
      values: () => ({
        ...partyValues(matter),
        on: zhDay(statement.on),
        officers: officers(around, matter.handlers),
        points: statement.points,
      }),
    }
  }),
  ...matter.hearing.answered.map((answers): Draft => {
    const statement = matter.hearing.statements.find(({ no }) => no === answers.statement)
    return {
      ...{ form: 'statementAnswer', source: answers, finished: true, day: answers.on, signs: { 复核人员: names(around, [answers.by]) } },
      values: () => ({
        ...partyValues(matter),
        ...caseNoOf(matter),
        answers: answers.answers.map(({ accepted, why }, n) => [statement?.points[n] ?? '', accepted ? '采纳' : '不采纳', why]),
        on: zhDay(answers.on),
      }),
    }
  }),
]

const presentZh = { party: '当事人', agent: '委托代理人', third: '第三人', witness: '证人', other: '其他参加人' } as const

/** 听证通知书、听证笔录、听证意见书 */
export const hearingPapers: Drafting = (matter, around) => {
  const { hearing } = matter
  const people = (ids: Readonly<{ chair: string; members: readonly string[]; recorder: string }>) => [
    `主持人：${names(around, [ids.chair])}`,
    ...(ids.members.length > 0 ? [`听证员：${names(around, ids.members)}`] : []),
    `记录员：${names(around, [ids.recorder])}`,
  ]
  const notices = hearing.sittings.map(
    (sitting): Draft => ({
      ...{ form: 'hearingNotice', source: `sitting:${sitting.no}`, finished: true, day: sitting.told.from ?? sitting.told.on },
      values: () => ({
        ...partyValues(matter),
        when: zhDay(sitting.on),
        where: sitting.place,
        open: sitting.open.kind === 'open' ? '公开举行' : `不公开举行（${sitting.open.why}）`,
        people: people(sitting.people),
        recusal: '你（单位）认为听证人员与本案有利害关系或者其他关系，可能影响公正的，有权申请回避。',
        agents: '你（单位）可以亲自参加听证，也可以委托一至二人代理。委托代理人的，应当提交授权委托书。',
        prepare: '请准备有关证据，需要证人出席的，请通知证人。',
        absence: '无正当理由拒不出席听证或者中途退出听证的，视为放弃听证权利。',
      }),
    }),
  )
  const records = heldSittings(hearing).map((sitting): Draft => {
    const { end } = sitting
    const notice = hearing.notices.find(({ no }) => no === sitting.notice)
    const facts = (notice && toldBy(matter.stage, notice)?.facts) ?? []
    const titles = end.put.evidence.map((no) => `证据${no} ${matter.evidence.find((piece) => piece.no === no)?.title ?? ''}`)
    return {
      ...{ form: 'hearingRecord', source: `record:${sitting.no}`, finished: end.confirmedBy !== undefined, day: end.on },
      ...{
        signs: {
          调查人员: names(around, end.investigators),
          主持人: names(around, [sitting.people.chair]),
          记录员: names(around, [sitting.people.recorder]),
        },
      },
      values: () => ({
        ...partyValues(matter),
        on: zhDay(end.on),
        place: sitting.place,
        people: people(sitting.people).join('；'),
        present: end.present.map(({ name, as }) => `${presentZh[as]}：${name}`),
        investigators: names(around, end.investigators),
        put: `提出的事实：${end.put.facts.map((n) => facts[n - 1]?.text ?? '').join('；')}。\n出示的证据：${titles.join('、')}。\n处罚建议：${end.put.proposal}`,
        points: end.points.length > 0 ? end.points : ['当事人没有提出意见。'],
        newFacts: end.newFacts,
        signing: end.signing.kind === 'signed' ? '笔录交当事人核对无误后签名或者盖章。' : `当事人拒绝签名：${end.signing.note}`,
      }),
    }
  })
  const opinions = hearing.opinions.map((opinion): Draft => {
    const sitting = hearing.sittings.find(({ no }) => no === opinion.sitting)
    return {
      ...{
        form: 'hearingOpinion',
        source: `opinion:${opinion.sitting}`,
        finished: true,
        day: opinion.on,
        signs: { 听证主持人: names(around, [opinion.by]) },
      },
      values: () => ({
        ...partyValues(matter),
        ...caseNoOf(matter),
        held: sitting && `${zhDay(sitting.on)}在${sitting.place}举行听证，听证人员：${names(around, peopleOf(sitting.people))}。`,
        facts: opinion.facts,
        opinion: opinion.opinion,
        on: zhDay(opinion.on),
      }),
    }
  })
  return [...notices, ...records, ...opinions]
}

/** 集体讨论记录: finished when all who were present have signed. */
export const discussionPapers: Drafting = (matter, around) =>
  matter.decision.minutes.map(
    (minutes): Draft => ({
      ...{ form: 'discussionMinutes', source: `minutes:${minutes.no}`, finished: allSigned(minutes), day: minutes.on },
      signs: { 参加人员: names(around, minutes.signed) },
      values: () => ({
        ...partyValues(matter),
        ...caseNoOf(matter),
        on: zhDay(minutes.on),
        present: names(around, minutes.present),
        subject: minutes.extension
          ? `延长办案期限${minutes.extension}日。`
          : matter.stage.proposal && `拟处理意见：${outcomeZh(matter.stage.proposal.substance.penalties)}。`,
        views: minutes.views.map(({ who, view }) => `${names(around, [who])}：${view}`),
        conclusion: minutes.conclusion,
        signed: names(around, minutes.signed),
      }),
    }),
  )
