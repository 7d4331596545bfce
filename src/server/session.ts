import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Caller } from '#agency/may'
import type { Proof } from '#agency/session'
import { findSession, isKnownDevice, type OpenSession } from '#agency/store'
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

const token = /^[\w-]{43}$/

/** A browser forgets no later than this; how long it is known, the law of the day says. */
const DEVICE_S = 400 * 24 * 60 * 60

export type Asking = Readonly<{ request: FastifyRequest; reply: FastifyReply }>

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
  const deviceName = ({ agency, officer }: Who) => `${name}-device.${agency}.${officer}`
  const attributes = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const
  const end = (agency: string, id: string) =>
    door.send('session.close', { id: newId(), stream: `session:${id}`, input: {} }, { kind: 'system', agency })

  return {
    /** The device that asks 设备, by what it keeps for this officer; what it keeps is worth nothing before he has signed in by it. */
    async deviceOf(request: FastifyRequest, who: Who): Promise<Uint8Array | undefined> {
      const kept = request.cookies[deviceName(who)] ?? ''
      if (!token.test(kept)) return undefined
      const device = sha256(Buffer.from(kept, 'base64url'))
      const known = await reading(pool, who.agency, (db) => isKnownDevice(db, who.agency, who.officer, device, clock.now()))
      return known ? device : undefined
    },

    /** Signs in one who has proved who he is; undefined when meanwhile his account was disabled or his password changed. */
    async open({ request, reply }: Asking, who: Who, shown: Readonly<{ proof: Proof; epoch: number }>): Promise<Signed | undefined> {
      const { agency, officer } = who
      await failpoint('session.verified')
      const bytes = Buffer.from(randomBytes(32))
      const digest = sha256(bytes)
      // never one that the browser brought along unless it was known: somebody may have put it there
      const known = await this.deviceOf(request, who)
      const fresh = Buffer.from(randomBytes(32))
      const device = known ?? sha256(fresh)
      const input = {
        ...{ officer, token: digest.toString('hex'), epoch: shown.epoch, proof: shown.proof },
        device: Buffer.from(device).toString('hex'),
      }
      const outcome = await door.send('session.open', { id: newId(), input }, { kind: 'system', agency })
      if (outcome.is !== 'granted') return undefined
      await failpoint('session.opened')
      reply.setCookie(name, `${agency}.${bytes.toString('base64url')}`, attributes)
      const kept = known ? (request.cookies[deviceName(who)] ?? '') : fresh.toString('base64url')
      reply.setCookie(deviceName(who), kept, { ...attributes, maxAge: DEVICE_S })
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
