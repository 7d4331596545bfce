import { yuan } from '#law/money'
import type { Days, Law, Span } from '#policy/law'
import { type Discretion, rangeRow, rowOf } from '#proposal/discretion'

/** A span in words 幅度: `30,000 元以上 50,000 元以下`, `2 倍以上 5 倍以下`. */
export function spanZh(span: Span): string {
  const unit = span.in === 'times' ? ' 倍' : '%'
  const [least, most] = span.in === 'fen' ? [yuan(span.least), yuan(span.most)] : [`${span.least}${unit}`, `${span.most}${unit}`]
  return Number(span.least) === 0 ? `${most}以下` : `${least}以上 ${most}以下`
}

const gradeOf = ({ basis, grade }: Discretion, law: Law, days: Days) =>
  rowOf(law.benchmarks, basis, days)?.grades.find(({ id }) => id === grade)

/** What a paper says of it: each grade by its name and when it applies, and why it is left. */
export const appliedZh = (said: readonly Discretion[], law: Law, days: Days): readonly string[] =>
  said.flatMap((each) => {
    const grade = gradeOf(each, law, days)
    return [...(grade ? [`适用「${grade.zh}」档次（${grade.when}）`] : []), ...(each.deviation ? [each.deviation.reason] : [])]
  })

/** 裁量权适用 in words, basis by basis: the case of the article, the base, the grade with its range, and why it is left. */
export const gradedZh = (said: readonly Discretion[], law: Law, days: Days): readonly string[] =>
  said.map((each) => {
    const { basis, case: id, baseFen, deviation } = each
    const cases = rangeRow(law, basis, days)?.cases
    const chosen = gradeOf(each, law, days)
    const parts = [
      (id ? cases?.find((each) => each.id === id) : cases?.[0])?.zh,
      baseFen !== undefined && `计罚基数 ${yuan(baseFen)}`,
      chosen && `适用「${chosen.zh}」档次（${chosen.when}），罚款 ${spanZh(chosen.span)}`,
      deviation && `调整适用：${deviation.reason}`,
      deviation?.approval && `制定机关批准 ${deviation.approval}`,
    ]
    return `${law.provisions.get(basis)?.cite ?? basis}：${parts.filter(Boolean).join('；')}`
  })
