import { z } from 'zod'
import { act, type Fold } from '#agency/act'
import type { Account, Agency, AgencyEvent } from '#agency/agency'
import { slug } from '#agency/slug'
import { samePerson } from '#agency/standing'
import { idOf, type StreamName } from '#agency/stream'
import { type Day, ofSerial } from '#law/day'
import { type Digest, digest } from '#law/digest'
import { type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'
import { findInForce, type Law, on } from '#policy/law'

/**
 * The second factor 第二验证因素 of a sign-in: `sealed` is the shared secret of RFC 6238 as only the edge can open it, `step` the time step of the code
 * that confirmed it, `codes` the digests of the recovery codes 备用码 that are left.
 */
export type Factor = Readonly<{ sealed: string; step: number; codes: readonly Digest[]; since: Day }>

export type FactorEvent =
  | (Readonly<{ kind: 'agency.factorSet'; officer: string }> & Factor)
  | Readonly<{ kind: 'agency.codesIssued'; officer: string; codes: readonly Digest[] }>
  | Readonly<{ kind: 'agency.codeUsed'; officer: string; code: Digest }>
  | Readonly<{ kind: 'agency.factorRemoved'; officer: string; why: string }>

/** How many recovery codes are given at once. */
export const CODES = 10
/** How long one code of RFC 6238 counts. */
export const STEP_S = 30
const STEPS_A_DAY = 86_400 / STEP_S

const codes = z.array(digest).length(CODES)
const noFactor = (): Refusal => refuse('no-factor', '这个账号没有启用第二验证因素', 'G118-15')
const used = (): Refusal => refuse('code-used', '这个验证码已经用过，请等下一个', 'G118-15')

/** Must this officer, by a post that he holds today, show a second factor 须用第二验证因素. */
export function factorDue(agency: Agency, law: Pick<Law, 'posts'>, officer: string, today: Day): boolean {
  const asked = findInForce(law.posts, 'signin.secondFactor', on(today))?.posts ?? []
  return agency.officers[officer]?.posts.some((post) => asked.includes(post)) ?? false
}

/** Confirmed by a first code, told by the officer himself; whatever was signed in without it ends. */
export const setFactor = act({
  id: 'agency.setFactor',
  zh: '启用第二验证因素',
  clauses: ['G118-15'],
  stream: 'agency',
  by: 'system',
  seen: false,
  input: z.strictObject({
    officer: slug,
    sealed: z.string().min(1).max(300),
    step: z.int().positive(),
    epoch: z.int().nonnegative(),
    codes,
  }),
  run(agency: Agency, { epoch, ...said }, { today }): readonly AgencyEvent[] | Refusal {
    const account = agency.accounts[said.officer]
    if (!account || account.disabled) return refuse('account-disabled', '这个账号已经停用，请先恢复', 'G118-15')
    if (account.epoch !== epoch) return refuse('credential-changed', '口令或者验证因素刚刚更换过，请重新登录后再办', 'G118-15')
    if (account.factor && said.step <= account.factor.step) return used()
    return [{ kind: 'agency.factorSet', ...said, since: today }]
  },
})

/** New recovery codes void those before. */
export const issueCodes = act({
  id: 'agency.issueCodes',
  zh: '换发备用码',
  clauses: ['G118-15'],
  stream: 'agency',
  by: 'system',
  seen: false,
  input: z.strictObject({ officer: slug, codes }),
  run: (agency: Agency, said): readonly AgencyEvent[] | Refusal =>
    agency.accounts[said.officer]?.factor ? [{ kind: 'agency.codesIssued', ...said }] : noFactor(),
})

/** A recovery code counts once: of two who show it together the second comes too late. */
export const useCode = act({
  id: 'agency.useCode',
  zh: '使用备用码',
  clauses: ['G118-15'],
  stream: 'agency',
  by: 'system',
  seen: false,
  input: z.strictObject({ officer: slug, code: digest }),
  run: (agency: Agency, said): readonly AgencyEvent[] | Refusal =>
    agency.accounts[said.officer]?.factor?.codes.includes(said.code) ? [{ kind: 'agency.codeUsed', ...said }] : used(),
})

/** The telephone is lost 手机遗失: with a reason, by another; every sign-in of the officer ends. */
export const removeFactor = act({
  id: 'agency.removeFactor',
  zh: '解除第二验证因素',
  clauses: ['G118-15'],
  stream: 'agency',
  by: ['administrator'],
  seen: false,
  input: z.strictObject({ officer: slug.meta({ title: '工号', of: 'officer' }), why: words(200).meta({ title: '事由' }) }),
  run(agency: Agency, { officer, why }, { actor }): readonly AgencyEvent[] | Refusal {
    if (samePerson(agency, officer, actor.id))
      return refuse('own-account', '不能解除自己的第二验证因素，请由其他系统管理员办理；更换手机的，在“我的账号”中重新启用', 'G118-15')
    return agency.accounts[officer]?.factor ? [{ kind: 'agency.factorRemoved', officer, why }] : noFactor()
  },
})

export function afterFactor(account: Account, event: FactorEvent): Account {
  const { factor, ...plain } = account
  switch (event.kind) {
    case 'agency.factorSet': {
      const { kind: _, officer: __, ...set } = event
      return { ...account, epoch: account.epoch + 1, factor: set }
    }
    case 'agency.codesIssued':
      return factor ? { ...account, factor: { ...factor, codes: event.codes } } : account
    case 'agency.codeUsed':
      return factor ? { ...account, factor: { ...factor, codes: factor.codes.filter((code) => code !== event.code) } } : account
    case 'agency.factorRemoved':
      return { ...plain, epoch: account.epoch + 1 }
  }
}

/** The codes that one officer has shown in a year 已用的验证码: the last time step of them. */
export type Steps = Readonly<{ last: number }>
export type StepsEvent = Readonly<{ kind: 'factor.used'; step: number }>

/** A step belongs to one year, whenever it is shown: so no year's end lets it be shown twice. */
export const stepsOf = (officer: string, step: number): StreamName =>
  `factor:${officer}-${ofSerial(Math.floor(step / STEPS_A_DAY)).slice(0, 4)}`

/** Each code counts once, and none before one that was shown: of two who show the same together the second comes too late (RFC 6238, 5.2). */
export const useStep = act({
  id: 'factor.use',
  zh: '使用验证码',
  clauses: ['G118-15'],
  stream: 'factor',
  founds: true,
  by: 'system',
  seen: false,
  input: z.strictObject({ step: z.int().positive() }),
  run({ last }: Steps, { step }, { agency, stream }): readonly StepsEvent[] | Refusal {
    const officer = idOf(stream).slice(0, -'-2026'.length)
    if (stream !== stepsOf(officer, step)) throw new RangeError(`step ${step} does not belong to ${stream}`)
    const { factor } = agency.accounts[officer] ?? {}
    if (!factor) return noFactor()
    return step > Math.max(last, factor.step) ? [{ kind: 'factor.used', step }] : used()
  },
})

export const factorFold: Fold<Steps, StepsEvent> = {
  empty: { last: 0 },
  after: (_before, { step }) => ({ last: step }),
  rows: () => [],
}
