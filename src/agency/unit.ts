import { z } from 'zod'
import { act } from '#agency/act'
import type { Agency, AgencyEvent } from '#agency/agency'
import { slug } from '#agency/slug'
import type { Day } from '#law/day'
import { type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'

/** What a unit is for 内设机构的职责. */
export const unitKinds = {
  handling: '承办机构',
  review: '法制审核机构',
  leadership: '机关领导',
  window: '窗口',
  supervision: '执法监督机构',
  other: '其他',
} as const
export type UnitKind = keyof typeof unitKinds

/** A unit 内设机构; a closed one keeps its name for the matters of its time. `former`: names that it bore before 曾用名. */
export type Unit = Readonly<{ name: string; use?: UnitKind; closedOn?: Day; former?: readonly string[] }>

export const unitKind = z.enum(Object.keys(unitKinds) as [UnitKind, ...UnitKind[]])

/** Names a unit, or gives one that is there another name or use. */
export const nameUnit = act({
  id: 'agency.nameUnit',
  zh: '设置内设机构',
  clauses: ['G118-11', 'G118-4', 'WZ-GS-7-1', 'WD-2-1-2-10'],
  stream: 'agency',
  by: ['administrator'],
  seen: false,
  input: z.strictObject({
    unit: slug.meta({ title: '机构编号' }),
    name: words(40).meta({ title: '名称' }),
    use: unitKind.exactOptional().meta({ title: '职责', of: 'unit.use' }),
  }),
  run: (_agency: Agency, input): readonly AgencyEvent[] => [{ kind: 'agency.unitNamed', ...input }],
})

export const closeUnit = act({
  id: 'agency.closeUnit',
  zh: '撤销内设机构',
  clauses: ['G118-11'],
  stream: 'agency',
  by: ['administrator'],
  seen: false,
  input: z.strictObject({ unit: slug.meta({ title: '机构编号' }), why: words(200).meta({ title: '依据' }) }),
  run({ units, officers }: Agency, { unit, why }, { today }): readonly AgencyEvent[] | Refusal {
    const held = units[unit]
    if (!held || held.closedOn) return refuse('no-unit', '没有这个内设机构，或者已经撤销', 'G118-11')
    const still = Object.values(officers).filter((officer) => officer.unit === unit && !(officer.left && officer.left < today))
    if (still.length > 0)
      return refuse(
        'unit-manned',
        `${held.name} 还有 ${still.length} 人，请先调整他们的机构：${still.map(({ name }) => name).join('、')}`,
        'G118-11',
      )
    return [{ kind: 'agency.unitClosed', unit, on: today, why }]
  },
})

/** The unit is there and open. */
export const noUnit = ({ units }: Agency, unit: string): Refusal | undefined =>
  units[unit] && !units[unit].closedOn
    ? undefined
    : refuse('no-unit', '没有这个内设机构，或者已经撤销；先设置内设机构，再任用人员', 'G118-11')
