import { hash } from '@node-rs/argon2'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { toString as pictureOf } from 'qrcode'
import { z } from 'zod'
import { factorDue } from '#agency/factor'
import { passwordAmiss } from '#agency/password'
import type { Proof } from '#agency/session'
import { listSessions } from '#agency/store'
import { addMs, instant } from '#law/day'
import { reads } from '#server/body'
import { codeDigest, newCodes, newSecret, stepOf, uriOf } from '#server/codes'
import { newId } from '#server/config'
import { sealedFor, type Who } from '#server/identify'
import { malformed, notSignedIn, notThere, problem, problemOf } from '#server/problem'
import { signedInAtAll, unproved, waiting } from '#server/routes/session'
import { profileOf } from '#server/routes/setup'
import type { Served } from '#server/served'
import type { Asking, Signed } from '#server/session'

/** How long a new secret waits for its first code. */
const OFFER_MS = 10 * 60_000

const password = z.string().min(1, '请填写口令').max(200, '口令不能超过 200 位')
const code = z.string().trim().min(1, '请填写验证码').max(40)
const change = z.strictObject({ old: password, password })
const proving = z.strictObject({ password, code: code.exactOptional() })
const confirming = z.strictObject({ offer: z.string().min(1).max(600), code })
const offered = z.strictObject({ secret: z.string(), epoch: z.int(), until: instant })

const offerFor = (who: Who) => `offer, ${sealedFor(who)}`

/** 我的账号: one's own sign-ins, password and second factor. Whoever asks must show again who he is. */
export async function accountRoutes(http: FastifyInstance, served: Served): Promise<void> {
  const { deps, door, reader, sealing, identify, sessions } = served
  const { provisions } = reader.streams.packs
  const { clock } = deps

  /** All his sign-ins ended; this browser goes on under a new token. */
  async function goOn(asking: Asking, who: Who, epoch: number, proof: Proof, answer: object): Promise<unknown> {
    const opened = await sessions.open(asking, who, { proof, epoch })
    return opened ? answer : problem(asking.reply, notSignedIn)
  }

  http.get(
    '/api/account',
    { schema: { summary: '我的账号', tags: ['session'], 'x-read': 'account' } as object },
    signedInAtAll(served, async ({ caller: { agency: id, officer }, session }, _request, reply) => {
      const seen = await reader.see(id, async ({ db, place }) => ({
        place: await place(),
        sessions: await listSessions(db, id, officer, clock.now()),
      }))
      if (!seen.place) return problem(reply, notThere)
      const { agency, law } = seen.place
      const { factor } = agency.accounts[officer] ?? {}
      return {
        sessions: seen.sessions.map((each) => ({ ...each, here: each.id === session })),
        factor: factor ? { since: factor.since, codesLeft: factor.codes.length } : null,
        factorDue: factorDue(agency, law, officer, clock.today()),
      }
    }),
  )

  http.delete(
    '/api/account/sessions/:session',
    { schema: { summary: '结束自己的一次登录', tags: ['session'], 'x-act': 'session.close' } as object },
    signedInAtAll(served, async ({ caller: { agency, officer } }, request, reply) => {
      const { session } = request.params as { session: string }
      const own = await reader.see(agency, ({ db }) => listSessions(db, agency, officer, clock.now()))
      if (!own.some(({ id }) => id === session)) return problem(reply, notThere)
      await sessions.end(agency, session)
      return reply.status(204).send()
    }),
  )

  http.delete(
    '/api/account/sessions',
    { schema: { summary: '结束自己的其他登录', tags: ['session'], 'x-act': 'session.close' } as object },
    signedInAtAll(served, async ({ caller: { agency, officer }, session }, _request, reply) => {
      const own = await reader.see(agency, ({ db }) => listSessions(db, agency, officer, clock.now()))
      for (const { id } of own) if (id !== session) await sessions.end(agency, id)
      return reply.status(204).send()
    }),
  )

  http.post(
    '/api/account/password',
    { schema: { summary: '更换自己的口令', tags: ['session'], 'x-act': 'agency.changePassword' } as object },
    signedInAtAll(served, ({ caller, session, proof }, request, reply) =>
      reads(change, async (said) => {
        const { agency: id, officer } = caller
        const identified = await identify(caller, { kind: 'session', id: session }, { password: said.old }, 'password')
        if (identified.is === 'wait') return waiting(reply, identified.ms)
        if (identified.is !== 'proved') return problem(reply, malformed([{ path: 'old', zh: '原口令不对，请核对' }]))
        const found = await reader.see(id, (sight) => sight.place())
        const about = [officer, found?.agency.officers[officer]?.name ?? '', id, found?.agency.founded?.shortName ?? '']
        const weak =
          said.password === said.old
            ? '新口令与原口令一样，请换一个'
            : passwordAmiss(said.password, about, profileOf(found?.law, clock.today()))
        if (weak) return problem(reply, malformed([{ path: 'password', zh: weak }]))
        const input = { officer, epoch: identified.epoch, hash: await hash(said.password) }
        const outcome = await door.send('agency.changePassword', { id: newId(), input }, { kind: 'system', agency: id })
        if (outcome.is !== 'granted') return problem(reply, problemOf(outcome, { provisions }))
        return goOn({ request, reply }, caller, identified.epoch + 1, proof, {})
      })(request, reply),
    ),
  )

  /** What one shows again before the second factor is touched; then `then`. */
  const proved = (then: (signed: Signed, epoch: number, reply: FastifyReply) => Promise<unknown>) =>
    signedInAtAll(served, (signed: Signed, request: FastifyRequest, reply) =>
      reads(proving, async (said) => {
        const identified = await identify(signed.caller, { kind: 'session', id: signed.session }, said)
        if (identified.is === 'wait') return waiting(reply, identified.ms)
        if (identified.is === 'proved') return then(signed, identified.epoch, reply)
        if (identified.is === 'wrong') return problem(reply, malformed([{ path: 'password', zh: '口令不对，请核对' }]))
        return problem(reply, malformed([{ path: 'code', zh: unproved[identified.is].detail }]))
      })(request, reply),
    )

  http.post(
    '/api/account/factor',
    { schema: { summary: '第二验证因素的新密钥，等待第一个验证码', tags: ['session'], 'x-read': 'account' } as object },
    proved(async ({ caller }, epoch) => {
      const secret = newSecret()
      const until = addMs(clock.now(), OFFER_MS)
      const uri = uriOf(secret, `${caller.officer}@${caller.agency}`)
      return {
        secret,
        picture: await pictureOf(uri, { type: 'svg', errorCorrectionLevel: 'M' }),
        offer: sealing.seal(JSON.stringify({ secret, epoch, until }), offerFor(caller)),
        until,
      }
    }),
  )

  http.post(
    '/api/account/factor/confirm',
    { schema: { summary: '以第一个验证码启用第二验证因素', tags: ['session'], 'x-act': 'agency.setFactor' } as object },
    signedInAtAll(served, ({ caller, session }, request, reply) =>
      reads(confirming, async (said) => {
        const { agency, officer } = caller
        const text = sealing.open(said.offer, offerFor(caller))
        const offer = text === undefined ? undefined : offered.parse(JSON.parse(text))
        if (!offer || offer.until <= clock.now())
          return problem(reply, malformed([{ path: 'offer', zh: '这个密钥已经过期，请重新取一个' }]))
        const step = stepOf(offer.secret, said.code.replaceAll(/\s/g, ''), clock.now())
        if (step === undefined) return problem(reply, malformed([{ path: 'code', zh: unproved.codeWrong.detail }]))
        const codes = newCodes()
        const input = {
          ...{ officer, step, epoch: offer.epoch, sealed: sealing.seal(offer.secret, sealedFor(caller)) },
          codes: codes.map((each) => codeDigest(agency, officer, each)),
        }
        const outcome = await door.send('agency.setFactor', { id: newId(), input }, { kind: 'system', agency })
        if (outcome.is !== 'granted') return problem(reply, problemOf(outcome, { provisions }))
        await sessions.end(agency, session)
        return goOn({ request, reply }, caller, input.epoch + 1, 'code', { codes })
      })(request, reply),
    ),
  )

  http.post(
    '/api/account/codes',
    { schema: { summary: '换发备用码', tags: ['session'], 'x-act': 'agency.issueCodes' } as object },
    proved(async ({ caller: { agency, officer } }, _epoch, reply) => {
      const codes = newCodes()
      const input = { officer, codes: codes.map((each) => codeDigest(agency, officer, each)) }
      const outcome = await door.send('agency.issueCodes', { id: newId(), input }, { kind: 'system', agency })
      return outcome.is === 'granted' ? { codes } : problem(reply, problemOf(outcome, { provisions }))
    }),
  )
}
