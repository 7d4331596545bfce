import { z } from 'zod'
import type { Party } from '#case/party'
import { type Day, day } from '#law/day'
import { reckon } from '#law/period'
import { type Refusal, refuse } from '#law/refusal'
import type { Term } from '#law/term'
import { words } from '#law/text'
import { findInForce, inForce, type Law, type ListItem, on } from '#policy/law'

/** Who signs for the paper 签收人 (C13-54-1, C53-47-3, MSF-88-1). */
export const receivers = {
  self: '受送达人本人',
  kin: '同住成年家属',
  head: '法定代表人、主要负责人',
  mailroom: '负责收件的人',
  agent: '指定的代理人、代收人',
} as const
type Receiver = keyof typeof receivers

const places = { board: '公告栏', residence: '受送达人住所地', newspaper: '报纸', site: '门户网站' } as const

/** What the receipt tells beside the day 送达经过: each mode asks for its own, and the form shows no other. */
export const deliveryFacts = z.strictObject({
  receiver: z
    .enum(Object.keys(receivers) as [Receiver, ...Receiver[]])
    .exactOptional()
    .meta({ title: '签收人', labels: receivers, when: { mode: ['direct'] } }),
  refusal: words(500)
    .exactOptional()
    .meta({ title: '拒收事由', when: { mode: ['left'] } }),
  witness: z
    .strictObject({ name: words(40).meta({ title: '姓名' }), unit: words(100).meta({ title: '所在单位或者基层组织' }) })
    .exactOptional()
    .meta({ title: '见证人（拍照、录像的，可以不填）', when: { mode: ['left'] } }),
  footage: words(500)
    .exactOptional()
    .meta({ title: '拍照、录像（有见证人的，可以不填）', when: { mode: ['left'] } }),
  difficulty: words(500)
    .exactOptional()
    .meta({ title: '直接送达的困难', when: { mode: ['entrusted', 'mail'] } }),
  via: words(200)
    .exactOptional()
    .meta({ title: '代送机关、邮件单号或者转交单位', when: { mode: ['entrusted', 'mail', 'forwarded'] } }),
  consent: z
    .strictObject({
      on: day.meta({ title: '确认书签订日期' }),
      system: words(200).meta({ title: '接收的系统、号码或者邮箱' }),
      capture: words(500).meta({ title: '拍照、截屏、录音、录像' }),
    })
    .exactOptional()
    .meta({ title: '同意和确认书', when: { mode: ['electronic'] } }),
  address: z
    .strictObject({
      confirmedOn: day.meta({ title: '地址确认书日期' }),
      address: words(200).meta({ title: '确认的地址' }),
      way: z
        .enum(['received', 'left', 'returned'])
        .meta({ title: '送达情况', labels: { received: '签收', left: '文书留在该地址', returned: '邮件被退回' } }),
    })
    .exactOptional()
    .meta({ title: '地址确认书', when: { mode: ['confirmed-address'] } }),
  announced: z
    .strictObject({
      why: z
        .enum(['whereabouts', 'noOtherWay'])
        .meta({ title: '公告原因', labels: { whereabouts: '下落不明', noOtherWay: '其他方式无法送达' } }),
      course: words(2000).meta({ title: '查找和送达的经过' }),
      places: z
        .array(z.enum(['board', 'residence', 'newspaper', 'site']).meta({ labels: places }))
        .min(1)
        .max(4)
        .meta({ title: '公告的地方' }),
    })
    .exactOptional()
    .meta({ title: '公告', when: { mode: ['announce'] } }),
})
export type DeliveryFacts = z.infer<typeof deliveryFacts>

/** Which paper is served 送达的文书: of one mode the texts ask more for papers that no statute sends to the 民事诉讼法 (CFF-61-1, QZF-38). */
export type Paper = 'decision' | 'urge' | 'notice'
export type Served = Readonly<{ mode: string; on: Day; facts?: DeliveryFacts }>
type Asked = Readonly<{ facts: DeliveryFacts; on: Day; party: Party; paper: Paper; law: Law; item: ListItem }>

const only =
  (code: string, lacks: (asked: Asked) => boolean, zh: string) =>
  (asked: Asked): Refusal | undefined =>
    lacks(asked) ? refuse(code, zh, asked.item.clause) : undefined

const personal: readonly Receiver[] = ['self', 'kin', 'agent']
const corporate: readonly Receiver[] = ['head', 'mailroom', 'agent']

/** Nobody receives it: a witness from the place, or a camera where the text of the day lets it stand for him 留置送达. */
function left({ facts, on: today, paper, law, item }: Asked): Refusal | undefined {
  if (!facts.refusal) return refuse('delivery-refusal', '留置送达应当记明拒收事由', item.clause)
  if (facts.witness) return undefined
  if (!facts.footage) return refuse('delivery-unwitnessed', '留置送达应当有见证人签名，或者拍照、录像记录送达过程', item.clause)
  const camera = findInForce(law.modes, 'delivery.leave.camera', on(today))
  return camera && (camera.mode === 'all' || camera.mode.split(',').includes(paper))
    ? undefined
    : refuse('delivery-witness', '当日的规定要求有关组织或者单位的人员到场见证', ...(camera?.clauses ?? ([item.clause] as const)))
}

/** G18: what each mode asks for 送达方式的条件和证明, first lack first. */
const conditions: Readonly<Record<string, readonly ((asked: Asked) => Refusal | undefined)[]>> = {
  direct: [
    only('delivery-receiver', ({ facts }) => !facts.receiver, '直接送达应当写明由谁签收'),
    only(
      'delivery-receiver-unfit',
      ({ facts, party }) => !(party.type === 'natural' ? personal : corporate).some((each) => each === facts.receiver),
      '签收人与受送达人不符：公民由本人或者同住成年家属签收，单位由法定代表人、主要负责人或者负责收件的人签收',
    ),
  ],
  left: [left],
  entrusted: [
    only('delivery-difficulty', ({ facts }) => !facts.difficulty, '直接送达有困难的，才可以委托送达，请写明困难'),
    only('delivery-via', ({ facts }) => !facts.via, '请写明代送的机关'),
  ],
  mail: [
    only('delivery-difficulty', ({ facts }) => !facts.difficulty, '直接送达有困难的，才可以邮寄送达，请写明困难'),
    only('delivery-via', ({ facts }) => !facts.via, '请写明邮件单号'),
  ],
  electronic: [
    only('delivery-consent', ({ facts }) => !facts.consent, '电子送达应当经受送达人同意并签订确认书'),
    only('delivery-consent-late', ({ facts, on }) => (facts.consent?.on ?? '') > on, '确认书的日期晚于送达日期，请核对'),
  ],
  forwarded: [only('delivery-via', ({ facts }) => !facts.via, '请写明转交的部队、监所或者机构')],
  'confirmed-address': [
    only('delivery-address', ({ facts }) => !facts.address, '按确认地址送达应当有受送达人签署的地址确认书'),
    only('delivery-address-late', ({ facts, on }) => (facts.address?.confirmedOn ?? '') > on, '地址确认书的日期晚于送达日期，请核对'),
  ],
  announce: [only('delivery-announcement', ({ facts }) => !facts.announced, '公告送达应当在案卷中记明原因和经过')],
}

/** G18: the mode is one of the day's, and its own conditions and proof are there. Serves every paper of a matter 各类文书通用. */
export function deliveryAmiss({ mode, on: served, facts = {} }: Served, party: Party, paper: Paper, law: Law): Refusal | undefined {
  const modes = inForce(law.lists, 'delivery.modes', on(served))
  const item = modes.items.find(({ id }) => id === mode)
  if (!item) return refuse('delivery-mode', `当日没有这种送达方式，可用：${modes.items.map(({ zh }) => zh).join('、')}`, ...modes.clauses)
  for (const holds of conditions[mode] ?? []) {
    const lack = holds({ facts, on: served, party, paper, law, item })
    if (lack) return lack
  }
  return undefined
}

/** The term after which an announcement counts as service 公告期 (C13-58-2, C53-50-2, MSF-95-1); no other mode has one. */
export const announcementTerm = ({ mode, on: issued }: Served, law: Law): Term | undefined =>
  mode === 'announce' ? reckon('delivery.announce', inForce(law.periods, 'delivery.announce', on(issued)), issued, law.calendar) : undefined

/** How a paper reached the party 文书到达: `on` is the day it counts as served, `from` the day it was announced 公告发出之日. */
export type Reached = Readonly<{ mode: string; to: string; on: Day; from?: Day; facts?: DeliveryFacts }>

/** What an act asks of a paper it serves 送达情况; `on` is written down as the day of signature, leaving, arrival, return or announcement. */
export const serving = {
  mode: words(20).meta({ title: '送达方式', of: 'delivery.modes' }),
  to: words(60).meta({ title: '收件人' }),
  on: day.meta({ title: '送达日期（公告送达的，为公告发出之日）' }),
  facts: deliveryFacts.exactOptional().meta({ title: '送达经过', when: { mode: Object.keys(conditions) } }),
}

/** G18 for a paper of any act: one announced reaches the party when the announcement is over, and what it starts runs from then (C13-58-2). */
export function reach(
  said: Served & Readonly<{ to: string }>,
  { clue }: Readonly<{ clue?: Readonly<{ party: Party }> }>,
  paper: Paper,
  law: Law,
): Reached | Refusal {
  const { mode, to, on: sent, facts } = said
  const lack = clue && deliveryAmiss(said, clue.party, paper, law)
  if (lack) return lack
  const due = announcementTerm(said, law)?.due
  return { mode, to, on: due ?? sent, ...(due ? { from: sent } : {}), ...(facts ? { facts } : {}) }
}
