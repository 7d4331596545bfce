import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Caller } from '#agency/may'
import type { Proof } from '#agency/session'
import { findSession, type OpenSession } from '#agency/store'
import type { Pool } from '#db/pool'
import { reading } from '#db/tx'
import type { Door } from '#server/act'
import type { Clock } from '#server/clock'
import { newId, randomBytes } from '#server/config'
import { sha256 } from '#server/digest'
import { failpoint } from '#server/failpoint'
import type { Who } from '#server/identify'

/** What the cookie holds: the agency, and 32 bytes. */
const shape = /^([a-z0-9][a-z0-9-]{1,31})\.([\w-]{43})$/

export type Officer = Extract<Caller, { kind: 'officer' }>

/** Who is signed in, by which session; `confined`: he must set up the second factor before anything else. */
export type Signed = Readonly<{ caller: Officer; session: string; proof: Proof; confined: boolean }>

const signed = (agency: string, { id, officer, proof, confined }: OpenSession): Signed => ({
  caller: { kind: 'officer', agency, officer },
  session: id,
  proof,
  confined,
})

type Made = Readonly<{ pool: Pool; door: Door; clock: Clock; secure: boolean }>

/** 登录会话: the browser holds 256 random bits, the database their digest; idle and absolute limits. Every change is an act. */
export function sessions({ pool, door, clock, secure }: Made) {
  // under this name a browser takes a cookie over an encrypted connection alone, and from this very host
  const name = secure ? '__Host-mingjing' : 'mingjing'
  const attributes = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const
  const end = (agency: string, id: string) =>
    door.send('session.close', { id: newId(), stream: `session:${id}`, input: {} }, { kind: 'system', agency })

  return {
    /** Signs in one who has proved who he is; undefined when meanwhile his account was disabled or his password changed. */
    async open(
      reply: FastifyReply,
      { agency, officer }: Who,
      shown: Readonly<{ proof: Proof; epoch: number }>,
    ): Promise<Signed | undefined> {
      await failpoint('session.verified')
      const token = Buffer.from(randomBytes(32))
      const digest = sha256(token)
      const input = { officer, token: digest.toString('hex'), epoch: shown.epoch, proof: shown.proof }
      const outcome = await door.send('session.open', { id: newId(), input }, { kind: 'system', agency })
      if (outcome.is !== 'granted') return undefined
      await failpoint('session.opened')
      reply.setCookie(name, `${agency}.${token.toString('base64url')}`, attributes)
      const found = await reading(pool, agency, (db) => findSession(db, agency, digest))
      return found && signed(agency, found)
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
      return signed(agency, found)
    },

    end,

    async close(request: FastifyRequest, reply: FastifyReply): Promise<void> {
      const signed = await this.find(request)
      if (signed) await end(signed.caller.agency, signed.session)
      await failpoint('session.closed')
      reply.clearCookie(name, attributes)
    },
  }
}
export type Sessions = ReturnType<typeof sessions>
