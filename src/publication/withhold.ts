import { z } from 'zod'
import { act } from '#agency/act'
import type { Post } from '#agency/post'
import type { Party } from '#case/party'
import { addMonths, type Day } from '#law/day'
import { bornOn } from '#law/identifier'
import { type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'
import { inForce, type Law, on } from '#policy/law'
import { chainOf } from '#publication/chain'
import type { Publication, PublicationEvent } from '#publication/publication'

const FULL_AGE_MONTHS = 18 * 12

/** 不予公开的情形 of the day. */
const groundsOn = (law: Law, day: Day) => inForce(law.lists, 'publication.withhold', on(day))

/** Of a minor nothing comes out where the text says so 未成年人 (WZ-GS-17-1): by the birth date in his number, on the day of the decision. */
export function minor(party: Party, decidedOn: Day, law: Law): Refusal | undefined {
  const ground = groundsOn(law, decidedOn).items.find(({ id }) => id === 'minor')
  const born = party.type === 'natural' && party.idNo ? bornOn(party.idNo) : undefined
  return ground && born && addMonths(born, FULL_AGE_MONTHS) > decidedOn
    ? refuse('minor', '当事人在作出决定时不满十八周岁，不予公开；请拟不予公开的意见送审批', ground.clause)
    : undefined
}

export const withhold = act({
  id: 'publication.withhold',
  zh: '拟不予公开',
  clauses: ['G118-6', 'CFF-50', 'WZ-GS-17-1'],
  stream: 'publication',
  by: ['publisher'],
  seen: true,
  input: z.strictObject({
    ground: words(40).meta({ title: '不予公开的情形', of: 'publication.withhold' }),
    reason: words(1000).meta({ title: '事实和理由' }),
  }),
  closed({ duty, shown, withheld }: Publication): Refusal | undefined {
    if (shown) return refuse('still-shown', '已经公示的，先撤回，再办理不予公开', 'G118-6')
    if (withheld) return refuse('withheld', '已经批准不予公开', withheld.clause)
    return duty ? undefined : refuse('nothing-to-publish', '还没有公示任务', 'G118-6')
  },
  run(_publication: Publication, said, { actor, today, law, hash }): readonly PublicationEvent[] | Refusal {
    const grounds = groundsOn(law, today)
    const ground = grounds.items.find(({ id }) => id === said.ground)
    if (!ground)
      return refuse('withhold-ground', `没有这种不予公开的情形，可用：${grounds.items.map(({ zh }) => zh).join('；')}`, ...grounds.clauses)
    const told = { ...said, groundZh: ground.zh, clause: ground.clause }
    const next = chainOf(law, today).posts[0] as Post
    return [{ kind: 'publication.withholdingProposed', ...told, digest: hash(told), by: actor.id, on: today, next }]
  },
})

/** Grounds that another's will or a greater good outweighs 商业秘密、个人隐私 (WZ-GS-17-10, 17-11). */
const outweighable = ['trade-secret', 'privacy']
const whys = {
  consent: '第三方同意公开',
  'public-interest': '不公开将对公共利益造成重大影响',
  lifted: '不予公开的情形已经消失或者认定有误',
} as const

export const disclose = act({
  id: 'publication.disclose',
  zh: '恢复公开',
  clauses: ['WZ-GS-17-10', 'WZ-GS-17-11', 'G118-6'],
  stream: 'publication',
  by: ['publisher'],
  seen: true,
  input: z.strictObject({
    why: z.enum(['consent', 'public-interest', 'lifted']).meta({ title: '可以公开的原因', labels: whys }),
    text: words(1000).meta({ title: '事实和理由（同意的范围和书面材料，或者对公共利益的权衡）' }),
  }),
  closed: ({ withheld }: Publication): Refusal | undefined =>
    withheld ? undefined : refuse('not-withheld', '没有批准过不予公开', 'G118-6'),
  run({ withheld }: Publication, said, { actor, today }): readonly PublicationEvent[] | Refusal {
    if (withheld && said.why !== 'lifted' && !outweighable.includes(withheld.ground))
      return refuse('not-outweighable', '只有商业秘密、个人隐私可以经同意或者因公共利益而公开', withheld.clause)
    return [{ kind: 'publication.disclosable', ...said, by: actor.id, on: today }]
  },
})
