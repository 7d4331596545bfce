import type { Agency } from '#agency/agency'
import { samePerson } from '#agency/standing'

/**
 * How far one sees 知悉范围: whatever is public; all that the agency holds; what his unit handles, or nobody yet; what is to be published; what he
 * has part in. There is none that reaches into another agency, whether above, below or beside.
 */
export type Extent = 'public' | 'agency' | 'unit' | 'published' | 'own'

/** Who looks 查阅人, as a query knows him: his accounts, and whose matters he sees (null: everyone's), those of nobody yet, those to be published. */
export type Seer = Readonly<{ accounts: readonly string[]; people: readonly string[] | null; unassigned: boolean; published: boolean }>

export function seerOf(extents: ReadonlySet<Extent>, id: string, agency: Agency): Seer {
  const unit = agency.officers[id]?.unit
  const accounts = Object.keys(agency.officers).filter((other) => samePerson(agency, id, other))
  const colleagues = Object.values(agency.officers).flatMap((other) => (other.unit === unit ? [other.id] : []))
  return {
    accounts,
    people: extents.has('agency') ? null : extents.has('unit') ? [...new Set([...accounts, ...colleagues])] : accounts,
    unassigned: extents.has('unit'),
    published: extents.has('published'),
  }
}
