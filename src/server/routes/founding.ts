import { hash } from '@node-rs/argon2'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { particulars } from '#agency/acts'
import type { Founding } from '#agency/founding'
import { levels } from '#agency/level'
import { passwordAmiss } from '#agency/password'
import { slug } from '#agency/slug'
import { listAgencies } from '#agency/store'
import { addMs } from '#law/day'
import { words } from '#law/text'
import { reads } from '#server/body'
import { newId } from '#server/config'
import { malformed, type Problem, problem, problemOf } from '#server/problem'
import { signedIn } from '#server/routes/session'
import { fieldsOf, INVITATION_MS, password, token } from '#server/routes/setup'
import type { Served } from '#server/served'
import { digestOf, INSTALLATION, newToken } from '#server/setup'

const offer = z.strictObject({
  id: slug,
  name: words(60),
  level: z.enum(levels),
  field: z.enum(['health', 'medical-security']),
  below: z.boolean(),
})
const link = { by: slug, id: slug, token }
const founding = z.strictObject({
  ...link,
  agency: particulars.pick({ shortName: true, word: true, pack: true, phone: true, address: true }),
  administrator: z.strictObject({ id: slug, name: words(40), password }),
})

const noLink: Problem = {
  status: 409,
  title: '依法不予办理',
  detail: '这个链接已经用过、已经过期或者已经换新，请向准予设立的机关另要一个',
  code: 'no-setup-link',
}

/** 准予设立其他机关: an administrator hands out a link, and whoever opens it founds that one agency, once. */
export async function foundingRoutes(http: FastifyInstance, served: Served): Promise<void> {
  const { deps, door, reader } = served
  const { clock } = deps
  const { packs, provisions } = reader.streams.packs

  /** The founding that this link is good for, and the agency that let it be. */
  async function offeredBy(
    said: Readonly<{ by: string; id: string; token: string }>,
  ): Promise<(Founding & { superior: string }) | undefined> {
    const place = await reader.see(said.by, (sight) => sight.place())
    const held = place?.agency.foundings[said.id]
    const good = held && !held.taken && held.token === digestOf(said.token) && clock.now() < held.until
    return good ? { ...held, superior: place?.agency.founded?.name ?? '' } : undefined
  }

  http.post(
    '/api/foundings',
    { schema: { summary: '准予设立机关，发放一次性链接', tags: ['agency'], 'x-act': 'agency.offerFounding' } as object },
    signedIn(served, (caller, request, reply) =>
      reads(offer, async (said) => {
        const taken = said.id === INSTALLATION || (await listAgencies(deps.portal)).some(({ agency }) => agency === said.id)
        if (taken) return problem(reply, malformed([{ path: 'id', zh: '这个编号已经有机关使用，请另取一个' }]))
        const { token, digest } = newToken()
        const until = addMs(clock.now(), INVITATION_MS)
        const outcome = await door.send('agency.offerFounding', { id: newId(), input: { ...said, token: digest, until } }, caller)
        if (outcome.is !== 'granted') return problem(reply, problemOf(outcome, { provisions }))
        return { path: `/desk/found#${caller.agency}.${said.id}.${token}`, until }
      })(request, reply),
    ),
  )

  http.post(
    '/api/foundings/offered',
    { schema: { summary: '链接准予设立的是哪个机关', tags: ['agency'], 'x-read': 'installation' } as object },
    reads(z.strictObject(link), async (said, _request, reply) => {
      const held = await offeredBy(said)
      if (!held) return problem(reply, noLink)
      const { id, name, level, field, below, superior } = held
      return { id, name, level, field, superior: below ? superior : null, packs: fieldsOf(packs).filter((each) => each.field === field) }
    }),
  )

  http.post(
    '/api/foundings/found',
    { schema: { summary: '凭链接设立机关', tags: ['agency'], 'x-act': 'agency.found' } as object },
    reads(founding, async ({ by, id, token, agency, administrator }, _request, reply) => {
      const held = await offeredBy({ by, id, token })
      if (!held) return problem(reply, noLink)
      const { name, level, field, below } = held
      if (!fieldsOf(packs).some((each) => each.id === agency.pack && each.field === field))
        return problem(reply, malformed([{ path: 'agency.pack', zh: '没有这个规则包，或者不属于所选的执法领域' }]))
      const weak = passwordAmiss(administrator.password, [administrator.id, administrator.name, id, agency.shortName], 'modern')
      if (weak) return problem(reply, malformed([{ path: 'administrator.password', zh: weak }]))
      const proof = { id, token: digestOf(token) }
      const taken = await door.send('agency.takeFounding', { id: newId(), input: proof }, { kind: 'system', agency: by })
      if (taken.is !== 'granted') return problem(reply, noLink)
      const input = {
        ...{ ...agency, id, name, level, field, demo: false, foundedBy: by, ...(below ? { superior: by } : {}) },
        administrator: { id: administrator.id, name: administrator.name, hash: await hash(administrator.password) },
      }
      const outcome = await door.send('agency.found', { id: newId(), input }, { kind: 'system', agency: id })
      return outcome.is === 'granted' ? reply.status(201).send({ agency: id }) : problem(reply, problemOf(outcome, { provisions }))
    }),
  )
}
