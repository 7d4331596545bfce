import { widthOf } from '#dossier/measure'
import type { Mark, Timeline } from '#dossier/timeline'
import { addDays, type Day, serial } from '#law/day'
import type { Look } from '#web/kit/Status.tsx'

/** Where everything stands on the line 版面, for a given width; the same in pixels as on paper. */

export const GUTTER = 56
export const AXIS = 26
export const FLAG = 36
export const BAR = 24
export const LABEL = 17
const FLAG_STEP = 42
const MARK = 26
const RIGHT = 12
const GAP = 8
const LEAST_DAYS = 14
/** A longer time in which nothing is, is drawn as so many days. */
const IDLE_DAYS = 40
/** Marks nearer than this are one mark. */
const NEAR = 16
const LABEL_ROWS = 3
const FLAG_ROWS = 7

type Flag = Timeline['flags'][number]

/** How a deadline stands, in words: 还剩 3 个工作日, 09-11 按期. */
export function standingZh({ standing, endedOn, left, leftUnit, party }: Flag): Readonly<{ look: Look; zh: string }> {
  const several = `${Math.abs(left ?? 0)} ${leftUnit === '工作日' ? '个工作日' : leftUnit}`
  const ended = endedOn ? `${endedOn.slice(5)} ` : ''
  switch (standing) {
    case 'running':
      return left === 0 && leftUnit !== '小时'
        ? { look: 'warn', zh: '今天到期' }
        : { look: left !== null && left <= 3 ? 'warn' : 'info', zh: `还剩 ${several}` }
    case 'overdue':
      return { look: 'bad', zh: `已过期 ${several}` }
    case 'met':
      return { look: 'ok', zh: `${ended}${party ? '已办' : '按期'}` }
    case 'late':
      return { look: 'bad', zh: `${ended}逾期办结` }
    case 'lapsed':
      return { look: 'idle', zh: '已届满' }
    case 'stopped':
      return { look: 'idle', zh: `${ended}起不再计算` }
  }
}

/** Takes the first row in which nothing stands between `left` and `right`; undefined when there is none. */
function rowFor(rows: (readonly [number, number])[][], left: number, right: number, most: number): number | undefined {
  for (let row = 0; row < most; row += 1) {
    rows[row] ??= []
    const held = rows[row] as (readonly [number, number])[]
    if (held.every(([from, to]) => right + GAP <= from || to + GAP <= left)) {
      held.push([left, right])
      return row
    }
  }
  return undefined
}

/** One mark of the drawing: the days of a lane that stand too near each other to be told apart. */
export type Spot = Readonly<{
  x: number
  from: Day
  to: Day
  marks: readonly (Mark & Readonly<{ on: Day }>)[]
  label?: Readonly<{ text: string; row: number; x: number }>
}>

/** A lane 泳道 as it is drawn: its marks, and how many rows of words stand under them. */
export type Strip = Readonly<{ id: string; zh: string; spots: readonly Spot[]; top: number; bottom: number }>

const nameOf = (marks: Spot['marks']): string => {
  const first = marks.find(({ turn }) => turn) ?? marks[0]
  const text = first ? `${first.on.slice(5)} ${first.zh}` : ''
  return marks.length > 1 ? `${text} 等 ${marks.length} 件` : text
}

function stripOf({ id, zh, days }: Timeline['lanes'][number], at: (day: Day) => number, width: number, top: number): Strip {
  const groups: { x: number; marks: (Mark & { on: Day })[] }[] = []
  for (const { on, marks } of days) {
    const here = marks.map((mark) => ({ ...mark, on }))
    const last = groups.at(-1)
    if (last && at(on) - last.x < NEAR) last.marks.push(...here)
    else groups.push({ x: at(on), marks: here })
  }
  const rows: (readonly [number, number])[][] = []
  const labels = new Map<object, Spot['label']>()
  const turns = groups.filter(({ marks }) => marks.some(({ turn }) => turn))
  for (const group of [...turns, ...groups.filter((each) => !turns.includes(each))]) {
    const text = nameOf(group.marks)
    const wide = widthOf(text, 12)
    const x = Math.max(GUTTER, Math.min(group.x - 6, width - wide - 2))
    const row = rowFor(rows, x, x + wide, LABEL_ROWS)
    if (row !== undefined) labels.set(group, { text, row, x })
  }
  const spots = groups.map((group): Spot => {
    const label = labels.get(group)
    const [first, last] = [group.marks[0], group.marks.at(-1)]
    return { x: group.x, from: first?.on ?? '', to: last?.on ?? '', marks: group.marks, ...(label ? { label } : {}) }
  })
  return { id, zh, spots, top, bottom: top + MARK + rows.filter((row) => row.length > 0).length * LABEL + 8 }
}

/** A stretch of days on the axis: `shown` days wide, less than there are where nothing is in them. */
type Leg = Readonly<{ from: Day; days: number; shown: number; before: number }>

/** 刻度: from day to day on which there is something; idle times are shortened. */
function legsOf({ lanes, flags, today, from, to }: Timeline): readonly Leg[] {
  const held = [...lanes.flatMap(({ days }) => days.map(({ on }) => on)), ...flags.map(({ due }) => due), ...(today ? [today] : [])]
  const inside = held.filter((day) => from < day && day < to)
  const least = addDays(from, LEAST_DAYS)
  const days = [...new Set([addDays(from, -1), from, ...inside, to, addDays(to < least ? least : to, 1)])].sort()
  const legs: Leg[] = []
  days.slice(1).forEach((day, n) => {
    const last = legs.at(-1)
    const long = serial(day) - serial(days[n] ?? day)
    legs.push({ from: days[n] ?? day, days: long, shown: Math.min(long, IDLE_DAYS), before: last ? last.before + last.shown : 0 })
  })
  return legs
}

/** Months 月 on the axis, as many as have room, where the axis is not shortened; a year is named where it begins. */
function ticksOf(legs: readonly Leg[], scale: number, at: (day: Day) => number): readonly Readonly<{ x: number; zh: string }>[] {
  const step = [1, 3, 6].find((each) => each * 30 * scale >= 60) ?? 12
  return legs
    .filter(({ days, shown }) => days === shown)
    .flatMap(({ from, days }) =>
      Array.from({ length: days }, (_, n) => addDays(from, n + 1)).filter(
        (day) => day.endsWith('-01') && (Number(day.slice(5, 7)) - 1) % step === 0,
      ),
    )
    .map((day) => ({ x: at(day), zh: day.slice(5, 7) === '01' ? `${day.slice(0, 4)} 年` : `${Number(day.slice(5, 7))} 月` }))
}

/** A flag 期限 over its day; without `y` there was no room for its words. */
export type PlacedFlag = Readonly<{ flag: Flag; x: number; left: number; width: number; y: number | null }>

/** The whole drawing 版面. */
export function layoutOf(timeline: Timeline, width: number) {
  const legs = legsOf(timeline)
  const last = legs.at(-1)
  const scale = (width - GUTTER - RIGHT) / (last ? last.before + last.shown : 1)
  const at = (day: Day): number => {
    const leg = legs.findLast(({ from }) => from <= day)
    return leg ? GUTTER + (leg.before + ((serial(day) - serial(leg.from)) * leg.shown) / leg.days) * scale : GUTTER
  }
  const today = timeline.today ? at(timeline.today) : null
  const rows: (readonly [number, number])[][] = []
  const flags = timeline.flags.map((flag): PlacedFlag => {
    const head = `${flag.due.slice(5)} ${flag.zh}　${standingZh(flag).zh}`
    const wide = Math.max(widthOf(head, 12) + 16, widthOf(flag.clauses[0]?.cite ?? '', 11)) + 14
    const x = at(flag.due)
    const left = x + wide <= width ? x : Math.max(0, x - wide)
    const row = rowFor(rows, left, left + wide, FLAG_ROWS)
    return { flag, x, left, width: wide, y: row === undefined ? null : AXIS + 8 + row * FLAG_STEP }
  })
  const end = timeline.today ?? timeline.to
  const stretches = timeline.stretches.map(({ phase, zh, from, to }, index) => {
    const [left, right] = [at(from), at(to ?? (end > from ? end : from))]
    const wide = Math.max(right - left, 2)
    return { key: `${phase} ${index}`, zh, left, width: wide, fits: widthOf(zh, 12) + 6 <= wide, current: to === null }
  })
  const bar = AXIS + 14 + rows.filter((row) => row.length > 0).length * FLAG_STEP
  const strips: Strip[] = []
  for (const lane of timeline.lanes) strips.push(stripOf(lane, at, width, strips.at(-1)?.bottom ?? bar + BAR + 10))
  return {
    ...{ stretches, flags, bar, strips, width, height: strips.at(-1)?.bottom ?? bar + BAR },
    year: timeline.from.slice(0, 4),
    ticks: ticksOf(legs, scale, at).filter(
      ({ x, zh }) => x + 4 + widthOf(zh, 12) <= width && (today === null || Math.abs(x + 16 - today) > 44),
    ),
    today,
    breaks: legs
      .filter(({ days, shown }) => shown < days)
      .map(({ from, days, shown, before }) => ({ x: GUTTER + (before + shown / 2) * scale, zh: `${days} 天`, key: from })),
  }
}
export type Layout = ReturnType<typeof layoutOf>

/** 以表格看: every day on which something happened or falls due, in order. */
export type TableDay = Readonly<{ on: Day; lanes: Readonly<Record<string, readonly Mark[]>>; flags: readonly Flag[]; today: boolean }>

export function tableOf({ lanes, flags, today }: Timeline): readonly TableDay[] {
  const days = new Set([
    ...lanes.flatMap(({ days }) => days.map(({ on }) => on)),
    ...flags.map(({ due }) => due),
    ...(today ? [today] : []),
  ])
  const byLane = lanes.map(({ id, days }) => [id, new Map(days.map(({ on, marks }) => [on, marks]))] as const)
  return [...days].sort().map((on) => ({
    on,
    lanes: Object.fromEntries(byLane.map(([id, held]) => [id, held.get(on) ?? []])),
    flags: flags.filter(({ due }) => due === on),
    today: on === today,
  }))
}
