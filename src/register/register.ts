import { z } from 'zod'
import { act, type Fold } from '#agency/act'
import type { CalendarYear } from '#law/calendar'
import { type Refusal, refuse } from '#law/refusal'
import { entryFaults } from '#policy/check'
import { type Rules, rules } from '#policy/law'
import type { Pack } from '#policy/pack'
import { looser, overlaps } from '#policy/stricter'
import { type Amendment, afterLaw, type LawEvent, lawRows } from '#register/amendment'
import type { YearEntered } from '#register/calendar'
import type { PackAdopted } from '#register/pack'

/** What the agency itself decided 清单与名录, laid over its packs: catalogue of major decisions, local thresholds; calendar years it entered; a newer version of its pack; changes of the law it recorded. */
export type Register = Partial<Rules> & Readonly<{ years?: readonly CalendarYear[]; pack?: Pack; amendments?: readonly Amendment[] }>

export type RegisterEvent = (Readonly<{ kind: 'register.adopted' }> & Adoption) | YearEntered | PackAdopted | LawEvent

type AnyRow = Rules[keyof Rules][string][number]

/** One key of one family, adopted whole: later adoptions replace it. */
export type Adoption = { [F in keyof Rules]: Readonly<{ family: F; key: string; rows: Rules[F][string] }> }[keyof Rules]

const adoption = z.discriminatedUnion(
  'family',
  (Object.keys(rules.shape) as (keyof Rules)[]).map((family) =>
    z.strictObject({
      family: z.literal(family),
      key: z.string().min(1).max(60),
      rows: rules.shape[family].valueType.min(1).max(40).meta({ title: '规定，按日期先后' }),
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

export const adoptEntry = act({
  id: 'register.adopt',
  zh: '采用本机关清单',
  clauses: ['G118-12'],
  stream: 'register',
  by: ['principalLeader'],
  seen: false,
  input: adoption,
  run(register: Register, entry, { law }): readonly RegisterEvent[] | Refusal {
    const faults = entryFaults(entry.family, entry.key, entry.rows, law.provisions)
    if (faults.length > 0) return refuse('entry-unsound', `没有采用：${faults.slice(0, 5).join('；')}`, 'G118-12')
    for (const lower of packRows(law, register, entry))
      for (const row of entry.rows) {
        if (row.by !== lower.by) return refuse('other-day', `上级规定的适用日与此不同：${lower.source}`, ...lower.clauses)
        if (!overlaps(row, lower)) continue
        if (lower.local === 'fixed') return refuse('fixed-above', `上级规定不允许本机关另定：${lower.source}`, ...lower.clauses)
        if (lower.local === 'stricter' && looser(row, lower, entry.family, entry.key))
          return refuse('looser-than-above', `上级规定只允许本机关从严：${lower.source}`, ...lower.clauses)
      }
    return [{ kind: 'register.adopted', ...entry }]
  },
})

/** One year more, or the same year as a later notice has it 后一通知为准. */
const withYear = (before: Register, { year, source, off, workdays }: CalendarYear): Register => ({
  ...before,
  years: [...(before.years ?? []).filter((known) => known.year !== year), { year, source, off, workdays }],
})

/** What of its own decisions an agency must make public 应当公开的本机关规定: the catalogue of major decisions (G118-12), its benchmarks (CFF-34). */
const isOpen = (family: keyof Rules): boolean => family === 'catalogue' || family === 'benchmarks'

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
  rows({ amendments = [] }, event, { stream }) {
    switch (event.kind) {
      case 'register.adopted':
        return [
          { table: 'register_entry', key: { family: event.family, key: event.key }, set: { rows: event.rows } },
          ...(isOpen(event.family)
            ? [{ table: 'pub.register_entry', key: { family: event.family, key: event.key }, set: { rows: event.rows } }]
            : []),
        ]
      case 'calendar.entered': {
        const { year, source, off, workdays } = event
        return [
          { table: 'register_entry', key: { family: 'calendar', key: String(year) }, set: { rows: [{ year, source, off, workdays }] } },
        ]
      }
      case 'pack.adopted': {
        const { pack, digest, replaces, basis, on } = event
        return [
          { table: 'register_entry', key: { family: 'pack', key: pack.id }, set: { rows: [{ digest, replaces, basis, on }] } },
          { table: 'pub.register_entry', key: { family: 'pack', key: pack.id }, set: { rows: [pack] } },
        ]
      }
      case 'law.changed':
      case 'law.settled':
      case 'register.reckoned':
        return lawRows(amendments, event, stream)
    }
  },
}
