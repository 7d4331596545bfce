import fc from 'fast-check'
import { table } from '#acts/table'
import { wjw, ybj } from '../http/house'
import type { AgencyId } from '../http/matter'
import { courseIds, medicalOnly, takenCourses } from './courses'

const people = ['li', 'wang', 'qian', 'zhao', 'sun', 'zhou', 'zheng', 'feng', 'x11', 'x12'] as const
/** Acts of a matter and its publication, as people send them. */
export const acts = table.filter(({ stream, by }) => (stream === 'case' || stream === 'publication') && by !== 'system').map(({ id }) => id)
const n = fc.nat(1000)
const matter = fc.constantFrom(0, 0, 0, 1)

/** Acts that change what a step under way rests on, sent by those whose acts they are. */
export const disturbing = {
  'case.addEvidence': 'li',
  'hearing.state': 'li',
  'proposal.propose': 'li',
  'review.submit': 'li',
  'penalty.decide': 'sun',
  'case.close': 'sun',
} as const
const disturber = fc.constantFrom(...(Object.keys(disturbing) as (keyof typeof disturbing)[]))

/** What may come next: mostly the next lawful step, now and then another course, anything by anybody, days that pass, law that changes. */
const command = fc.oneof(
  { weight: 14, arbitrary: fc.record({ is: fc.constant('next' as const), matter, n }) },
  {
    weight: 3,
    arbitrary: fc.record({ is: fc.constant('any' as const), matter, n, act: fc.constantFrom(...acts), who: fc.constantFrom(...people) }),
  },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('disturb' as const), matter, n, act: disturber }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('turn' as const), matter, n, course: fc.constantFrom(...courseIds) }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('days' as const), days: fc.constantFrom(1, 3, 5, 8, 30, 90) }) },
  {
    weight: 1,
    arbitrary: fc.record({ is: fc.constant('adopt' as const), fen: fc.constantFrom(1, 100_000, 300_000, 5_000_000, 100_000_000) }),
  },
)
/** Two matters of one agency, and what is done in them one after another. */
export const sequence = fc
  .record({
    of: fc.constantFrom<AgencyId>(wjw, ybj),
    from: fc.constantFrom('2022-03-01', '2024-06-03', '2025-05-20', '2026-03-02'),
    /** The course that each of the two matters is on. */
    courses: fc.tuple(fc.constantFrom(...takenCourses), fc.constantFrom(...takenCourses)),
    /** So many steps of the first matter, undisturbed, before anything else comes between. */
    ahead: fc.oneof(fc.nat(12), fc.integer({ min: 16, max: 48 })),
    n,
    commands: fc.array(command, { minLength: 3, maxLength: 16 }),
  })
  .map((told) => ({ ...told, of: medicalOnly.includes(told.courses[0]) ? ybj : told.of }))
export type Sequence = typeof sequence extends fc.Arbitrary<infer T> ? T : never

/** Every course once each way, undisturbed, and the recusal of each of four: what none of them comes to, no course leads to. */
export const undisturbed: readonly Sequence[] = courseIds.flatMap((course) =>
  (course === 'recused' ? [0, 1, 2, 3] : [0, 1]).map((n): Sequence => {
    const of = medicalOnly.includes(course) || n % 2 ? ybj : wjw
    return { of, from: '2026-03-02', courses: [course, 'straight'], ahead: 60, n, commands: [] }
  }),
)
