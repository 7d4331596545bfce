import { type Day, zhDay } from '#law/day'
import { type Refusal, refuse } from '#law/refusal'
import { cite, findInForce, type Law, on } from '#policy/law'
import type { PublicDecision } from '#publication/public'
import type { Draft } from '#publication/publication'

/** What a digest may name 摘要的各项, by the ids of the packs: a field of the page each. 执法结论 and 执法决定 are one thing in two texts. */
export const particulars = {
  documentNo: 'documentNo',
  agency: 'agencyZh',
  party: 'party',
  kind: 'typeZh',
  cause: 'cause',
  facts: 'facts',
  violated: 'violated',
  basis: 'basis',
  discretion: 'discretion',
  conclusion: 'outcome',
  decision: 'outcome',
  decidedOn: 'decidedOn',
} as const
export type Particular = keyof typeof particulars

const isParticular = (id: string): id is Particular => Object.hasOwn(particulars, id)

/** What a matter may lack, and how it is mended. */
const mends: Partial<Record<Particular, string>> = {
  facts: '请填写违法事实摘要',
  discretion: '请填写裁量说明',
  violated: '请先在拟处理意见里写明违反的条款',
  basis: '请先在拟处理意见里写明处罚依据',
}

/** What a digest prepared on a day names 摘要的内容; nothing where no text says. */
export const digestOn = (law: Law, day: Day) => findInForce(law.lists, 'publication.digest', on(day))

/** How one particular reads; nothing where the matter has none. */
export function particularZh(page: Omit<Draft, 'digest'>, id: Particular): string {
  const said = page[particulars[id]]
  if (said === undefined) return ''
  if (id === 'decidedOn') return zhDay(page.decidedOn)
  return typeof said === 'string' ? said : said.map(({ cite }) => cite).join('；')
}

/** Of the whole what the row of the day names, and no more of the decision 信息摘要; the whole where no text says what a digest holds. */
export function digested(whole: Draft, law: Law, day: Day): Draft | Refusal {
  const row = digestOn(law, day)
  if (!row) return whole
  const named = row.items.flatMap(({ id, zh, clause }) => (isParticular(id) ? [{ id, zh, clause }] : []))
  const lacking = named.find(({ id }) => particularZh(whole, id) === '')
  if (lacking)
    return refuse('particular-missing', `信息摘要应当写明“${lacking.zh}”：${mends[lacking.id] ?? '请先在案件里补全'}`, lacking.clause)
  const { agency, agencyZh, id, typeZh, decidedOn, correction, demo } = whole
  const fields = named.map(({ id }) => particulars[id])
  const has = (field: keyof PublicDecision) => fields.some((each) => each === field)
  return {
    ...{ agency, agencyZh, id, typeZh, decidedOn, demo },
    ...Object.fromEntries(fields.map((field) => [field, whole[field]])),
    title: `${has('party') ? whole.party : ''}${has('cause') ? `${whole.cause}案` : `${typeZh}决定`}`,
    digest: named.map(({ id, zh, clause }) => ({ id, zh, clause: { id: clause, cite: cite(law, clause) } })),
    ...(correction ? { correction } : {}),
  }
}
