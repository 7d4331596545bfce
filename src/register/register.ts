import { z } from 'zod'
import { act, type Fold } from '#agency/act'
import type { CalendarYear } from '#law/calendar'
import { type Refusal, refuse } from '#law/refusal'
import { entryFaults } from '#policy/check'
import { type Rules, rules } from '#policy/law'
import { type Pack, rowName } from '#policy/pack'
import { looser, overlaps, rowsOf } from '#policy/stricter'
import { isOpen } from '#register/adopted'
import { type Amendment, afterLaw, type LawEvent, lawRows } from '#register/amendment'
import type { YearEntered } from '#register/calendar'
import type { PackAdopted } from '#register/pack'
import { continued, rewritten } from '#register/past'

/** What the agency itself decided 清单与名录, laid over its packs: catalogue of major decisions, local thresholds; calendar years it entered; a newer version of its pack; changes of the law it recorded. */
export type Register = Partial<Rules> & Readonly<{ years?: readonly CalendarYear[]; pack?: Pack; amendments?: readonly Amendment[] }>

export type RegisterEvent = (Readonly<{ kind: 'register.adopted' }> & Adoption) | YearEntered | PackAdopted | LawEvent

type AnyRow = Rules[keyof Rules][string][number]

/** One key of one family, adopted whole: later adoptions replace it, and hold all that was in force before them. */
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
  run(register: Register, entry, { law, today, hash }): readonly RegisterEvent[] | Refusal {
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
      case 'register.adopted':
        return [
          { table: 'register_entry', key: { family: event.family, key: event.key }, set: { rows: event.rows } },
          ...(isOpen(event.family)
            ? [{ table: 'pub.register_entry', key: { family: event.family, key: event.key, no }, set: { ...adopted, rows: event.rows } }]
            : []),
        ]
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
