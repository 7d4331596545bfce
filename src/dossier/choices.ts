import type { Agency } from '#agency/agency'
import { evidenceKinds } from '#case/matter'
import type { Day } from '#law/day'
import type { Matter } from '#penalty/matter'
import { type Days, findInForce, type Law } from '#policy/law'

/** Something to choose from in a form 可选项. */
export type Choice = Readonly<{ id: string; zh: string }>

const lists = [
  'filing.conditions',
  'conclude.heads',
  'notice.items',
  'delivery.modes',
  'review.materials',
  'review.checks',
  'collection.ways',
  'urge.items',
  'court.papers',
  'term.exclusions',
  'notPunish.grounds',
  'crime.papers',
  'close.grounds',
] as const

export const recordZh = {
  evidence: '证据',
  notice: '事先告知',
  statement: '陈述申辩',
  waiver: '放弃陈述申辩',
  delivery: '送达',
  urge: '催告',
} as const

/** 记录名称, `证据1`. */
export const zhOfRecord = (name: string): string => {
  const [kind = '', no = ''] = name.split(':')
  return `${recordZh[kind as keyof typeof recordZh] ?? '记录'}${no}`
}

/** What each field with `of` may name in this matter today: officers, the lists of the law of the day, its own evidence and records. */
export function choicesOf(matter: Matter, agency: Agency, law: Law, today: Day): Readonly<Record<string, readonly Choice[]>> {
  const days: Days = { violation: matter.clue?.violationOn ?? today, step: today, decision: today }
  const listed = lists.map((key) => [key, findInForce(law.lists, key, days)?.items.map(({ id, zh }) => ({ id, zh })) ?? []] as const)
  return {
    ...Object.fromEntries(listed),
    officer: Object.values(agency.officers)
      .filter(({ posts }) => !posts.includes('administrator'))
      .map(({ id, name, unit }) => ({ id, zh: `${name}（${agency.units[unit] ?? unit}）` })),
    evidence: matter.evidence.map(({ no, title, type }) => ({ id: String(no), zh: `证据${no} ${title}（${evidenceKinds[type]}）` })),
    record: matter.records.filter(({ confirmedBy }) => !confirmedBy).map(({ name }) => ({ id: name, zh: zhOfRecord(name) })),
    clause: [...law.provisions.values()]
      .filter((provision) => provision.from <= days.violation && (!provision.to || days.violation <= provision.to))
      .map(({ id, cite }) => ({ id, zh: cite })),
  }
}
