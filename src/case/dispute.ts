import { z } from 'zod'
import { act } from '#agency/act'
import { type JurisdictionEvent, openQuestion, type QuestionKind, questionsZh } from '#case/jurisdiction'
import type { CaseFile } from '#case/matter'
import { type Day, day, zhDay } from '#law/day'
import { reckon } from '#law/period'
import { type Refusal, refuse } from '#law/refusal'
import type { Term } from '#law/term'
import { words } from '#law/text'
import { findInForce, inForce, type Law, on } from '#policy/law'

const designate = (law: Law, today: Day) => inForce(law.modes, 'jurisdiction.designate', on(today)).clauses

function termOf(key: string, law: Law, from: Day): Term | undefined {
  const row = findInForce(law.periods, key, on(from))
  return row && reckon(key, row, from, law.calendar)
}

const none = (law: Law, today: Day): Refusal => refuse('no-question', '本案没有尚未确定的管辖问题', ...designate(law, today))

export const questionJurisdiction = act({
  id: 'case.questionJurisdiction',
  zh: '登记管辖争议或者请求移送管辖',
  clauses: ['CFF-25-2', 'C13-7-2', 'C13-8-2', 'C4-10', 'C53-7', 'C53-8', 'CFF17-21'],
  stream: 'case',
  by: ['unitHead', 'head'],
  seen: false,
  input: z.strictObject({
    of: z.enum(Object.keys(questionsZh) as [QuestionKind, ...QuestionKind[]]).meta({ title: '事由', labels: questionsZh }),
    other: words(100).exactOptional().meta({ title: '争议的另一机关（仅有争议时填写）' }),
    text: words(2000).meta({ title: '案情、争议的情况和本机关的意见' }),
    on: day.meta({ title: '发生争议或者提出请求的日期' }),
  }),
  closed: (file: CaseFile, { law, today }): Refusal | undefined =>
    openQuestion(file) ? refuse('question-open', '本案的管辖问题已经登记，尚未确定', ...designate(law, today)) : undefined,
  run(file: CaseFile, { of, other, ...said }, { actor, law, today }): readonly JurisdictionEvent[] | Refusal {
    if (said.on > today) return refuse('in-future', '日期不能晚于今天', ...designate(law, today))
    if (of === 'dispute' && !other) return refuse('other-unnamed', '请写明与哪一机关发生争议', ...designate(law, today))
    if (of === 'upward' && !findInForce(law.modes, 'jurisdiction.upward', on(today)))
      return refuse('no-such-step', '本领域当日的规定没有请求移送上级管辖的程序', ...designate(law, today))
    const term = of === 'dispute' ? termOf('jurisdiction.settle', law, said.on) : undefined
    return [
      {
        kind: 'case.jurisdictionQuestioned',
        ...{ no: file.questions.length + 1, of, ...(other ? { other } : {}), ...said },
        ...(term ? { term } : {}),
        by: actor.id,
      },
    ]
  },
})

const answer = {
  ours: z.boolean().meta({ title: '由本机关管辖' }),
  competent: words(100).meta({ title: '有管辖权的机关' }),
  text: words(2000).meta({ title: '内容和文书文号' }),
  on: day.meta({ title: '日期' }),
}

/** 协商: only where the text of the day knows it; before, the superior designates. */
export const settleJurisdiction = act({
  id: 'case.settleJurisdiction',
  zh: '记录协商确定的管辖',
  clauses: ['CFF-25-2', 'C13-8-2', 'C4-10'],
  stream: 'case',
  by: ['head'],
  seen: true,
  input: z.strictObject(answer),
  closed(file: CaseFile, { law, today }): Refusal | undefined {
    const question = openQuestion(file)
    if (!question) return none(law, today)
    if (question.of !== 'dispute' || !findInForce(law.modes, 'jurisdiction.negotiate', on(question.on)))
      return refuse('not-negotiable', '应当报请上级机关决定管辖，不由协商确定', ...designate(law, question.on))
    return question.asked
      ? refuse('designation-asked', '已经报请上级机关指定管辖，请等待上级机关决定', ...designate(law, today))
      : undefined
  },
  run(file: CaseFile, said, { actor, law, today }): readonly JurisdictionEvent[] | Refusal {
    const question = openQuestion(file)
    if (!question) return none(law, today)
    return (
      dayAmiss(said.on, question.on, law, today) ?? [
        { kind: 'case.jurisdictionSettled', no: question.no, how: 'settled', ...said, by: actor.id },
      ]
    )
  },
})

/** Within the question's own days. */
const dayAmiss = (said: Day, from: Day, law: Law, today: Day): Refusal | undefined =>
  said < from || said > today ? refuse('day-amiss', `日期应当在${zhDay(from)}以后、今天以前`, ...designate(law, today)) : undefined

/** P34: from the day on which the superior received it, so many days to decide. */
export const askDesignation = act({
  id: 'case.askDesignation',
  zh: '报请上级机关决定管辖',
  clauses: ['CFF-25-2', 'C13-8-2', 'C13-10', 'C4-10', 'C53-8', 'C53-10', 'CFF17-21'],
  stream: 'case',
  by: ['head'],
  seen: true,
  input: z.strictObject({
    superior: words(100).meta({ title: '（共同的）上级机关' }),
    documentNo: words(100).meta({ title: '请示文号' }),
    received: day.meta({ title: '上级机关接到请示的日期' }),
  }),
  closed(file: CaseFile, { law, today }): Refusal | undefined {
    const question = openQuestion(file)
    if (!question) return none(law, today)
    return question.asked ? refuse('designation-asked', '已经报请上级机关决定管辖', ...designate(law, today)) : undefined
  },
  run(file: CaseFile, said, { actor, law, today }): readonly JurisdictionEvent[] | Refusal {
    const question = openQuestion(file)
    if (!question) return none(law, today)
    const term = termOf('jurisdiction', law, said.received)
    return (
      dayAmiss(said.received, question.on, law, today) ?? [
        { kind: 'case.designationAsked', no: question.no, ...said, ...(term ? { term } : {}), by: actor.id, on: today },
      ]
    )
  },
})

/** 指定管辖: on our asking, or by the superior of itself. */
export const recordDesignation = act({
  id: 'case.recordDesignation',
  zh: '记录上级机关的管辖决定',
  clauses: ['CFF-25-2', 'C13-8-2', 'C13-10', 'C4-10', 'C53-8', 'C53-10', 'CFF17-21'],
  stream: 'case',
  by: ['unitHead', 'head'],
  seen: true,
  input: z.strictObject(answer),
  closed: (file: CaseFile, { law, today }): Refusal | undefined => (openQuestion(file) ? undefined : none(law, today)),
  run(file: CaseFile, said, { actor, law, today }): readonly JurisdictionEvent[] | Refusal {
    const question = openQuestion(file)
    if (!question) return none(law, today)
    return (
      dayAmiss(said.on, question.asked?.received ?? question.on, law, today) ?? [
        { kind: 'case.jurisdictionSettled', no: question.no, how: 'designated', ...said, by: actor.id },
      ]
    )
  },
})
