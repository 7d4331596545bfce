import { z } from 'zod'
import { act } from '#agency/act'
import { nameOf } from '#agency/agency'
import { type Post, postFor } from '#agency/post'
import { headcount, samePerson } from '#agency/standing'
import { notHandler, notTwoOfficers } from '#case/handler'
import type { CaseEvent, CaseFile } from '#case/matter'
import { isRecused, organOf } from '#case/recusal'
import { day } from '#law/day'
import { type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'
import { findInForce, on } from '#policy/law'

const open = ({ recusals }: CaseFile, officer: string): Refusal | undefined =>
  recusals.some((each) => each.officer === officer && !each.decided)
    ? refuse('recusal-open', '这名人员的回避已经提出，等待决定', 'CFF-43-3')
    : undefined

export const applyRecusal = act({
  id: 'case.applyRecusal',
  zh: '记录当事人申请回避',
  clauses: ['CFF-43-2', 'C13-19-2', 'C4-5-2', 'C53-16-2', 'CFF17-37-3'],
  stream: 'case',
  by: ['handler', 'unitHead'],
  seen: false,
  input: z.strictObject({
    officer: words(32).meta({ title: '申请回避的人员', of: 'officer' }),
    reason: words(2000).meta({ title: '当事人的理由' }),
    on: day.meta({ title: '提出日期' }),
  }),
  closed: (file: CaseFile, at): Refusal | undefined =>
    at.agency.officers[at.actor.id]?.posts.includes('unitHead') ? undefined : notHandler(file, at),
  run(file: CaseFile, { officer, reason, on: said }, { actor, agency, law, today }): readonly CaseEvent[] | Refusal {
    if (said > today) return refuse('in-future', '提出日期不能晚于今天', 'CFF-43-2')
    if (!agency.officers[officer]) return refuse('no-officer', '本机关没有这名人员，请核对', 'CFF-43-2')
    const again = open(file, officer)
    if (again) return again
    const no = file.recusals.length + 1
    return [
      {
        kind: 'case.recusalApplied',
        no,
        officer,
        origin: 'party',
        reason,
        ...organOf(officer, agency, law, today),
        by: actor.id,
        on: said,
      },
    ]
  },
})

/** 自行回避: said by the officer himself, decided by the same organ. */
export const recuseSelf = act({
  id: 'case.recuseSelf',
  zh: '自行申请回避',
  clauses: ['CFF-43-1', 'C13-19-1', 'C4-5-1', 'C53-16-1', 'CFF17-37-3'],
  stream: 'case',
  by: ['handler', 'unitHead', 'reviewer', 'head', 'leaderInCharge'],
  seen: false,
  input: z.strictObject({ reason: words(2000).meta({ title: '与本案的利害关系或者其他关系' }) }),
  closed: (file: CaseFile, { actor }): Refusal | undefined => open(file, actor.id),
  run: (file: CaseFile, { reason }, { actor, agency, law, today }): readonly CaseEvent[] => [
    {
      kind: 'case.recusalApplied',
      no: file.recusals.length + 1,
      officer: actor.id,
      origin: 'self',
      reason,
      ...organOf(actor.id, agency, law, today),
      by: actor.id,
      on: today,
    },
  ],
})

const headPosts: readonly Post[] = ['head', 'leaderInCharge']

/** G29: by the organ of the day; nobody decides on himself; a principal leader's in medical security by the heads together (C4-5-3). */
export const decideRecusal = act({
  id: 'case.decideRecusal',
  zh: '决定回避',
  clauses: ['CFF-43-3', 'C13-19-3', 'C4-5-3', 'C53-16-3'],
  stream: 'case',
  by: ['head'],
  seen: true,
  input: z.strictObject({
    no: z.int().positive().meta({ title: '回避申请序号' }),
    recused: z.boolean().meta({ title: '应当回避' }),
    why: words(2000).meta({ title: '审查意见' }),
    present: z.array(words(32)).min(2).max(30).exactOptional().meta({ title: '集体讨论参加人员（仅主要负责人的回避）', of: 'officer' }),
  }),
  closed: ({ recusals }: CaseFile): Refusal | undefined =>
    recusals.some(({ decided }) => !decided) ? undefined : refuse('no-recusal', '没有等待决定的回避申请', 'CFF-43-3'),
  run({ recusals }: CaseFile, { no, recused, why, present }, { actor, agency, today }): readonly CaseEvent[] | Refusal {
    const asked = recusals.find((each) => each.no === no && !each.decided)
    if (!asked) return refuse('no-recusal', '没有这份等待决定的回避申请', 'CFF-43-3')
    if (samePerson(agency, asked.officer, actor.id)) return refuse('own-recusal', '本人的回避不能由本人决定', ...asked.clauses)
    if (asked.organ === 'collective') {
      const heads = new Set(present ?? [])
      if (headcount(agency, [...heads]) < 2 || !heads.has(actor.id))
        return refuse('recusal-collective', '主要负责人的回避，由负责人集体讨论决定，请写明参加人员', ...asked.clauses)
      const unfit = [...heads].find((id) => samePerson(agency, id, asked.officer) || !postFor(agency.officers[id]?.posts ?? [], headPosts))
      if (unfit) return refuse('not-a-head', `${nameOf(agency, unfit)}不能参加这次集体讨论`, ...asked.clauses)
    } else if (!postFor(agency.officers[actor.id]?.posts ?? [], [asked.organ]))
      return refuse('not-organ', '这名人员的回避不由您这个岗位决定', ...asked.clauses)
    const { officer } = asked
    return [{ kind: 'case.recusalDecided', no, officer, recused, why, ...(present ? { present } : {}), by: actor.id, on: today }]
  },
})

type Reviewed = CaseFile & Readonly<{ review: Readonly<{ rounds: readonly Readonly<{ by: string }>[] }> }>

/** Two handlers with valid certificates remain; who reviewed the matter or is recused does not take it over. */
export const replaceHandler = act({
  id: 'case.replaceHandler',
  zh: '更换办案人员',
  clauses: ['CFF-42-1', 'CFF-43-1', 'C13-32-2', 'C4-16-1', 'CFF17-37-1'],
  stream: 'case',
  by: ['unitHead', 'head'],
  seen: true,
  input: z.strictObject({
    out: words(32).meta({ title: '退出的办案人员', of: 'officer' }),
    in: words(32).meta({ title: '接替的办案人员', of: 'officer' }),
    reason: words(500).meta({ title: '理由' }),
  }),
  run(file: Reviewed, { out, in: into, reason }, at): readonly CaseEvent[] | Refusal {
    const { actor, agency, law, today } = at
    if (!file.handlers.includes(out)) return refuse('not-a-handler', '退出的人不是本案办案人员，请核对', 'CFF-42-1')
    if (isRecused(file, into, agency)) return refuse('recused', `${nameOf(agency, into)}已决定回避，不得办理本案`, 'CFF-43-1')
    const apart = findInForce(law.separation, 'handler≠reviewer', on(today))
    if (apart?.severity === 'block' && file.review.rounds.some(({ by }) => samePerson(agency, by, into)))
      return refuse('reviewer-handles', '审核过本案的人员不得再作为办案人员', ...apart.clauses)
    const two = notTwoOfficers(
      file.handlers.map((id) => (id === out ? into : id)),
      file,
      at,
    )
    return two ?? [{ kind: 'case.handlerReplaced', out, in: into, reason, by: actor.id, on: today }]
  },
})
