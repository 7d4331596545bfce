import { unchanged } from '#agency/act'
import { type Agency, nameOf } from '#agency/agency'
import { type Deadline, deadlinesOf, type Kept, type Step } from '#dossier/deadlines'
import { citing, leftOf } from '#dossier/due'
import { type Day, dayOf, type Instant } from '#law/day'
import { isOver } from '#law/term'
import { happenedOn } from '#penalty/happened'
import { afterMatter, type MatterEvent, noMatter } from '#penalty/matter'
import { type Phase, phaseOf, phases } from '#penalty/ordinary'
import { isPaperEvent } from '#penalty/papers/issued'
import type { Law } from '#policy/law'

/** One thing on the line 一项: `at` when it was entered, `turn` where it carried the matter on, `paper` the key under which it is read. */
export type Mark = Readonly<{ at: Instant; zh: string; by: string; turn: boolean; paper?: string }>

/** A row of the line 泳道: what happened, day by day. */
export type Lane = Readonly<{ id: string; zh: string; days: readonly Readonly<{ on: Day; marks: readonly Mark[] }>[] }>

/** 环节 of the matter, until the next began; the last one has no end. */
export type Stretch = Readonly<{ phase: Phase; zh: string; from: Day; to: Day | null }>

/** How a deadline stands 期限状态. */
export const standings = {
  met: '按期',
  late: '逾期办结',
  lapsed: '已届满',
  stopped: '不再计算',
  overdue: '已过期',
  running: '未到期',
} as const
export type Standing = keyof typeof standings

const lanes = { acts: '环节', papers: '文书' } as const
type Placed = Readonly<{ on: Day; lane: keyof typeof lanes; mark: Mark }>

/** Nothing more is to come of a matter that stands here. */
const ended: readonly Phase[] = ['declined', 'withdrawn', 'transferred', 'terminated', 'closed']

type Names = Readonly<{ zhOf: (act: string) => string; nameOf: (actor: string) => string }>

/** A step that made no paper and moved nothing: by what it is called and who did it. */
const markOf = ({ at, act, actor }: Step, { zhOf, nameOf }: Names, turn = false): Mark => ({ at, zh: zhOf(act), by: nameOf(actor), turn })

/** The matter's own steps that changed something, each on its day, and the stretches between those that carried it on. */
function walked({ steps }: Kept, names: Names): Readonly<{ placed: readonly Placed[]; stretches: readonly Stretch[] }> {
  const placed: Placed[] = []
  const stretches: Stretch[] = []
  let matter = noMatter
  const changing = steps.filter(({ event }) => event.kind !== unchanged.kind)
  for (const step of changing) {
    const event = step.event as MatterEvent
    const on = happenedOn(event) ?? dayOf(step.at)
    if (isPaperEvent(event)) {
      const { form, no, paper } = event
      const mark = { ...markOf(step, names), zh: [paper.zh, paper.number].filter(Boolean).join('　'), paper: `${form}-${no}` }
      placed.push({ on, lane: 'papers', mark })
      continue
    }
    matter = afterMatter(matter, event)
    const phase = phaseOf(matter)
    const last = stretches.at(-1)
    placed.push({ on, lane: 'acts', mark: markOf(step, names, phase !== last?.phase) })
    if (phase === last?.phase) continue
    const from = last && on < last.from ? last.from : on
    if (last) stretches[stretches.length - 1] = { ...last, to: from }
    stretches.push({ phase, zh: phases[phase], from, to: null })
  }
  return { placed, stretches }
}

function standingOf({ term, party, ended }: Deadline, now: Instant): Standing {
  if (ended?.stopped) return 'stopped'
  if (ended && (term.hours ? ended.at <= term.hours.until : ended.on <= term.due)) return 'met'
  if (party && (ended || isOver(term, now))) return 'lapsed'
  if (ended) return 'late'
  return isOver(term, now) ? 'overdue' : 'running'
}

function flagOf(deadline: Deadline, law: Law, now: Instant) {
  const { zh, party, ended } = deadline
  const { hours: _, extensions: __, excluded: ___, clauses, ...term } = deadline.term
  const { left, leftUnit } = leftOf(deadline.term, now, law)
  return {
    ...{ ...term, zh, party, left, leftUnit, clauses: citing(law, clauses) },
    ...{ standing: standingOf(deadline, now), endedOn: ended?.on ?? null },
  }
}

const daysIn = (placed: readonly Placed[], lane: Placed['lane']): Lane['days'] => {
  const days = new Map<Day, Mark[]>()
  for (const { on, mark, lane: its } of placed) if (its === lane) days.set(on, [...(days.get(on) ?? []), mark])
  return [...days].map(([on, marks]) => ({ on, marks })).sort((a, b) => (a.on < b.on ? -1 : 1))
}

/** 全程时间轴: one line for the whole matter and its publication, as it stands at an instant. */
export function timelineOf(
  matter: Kept,
  publication: Kept | undefined,
  { agency, law, zhOf }: Readonly<{ agency: Agency; law: Law; zhOf: Names['zhOf'] }>,
  now: Instant,
) {
  const names = { zhOf, nameOf: (actor: string) => (actor === 'system' ? '系统' : nameOf(agency, actor)) }
  const { placed: own, stretches } = walked(matter, names)
  const published = (publication?.steps ?? []).map(
    (step): Placed => ({ on: dayOf(step.at), lane: 'acts', mark: markOf(step, names, step.event.kind === 'publication.released') }),
  )
  const placed = [...own, ...published]
  const flags = [matter, ...(publication ? [publication] : [])].flatMap(deadlinesOf).map((each) => flagOf(each, law, now))
  const isEnded = ended.some((phase) => phase === stretches.at(-1)?.phase)
  const today = dayOf(now)
  const days = [
    ...placed.map(({ on }) => on),
    ...flags.flatMap(({ due, endedOn }) => (isEnded && endedOn ? [] : [due])),
    ...(isEnded ? [] : [today]),
  ].sort()
  return {
    from: days[0] ?? today,
    to: days.at(-1) ?? today,
    today: isEnded ? null : today,
    stretches,
    lanes: (Object.keys(lanes) as Placed['lane'][]).map((id): Lane => ({ id, zh: lanes[id], days: daysIn(placed, id) })),
    flags: flags.toSorted((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0)),
  }
}
export type Timeline = ReturnType<typeof timelineOf>
