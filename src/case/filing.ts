import { z } from 'zod'
import { act } from '#agency/act'
import { notApprover } from '#case/approver'
import { ending } from '#case/leave'
import type { CaseEvent, CaseFile } from '#case/matter'
import { day } from '#law/day'
import { extend } from '#law/extension'
import { isRefusal, type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'
import { findInForce, on } from '#policy/law'

/** P29: longer time to decide on filing, once, where the text of the day grants it and by whom it says. */
export const extendFiling = act({
  id: 'case.extendFiling',
  zh: '延长立案期限',
  clauses: ['C13-32-1', 'C4-14-1'],
  stream: 'case',
  by: ['head'],
  seen: true,
  input: z.strictObject({ reason: words(1000).meta({ title: '案情复杂或者特殊情况的理由' }) }),
  closed({ clue }: CaseFile, at): Refusal | undefined {
    if (!findInForce(at.law.periods, 'filing.extension', on(at.today)))
      return refuse('extension-none', '当日的规定没有延长立案期限的程序', ...(clue?.term.clauses ?? (['CFF-54-2'] as const)))
    return notApprover('approve.filing.extension', '立案期限的延长', at)
  },
  run({ clue }: CaseFile, { reason }, { actor, today, law }): readonly CaseEvent[] | Refusal {
    const row = findInForce(law.periods, 'filing.extension', on(today))
    if (!clue || !row) return refuse('extension-none', '当日的规定没有延长立案期限的程序', 'CFF-54-2')
    const term = extend(clue.term, [{ key: 'filing.extension', ...row }], { key: 'filing.extension', on: today }, law.calendar)
    return isRefusal(term) ? term : [{ kind: 'case.filingExtended', term, reason, by: actor.id, on: today }]
  },
})

/** 不予立案的理由 */
export const declineGrounds = { condition: '不符合立案条件', timebar: '已过追责期限', other: '其他依法不予立案的情形' } as const

export const declineToFile = act({
  id: 'case.declineToFile',
  zh: '不予立案',
  clauses: ['CFF-54-2', 'C13-32-1', 'C4-14-1', 'C53-15-1'],
  stream: 'case',
  by: ['unitHead', 'head'],
  seen: true,
  input: z.strictObject({
    ground: z.enum(Object.keys(declineGrounds) as [keyof typeof declineGrounds]).meta({ title: '不予立案的理由', labels: declineGrounds }),
    unmet: words(40).exactOptional().meta({ title: '不符合的立案条件', of: 'filing.conditions' }),
    text: words(2000).meta({ title: '核查情况和理由' }),
  }),
  closed: (_file: CaseFile, at): Refusal | undefined => notApprover('approve.filing', '不予立案', at),
  run(_file: CaseFile, { ground, unmet, text }, { actor, today }): readonly CaseEvent[] | Refusal {
    if (ground === 'condition' && !unmet) return refuse('condition-unnamed', '请写明不符合哪一项立案条件', 'CFF-54-2')
    return [{ kind: 'case.filingDeclined', ground: unmet ?? ground, text, by: actor.id, on: today }]
  },
})

/** A complaint began the matter: whoever complained is told what came of it 告知举报人. */
export const tellComplainant = act({
  id: 'case.tellComplainant',
  zh: '告知投诉举报人',
  clauses: ['CFF-54-2'],
  stream: 'case',
  by: ['handler', 'unitHead'],
  seen: false,
  input: z.strictObject({ how: words(500).meta({ title: '告知的方式和内容' }), on: day.meta({ title: '告知日期' }) }),
  closed({ clue, complainantTold }: CaseFile): Refusal | undefined {
    if (clue?.source !== 'complaint') return refuse('no-complainant', '本案线索不是投诉举报，没有要告知的人', 'CFF-54-2')
    return complainantTold ? refuse('already-told', '已经告知投诉举报人', 'CFF-54-2') : undefined
  },
  run: ({ exit }: CaseFile, { how, on: told }, { actor, today }): readonly CaseEvent[] | Refusal =>
    told > today || (exit && told < exit.on)
      ? refuse('day-amiss', '告知日期应当在不予立案之后、今天以前，请核对', 'CFF-54-2')
      : [{ kind: 'case.complainantTold', how, by: actor.id, on: told }],
})

export const withdrawFiling = act({
  id: 'case.withdrawFiling',
  zh: '撤销立案',
  clauses: ['CFF-54-2', 'C13-32-2', 'C4-15-2'],
  stream: 'case',
  by: ['head'],
  seen: true,
  input: z.strictObject({
    ground: z.enum(['condition', 'timebar', 'duplicate', 'other']).meta({
      title: '撤销立案的理由',
      labels: { condition: '立案条件不具备', timebar: '已过追责期限', duplicate: '同一违法行为已经立案或者处罚', other: '其他情形' },
    }),
    text: words(2000).meta({ title: '查明的情况和依据的证据' }),
  }),
  closed: (_file: CaseFile, at): Refusal | undefined => notApprover('approve.withdrawFiling', '撤销立案', at),
  run: (file: CaseFile, said, { actor, today }): readonly CaseEvent[] =>
    ending(file, { kind: 'case.filingWithdrawn', ...said, by: actor.id, on: today }),
})
