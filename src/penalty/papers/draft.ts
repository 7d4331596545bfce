import type { At } from '#agency/act'
import { nameOf } from '#agency/agency'
import type { FormId } from '#documents/form'
import type { Values } from '#documents/paper'
import type { Day } from '#law/day'
import { zhDay } from '#law/day'
import type { Matter } from '#penalty/matter'
import { findInForce, on } from '#policy/law'

/** By what a paper is filled beside the matter. */
export type Around = Pick<At, 'agency' | 'law' | 'today'>

/**
 * A paper that the matter has come to 文书: not finished until what it records is done. `source` is what it tells of, so that one made before is
 * known again; `number` where another room gave it.
 */
export type Draft = Readonly<{
  form: FormId
  source: unknown
  finished: boolean
  day?: Day
  number?: string
  signs?: Readonly<Record<string, string>>
  values: () => Values
}>
/** With `other`, another state of the matter, what stands alike in both may be left out: nothing was finished between them there. */
export type Drafting = (matter: Matter, around: Around, other?: Matter) => readonly Draft[]

/** 当事人 as every paper names him. */
export function partyValues({ clue, stage }: Matter): Values {
  const party = stage.proposal?.substance.party ?? clue?.party
  if (!party) return {}
  const organisation = party.type === 'organisation'
  return {
    name: party.name,
    identity: organisation ? party.creditCode : party.idNo,
    representative: organisation ? party.legalRepresentative : undefined,
    address: party.address ?? clue?.party.address,
    phone: party.phone,
    cause: clue?.cause,
  }
}

/** 姓名, joined as prose joins them. */
export const names = ({ agency }: Pick<Around, 'agency'>, ids: readonly string[]): string => ids.map((id) => nameOf(agency, id)).join('、')

/** 执法人员及证件号码 */
export const officers = ({ agency }: Pick<Around, 'agency'>, ids: readonly string[]): string =>
  ids
    .map((id) => {
      const no = agency.officers[id]?.certificate?.no
      return no ? `${nameOf(agency, id)}（${no}）` : nameOf(agency, id)
    })
    .join('、')

/** An opinion as a form holds it 审批意见: what was said, by whom, on which day. */
export const opined = (around: Around, opinion: string, by: string, day: Day): string => `${opinion}\n${names(around, [by])}　${zhDay(day)}`

/** An entry of a list of the day, as it reads 列举项目的名称. */
export const listed = ({ law }: Pick<Around, 'law'>, key: string, id: string, day: Day): string =>
  findInForce(law.lists, key, on(day))?.items.find((item) => item.id === id)?.zh ?? id
