import type { Agency, Officer } from '#agency/agency'
import { certificateStateZh } from '#agency/bearer'
import { certificates } from '#agency/certificate'
import type { Day } from '#law/day'
import { type Refusal, refuse } from '#law/refusal'
import type { Entry } from '#register/kind'

/** 李　明 in a table is 李明. */
const plain = (name: string): string => name.normalize('NFKC').replace(/\s/gu, '')

const grouped = <T>(pairs: readonly (readonly [string, T])[]): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>()
  for (const [key, each] of pairs) groups.set(key, [...(groups.get(key) ?? []), each])
  return groups
}

/**
 * Whether the certificate in an entry is that of the officer named beside it, and in force on the day 证件属于所写的人. Of several who bear the name, those of
 * the unit that the entry names are meant, where there are any.
 */
export function holding({ officers, units }: Agency, on: Day): (entry: Entry, no: string) => Refusal | undefined {
  const all = Object.values(officers)
  const bearers = grouped(all.map((officer) => [plain(officer.name), officer]))
  const holders = grouped(all.flatMap((officer) => certificates(officer).map(({ no }) => [no, officer] as const)))
  const stateOf = ({ left }: Officer, held: ReturnType<typeof certificates>[number]) =>
    certificateStateZh({ ...held, leftOn: left ?? null }, on)
  const inForce = (officer: Officer) => certificates(officer).filter((held) => stateOf(officer, held) === '有效')
  const who = ({ id, name }: Officer) => `${name}（${id}）`
  const instead = (people: readonly Officer[]): string => {
    const theirs = people.flatMap((officer) => inForce(officer).map(({ no }) => `${who(officer)}的 ${no}`))
    return theirs.length > 0 ? `有效的是${[...new Set(theirs)].join('、')}，请改写证号` : '没有登记其有效的执法证件，请先登记'
  }

  return ({ name = '', unit }, no) => {
    const held = holders.get(no) ?? []
    if (held.length === 0) return refuse('not-certified', `本机关没有登记执法证件 ${no}，请先登记证件，或者核对证号`, 'CFF-42-1')
    if (name === '') return refuse('holder-unnamed', `写了执法证件 ${no}，没有写是谁的，请补填姓名`, 'CFF-42-1')
    const named = bearers.get(plain(name)) ?? []
    const here = named.filter((officer) => !(officer.left && officer.left < on) && unit && units[officer.unit]?.name === unit)
    const meant = here.length > 0 ? here : named
    const own = held.filter((officer) => meant.includes(officer))
    if (own.length === 0) {
      const theirs = [...new Set(held.map(who))].join('、')
      const mend = named.length > 0 ? instead(meant) : `本机关没有${name}这名人员`
      return refuse(
        'certificate-of-other',
        `执法证件 ${no} 是${theirs}的，不是这里所写的${name}的：${mend}；姓名、单位写错的，请改正`,
        'CFF-42-1',
      )
    }
    const states = own.flatMap((officer) => certificates(officer).flatMap((each) => (each.no === no ? [stateOf(officer, each)] : [])))
    return states.includes('有效')
      ? undefined
      : refuse(
          'certificate-not-in-force',
          `${name}的执法证件 ${no} 在 ${on} ${states.at(-1)}：${instead(own)}，或者改写持有效证件的人员`,
          'CFF-42-1',
        )
  }
}
