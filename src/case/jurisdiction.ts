import type { At } from '#agency/act'
import type { Day } from '#law/day'
import { type Refusal, refuse } from '#law/refusal'
import type { Term } from '#law/term'
import { inForce, on } from '#policy/law'

/** Why a superior may have to say who is competent 管辖请示: two bodies dispute it, or the matter is asked to be taken upward. */
export const questionsZh = { dispute: '与其他机关的管辖争议', upward: '案情重大、复杂，请求移送上级机关管辖' } as const
export type QuestionKind = keyof typeof questionsZh

export const endingsZh = { settled: '协商确定', designated: '上级指定' } as const

/** A question of jurisdiction 管辖问题, from the day it arose to the word that settles it. */
export type JurisdictionQuestion = Readonly<{
  no: number
  of: QuestionKind
  /** 争议的另一机关 */
  other?: string
  text: string
  /** Within which the two settle it themselves 协商的期限, where the text sets one. */
  term?: Term
  by: string
  on: Day
  /** 报请: to whom, received when, and until when the superior decides. */
  asked?: Readonly<{ superior: string; documentNo: string; received: Day; term?: Term; by: string; on: Day }>
  ended?: Readonly<{ how: keyof typeof endingsZh; ours: boolean; competent: string; text: string; by: string; on: Day }>
}>

export type JurisdictionEvent =
  | (Readonly<{ kind: 'case.jurisdictionQuestioned' }> & Omit<JurisdictionQuestion, 'asked' | 'ended'>)
  | (Readonly<{ kind: 'case.designationAsked'; no: number }> & NonNullable<JurisdictionQuestion['asked']>)
  | (Readonly<{ kind: 'case.jurisdictionSettled'; no: number }> & NonNullable<JurisdictionQuestion['ended']>)

type Questions = Readonly<{ questions: readonly JurisdictionQuestion[] }>

export function afterJurisdiction({ questions }: Questions, event: JurisdictionEvent): readonly JurisdictionQuestion[] {
  const change = (more: Partial<JurisdictionQuestion>) => questions.map((each) => (each.no === event.no ? { ...each, ...more } : each))
  switch (event.kind) {
    case 'case.jurisdictionQuestioned': {
      const { kind: _, ...question } = event
      return [...questions, question]
    }
    case 'case.designationAsked': {
      const { kind: _, no: __, ...asked } = event
      return change({ asked })
    }
    case 'case.jurisdictionSettled': {
      const { kind: _, no: __, ...ended } = event
      return change({ ended })
    }
  }
}

/** The question that has no answer yet. */
export const openQuestion = ({ questions }: Questions): JurisdictionQuestion | undefined => questions.find(({ ended }) => !ended)

/** Another body is competent by the last answer 应当移送. */
export const competentElsewhere = ({ questions }: Questions): string | undefined => {
  const ended = questions.at(-1)?.ended
  return ended && !ended.ours ? ended.competent : undefined
}

/** No filing and no decision while it is open who is competent, nor once it is another 管辖未定或者不属本机关管辖的，不得立案、不得作出处理决定. */
export function notCompetent(matter: Questions, { law, today }: Pick<At, 'law' | 'today'>): Refusal | undefined {
  if (openQuestion(matter))
    return refuse(
      'jurisdiction-open',
      '管辖还没有确定，确定以前不得立案、不得作出处理决定',
      ...inForce(law.modes, 'jurisdiction.designate', on(today)).clauses,
    )
  const other = competentElsewhere(matter)
  return other === undefined
    ? undefined
    : refuse(
        'not-competent',
        `本案由${other}管辖，应当移送，不得立案、不得作出处理决定`,
        ...inForce(law.modes, 'jurisdiction.transfer', on(today)).clauses,
      )
}
