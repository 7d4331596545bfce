import type { Agency } from '#agency/agency'
import type { Day } from '#law/day'

/** Fields of lists that name a unit or an officer of the agency 写有机构、人员名称的栏目; lists of others (objects) are not the agency's own. */
export const naming = [
  { list: 'items', field: 'unit' },
  { list: 'powers', field: 'unit' },
  { list: 'powers', field: 'person' },
  { list: 'inspectors', field: 'unit' },
  { list: 'inspectors', field: 'name' },
  { list: 'channels', field: 'unit' },
  { list: 'boards', field: 'unit' },
  { list: 'boards', field: 'name' },
] as const

/** Names that nobody in the agency bears any more 机构改名、撤销和人员离任以后不再使用的名称, and what became of them. */
export function gone({ units, officers }: Pick<Agency, 'units' | 'officers'>, today: Day): ReadonlyMap<string, string> {
  const [open, serving] = [
    Object.values(units).filter((unit) => !unit.closedOn),
    Object.values(officers).filter(({ left }) => !left || left >= today),
  ]
  const current = new Set([...open, ...serving].map(({ name }) => name))
  const names = [
    ...Object.values(units).flatMap(({ name, former = [], closedOn }) => [
      ...former.map((old) => [old, closedOn ? '已经撤销' : `已经改名为${name}`] as const),
      ...(closedOn ? [[name, '已经撤销'] as const] : []),
    ]),
    ...Object.values(officers).flatMap(({ name, left }) => (left && left < today ? [[name, '已经离任'] as const] : [])),
  ]
  return new Map(names.filter(([name]) => !current.has(name)))
}
