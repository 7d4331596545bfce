import { z } from 'zod'
import { act, type Fold } from '#agency/act'
import type { CalendarYear } from '#law/calendar'
import type { Day } from '#law/day'
import { type Refusal, refuse } from '#law/refusal'
import { entryFaults } from '#policy/check'
import { type BenchmarkRow, findInForce, type Law, on, type Rules, rules, type Span } from '#policy/law'
import { type Pack, rowName } from '#policy/pack'
import { dropped, looser, overlaps, rowsOf } from '#policy/stricter'
import { isOpen } from '#register/adopted'
import { type Amendment, afterLaw, type LawEvent, lawRows } from '#register/amendment'
import type { YearEntered } from '#register/calendar'
import { type Examined, examination, unexamined } from '#register/examined'
import type { PackAdopted } from '#register/pack'
import { continued, rewritten } from '#register/past'

/** What the agency itself decided 清单与名录, laid over its packs: catalogue of major decisions, local thresholds; calendar years it entered; a newer version of its pack; changes of the law it recorded. */
export type Register = Partial<Rules> & Readonly<{ years?: readonly CalendarYear[]; pack?: Pack; amendments?: readonly Amendment[] }>

export type RegisterEvent = (Readonly<{ kind: 'register.adopted' }> & Adoption) | YearEntered | PackAdopted | LawEvent

type AnyRow = Rules[keyof Rules][string][number]

/** One key of one family, adopted whole: later adoptions replace it, and hold all that was in force before them. `examined`: a benchmark, where a text asks for it. */
export type Adoption = {
  [F in keyof Rules]: Readonly<{ family: F; key: string; rows: Rules[F][string]; examined?: Examined }>
}[keyof Rules]

const adoption = z.discriminatedUnion(
  'family',
  (Object.keys(rules.shape) as (keyof Rules)[]).map((family) =>
    z.strictObject({
      family: z.literal(family),
      key: z.string().min(1).max(60),
      rows: rules.shape[family].valueType.min(1).max(40).meta({ title: '规定，按日期先后' }),
      ...(family === 'benchmarks' ? { examined: examination.exactOptional() } : {}),
    }),
  ) as never,
) as unknown as z.ZodType<Adoption>

/** Lays one adoption over what was adopted before. */
export const adopt = (before: Register, { family, key, rows }: Adoption): Register => ({
  ...before,
  [family]: { ...before[family], [key]: rows },
})

/** The packs' rows of a key, the nearest first: the law without what the agency itself laid on top. */
function packRows(law: Rules, register: Register, { family, key }: Adoption): readonly AnyRow[] {
  const all: readonly AnyRow[] = law[family][key] ?? []
  return all
    .slice(0, all.length - (register[family]?.[key]?.length ?? 0))
    .filter(({ yieldsTo }) => !yieldsTo)
    .toReversed()
}

/** A benchmark comes out once it was examined, and grades what the article itself lets be fined: it widens nothing 不得擅自扩大权限. */
function ownBenchmark({ family, key, rows, examined }: Adoption, law: Law, today: Day): Refusal | undefined {
  if (family !== 'benchmarks') return undefined
  const unseen = unexamined({ zh: '裁量基准', examined: 'examination.benchmarks' }, examined, law, today)
  if (unseen) return unseen
  const grades = (rows as readonly BenchmarkRow[]).flatMap((row) => row.grades.map((grade) => ({ ...grade, from: row.from })))
  for (const { zh, span, case: id, from } of grades) {
    const range = findInForce(law.ranges, key, on(from))
    const of = range?.cases.find((each) => each.id === id)
    if (range && !of) return refuse('grade-beyond-range', `「${zh}」所写的情形 ${id} 不在条文之中，请核对`, ...range.clauses)
    if (range && of && beyond(span, of.span))
      return refuse('grade-beyond-range', `「${zh}」的罚款幅度超出条文的幅度（${of.zh}），不得擅自扩大`, ...range.clauses)
  }
  return undefined
}

/** Does a span reach out of another? What is measured otherwise cannot be shown to lie within. */
const beyond = (span: Span, of: Span): boolean =>
  span.in !== of.in ||
  (span.in !== 'fen' && of.in !== 'fen' && span.of !== of.of) ||
  Number(span.least) < Number(of.least) ||
  Number(span.most) > Number(of.most)

/** A form of the agency's own 本地格式文本: only where a text lets it be, and it leaves out nothing that the superior's form must hold. */
function ownForm(entry: Adoption, law: Law, register: Register, today: Day): Refusal | undefined {
  if (entry.family !== 'forms') return undefined
  const own = findInForce(law.modes, 'papers.local', on(today))
  if (own?.mode !== 'allowed') {
    const clauses = (own ?? findInForce(law.modes, 'papers.set', on(today)))?.clauses ?? ['G118-7']
    return refuse('form-of-superior', '文书使用上级的格式，本机关不得另定；需要修改的，报制定机关', ...(clauses as Refusal['clauses']))
  }
  for (const lower of packRows(law, register, entry))
    for (const row of entry.rows) {
      const [lost] = overlaps(row, lower) ? dropped(row, lower) : []
      if (lost?.clauses)
        return refuse('form-field-dropped', `上级的格式应当载明「${lost.zh}」，本机关的格式不得删去`, ...own.clauses, ...lost.clauses)
    }
  return undefined
}

export const adoptEntry = act({
  id: 'register.adopt',
  zh: '采用本机关清单',
  clauses: ['G118-12'],
  stream: 'register',
  by: ['principalLeader'],
  seen: false,
  input: adoption,
  run(register: Register, entry, { law, today, hash }): readonly RegisterEvent[] | Refusal {
    const faults = entryFaults(entry.family, entry.key, entry.rows, law.provisions)
    if (faults.length > 0) return refuse('entry-unsound', `没有采用：${faults.slice(0, 5).join('；')}`, 'G118-12')
    const bar = ownBenchmark(entry, law, today) ?? ownForm(entry, law, register, today)
    if (bar) return bar
    for (const lower of packRows(law, register, entry))
      for (const row of entry.rows) {
        if (row.by !== lower.by) return refuse('other-day', `上级规定的适用日与此不同：${lower.source}`, ...lower.clauses)
        if (!overlaps(row, lower)) continue
        if (lower.local === 'fixed') return refuse('fixed-above', `上级规定不允许本机关另定：${lower.source}`, ...lower.clauses)
        if (lower.local === 'stricter' && looser(row, lower, entry.family, entry.key))
          return refuse('looser-than-above', `上级规定只允许本机关从严：${lower.source}`, ...lower.clauses)
      }
    const old = rowsOf(register, entry.family, entry.key)
    const rows = continued(old, entry.rows, today)
    const past = old.some(({ from }) => from <= today)
      ? rewritten(old, rows, { today, hash, named: (row, n) => rowName(entry.key, row, n) })
      : []
    if (past.length > 0) return refuse('past-rewritten', `没有采用：${past.slice(0, 5).join('；')}`, 'G118-12', 'J96-3')
    return [{ kind: 'register.adopted', ...entry, rows } as RegisterEvent]
  },
})

/** One year more, or the same year as a later notice has it 后一通知为准. */
const withYear = (before: Register, { year, source, off, workdays }: CalendarYear): Register => ({
  ...before,
  years: [...(before.years ?? []).filter((known) => known.year !== year), { year, source, off, workdays }],
})

export const registerFold: Fold<Register, RegisterEvent> = {
  empty: {},
  after(before, event) {
    switch (event.kind) {
      case 'register.adopted':
        return adopt(before, event)
      case 'calendar.entered':
        return withYear(before, event)
      case 'pack.adopted':
        return { ...before, pack: event.pack }
      case 'law.changed':
      case 'law.settled':
      case 'register.reckoned':
        return { ...before, amendments: afterLaw(before.amendments ?? [], event) }
    }
  },
  rows({ amendments = [] }, event, { stream, version: no, on, post }) {
    const adopted = { adopted_on: on, post }
    switch (event.kind) {
      case 'register.adopted': {
        const { family, key, rows, examined } = event
        return [
          { table: 'register_entry', key: { family, key }, set: { rows } },
          ...(isOpen(family)
            ? [{ table: 'pub.register_entry', key: { family, key, no }, set: { ...adopted, rows, ...(examined ? { examined } : {}) } }]
            : []),
        ]
      }
      case 'calendar.entered': {
        const { year, source, off, workdays } = event
        return [
          { table: 'register_entry', key: { family: 'calendar', key: String(year) }, set: { rows: [{ year, source, off, workdays }] } },
        ]
      }
      case 'pack.adopted': {
        const { pack, digest, replaces, basis, former } = event
        const key = { family: 'pack', key: pack.id }
        return [
          { table: 'register_entry', key, set: { rows: [{ digest, replaces, basis, on: event.on }] } },
          { table: 'pub.register_entry', key: { ...key, no }, set: { ...adopted, basis, rows: [pack], former } },
        ]
      }
      case 'law.changed':
      case 'law.settled':
      case 'register.reckoned':
        return lawRows(amendments, event, stream)
    }
  },
}
