import { z } from 'zod'
import { act } from '#agency/act'
import { slug } from '#agency/slug'
import { type Day, day } from '#law/day'
import type { Supervision, SupervisionEvent } from '#oversight/supervision'

/** How a sign-in failed: by the password, by the code of the second factor, or held back since too many failed before it. */
export const failings = ['password', 'code', 'held'] as const
export type Failing = (typeof failings)[number]

/** How many sign-ins failed on a day 登录未成: by account, without a name where none is there, and how. */
export type FailedSignIns = Readonly<{ day: Day; officer: string; how: Failing; n: number }>

/** So many more of one kind; an account that is not there is told without its name. */
const more = z.strictObject({ officer: slug.exactOptional(), how: z.enum(failings), n: z.int().positive() })
export type Failures = z.infer<typeof more>

export type SignInsFailed = Readonly<{ kind: 'supervision.signInsFailed'; day: string; more: readonly Failures[] }>

/** Failed sign-ins 登录未成 are counted, not listed: whoever floods the door with them adds a few lines a day to the ledger, however many he sends. */
export const recordFailedSignIns = act({
  id: 'supervision.recordFailedSignIns',
  zh: '记录登录未成的次数',
  clauses: ['G118-15'],
  stream: 'supervision',
  by: 'system',
  seen: false,
  input: z.strictObject({ day, more: z.array(more).min(1).max(5_000) }),
  run: (_supervision: Supervision, said): readonly SupervisionEvent[] => [{ kind: 'supervision.signInsFailed', ...said }],
})

export const nameOf = ({ officer = '', how }: Pick<Failures, 'officer' | 'how'>): string => `${officer}/${how}`

/** The counts of a day, with these added. */
export const withFailures = (counts: Readonly<Record<string, number>>, more: readonly Failures[]): Readonly<Record<string, number>> => ({
  ...counts,
  ...Object.fromEntries(more.map((each) => [nameOf(each), (counts[nameOf(each)] ?? 0) + each.n])),
})
