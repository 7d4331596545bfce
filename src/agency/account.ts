import { z } from 'zod'
import { act } from '#agency/act'
import type { Agency, AgencyEvent } from '#agency/agency'
import { slug } from '#agency/slug'
import { samePerson } from '#agency/standing'
import { instant } from '#law/day'
import { digest } from '#law/digest'
import { type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'

export const argon2 = z
  .string()
  .regex(/^\$argon2id\$/, '应为 Argon2id 摘要')
  .max(200)

const officer = slug.meta({ title: '工号', of: 'officer' })
const why = words(200).meta({ title: '事由' })
const noOfficer = (): Refusal => refuse('no-officer', '没有这名人员，请先任用', 'G118-15')
const disabled = (): Refusal => refuse('account-disabled', '这个账号已经停用，请先恢复', 'G118-15')

/** The password never comes here: the edge hands in its Argon2id hash, and none but the officer himself tells it one. Every other sign-in of his ends. */
export const setCredential = act({
  id: 'agency.setCredential',
  zh: '设置登录口令',
  clauses: ['G118-15'],
  stream: 'agency',
  by: 'system',
  seen: false,
  input: z.strictObject({ officer: slug, hash: argon2 }),
  run(agency: Agency, input): readonly AgencyEvent[] | Refusal {
    if (!agency.officers[input.officer]) return noOfficer()
    return agency.accounts[input.officer]?.disabled ? disabled() : [{ kind: 'agency.credentialSet', ...input }]
  },
})

/** The officer changes his own: against the one that was checked, so that of two changes at once the second is told so. */
export const changePassword = act({
  id: 'agency.changePassword',
  zh: '更换自己的口令',
  clauses: ['G118-15'],
  stream: 'agency',
  by: 'system',
  seen: false,
  input: z.strictObject({ officer: slug, epoch: z.int().nonnegative(), hash: argon2 }),
  run(agency: Agency, { officer, epoch, hash }): readonly AgencyEvent[] | Refusal {
    const account = agency.accounts[officer]
    if (!account || account.disabled) return disabled()
    return account.epoch === epoch
      ? [{ kind: 'agency.credentialSet', officer, hash }]
      : refuse('credential-changed', '口令或者验证因素刚刚更换过，请重新登录后再办', 'G118-15')
  },
})

/** A link by which an officer sets his own password, once 首次登录链接: here is its digest; a new one voids the old. */
export const invite = act({
  id: 'agency.invite',
  zh: '发放首次登录链接',
  clauses: ['G118-15'],
  stream: 'agency',
  by: ['administrator'],
  seen: false,
  input: z.strictObject({ officer, token: digest, until: instant }),
  run(agency: Agency, input, { actor, now }): readonly AgencyEvent[] | Refusal {
    if (!agency.officers[input.officer]) return noOfficer()
    if (input.officer !== actor.id && samePerson(agency, input.officer, actor.id))
      return refuse('own-appointment', '不能为自己的另一账号发放链接，请由其他系统管理员办理', 'G118-15')
    if (agency.accounts[input.officer]?.disabled) return disabled()
    return input.until > now ? [{ kind: 'agency.invited', ...input }] : refuse('term-past', '链接的期限已过', 'G118-15')
  },
})

/**
 * An administrator who lost password, telephone and recovery codes, with no colleague to help him 补发登录链接: whoever runs the machine gives him a link,
 * with a reason that stays on record; his second factor falls away, and every sign-in of his ends.
 */
export const relink = act({
  id: 'agency.relink',
  zh: '在本机补发系统管理员的登录链接',
  clauses: ['G118-15'],
  stream: 'agency',
  by: 'system',
  seen: false,
  input: z.strictObject({ officer: slug, token: digest, until: instant, why }),
  run(agency: Agency, { officer, token, until, why }, { now }): readonly AgencyEvent[] | Refusal {
    const held = agency.officers[officer]
    if (!held) return noOfficer()
    if (agency.accounts[officer]?.disabled) return disabled()
    if (!held.posts.includes('administrator'))
      return refuse('administrator-helps', '这名人员不是系统管理员，请由系统管理员发放首次登录链接', 'G118-15')
    if (until <= now) return refuse('term-past', '链接的期限已过', 'G118-15')
    return [
      { kind: 'agency.factorRemoved', officer, why },
      { kind: 'agency.invited', officer, token, until },
    ]
  },
})

/** The officer follows his link: it opens nothing twice. */
export const acceptInvitation = act({
  id: 'agency.acceptInvitation',
  zh: '以首次登录链接设置口令',
  clauses: ['G118-15'],
  stream: 'agency',
  by: 'system',
  seen: false,
  input: z.strictObject({ officer: slug, token: digest, hash: argon2 }),
  run(agency: Agency, { officer, token, hash }, { now }): readonly AgencyEvent[] | Refusal {
    const { invitation, disabled = false } = agency.accounts[officer] ?? {}
    return !disabled && invitation && invitation.token === token && now < invitation.until
      ? [{ kind: 'agency.credentialSet', officer, hash }]
      : refuse('no-invitation', '这个链接已经用过、已经过期或者已经换新，请向系统管理员另要一个', 'G118-15')
  },
})

/** 停用: every sign-in of his ends in the same moment, and what he has under way is refused. */
export const disableAccount = act({
  id: 'agency.disableAccount',
  zh: '停用账号',
  clauses: ['G118-15'],
  stream: 'agency',
  by: ['administrator'],
  seen: false,
  input: z.strictObject({ officer, why }),
  run(agency: Agency, { officer, why }, { actor }): readonly AgencyEvent[] | Refusal {
    if (!agency.officers[officer]) return noOfficer()
    if (officer === actor.id) return refuse('own-account', '不能停用自己的账号，请由其他系统管理员办理', 'G118-15')
    return agency.accounts[officer]?.disabled ? disabled() : [{ kind: 'agency.accountDisabled', officer, why }]
  },
})

export const enableAccount = act({
  id: 'agency.enableAccount',
  zh: '恢复账号',
  clauses: ['G118-15'],
  stream: 'agency',
  by: ['administrator'],
  seen: false,
  input: z.strictObject({ officer, why }),
  run(agency: Agency, { officer, why }, { today }): readonly AgencyEvent[] | Refusal {
    const held = agency.officers[officer]
    if (!held) return noOfficer()
    if (held.left && held.left < today) return refuse('officer-left', '这名人员已经离任，请先重新任用', 'G118-15')
    return agency.accounts[officer]?.disabled
      ? [{ kind: 'agency.accountEnabled', officer, why }]
      : refuse('account-open', '这个账号没有停用', 'G118-15')
  },
})

/** The day after his last, unless he was appointed anew. */
export const closeAccount = act({
  id: 'agency.closeAccount',
  zh: '离任后停用账号',
  clauses: ['G118-15'],
  stream: 'agency',
  by: 'system',
  seen: false,
  input: z.strictObject({ officer: slug }),
  run: ({ officers, accounts }: Agency, { officer }, { today }): readonly AgencyEvent[] => {
    const left = officers[officer]?.left
    return left && left < today && !accounts[officer]?.disabled ? [{ kind: 'agency.accountDisabled', officer, why: '已离任' }] : []
  },
})
