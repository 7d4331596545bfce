import { type CaseFile, confirmedEvidence } from '#case/matter'
import { type Refusal, refuse } from '#law/refusal'
import type { Days, Law } from '#policy/law'
import { fineAmiss } from '#proposal/discretion'
import type { Payable, Substance } from '#proposal/proposal'

/** Where each line goes 入库去向 (YBTL-45, C4-53-1, CFF-74-2). */
const accountOf = { fine: 'treasury', gains: 'treasury', refund: 'fund' } as const satisfies Record<Payable['line'], Payable['account']>

const sum = (fen: readonly number[]): number => fen.reduce((total, each) => total + each, 0)

/** G33: every fact rests on evidence both officers stand for. */
function factWithoutEvidence({ facts }: Substance, file: CaseFile): Refusal | undefined {
  const held = new Set(confirmedEvidence(file).map(({ no }) => no))
  for (const { text, evidence } of facts) {
    const missing = evidence.find((no) => !held.has(no))
    if (missing !== undefined)
      return refuse(
        'fact-without-evidence',
        `事实「${text.slice(0, 30)}」所依据的证据${missing}不存在或者尚未由第二名执法人员确认`,
        'CFF-40',
        'CFF-46-2',
      )
  }
  return undefined
}

/** No penalty rests on a document below a rule 规范性文件不得作为依据: benchmarks and local schemes are applied, never cited as the basis. */
function normative({ violated, basis }: Substance, { provisions }: Law): Refusal | undefined {
  const cited = [...violated, ...basis].map((id) => provisions.get(id)).find((provision) => provision?.normative)
  return cited && refuse('citation-normative', `${cited.cite}属于规范性文件，不得作为处罚的依据，请引用法律、法规、规章`, 'CFF-16')
}

/** G15: every provision cited is in the register and in force on the day that chooses it. */
function citedAmiss({ violated, basis, circumstances }: Substance, law: Law, days: Days): Refusal | undefined {
  for (const [id, day] of [
    ...[...violated, ...basis].map((id) => [id, days.violation] as const),
    ...circumstances.map(({ clause }) => [clause, days.decision] as const),
  ]) {
    const provision = law.provisions.get(id)
    if (!provision) return refuse('citation-unknown', `没有登记条款 ${id}，请从条款库选择并引用到款、项`, 'CFF-59-1-3')
    if (day < provision.from || (provision.to && provision.to < day))
      return refuse('citation-not-in-force', `${provision.cite}在 ${day} 没有施行，请改引当时有效的规定`, 'CFF-37')
  }
  return undefined
}

/** G27: what is to be paid is what the penalties say, each line into its own account. */
export function payableAmiss({ penalties, payable }: Pick<Substance, 'penalties' | 'payable'>): Refusal | undefined {
  const mixed = payable.find(({ line, account }) => account !== accountOf[line])
  if (mixed)
    return mixed.line === 'refund'
      ? refuse('payable-mixed', '退回的医疗保障基金应当进入基金财政专户，不得作为罚没款', 'YBTL-45-1', 'C4-53-1')
      : refuse('payable-mixed', '罚没款应当上缴国库，不得进入其他账户', 'CFF-74-2')
  for (const [line, kind, zh] of [
    ['fine', 'fine', '罚款'],
    ['gains', 'confiscateGains', '没收违法所得'],
  ] as const) {
    const decided = sum(penalties.map((penalty) => (penalty.kind === kind ? penalty.fen : 0)))
    if (decided !== sum(payable.filter((each) => each.line === line).map(({ fen }) => fen)))
      return refuse('payable-differs', `缴款线与${zh}数额不一致，请核对`, 'CFF-59-1-4', 'CFF-74-2')
  }
  return undefined
}

/** What stands against a substance 拟处理意见的实体审查, in the order of the gates; undefined when nothing does. */
export const substanceAmiss = (substance: Substance, file: CaseFile, law: Law, days: Days): Refusal | undefined =>
  factWithoutEvidence(substance, file) ??
  citedAmiss(substance, law, days) ??
  normative(substance, law) ??
  payableAmiss(substance) ??
  fineAmiss(substance, law, days)
