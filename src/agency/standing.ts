import type { Agency, Officer, Span } from '#agency/agency'
import { certificates, validOn } from '#agency/certificate'
import type { Post } from '#agency/post'
import type { Day } from '#law/day'

/** Is the day within these bounds, both ends included 首日末日均有效. */
export const within = ({ from, to }: Span, day: Day): boolean => (!from || from <= day) && (!to || day <= to)

/** The posts that count on a day 当日有效的岗位: within their terms, before he left, and, of an entrusted organisation, within its term. */
export function postsOn(agency: Agency, officer: Officer, day: Day): readonly Post[] {
  if (agency.accounts[officer.id]?.disabled || (officer.left && officer.left < day)) return []
  const body = officer.body === undefined ? {} : agency.bodies[officer.body]
  return body && within(body, day) ? officer.posts.filter((post) => within(officer.terms?.[post] ?? {}, day)) : []
}

/**
 * The agency as it stands on a day 当日的机关: everyone with the posts that count then, his own and those he holds for another. What every act is
 * judged by; a post outside its term is not there.
 */
export function standing(agency: Agency, day: Day): Agency {
  const held = known.get(agency)
  if (held?.day === day) return held.agency
  const made = stand(agency, day)
  known.set(agency, { day, agency: made })
  return made
}

/** Most acts of a day are judged by the same agency. */
const known = new WeakMap<Agency, Readonly<{ day: Day; agency: Agency }>>()

function stand(agency: Agency, day: Day): Agency {
  const lending = agency.delegations.filter((each) => within(each, day))
  const own = new Map(Object.values(agency.officers).map((officer) => [officer.id, postsOn(agency, officer, day)]))
  const officers: Record<string, Officer> = Object.create(null)
  for (const officer of Object.values(agency.officers)) {
    const posts = own.get(officer.id) ?? []
    // one who holds no post of his own that day holds none for another either; and whoever lent it must himself hold it
    const lent =
      posts.length === 0
        ? []
        : lending.filter(
            (each) => each.delegate === officer.id && own.get(each.principal)?.includes(each.held) && !posts.includes(each.post),
          )
    officers[officer.id] =
      lent.length === 0
        ? { ...officer, posts }
        : {
            ...officer,
            posts: [...posts, ...new Set(lent.map(({ post }) => post))],
            acting: Object.fromEntries(lent.map(({ post, principal }) => [post, principal])),
          }
  }
  return { ...agency, officers }
}

/** The natural person behind an account 自然人. */
const personOf = (agency: Agency, id: string): string => agency.officers[id]?.person ?? id

/** One natural person, under whatever account 同一人. */
export const samePerson = (agency: Agency, a: string, b: string): boolean => a === b || personOf(agency, a) === personOf(agency, b)

/** Is he one of these, under whatever account: separation of posts is judged per natural person. */
export const isAmong = (agency: Agency, people: readonly string[], who: string): boolean =>
  people.some((each) => samePerson(agency, each, who))

/** How many natural persons these accounts are 实为几人. */
export const headcount = (agency: Agency, people: readonly string[]): number => new Set(people.map((id) => personOf(agency, id))).size

/** A certificate valid that day 执法证件有效: without one nobody enforces (CFF-42-1). */
export const certified = (officer: Officer, on: Day): boolean => certificates(officer).some((each) => validOn(each, on))
