import { evidenceKinds } from '#case/matter'
import type { Values } from '#documents/paper'
import { zhDay } from '#law/day'
import { inWords, yuan } from '#law/money'
import type { Matter } from '#penalty/matter'
import type { Around } from '#penalty/papers/draft'
import { cite, type Days, type Law } from '#policy/law'
import { appliedZh } from '#proposal/graded'
import { outcomeZh } from '#proposal/outcome'
import type { Penalty, Substance } from '#proposal/proposal'

/** A penalty as a paper writes it: an amount in figures and in words 大写. */
const penaltyZh = (penalty: Penalty): string => {
  const said = outcomeZh([penalty])
  return penalty.kind === 'fine' || penalty.kind === 'confiscateGains' ? `${said}（大写：${inWords(penalty.fen)}）` : said
}

/** What was found, on which evidence, what is to be borne and mended 事实、证据、处罚内容、改正. */
export function outcomesOf(
  { evidence }: Matter,
  { facts, penalties, payable, correction, circumstances, discretion = [], benchmark }: Substance,
  law: Law,
  days: Days,
): Values {
  const relied = [...new Set(facts.flatMap((fact) => fact.evidence))].sort((a, b) => a - b)
  const refund = payable.filter(({ line }) => line === 'refund').reduce((sum, { fen }) => sum + fen, 0)
  const applied = appliedZh(discretion, law, days)
  const weighed = [...circumstances.map(({ text }) => text), ...(benchmark ? [`裁量基准：${benchmark}`] : []), ...applied]
  return {
    facts: facts.map(({ text }) => text),
    evidence: relied.flatMap((no) => {
      const piece = evidence.find((each) => each.no === no)
      return piece ? [`${piece.title}（${evidenceKinds[piece.type]}，${zhDay(piece.collectedOn)}取得）`] : []
    }),
    content: [...penalties.map(penaltyZh), ...(refund > 0 ? [`退回医疗保障基金 ${yuan(refund)}（大写：${inWords(refund)}）`] : [])],
    correction:
      correction.kind === 'ordered'
        ? `责令改正：${correction.text}${correction.by ? `（${zhDay(correction.by)}前改正）` : ''}。`
        : `没有需要改正的：${correction.reason}。`,
    discretion: weighed.length > 0 ? `裁量情节：${weighed.join('；')}。` : undefined,
  }
}

/** 违反了……的规定，依据……的规定 */
export const reasonsOf = ({ law }: Pick<Around, 'law'>, { violated, basis }: Substance): string =>
  `违反了${violated.map((id) => cite(law, id)).join('、')}的规定，依据${basis.map((id) => cite(law, id)).join('、')}的规定`
