import { verify } from '@node-rs/argon2'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Caller } from '#agency/may'
import { findCredential, findSession } from '#agency/store'
import type { Pool } from '#db/pool'
import { reading } from '#db/tx'
import type { Rules } from '#policy/law'
import { limitOf } from '#policy/limit'
import type { Door } from '#server/act'
import type { Clock } from '#server/clock'
import { newId, randomBytes } from '#server/config'
import { sha256 } from '#server/digest'
import { failpoint } from '#server/failpoint'
import { turns } from '#server/turns'

/** A hash that no password has: a wrong name costs as much time as a wrong password. */
const nobody = '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'

/** What the cookie holds: the agency, and 32 bytes. */
const shape = /^([a-z0-9][a-z0-9-]{1,31})\.([\w-]{43})$/

export type Officer = Extract<Caller, { kind: 'officer' }>
type Signed = Readonly<{ caller: Officer; session: string }>

type Made = Readonly<{ pool: Pool; door: Door; clock: Clock; rules: Pick<Rules, 'limits'>; secure: boolean }>

/** 登录会话: the browser holds 256 random bits, the database their digest; idle and absolute limits. Every change is an act. */
export function sessions({ pool, door, clock, rules, secure }: Made) {
  const today = clock.today()
  // a check costs 19 MB and a thread of the pool that files are read by: few at once, however many knock
  const inTurn = turns({
    atOnce: limitOf(rules, 'signin.checks', today),
    waiting: limitOf(rules, 'signin.waiting', today),
    zh: '同时登录的人太多，请稍后再试',
  })
  // under this name a browser takes a cookie over an encrypted connection alone, and from this very host
  const name = secure ? '__Host-mingjing' : 'mingjing'
  const attributes = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const

  return {
    /** Signs an officer in, or says no without saying which of name and password was wrong. */
    async open(reply: FastifyReply, agency: string, officer: string, password: string): Promise<Officer | undefined> {
      const held = await reading(pool, agency, (db) => findCredential(db, agency, officer))
      const right = await inTurn(() => verify(held?.hash ?? nobody, password).catch(() => false))
      if (!held || !right) return undefined
      await failpoint('session.verified')
      const token = Buffer.from(randomBytes(32))
      const caller: Officer = { kind: 'officer', agency, officer }
      const input = { officer, token: sha256(token).toString('hex'), epoch: held.epoch }
      const outcome = await door.send('session.open', { id: newId(), input }, { kind: 'system', agency })
      if (outcome.is !== 'granted') return undefined
      await failpoint('session.opened')
      reply.setCookie(name, `${agency}.${token.toString('base64url')}`, attributes)
      return caller
    },

    /** Who sent this request, if anyone is signed in. Use past half the idle time moves the idle limit, by an act. */
    async find(request: FastifyRequest): Promise<Signed | undefined> {
      const [, agency, token] = shape.exec(request.cookies[name] ?? '') ?? []
      if (!agency || !token) return undefined
      const found = await reading(pool, agency, (db) => findSession(db, agency, sha256(Buffer.from(token, 'base64url'))))
      const now = clock.now()
      if (!found || found.idleUntil <= now || found.until <= now) return undefined
      if (!found.renewFrom || found.renewFrom <= now)
        await door.send('session.renew', { id: newId(), stream: `session:${found.id}`, input: {} }, { kind: 'system', agency })
      return { caller: { kind: 'officer', agency, officer: found.officer }, session: found.id }
    },

    async close(request: FastifyRequest, reply: FastifyReply): Promise<void> {
      const signed = await this.find(request)
      if (signed)
        await door.send(
          'session.close',
          { id: newId(), stream: `session:${signed.session}`, input: {} },
          { kind: 'system', agency: signed.caller.agency },
        )
      await failpoint('session.closed')
      reply.clearCookie(name, attributes)
    },
  }
}
export type Sessions = ReturnType<typeof sessions>
