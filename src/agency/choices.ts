import type { Agency } from '#agency/agency'

/** What each field with `of` may name in the acts of the agency itself 可选项: its people, open units, entrusted organisations. */
export const agencyChoices = ({
  officers,
  units,
  bodies,
}: Agency): Readonly<Record<string, readonly Readonly<{ id: string; zh: string }>[]>> => ({
  officer: Object.values(officers).map(({ id, name }) => ({ id, zh: `${name}（${id}）` })),
  unit: Object.entries(units).flatMap(([id, { name, closedOn }]) => (closedOn ? [] : [{ id, zh: name }])),
  body: Object.entries(bodies).map(([id, { name }]) => ({ id, zh: name })),
})
