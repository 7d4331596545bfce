import type { Agency } from '#agency/agency'
import { issuers } from '#agency/certificate'
import { lendable } from '#agency/delegate'
import { conditions } from '#agency/entrust'
import { postsZh } from '#agency/post'
import { unitKinds } from '#agency/unit'

const named = (names: Readonly<Record<string, string>>) => Object.entries(names).map(([id, zh]) => ({ id, zh }))

/** What each field with `of` may name in the acts of the agency itself 可选项: its people, open units, entrusted organisations. */
export const agencyChoices = ({
  officers,
  units,
  bodies,
}: Agency): Readonly<Record<string, readonly Readonly<{ id: string; zh: string }>[]>> => ({
  officer: Object.values(officers).map(({ id, name }) => ({ id, zh: `${name}（${id}）` })),
  unit: Object.entries(units).flatMap(([id, { name, closedOn }]) => (closedOn ? [] : [{ id, zh: name }])),
  post: named(postsZh),
  'post.lendable': lendable.map((id) => ({ id, zh: postsZh[id] })),
  'unit.use': named(unitKinds),
  'certificate.issuer': named(issuers),
  'entrust.conditions': conditions.map(({ id, zh }) => ({ id, zh })),
  body: Object.entries(bodies).map(([id, { name }]) => ({ id, zh: name })),
})
