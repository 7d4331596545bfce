import type { Agency } from '#agency/agency'
import { evidenceKinds, type RecordKind, recordKinds } from '#case/matter'
import { toldBy } from '#hearing/hearing'
import { sittingOf } from '#hearing/sitting'
import type { ClauseId } from '#law/clause'
import type { Day } from '#law/day'
import type { Matter } from '#penalty/matter'
import { type Days, findInForce, type Law, type Row } from '#policy/law'
import { spanZh } from '#proposal/graded'

/** Something to choose from in a form 可选项. */
export type Choice = Readonly<{ id: string; zh: string }>

const lists = [
  'filing.conditions',
  'conclude.heads',
  'notice.items',
  'delivery.modes',
  'review.materials',
  'review.checks',
  'review.opinions',
  'hearing.noticeItems',
  'hearing.postpone',
  'suspend.grounds',
  'terminate.grounds',
  'collection.ways',
  'urge.items',
  'court.papers',
  'term.exclusions',
  'notPunish.grounds',
  'crime.papers',
  'close.grounds',
] as const

/** 记录名称, `证据1`. */
export const zhOfRecord = (name: string): string => {
  const [kind = '', no = ''] = name.split(':')
  return `${recordKinds[kind as RecordKind] ?? '记录'}${no}`
}

/** The facts that a hearing is about 告知的事实: of the notice under which it is held. */
function factsTold({ stage, hearing }: Matter) {
  const sitting = sittingOf(hearing)
  const notice = sitting ? hearing.notices.find(({ no }) => no === sitting.notice) : hearing.notices.at(-1)
  return (notice && toldBy(stage, notice)?.facts) ?? []
}

/** The rows in force of a family that is kept by article, each named by the article as it is cited. */
const byArticle = <R extends Row>(family: Readonly<Record<string, readonly R[]>>, { provisions }: Law, days: Days) =>
  Object.keys(family).flatMap((key) => {
    const row = findInForce(family, key, days)
    return row ? [{ row, cite: provisions.get(key as ClauseId)?.cite ?? key }] : []
  })

/** What each field with `of` may name in this matter today: officers, the lists of the law of the day, its own evidence and records. */
export function choicesOf(matter: Matter, agency: Agency, law: Law, today: Day): Readonly<Record<string, readonly Choice[]>> {
  const days: Days = { violation: matter.clue?.violationOn ?? today, step: today, decision: today }
  const listed = lists.map((key) => [key, findInForce(law.lists, key, days)?.items.map(({ id, zh }) => ({ id, zh })) ?? []] as const)
  return {
    ...Object.fromEntries(listed),
    officer: Object.values(agency.officers)
      .filter(({ posts }) => !posts.includes('administrator'))
      .map(({ id, name, unit }) => ({ id, zh: `${name}（${agency.units[unit]?.name ?? unit}）` })),
    evidence: matter.evidence.map(({ no, title, type }) => ({ id: String(no), zh: `证据${no} ${title}（${evidenceKinds[type]}）` })),
    fact: factsTold(matter).map(({ text }, n) => ({ id: String(n + 1), zh: `事实${n + 1} ${text.slice(0, 40)}` })),
    record: matter.records.filter(({ confirmedBy }) => !confirmedBy).map(({ name }) => ({ id: name, zh: zhOfRecord(name) })),
    'range.case': byArticle(law.ranges, law, days).flatMap(({ row, cite }) =>
      row.cases.map(({ id, zh }) => ({ id, zh: `${cite}：${zh}` })),
    ),
    'benchmark.grade': byArticle(law.benchmarks, law, days).flatMap(({ row, cite }) =>
      row.grades.map(({ id, zh, when, span }) => ({ id, zh: `${cite}：${zh}（${when}），罚款 ${spanZh(span)}` })),
    ),
    clause: [...law.provisions.values()]
      .filter((provision) => provision.from <= days.violation && (!provision.to || days.violation <= provision.to))
      .map(({ id, cite }) => ({ id, zh: cite })),
  }
}
