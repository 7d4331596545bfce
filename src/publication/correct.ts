import { z } from 'zod'
import { act } from '#agency/act'
import { day } from '#law/day'
import { type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'
import { type Applicant, applicants, isReopened, type Publication, type PublicationEvent } from '#publication/publication'

const who = z.enum(Object.keys(applicants) as [Applicant, ...Applicant[]])

export const requestCorrection = act({
  id: 'publication.requestCorrection',
  zh: '登记更正申请',
  clauses: ['G118-6', 'SP-1-3-17', 'YB-3-1-3-14'],
  stream: 'publication',
  by: ['publisher'],
  seen: false,
  input: z.strictObject({
    from: who.meta({ title: '谁提出', labels: applicants }),
    who: words(60).meta({ title: '申请人（本机关发现的，写发现人）' }),
    identity: words(300).meta({ title: '核对身份、委托的材料（本机关发现的，写怎样发现）' }),
    what: words(1000).meta({ title: '哪一项不准确，应当是什么' }),
    on: day.meta({ title: '收到日期' }),
  }),
  closed({ shown, request, withdrawal }: Publication): Refusal | undefined {
    if (!shown) return refuse('not-shown', '没有正在公示的内容，不用更正', 'G118-6')
    if (withdrawal) return refuse('withdrawal-due', '决定已经变化，应当撤回公示，不用更正', 'CFF-48-2', 'G118-6')
    return request && refuse('already-requested', `第 ${request.no} 次更正申请还没有办结`, 'G118-6')
  },
  run({ shown, requests }: Publication, said, { actor, today }): readonly PublicationEvent[] | Refusal {
    if (said.on > today) return refuse('in-future', '收到日期不能晚于今天', 'G118-6')
    if (shown && said.on < shown.publishedOn) return refuse('day-amiss', '收到日期不能早于公示之日', 'G118-6')
    const { on, ...told } = said
    return [{ kind: 'publication.correctionRequested', ...told, no: requests + 1, by: actor.id, on }]
  },
})

export const refuseCorrection = act({
  id: 'publication.refuseCorrection',
  zh: '不予更正并答复',
  clauses: ['G118-6', 'SP-1-3-17', 'YB-3-1-3-14'],
  stream: 'publication',
  by: ['leaderInCharge', 'principalLeader', 'head', 'unitHead'],
  seen: true,
  input: z.strictObject({ reason: words(1000).meta({ title: '核实的结果、不予更正的理由和救济途径（答复申请人的内容）' }) }),
  closed: (publication: Publication): Refusal | undefined =>
    publication.request && isReopened(publication) ? undefined : refuse('not-requested', '没有待办的更正申请', 'G118-6'),
  run: ({ requests }: Publication, { reason }, { actor, today }): readonly PublicationEvent[] => [
    { kind: 'publication.correctionRefused', no: requests, reason, by: actor.id, on: today },
  ],
})
