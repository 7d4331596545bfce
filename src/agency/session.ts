import { z } from 'zod'
import { act, type Fold } from '#agency/act'
import { freshAccount } from '#agency/agency'
import { type Instant, instant } from '#law/day'
import { digest } from '#law/digest'
import { type Refusal, refuse } from '#law/refusal'
import { words } from '#law/text'

/** One sign-in 登录会话. The token itself is with the browser alone; here is its digest. */
export type Session = Readonly<{ officer?: string; closed: boolean; idleUntil?: Instant }>

export type SessionEvent =
  | Readonly<{ kind: 'session.opened'; officer: string; token: string; idleUntil: Instant; until: Instant; epoch: number }>
  | Readonly<{ kind: 'session.renewed'; idleUntil: Instant }>
  | Readonly<{ kind: 'session.closed' }>

/** The edge checks the password, then the system officer opens the session: nobody opens, stretches or ends one by an act of his own. */
export const openSession = act({
  id: 'session.open',
  zh: '登录',
  clauses: ['G118-15'],
  stream: 'session',
  founds: true,
  by: 'system',
  seen: false,
  input: z.strictObject({ officer: words(32), token: digest, idleUntil: instant, until: instant }),
  run(_session: Session, said, { agency }): readonly SessionEvent[] | Refusal {
    const { epoch, disabled } = agency.accounts[said.officer] ?? freshAccount
    if (!agency.officers[said.officer]) return refuse('no-officer', '没有这名人员，不能登录', 'G118-15')
    return disabled ? refuse('account-disabled', '账号已经停用，不能登录', 'G118-15') : [{ kind: 'session.opened', ...said, epoch }]
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
  input: z.strictObject({ idleUntil: instant }),
  run: (session: Session, { idleUntil }): readonly SessionEvent[] => (session.closed ? [] : [{ kind: 'session.renewed', idleUntil }]),
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
        return { officer: event.officer, closed: false, idleUntil: event.idleUntil }
      case 'session.renewed':
        return { ...before, idleUntil: event.idleUntil }
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
              ...{ idle_until: event.idleUntil, until: event.until, closed: false },
            },
          },
        ]
      case 'session.renewed':
        return [{ table: 'session', key, set: { idle_until: event.idleUntil }, only: 'update' }]
      case 'session.closed':
        return [{ table: 'session', key, set: { closed: true }, only: 'update' }]
    }
  },
}
