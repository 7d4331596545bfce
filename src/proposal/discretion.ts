import { z } from 'zod'
import { type ClauseId, clauseId } from '#law/clause'
import { percent, times, yuan } from '#law/money'
import { isRefusal, type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'
import { type BenchmarkRow, type Days, findInForce, type Law, type RangeRow, type Row, type Span } from '#policy/law'
import type { Substance } from '#proposal/proposal'

/** 裁量权适用 for one basis: which case of the article, what the fine is measured by, which grade of the benchmark, why it is left. */
export const discretion = z.strictObject({
  basis: clauseId.meta({ title: '处罚依据', of: 'clause' }),
  case: words(40).exactOptional().meta({ title: '适用的情形', of: 'range.case' }),
  baseFen: z
    .int()
    .positive('金额以分为单位，应为正整数')
    .max(1e14)
    .exactOptional()
    .meta({ title: '计罚基数（违法所得、损失、骗取或者货值金额）' }),
  grade: words(40).exactOptional().meta({ title: '裁量档次', of: 'benchmark.grade' }),
  deviation: z
    .strictObject({
      reason: words(1000).meta({ title: '调整适用的理由' }),
      approval: words(200).exactOptional().meta({ title: '制定机关批准的文号（上级基准）' }),
    })
    .exactOptional()
    .meta({ title: '调整适用裁量基准' }),
})
export type Discretion = z.infer<typeof discretion>

/** Fen from least to most, both within 幅度. */
export type Range = Readonly<{ leastFen: number; mostFen: number }>

type Measured = Pick<Substance, 'basis' | 'circumstances' | 'penalties' | 'payable'> & Readonly<{ discretion?: readonly Discretion[] }>
type Case = RangeRow['cases'][number]
type Weighed = Readonly<{
  row: RangeRow
  of: Case
  range: Range
  grade?: Readonly<{ zh: string; range: Range; maker: BenchmarkRow['maker'] }>
  said?: Discretion
}>

const sum = (fen: readonly number[]): number => fen.reduce((total, each) => total + each, 0)

/**
 * A span in fen. Multiples and percentages are exact; what is less than a 分 is rounded 四舍五入, once, at the end. Undefined without the base it is
 * measured by; a base smaller than `countedAsFen` counts as that.
 */
export function rangeOf(span: Span, baseFen?: number): Range | undefined {
  if (span.in === 'fen') return { leastFen: span.least, mostFen: span.most }
  if (baseFen === undefined && span.countedAsFen === undefined) return undefined
  const base = Math.max(baseFen ?? 0, span.countedAsFen ?? 0)
  const of = span.in === 'times' ? times : percent
  return { leastFen: of(base, span.least), mostFen: of(base, span.most) }
}

/** Does an amount lie within a range 在幅度之内? */
export const within = ({ leastFen, mostFen }: Range, fen: number): boolean => leastFen <= fen && fen <= mostFen

/** The row of a basis: its own item, else the paragraph or the article that it stands in. */
export function rowOf<R extends Row>(family: Readonly<Record<string, readonly R[]>>, id: ClauseId, days: Days): R | undefined {
  for (let place: string = id; place.includes('-'); place = place.slice(0, place.lastIndexOf('-'))) {
    const row = findInForce(family, place, days)
    if (row) return row
  }
  return undefined
}

/** Is the later row the milder one 新规定处罚较轻: no case of it reaches higher or begins higher, and one reaches or begins lower. */
function milder(now: RangeRow, then: RangeRow): boolean {
  const ends = now.cases.map(({ id, span }) => {
    const old = then.cases.find((each) => each.id === id)?.span
    return old?.in === span.in ? [Number(span.most) - Number(old.most), Number(span.least) - Number(old.least)] : [1]
  })
  return ends.flat().every((step) => step <= 0) && ends.flat().some((step) => step < 0)
}

/** The range of the day of the violation, or of the decision where that is milder (CFF-37). */
export function rangeRow(law: Law, id: ClauseId, days: Days): RangeRow | undefined {
  const then = rowOf(law.ranges, id, days)
  const now = rowOf(law.ranges, id, { ...days, violation: days.decision })
  return then && now && milder(now, then) ? now : then
}

/** What a multiple is measured by, as the substance itself tells it 计罚基数: gains confiscated, fund to be returned, value of the goods. */
function baseOf(span: Span, { penalties, payable }: Measured): number | undefined {
  if (span.in === 'fen') return undefined
  const told = {
    gains: penalties.map((penalty) => (penalty.kind === 'confiscateGains' ? penalty.fen : 0)),
    value: penalties.map((penalty) => (penalty.kind === 'confiscateGoods' ? penalty.fen : 0)),
    loss: payable.map(({ line, fen }) => (line === 'refund' ? fen : 0)),
    fraud: payable.map(({ line, fen }) => (line === 'refund' ? fen : 0)),
  }
  return sum(told[span.of]) || undefined
}

const finesOf = ({ penalties }: Measured): number => sum(penalties.map((penalty) => (penalty.kind === 'fine' ? penalty.fen : 0)))

const missingBase = ({ clauses }: RangeRow): Refusal =>
  refuse('fine-base-missing', '罚款按倍数或者比例计算，请写明违法所得、损失、骗取或者货值的金额', ...clauses)

/** Each range that the basis opens, with its case, its base and its grade 逐条衡量; of articles without a row nothing is said. */
function weigh(substance: Measured, law: Law, days: Days): readonly Weighed[] | Refusal {
  const rows = new Map<RangeRow, ClauseId[]>()
  for (const id of substance.basis) {
    const row = rangeRow(law, id, days)
    if (row) rows.set(row, [...(rows.get(row) ?? []), id])
  }
  const stray = substance.discretion?.find(({ basis }) => !substance.basis.includes(basis))
  if (stray) return refuse('discretion-of-other', `裁量说明所写的 ${stray.basis} 不在处罚依据之中，请核对`, 'CFF-34')
  const weighed: Weighed[] = []
  for (const [row, ids] of rows) {
    const said = substance.discretion?.find(({ basis }) => ids.includes(basis))
    const of = said?.case ? row.cases.find(({ id }) => id === said.case) : row.cases[0]
    const choices = row.cases.map(({ id, zh }) => `${id}（${zh}）`).join('；')
    if (!of) return refuse('discretion-case', `没有这种情形，可选：${choices}`, ...row.clauses)
    const range = rangeOf(of.span, said?.baseFen ?? baseOf(of.span, substance))
    if (!range) return missingBase(row)
    const grade = gradeOf(substance, law, days, ids, of, said)
    if (isRefusal(grade)) return grade
    weighed.push({ row, of, range, ...(grade ? { grade } : {}), ...(said ? { said } : {}) })
  }
  return weighed
}

/** The grade of the benchmark that the handlers chose; asked for as long as a text wants its use stated (`decision.benchmark`, G27-12). */
function gradeOf(
  substance: Measured,
  law: Law,
  days: Days,
  ids: readonly ClauseId[],
  of: Case,
  said: Discretion | undefined,
): Weighed['grade'] | Refusal {
  const stated = findInForce(law.modes, 'decision.benchmark', days)
  const row = ids.map((id) => rowOf(law.benchmarks, id, days)).find((each) => each !== undefined)
  const grades = row?.grades.filter((each) => each.case === of.id) ?? []
  if (!stated || !row || grades.length === 0) return undefined
  const choices = grades.map(({ id, zh, when }) => `${id}（${zh}：${when}）`).join('；')
  const grade = grades.find(({ id }) => id === said?.grade)
  if (!grade) return refuse('benchmark-ungraded', `有裁量基准的，应当写明适用的档次：${choices}`, ...stated.clauses)
  const range = rangeOf(grade.span, said?.baseFen ?? baseOf(grade.span, substance))
  return range ? { zh: grade.zh, range, maker: row.maker } : refuse('fine-base-missing', '裁量基准按倍数计算，请写明金额', ...row.clauses)
}

/** Bounds of several ranges together: at least the highest least (CFF-29), at most all of them added. */
const bounds = (ranges: readonly Range[]): Range => ({
  leastFen: Math.max(...ranges.map(({ leastFen }) => leastFen)),
  mostFen: sum(ranges.map(({ mostFen }) => mostFen)),
})

const said = ({ leastFen, mostFen }: Range): string => `${yuan(leastFen)}以上${yuan(mostFen)}以下`

/** A ground on which the fine may fall below the range 减轻处罚的情形, stated as a circumstance with its clause. */
function mitigated({ circumstances }: Measured, law: Law, days: Days): boolean {
  const grounds = findInForce(law.lists, 'discretion.mitigation', days)?.items ?? []
  return circumstances.some(({ clause }) => grounds.some((ground) => ground.clause === clause))
}

/** Everything cited has its range, apart from the penalty law itself: only then is the upper bound known. */
const allKnown = ({ basis }: Measured, law: Law, days: Days): boolean =>
  basis.every((id) => id.startsWith('CFF') || rangeRow(law, id, days) !== undefined)

/** G16, the article: within its range, below it only with a ground of mitigation 法定幅度. */
function outOfRange(substance: Measured, weighed: readonly Weighed[], law: Law, days: Days): Refusal | undefined {
  const fine = finesOf(substance)
  const range = bounds(weighed.map((each) => each.range))
  const clauses = weighed.flatMap(({ row }) => row.clauses) as unknown as Refusal['clauses']
  if (fine > range.mostFen && allKnown(substance, law, days))
    return refuse('fine-out-of-range', `罚款 ${yuan(fine)} 高于法定幅度（${said(range)}）`, ...clauses)
  const must = weighed.some(({ of }) => !of.may)
  const below = fine > 0 ? fine < range.leastFen : must
  if (!below || mitigated(substance, law, days)) return undefined
  const grounds = findInForce(law.lists, 'discretion.mitigation', days)
  const stated = fine > 0 ? `罚款 ${yuan(fine)} ` : '没有罚款，'
  return refuse(
    'fine-below-unmitigated',
    `${stated}低于法定幅度（${said(range)}），没有写明减轻处罚的情形和条款`,
    ...clauses,
    ...(grounds?.clauses ?? []),
  )
}

/** The grades that the fine has left 未按裁量基准. */
function left(substance: Measured, weighed: readonly Weighed[]): readonly Weighed[] {
  const graded = weighed.filter(({ grade }) => grade)
  const known = graded.length === weighed.length && graded.length > 0
  return known && !within(bounds(graded.flatMap(({ grade }) => grade?.range ?? [])), finesOf(substance)) ? graded : []
}

/** G16, the benchmark: left only with a reason, and one that a superior made only as its maker approved 调整适用. */
function unreasoned(substance: Measured, weighed: readonly Weighed[]): Refusal | undefined {
  for (const { grade, said: stated } of left(substance, weighed)) {
    if (!stated?.deviation)
      return refuse(
        'off-benchmark-unreasoned',
        `罚款 ${yuan(finesOf(substance))} 不在「${grade?.zh}」档次（${grade ? said(grade.range) : ''}）之内，应当写明调整适用的理由`,
        'G27-12',
      )
    if (grade?.maker === 'superior' && !stated.deviation.approval)
      return refuse('superior-benchmark', '上级制定的裁量基准，报请制定机关批准后才可以调整适用', 'G27-12')
  }
  return undefined
}

/** G16: what stands against the fine 罚款数额的审查; silent where the law at hand holds no range for the basis. */
export function fineAmiss(substance: Measured, law: Law, days: Days): Refusal | undefined {
  const weighed = weigh(substance, law, days)
  if (isRefusal(weighed)) return weighed
  return weighed.length === 0 ? undefined : (outOfRange(substance, weighed, law, days) ?? unreasoned(substance, weighed))
}

/** Leaving the own benchmark takes the main head or a collective discussion 主要负责人批准或者集体讨论通过 (G27-12). */
export function deviationUnapproved(
  substance: Measured,
  law: Law,
  days: Days,
  by: Readonly<{ mainHead: boolean; discussed: boolean }>,
): Refusal | undefined {
  const weighed = weigh(substance, law, days)
  if (isRefusal(weighed) || by.mainHead || by.discussed || left(substance, weighed).length === 0) return undefined
  return refuse('off-benchmark-unapproved', '调整适用裁量基准，应当经主要负责人批准或者集体讨论通过', 'G27-12')
}

/** Digestible rows of range and benchmark that a basis rests on 所依据的幅度和基准. */
export const discretionRows = (basis: readonly ClauseId[], law: Law, days: Days): readonly unknown[] =>
  basis.map((id) => [rangeRow(law, id, days) ?? null, rowOf(law.benchmarks, id, days) ?? null])
