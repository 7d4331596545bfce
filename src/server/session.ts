import { verify } from '@node-rs/argon2'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Caller } from '#agency/may'
import { findCredential, findSession } from '#agency/store'
import type { Pool } from '#db/pool'
import { reading } from '#db/tx'
import type { Instant } from '#law/day'
import type { Door } from '#server/act'
import type { Clock } from '#server/clock'
import { newId, randomBytes } from '#server/config'
import { sha256 } from '#server/digest'
import { failpoint } from '#server/failpoint'
import { turns } from '#server/turns'

const COOKIE = 'mingjing'
const IDLE_MS = 60 * 60_000
const ABSOLUTE_MS = 12 * 60 * 60_000

/** A hash that no password has: a wrong name costs as much time as a wrong password. */
const nobody = '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'

/** A check costs 19 MB and a thread of the pool that files are read by: two at once, however many knock. */
const CHECKING = { atOnce: 2, waiting: 100, zh: '同时登录的人太多，请稍后再试' } as const

/** What the cookie holds: the agency, and 32 bytes. */
const shape = /^([a-z0-9][a-z0-9-]{1,31})\.([\w-]{43})$/

export type Officer = Extract<Caller, { kind: 'officer' }>
type Signed = Readonly<{ caller: Officer; session: string }>

const later = (now: Instant, ms: number): Instant => new Date(Date.parse(now) + ms).toISOString()

/** 登录会话: the browser holds 256 random bits, the database their digest; idle and absolute limits. Every change is an act. */
export function sessions({ pool, door, clock, secure }: Readonly<{ pool: Pool; door: Door; clock: Clock; secure: boolean }>) {
  const inTurn = turns(CHECKING)
  const attributes = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const

  return {
    /** Signs an officer in, or says no without saying which of name and password was wrong. */
    async open(reply: FastifyReply, agency: string, officer: string, password: string): Promise<Officer | undefined> {
      const held = await reading(pool, agency, (db) => findCredential(db, agency, officer))
      const right = await inTurn(() => verify(held ?? nobody, password).catch(() => false))
      if (!held || !right) return undefined
      await failpoint('session.verified')
      const token = Buffer.from(randomBytes(32))
      const now = clock.now()
      const caller: Officer = { kind: 'officer', agency, officer }
      const input = { officer, token: sha256(token).toString('hex'), idleUntil: later(now, IDLE_MS), until: later(now, ABSOLUTE_MS) }
      const outcome = await door.send('session.open', { id: newId(), input }, { kind: 'system', agency })
      if (outcome.is !== 'granted') return undefined
      await failpoint('session.opened')
      reply.setCookie(COOKIE, `${agency}.${token.toString('base64url')}`, attributes)
      return caller
    },

    /** Who sent this request, if anyone is signed in. Use past half the idle time moves the idle limit, by an act. */
    async find(request: FastifyRequest): Promise<Signed | undefined> {
      const [, agency, token] = shape.exec(request.cookies[COOKIE] ?? '') ?? []
      if (!agency || !token) return undefined
      const found = await reading(pool, agency, (db) => findSession(db, agency, sha256(Buffer.from(token, 'base64url'))))
      const now = clock.now()
      if (!found || found.idleUntil <= now || found.until <= now) return undefined
      if (Date.parse(found.idleUntil) - Date.parse(now) < IDLE_MS / 2) {
        const idleUntil = later(now, IDLE_MS)
        await door.send('session.renew', { id: newId(), stream: `session:${found.id}`, input: { idleUntil } }, { kind: 'system', agency })
      }
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
      reply.clearCookie(COOKIE, attributes)
    },
  }
}
export type Sessions = ReturnType<typeof sessions>
