import { foundedOf } from '#agency/agency'
import { daysOf } from '#case/acts'
import type { Reached } from '#case/delivery'
import { isConfirmed, type RecordName } from '#case/matter'
import type { PaperItem } from '#decision/decision'
import type { PaperKind } from '#decision/exit'
import { paperOf } from '#decision/paper'
import type { FormId } from '#documents/form'
import { linesZh } from '#execution/execution'
import { type Hearing, sentOn, waived } from '#hearing/hearing'
import { heldSittings } from '#hearing/sitting'
import { zhDay } from '#law/day'
import { inWords, yuan } from '#law/money'
import { inChinese } from '#law/numeral'
import { isRefusal } from '#law/refusal'
import type { Matter } from '#penalty/matter'
import { type Around, type Draft, type Drafting, listed, names, opined, partyValues } from '#penalty/papers/draft'
import { outcomesOf, reasonsOf } from '#penalty/papers/told'
import { findInForce, on } from '#policy/law'
import { outcomeZh } from '#proposal/outcome'

const textOf = (items: readonly PaperItem[], id: string): string | undefined => items.find((item) => item.id === id)?.text

/** What the party was told and said before the decision 告知和听取意见的经过. */
function heardZh(matter: Matter): string | undefined {
  const { hearing } = matter
  const notice = hearing.notices.at(-1)
  if (!notice) return undefined
  const told = `本机关于${zhDay(sentOn(notice))}向你（单位）告知拟作出的行政处罚和依法享有的权利。`
  const held = heldSittings(hearing)
    .filter(({ end }) => end.confirmedBy)
    .map(({ on }) => `${zhDay(on)}举行听证。`)
  return [told, saidZh(matter, hearing), ...held].join('')
}

function saidZh(matter: Matter, { statements, answered, notices }: Hearing): string {
  const answers = answered.flatMap((each) => each.answers)
  const accepted = answers.filter((each) => each.accepted).length
  if (statements.length > 0)
    return `你（单位）提出陈述、申辩意见${statements.flatMap(({ points }) => points).length}项，本机关经复核，采纳${accepted}项，不予采纳${answers.length - accepted}项${
      answers.some((each) => !each.accepted) ? `，理由是：${answers.flatMap((each) => (each.accepted ? [] : [each.why])).join('；')}` : ''
    }。`
  return notices.some(({ no }) => waived(matter, no, 'statement'))
    ? '你（单位）明确表示放弃陈述、申辩。'
    : '你（单位）在规定的期限内没有提出陈述、申辩意见。'
}

/** 行政处罚决定书: a draft as soon as there is a proposal, finished by the decision. */
const penaltyDecision = (matter: Matter, around: Around): readonly Draft[] => {
  const { decided } = matter.decision
  const { proposal } = matter.stage
  if (!proposal || matter.exit || matter.decision.unpunished) return []
  const values = () => {
    const { agency, law, today } = around
    const made = decided?.paper ?? paperOf({ proposal, agency, law, days: daysOf(matter, today), today })
    const items = isRefusal(made as never) ? [] : (made as readonly PaperItem[])
    const benchmark = textOf(items, 'benchmark')
    const { substance } = proposal
    const late = findInForce(law.modes, 'surcharge.dailyPercent', on(decided?.on ?? today))?.mode
    const fined = substance.payable.some(({ line }) => line === 'fine')
    return {
      ...partyValues(matter),
      ...(textOf(items, 'party')
        ? { address: partyValues(matter).address ?? textOf(items, 'party')?.slice(substance.party.name.length + 1) }
        : {}),
      ...outcomesOf(matter, substance, law, daysOf(matter, decided?.on ?? today)),
      heard: heardZh(matter),
      reasons: `上述行为${reasonsOf(around, substance)}，本机关决定对你（单位）作出行政处罚。`,
      ...(benchmark ? { discretion: `裁量基准的适用：${benchmark}。` } : {}),
      performance:
        textOf(items, 'performance') &&
        `${textOf(items, 'performance')}。${fined && late ? `逾期不缴纳罚款的，每日按罚款数额的百分之${inChinese(Number(late))}加处罚款，加处罚款的数额不超过罚款数额。` : ''}`,
      remedies:
        textOf(items, 'remedies') &&
        `${textOf(items, 'remedies')}。逾期不申请复议、不提起诉讼，又不履行的，本机关将依法申请人民法院强制执行。`,
    }
  }
  return [
    decided
      ? {
          form: 'penaltyDecision',
          source: `decision:${decided.documentNo}`,
          finished: true,
          day: decided.on,
          number: decided.documentNo,
          values,
        }
      : { form: 'penaltyDecision', source: 'decision', finished: false, values },
  ]
}

const ownForms: Readonly<Record<PaperKind, FormId>> = {
  unpunished: 'unpunishedDecision',
  changed: 'changedDecision',
  annulled: 'annulledDecision',
  unlawful: 'unlawfulDecision',
}

/** 决定书 of every kind. */
export const decisionPapers: Drafting = (matter, around) => [
  ...penaltyDecision(matter, around),
  ...matter.decision.papers.map(
    ({ kind, documentNo, items, on }): Draft => ({
      ...{ form: ownForms[kind], source: `own:${documentNo}`, finished: true, day: on, number: documentNo },
      values: () => ({
        ...partyValues(matter),
        facts: textOf(items, 'facts'),
        of: textOf(items, 'of') && `原决定：${textOf(items, 'of')}。`,
        ground: textOf(items, 'ground') && `理由：${textOf(items, 'ground')}。`,
        decision: textOf(items, 'decision') && `${textOf(items, 'decision')}。`,
        education: textOf(items, 'education'),
        remedies: textOf(items, 'remedies') && `${textOf(items, 'remedies')}。`,
      }),
    }),
  ),
]

/** What was served, and how it reached the party 送达的文书. */
type Service = Readonly<{ record: RecordName; paper: string; reached: Reached; proof?: string }>

const servicesOf = (matter: Matter): readonly Service[] => [
  ...matter.hearing.notices.map((notice): Service => ({ record: `notice:${notice.no}`, paper: '行政处罚事先告知书', reached: notice })),
  ...matter.deliveries.map(
    (delivery): Service => ({
      record: `delivery:${delivery.no}`,
      paper: `行政处罚决定书${matter.decision.decided ? `（${matter.decision.decided.documentNo}）` : ''}`,
      reached: delivery,
      proof: delivery.proof,
    }),
  ),
  ...matter.decision.papers.flatMap(({ zh, documentNo, services }) =>
    services.map(
      (service): Service => ({ record: `paper:${service.no}`, paper: `${zh}（${documentNo}）`, reached: service, proof: service.proof }),
    ),
  ),
  ...matter.execution.urges.map((urge): Service => ({ record: `urge:${urge.no}`, paper: '催告书', reached: urge, proof: urge.proof })),
]

/** 记明事项 of the mode: refusal and witness, difficulty, consent, announcement. */
function factsZh({ from, facts = {} }: Reached): readonly string[] {
  const { refusal, witness, footage, difficulty, via, consent, address, announced } = facts
  return [
    ...(refusal ? [`拒收事由：${refusal}`] : []),
    ...(witness ? [`见证人：${witness.name}（${witness.unit}）`] : []),
    ...(footage ? [`拍照、录像：${footage}`] : []),
    ...(difficulty ? [`直接送达的困难：${difficulty}`] : []),
    ...(via ? [`代送机关、邮件单号或者转交单位：${via}`] : []),
    ...(consent ? [`电子送达确认书：${zhDay(consent.on)}，${consent.system}，${consent.capture}`] : []),
    ...(address ? [`地址确认书：${zhDay(address.confirmedOn)}，${address.address}`] : []),
    ...(announced && from ? [`公告：${zhDay(from)}发出，${announced.course}`] : []),
  ]
}

/** 送达回证: one for each service, finished when the second officer stands for it. */
export const receiptPapers: Drafting = (matter, around) =>
  servicesOf(matter).map(({ record, paper, reached, proof }): Draft => {
    const made = matter.records.find(({ name }) => name === record)
    const who = names(around, made?.confirmedBy ? [made.by, made.confirmedBy] : made ? [made.by] : [])
    const mode = () => listed(around, 'delivery.modes', reached.mode, reached.from ?? reached.on)
    return {
      ...{ form: 'deliveryReceipt', source: record, finished: isConfirmed(matter, record), day: reached.on },
      signs: { 送达人: who },
      values: () => ({
        ...partyValues(matter),
        paper,
        to: reached.to,
        mode: mode(),
        on: zhDay(reached.on),
        proof: proof ?? `${reached.to}于${zhDay(reached.on)}收到（${mode()}）。`,
        facts: factsZh(reached),
        officers: who,
      }),
    }
  })

const moneyZh = (zh: string, fen: number): string => `${zh} ${yuan(fen)}（大写：${inWords(fen)}）`
const owingZh = (owing: Readonly<Record<keyof typeof linesZh, number>>): readonly string[] =>
  (Object.keys(linesZh) as (keyof typeof linesZh)[]).flatMap((line) => (owing[line] > 0 ? [moneyZh(linesZh[line], owing[line])] : []))

/** 催告、延期分期、申请强制执行 */
export const executionPapers: Drafting = (matter, around) => {
  const { execution, decision } = matter
  const number = decision.decided?.documentNo ?? ''
  const of = `本机关于${decision.decided ? zhDay(decision.decided.on) : ''}对你（单位）作出行政处罚决定（${number}）。`
  const { name } = foundedOf(around.agency)
  return [
    ...execution.urges.map(
      (urge): Draft => ({
        ...{ form: 'urgeLetter', source: `urge:${urge.no}`, finished: true, day: urge.from ?? urge.on },
        values: () => ({
          ...partyValues(matter),
          of: `${of}你（单位）至今没有全部履行。`,
          owing: owingZh(urge.owing).length > 0 ? owingZh(urge.owing) : [outcomeZh(matter.stage.proposal?.substance.penalties ?? [])],
          performBy: `请在${zhDay(urge.performBy)}前履行上述义务。`,
          way: '罚没款项缴入决定书写明的账户，并将缴款凭证送交本机关；其他义务依照决定书履行。',
          rights: '你（单位）有权进行陈述和申辩。',
          consequence: '本催告书送达十日后仍未履行义务的，本机关将依法申请人民法院强制执行。',
        }),
      }),
    ),
    ...execution.deferrals.map(
      ({ instalments, opinion, by, on, told }, n): Draft => ({
        ...{ form: 'deferralNotice', source: `deferral:${n}`, finished: told !== undefined },
        ...(told ? { day: told.from ?? told.on } : {}),
        values: () => ({
          ...partyValues(matter),
          of,
          decision: `经本机关负责人批准，同意你（单位）${instalments.length > 1 ? '分期' : '暂缓'}缴纳罚款。${opinion}（${names(around, [by])}，${zhDay(on)}）`,
          instalments: instalments.map(({ due, fen }, i) => [`第${i + 1}期`, zhDay(due), yuan(fen)]),
          consequence: '期满没有缴纳的，本机关将依法执行。',
        }),
      }),
    ),
    ...execution.applications.map((application): Draft => {
      const { no, court, papers, owing, by, on } = application
      const urge = execution.urges.at(-1)
      return {
        ...{ form: 'courtApplication', source: `court:${no}`, finished: true, day: on, signs: { 行政机关负责人: names(around, [by]) } },
        values: () => ({
          ...partyValues(matter),
          court,
          applicant: name,
          request: `申请强制执行行政处罚决定（${number}）。`,
          owing: owingZh(owing).length > 0 ? owingZh(owing) : [outcomeZh(matter.stage.proposal?.substance.penalties ?? [])],
          reasons: `被申请人${matter.clue?.cause ?? ''}，申请人依法作出行政处罚决定（${number}）并已送达。被申请人在法定期限内不申请行政复议、不提起行政诉讼，又不履行。`,
          urged: urge && `申请人于${zhDay(urge.on)}送达催告书，被申请人仍未履行。`,
          papers: papers.map((id) => listed(around, 'court.papers', id, on)),
        }),
      }
    }),
  ]
}

/** 结案报告: a draft when the handlers have reported, finished when the head approves. */
export const closingPapers: Drafting = (matter, around) => {
  const { report, closed, decided, unpunished, papers } = matter.decision
  if (!report) return []
  const { execution } = matter
  const paid = execution.payments.map(({ line, fen, on }) => `${linesZh[line]} ${yuan(fen)}（${zhDay(on)}）`)
  const served = matter.deliveries.find(({ no }) => isConfirmed(matter, `delivery:${no}`))
  return [
    {
      ...{ form: 'closingReport', source: report, finished: closed !== undefined, signs: { 承办人员: names(around, [report.by]) } },
      ...(closed ? { day: closed.on } : {}),
      values: () => ({
        ...partyValues(matter),
        caseNo: matter.filed?.caseNo,
        filed: matter.filed && zhDay(matter.filed.on),
        decision: decided
          ? `${zhDay(decided.on)}作出行政处罚决定（${decided.documentNo}）：${outcomeZh(matter.stage.proposal?.substance.penalties ?? [])}。`
          : unpunished
            ? `${zhDay(unpunished.on)}决定不予行政处罚（${papers.at(-1)?.documentNo ?? ''}）。`
            : papers.length > 0
              ? papers.map(({ zh, documentNo }) => `${zh}（${documentNo}）`).join('；')
              : undefined,
        served: served && `${zhDay(served.on)}送达`,
        performed: paid.length > 0 ? `已缴：${paid.join('；')}。` : undefined,
        ground: listed(around, 'close.grounds', report.ground, report.on),
        text: report.text,
        approved: closed && opined(around, closed.opinion, closed.by, closed.on),
      }),
    },
  ]
}
