import { z } from 'zod'
import { type At, act, type Fold } from '#agency/act'
import { freshAccount } from '#agency/agency'
import { factorDue } from '#agency/factor'
import { addMs, type Instant } from '#law/day'
import { digest } from '#law/digest'
import { type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'
import { limitMs } from '#policy/limit'

/** One sign-in 登录会话. The token itself is with the browser alone; here is its digest. */
export type Session = Readonly<{ officer?: string; closed: boolean }>

/** Until when it may rest unused, and from when use stretches that 空闲期限. */
type Idle = Readonly<{ idleUntil: Instant; renewFrom?: Instant }>

/** By what a sign-in was proved 登录方式: the password alone, with a code of the second factor, or with a recovery code. */
export const proofs = ['password', 'code', 'recovery'] as const
export type Proof = (typeof proofs)[number]

/** The device 设备 by which an officer signed in: the digest of what its browser keeps, and how long it is known by it. */
type Device = Readonly<{ device: string; deviceUntil: Instant }>

export type SessionEvent =
  | (Readonly<{ kind: 'session.opened'; officer: string; token: string; until: Instant; epoch: number; proof?: Proof; confined?: true }> &
      Idle &
      Partial<Device>)
  | (Readonly<{ kind: 'session.renewed' }> & Idle)
  | Readonly<{ kind: 'session.closed' }>

/** Use past half the idle time stretches it: not every request is an act. */
const idleFrom = ({ law, now, today }: Pick<At, 'law' | 'now' | 'today'>): Required<Idle> => {
  const idle = limitMs(law, 'signin.idle', today)
  return { idleUntil: addMs(now, idle), renewFrom: addMs(now, idle / 2) }
}

/**
 * The edge checks the password, then the system officer opens the session: nobody opens, stretches or ends one by an act of his own. `epoch` is that
 * of the password which was checked. Where the second factor is due and not set up yet, the session is confined 受限 to setting it up.
 */
export const openSession = act({
  id: 'session.open',
  zh: '登录',
  clauses: ['G118-15'],
  stream: 'session',
  founds: true,
  by: 'system',
  seen: false,
  input: z.strictObject({ officer: words(32), token: digest, epoch: z.int().nonnegative(), proof: z.enum(proofs), device: digest }),
  run(_session: Session, said, at): readonly SessionEvent[] | Refusal {
    const { epoch, disabled, factor } = at.agency.accounts[said.officer] ?? freshAccount
    if (!at.agency.officers[said.officer]) return refuse('no-officer', '没有这名人员，不能登录', 'G118-15')
    if (disabled) return refuse('account-disabled', '账号已经停用，不能登录', 'G118-15')
    if (epoch !== said.epoch) return refuse('credential-changed', '口令在核对期间已经更换，请用新的口令登录', 'G118-15')
    if (factor && said.proof === 'password') return refuse('second-factor-missing', '这个账号须用第二验证因素登录', 'G118-15')
    const confined = !factor && factorDue(at.agency, at.law, said.officer, at.today)
    const after = (key: string) => addMs(at.now, limitMs(at.law, key, at.today))
    const ends = { ...idleFrom(at), until: after('signin.whole'), deviceUntil: after('signin.device') }
    return [{ kind: 'session.opened', ...said, ...ends, ...(confined ? { confined } : {}) }]
  },
})

/** Use moves the idle limit, never the absolute one. */
export const renewSession = act({
  id: 'session.renew',
  zh: '延续登录',
  clauses: ['G118-15'],
  stream: 'session',
  by: 'system',
  seen: false,
  input: z.strictObject({}),
  run: (session: Session, _said, at): readonly SessionEvent[] => (session.closed ? [] : [{ kind: 'session.renewed', ...idleFrom(at) }]),
})

export const closeSession = act({
  id: 'session.close',
  zh: '退出登录',
  clauses: ['G118-15'],
  stream: 'session',
  by: 'system',
  seen: false,
  input: z.strictObject({}),
  run: (session: Session): readonly SessionEvent[] => (session.closed ? [] : [{ kind: 'session.closed' }]),
})

export const sessionFold: Fold<Session, SessionEvent> = {
  empty: { closed: false },
  after(before, event) {
    switch (event.kind) {
      case 'session.opened':
        return { officer: event.officer, closed: false }
      case 'session.renewed':
        return before
      case 'session.closed':
        return { ...before, closed: true }
    }
  },
  rows(_after, event, { stream }) {
    const key = { id: stream.slice('session:'.length) }
    switch (event.kind) {
      case 'session.opened':
        return [
          {
            table: 'session',
            key,
            set: {
              ...{ officer: event.officer, token: `\\x${event.token}`, epoch: event.epoch },
              ...{ proof: event.proof ?? 'password', confined: event.confined ?? false },
              ...{ device: event.device ? `\\x${event.device}` : null, device_until: event.deviceUntil ?? null },
              ...{ idle_until: event.idleUntil, renew_from: event.renewFrom ?? null, until: event.until, closed: false },
            },
          },
        ]
      case 'session.renewed':
        return [{ table: 'session', key, set: { idle_until: event.idleUntil, renew_from: event.renewFrom ?? null }, only: 'update' }]
      case 'session.closed':
        return [{ table: 'session', key, set: { closed: true }, only: 'update' }]
    }
  },
}
