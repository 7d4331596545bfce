import { cluesZh } from '#case/acts'
import { declineGrounds } from '#case/filing'
import { evidenceKinds, isConfirmed } from '#case/matter'
import { disposals } from '#case/preservation'
import type { FormId } from '#documents/form'
import { zhDay, zhInstant } from '#law/day'
import type { Matter } from '#penalty/matter'
import { type Draft, type Drafting, listed, names, officers, opined, partyValues } from '#penalty/papers/draft'

const isClue = (source: string): source is keyof typeof cluesZh => source in cluesZh

/** 案件来源、案情 of the clue. */
const clueValues = ({ clue }: Matter) =>
  clue
    ? {
        source: isClue(clue.source) ? cluesZh[clue.source] : clue.source,
        cause: clue.cause,
        text: clue.text,
        place: clue.place,
        violationOn: zhDay(clue.violationOn),
        received: zhDay(clue.on),
        term: `${zhDay(clue.term.due)}前决定是否立案`,
      }
    : {}

/** 线索、立案、不予立案 */
export const filingPapers: Drafting = (matter, around) => {
  const { clue, application, filed, exit } = matter
  if (!clue) return []
  const about = () => ({ ...partyValues(matter), ...clueValues(matter) })
  const received: Draft = { form: 'clueRecord', source: 'clue', finished: true, day: clue.on, values: about }
  const conditions = () =>
    application?.conditions.map(({ id, text }) => `${listed(around, 'filing.conditions', id, application.on)}：${text}`)
  const report: readonly Draft[] = application
    ? [
        {
          ...{ form: 'filingReport', source: 'filing', finished: filed !== undefined },
          ...(filed ? { day: filed.on } : {}),
          values: () => ({
            ...about(),
            caseNo: filed?.caseNo,
            conditions: conditions(),
            handlers: officers(around, application.handlers),
            applied: opined(around, '符合立案条件，建议立案。', application.by, application.on),
            approved: filed && opined(around, filed.opinion, filed.by, filed.on),
          }),
        },
      ]
    : []
  const declined: readonly Draft[] =
    exit?.how === 'declined'
      ? [
          {
            ...{ form: 'filingDeclined', source: exit, finished: true, day: exit.on },
            values: () => ({
              ...about(),
              ground:
                exit.ground in declineGrounds
                  ? declineGrounds[exit.ground as keyof typeof declineGrounds]
                  : `不符合立案条件：${listed(around, 'filing.conditions', exit.ground, exit.on)}`,
              checked: exit.text,
              approved: opined(around, '不予立案。', exit.by, exit.on),
            }),
          },
        ]
      : []
  return [received, ...report, ...declined]
}

const recordForms: Partial<Record<keyof typeof evidenceKinds, FormId>> = {
  siteRecord: 'siteRecord',
  witness: 'questionRecord',
  partyStatement: 'questionRecord',
}

/** 笔录: of evidence that is itself a record made by the officers; finished when both stand for it. */
export const recordPapers: Drafting = (matter, around, other) => {
  const shown = () =>
    `执法人员向当事人出示执法证件，表明身份：${officers(around, matter.handlers)}；告知其权利和义务，包括申请执法人员回避的权利。`
  const scene = (place?: string) => ({
    ...partyValues(matter),
    place: place ?? matter.clue?.place,
    officers: officers(around, matter.handlers),
    shown: shown(),
  })
  // a matter has hundreds of pieces, and an act changes one
  const touched = matter.records.filter((record, n) => record !== other?.records[n])
  const changed = new Set([
    ...matter.evidence.filter((piece, n) => piece !== other?.evidence[n]),
    ...touched.flatMap(({ name }) =>
      name.startsWith('evidence:') ? (matter.evidence[Number(name.slice('evidence:'.length)) - 1] ?? []) : [],
    ),
  ])
  return [
    ...[...changed].flatMap((piece): readonly Draft[] => {
      const form = recordForms[piece.type]
      if (!form) return []
      const record = `evidence:${piece.no}` as const
      const signed = matter.records.findLast(({ name }) => name === record)
      return [
        {
          ...{ form, source: record, finished: signed?.confirmedBy !== undefined, day: piece.collectedOn },
          signs: { 执法人员: names(around, signed?.confirmedBy ? [signed.by, signed.confirmedBy] : []) },
          values: () => ({ ...scene(piece.place), asked: piece.title, on: zhDay(piece.collectedOn), text: piece.text }),
        },
      ]
    }),
    ...matter.samples.map(
      (sample): Draft => ({
        ...{ form: 'sampleRecord', source: `sample:${sample.no}`, finished: isConfirmed(matter, `sample:${sample.no}`), day: sample.on },
        signs: { 执法人员: isConfirmed(matter, `sample:${sample.no}`) ? names(around, matter.handlers) : '' },
        values: () => ({
          ...scene(sample.place),
          ...{ label: sample.label, object: sample.object, quantity: sample.quantity, on: zhDay(sample.on), technician: sample.technician },
          sealed: sample.sealed ? '已加贴封条' : '未加贴封条',
        }),
      }),
    ),
  ]
}

/** 先行登记保存 and its 处理 */
export const preservationPapers: Drafting = (matter, around) =>
  matter.preservations.flatMap((each): readonly Draft[] => {
    const { no, items, reason, taken, urgent, approved, disposed } = each
    const goods = items.map(({ name, quantity, place }) => [name, quantity, place ?? '原地'])
    const signs = { 执法人员: names(around, matter.handlers) }
    return [
      {
        ...{ form: 'preserveDecision', source: `preservation:${no}`, finished: taken !== undefined },
        ...(taken ? { day: taken.on, signs } : {}),
        values: () => ({
          ...partyValues(matter),
          reason: `因${reason}，在证据可能灭失或者以后难以取得的情况下，需要先行登记保存。`,
          basis: `${urgent ? `情况紧急，执法人员于${zhInstant(urgent.at)}当场采取措施` : approved ? `经本机关负责人于${zhDay(approved.on)}批准` : '经本机关负责人批准'}，决定对下列物品先行登记保存。`,
          items: goods,
          term: taken && `本机关在${zhDay(taken.term.due)}前作出处理决定。`,
          duty: '在登记保存期间，当事人或者有关人员不得销毁或者转移证据。',
        }),
      },
      ...(disposed
        ? [
            {
              ...{ form: 'preserveDisposal' as const, source: `disposal:${no}`, finished: true, day: disposed.on, signs },
              values: () => ({
                ...partyValues(matter),
                of: `本机关于${zhDay(taken?.on ?? each.on)}对下列物品先行登记保存。`,
                items: goods,
                decision: `现决定：${disposals[disposed.disposal]}。${disposed.text}`,
              }),
            },
          ]
        : []),
    ]
  })

const transferGrounds = {
  jurisdiction: '不属于本机关管辖',
  department: '属于其他行政管理部门管辖',
  handlingBody: '应当由医疗保障经办机构处理',
} as const

/** 中止、移送 */
export const leavingPapers: Drafting = (matter, around) => {
  const { exit, suspensions, decision } = matter
  const evidence = () => matter.evidence.map(({ title, type }) => `${title}（${evidenceKinds[type]}）`)
  return [
    ...suspensions.map(
      (each, n): Draft => ({
        ...{ form: 'suspensionDecision', source: `suspension:${n}`, finished: true, day: each.on },
        values: () => ({
          ...partyValues(matter),
          ground: `本机关办理的${matter.clue?.cause ?? ''}一案，具有下列情形：${listed(around, 'suspend.grounds', each.ground, each.on)}。`,
          text: each.text,
          decision: '决定中止调查。中止的原因消除后，本机关立即恢复调查。',
        }),
      }),
    ),
    ...(exit?.how === 'transferred'
      ? [
          {
            ...{ form: 'transferLetter' as const, source: exit, finished: true, day: exit.on },
            values: () => ({
              ...partyValues(matter),
              to: exit.text.slice('移送'.length, exit.text.indexOf('：')),
              text: `本机关办理的上述案件，${transferGrounds[exit.ground as keyof typeof transferGrounds]}，现移送你机关处理。${exit.text.slice(exit.text.indexOf('：') + 1)}`,
              evidence: evidence(),
            }),
          },
        ]
      : []),
    ...decision.crimes.flatMap((crime, n): readonly Draft[] =>
      crime.decided?.approved
        ? [
            {
              ...{ form: 'crimeTransfer', source: `crime:${n}`, finished: crime.sent !== undefined },
              ...(crime.sent ? { day: crime.sent.on } : {}),
              values: () => ({
                ...partyValues(matter),
                to: crime.sent?.police,
                suspected: crime.suspected,
                approved: crime.decided && `经本机关主要负责人于${zhDay(crime.decided.on)}批准移送。`,
                papers: crime.sent?.papers.map((id) => listed(around, 'crime.papers', id, crime.sent?.on ?? around.today)),
                evidence: evidence(),
              }),
            },
          ]
        : [],
    ),
  ]
}

/** 调查终结、合议 */
export const conclusionPapers: Drafting = (matter, around) => {
  const { report, deliberation } = matter.stage
  const about = () => ({ ...partyValues(matter), caseNo: matter.filed?.caseNo })
  const heads = () => report?.heads.map(({ id, text }) => `${listed(around, 'conclude.heads', id, report.on)}：${text}`)
  return [
    ...(report
      ? [
          {
            ...{
              form: 'inquiryReport' as const,
              source: report,
              finished: true,
              day: report.on,
              signs: { 承办人员: names(around, matter.handlers) },
            },
            values: () => ({
              ...about(),
              heads: heads(),
              evidence: matter.evidence.map(({ no, title, type, collectedOn }) => [
                String(no),
                title,
                evidenceKinds[type],
                zhDay(collectedOn),
              ]),
            }),
          },
        ]
      : []),
    ...(deliberation
      ? [
          {
            ...{ form: 'deliberation' as const, source: deliberation, finished: true, day: deliberation.on },
            signs: { 合议人员: names(around, deliberation.participants), 记录人: names(around, [deliberation.by]) },
            values: () => ({
              ...about(),
              on: zhDay(deliberation.on),
              present: names(around, deliberation.participants),
              recorder: names(around, [deliberation.by]),
              heads: heads(),
              opinion: deliberation.opinion,
            }),
          },
        ]
      : []),
  ]
}
