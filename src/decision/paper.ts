import type { Agency } from '#agency/agency'
import { foundedOf } from '#agency/agency'
import type { PaperItem } from '#decision/decision'
import { type Day, zhDay } from '#law/day'
import { yuan } from '#law/money'
import { type Refusal, refuse } from '#law/refusal'
import { cite, type Days, findInForce, inForce, type Law } from '#policy/law'
import { appliedZh } from '#proposal/graded'
import { accountZh, lineZh, outcomeZh } from '#proposal/outcome'
import type { Proposal, Substance } from '#proposal/proposal'

/** What the paper is made of 决定书的来源: the proposal decided on, the agency, the law and the day. */
type Source = Readonly<{ proposal: Proposal; agency: Agency; law: Law; days: Days; today: Day; address?: string }>

/** 途径和期限 of the day: how long stands in the periods, to whom in the modes. */
export function remediesOf({ law, days }: Pick<Source, 'law' | 'days'>): string {
  const length = (key: string) => {
    const { value, unit } = inForce(law.periods, key, days)
    return `${value}${unit === '月' ? '个月' : unit}`
  }
  const organ = inForce(law.modes, 'remedy.organ', days).mode
  return `不服本决定的，可以自收到之日起${length('remedy.reconsideration')}内向${organ}申请行政复议，也可以在${length('remedy.suit')}内依法向人民法院起诉`
}

/** 履行方式和期限, kind by kind. */
function howToPerform({ law, days, proposal }: Source): string {
  const { payable } = proposal.substance
  const { value, unit } = inForce(law.periods, 'payment', { ...days, step: days.decision })
  const fines = payable.filter(({ line }) => line !== 'refund')
  const paid = fines.map(({ line, fen, account }) => `${lineZh[line]} ${yuan(fen)}（缴入${accountZh[account]}）`).join('、')
  const refund = payable.filter(({ line }) => line === 'refund').map(({ fen, account }) => `退回 ${yuan(fen)}（缴入${accountZh[account]}）`)
  const said = [...(paid ? [`自收到本决定书之日起${value}${unit}内缴纳${paid}`] : []), ...refund]
  return said.length > 0 ? said.join('；') : '自收到本决定书之日起履行'
}

/** 裁量基准的适用情况, as the proposal states it; where none of the law at hand covers the basis, that is said (G27-12). */
function benchmark({ proposal, law, days }: Source): string {
  const { benchmark: said, discretion = [] } = proposal.substance
  const grades = appliedZh(discretion, law, days)
  return said ?? (grades.length > 0 ? grades.join('；') : '没有登记适用于上述条款的裁量基准')
}

const correction = ({ correction: said }: Substance): string =>
  said.kind === 'ordered' ? `责令改正：${said.text}${said.by ? `（${zhDay(said.by)}前）` : ''}` : `没有需要改正的：${said.reason}`

/** Each item's words 各项内容; an item whose words are not known stays empty, and bars the decision. */
const texts: Readonly<Record<string, (source: Source) => string>> = {
  party: ({ proposal, address }) => {
    const { party } = proposal.substance
    const at = party.address ?? address
    return at ? `${party.name}，${at}` : ''
  },
  facts: ({ proposal }) => proposal.substance.facts.map(({ text, evidence }) => `${text}（证据${evidence.join('、')}）`).join('；'),
  penalty: ({ proposal, law }) => {
    const { basis, penalties } = proposal.substance
    return `依据${basis.map((id) => cite(law, id)).join('、')}，${outcomeZh(penalties)}。${correction(proposal.substance)}`
  },
  performance: howToPerform,
  remedies: remediesOf,
  agency: ({ agency, today }) => `${foundedOf(agency).name}，${zhDay(today)}`,
}

/** G34: the decision paper, item by item as the text of the day lists them 决定书载明的事项, and the use of the benchmark where a text wants it shown. */
export function paperOf(source: Source): readonly PaperItem[] | Refusal {
  const { law, days } = source
  const items = inForce(law.lists, 'decision.items', days).items.map(({ id, zh, clause }) => ({
    id,
    zh,
    clause,
    text: texts[id]?.(source) ?? '',
  }))
  const empty = items.find(({ text }) => text === '')
  if (empty) return refuse('paper-incomplete', `决定书应当载明「${empty.zh}」，请补写`, empty.clause)
  const shown = findInForce(law.modes, 'decision.benchmark', days)
  return [
    ...items.map(({ id, zh, text }) => ({ id, zh, text })),
    ...(shown ? [{ id: 'benchmark', zh: '裁量基准的适用情况', text: benchmark(source) }] : []),
  ]
}
