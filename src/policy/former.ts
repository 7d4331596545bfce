import type { ClauseId, Clauses } from '#law/clause'
import type { Day } from '#law/day'
import type { Refusal } from '#law/refusal'
import type { Law } from '#policy/law'

/**
 * 旧条: where 行政处罚法 of 2017 said what a clause of 2021 says, 行政复议法 of 2017 (and 实施条例 of 2007) what one of 2023 says; a clause that had none
 * stands as it is. What the older review law says is cited from memory (M): its files in `packs/clauses/` say so, and are mended there.
 */
const former: Partial<Record<ClauseId, ClauseId>> = {
  'CFF-16': 'CFF17-14',
  'CFF-17': 'CFF17-15',
  'CFF-27-1': 'CFF17-22',
  'CFF-33-1': 'CFF17-27-2',
  'CFF-36': 'CFF17-29',
  'CFF-37': 'J96-3',
  'CFF-40': 'CFF17-30',
  'CFF-42-1': 'CFF17-37-1',
  'CFF-43-1': 'CFF17-37-3',
  'CFF-43-2': 'CFF17-37-3',
  'CFF-43-3': 'CFF17-37-3',
  'CFF-44': 'CFF17-31',
  'CFF-45-1': 'CFF17-32-1',
  'CFF-46-2': 'CFF17-36',
  'CFF-54-1': 'CFF17-36',
  'CFF-54-2': 'CFF17-36',
  'CFF-56': 'CFF17-37-2',
  'CFF-57-1': 'CFF17-38-1',
  'CFF-57-1-2': 'CFF17-38-1-2',
  'CFF-57-1-3': 'CFF17-38-1-3',
  'CFF-57-1-4': 'CFF17-38-1-4',
  'CFF-57-2': 'CFF17-38-2',
  'CFF-58-1': 'CFF17-38-3',
  'CFF-58-2': 'CFF17-38-3',
  'CFF-59-1-3': 'CFF17-39-1-3',
  'CFF-59-1-4': 'CFF17-39-1-4',
  'CFF-61-1': 'CFF17-40',
  'CFF-62': 'CFF17-41',
  'CFF-63-1': 'CFF17-42-1',
  'CFF-64-1-1': 'CFF17-42-1-1',
  'CFF-64-1-2': 'CFF17-42-1-2',
  'CFF-64-1-4': 'CFF17-42-1-4',
  'CFF-64-1-5': 'CFF17-42-1-5',
  'CFF-64-1-7': 'CFF17-42-1-6',
  'CFF-64-1-8': 'CFF17-42-1-7',
  'CFF-65-1': 'CFF17-43',
  'CFF-66-1': 'CFF17-44',
  'CFF-66-2': 'CFF17-52',
  'CFF-67-2': 'CFF17-46-2',
  'CFF-67-3': 'CFF17-46-3',
  'CFF-69': 'CFF17-48',
  'CFF-72-1': 'CFF17-51',
  'CFF-73-1': 'CFF17-45',
  'CFF-74-2': 'CFF17-53-2',
  'CFF-75-2': 'CFF17-54-2',
  'FYF-20-1': 'FYF17-9-1',
  'FYF-29': 'FYF17-16',
  'FYF-63-1': 'FYF17-28-1-3',
  'FYF-63-2': 'FYT07-51',
  'FYF-64-1': 'FYF17-28-1-3',
  'FYF-64-2': 'FYF17-28-2',
  'FYF-65-1': 'FYF17-28-1-3',
  'FYF-67': 'FYF17-28-1-3',
  'FYF-78': 'FYF17-33',
}

/** The same rule as the text of that day has it 引用当日施行的条款: a clause that was not yet in force gives way to the one before it. */
export function clausesOn({ provisions }: Pick<Law, 'provisions'>, day: Day, [first, ...rest]: Clauses): Clauses {
  const then = (id: ClauseId): ClauseId => (day < (provisions.get(id)?.from ?? day) ? (former[id] ?? id) : id)
  const head = then(first)
  return [head, ...new Set(rest.map(then).filter((id) => id !== head))]
}

/** A refusal cited by the text of its own day 不予办理的依据. */
export const refusedOn = (law: Pick<Law, 'provisions'>, day: Day, refusal: Refusal): Refusal => ({
  ...refusal,
  clauses: clausesOn(law, day, refusal.clauses),
})
