import { hash } from '@node-rs/argon2'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { particulars } from '#agency/acts'
import type { Field } from '#agency/agency'
import { passwordAmiss } from '#agency/password'
import { slug } from '#agency/slug'
import { listAgencies } from '#agency/store'
import { addMs } from '#law/day'
import { words } from '#law/text'
import { findInForce, type Law, on } from '#policy/law'
import type { Packs } from '#policy/load'
import { newId } from '#server/config'
import { malformed, notThere, problem, problemOf } from '#server/problem'
import { illFormed, parse } from '#server/request'
import { signedIn } from '#server/routes/session'
import type { Served } from '#server/served'
import { digestOf, INSTALLATION, newToken, SETUP_STREAM, welcomePath } from '#server/setup'

export const INVITATION_MS = 7 * 24 * 60 * 60_000
export const token = z.string().regex(/^[\w-]{43}$/, '链接不完整，请完整复制后再打开')
export const password = z.string().min(1, '请填写口令').max(200, '口令不能超过 200 位')

const setup = z.strictObject({
  token,
  agency: particulars.omit({ demo: true }),
  administrator: z.strictObject({ id: slug, name: words(40), password }),
})
const welcome = z.strictObject({ agency: slug, officer: slug, token, password })
const invitation = z.strictObject({ officer: slug })

/** The profile of passwords that the agency chose 口令要求. */
export const profileOf = (law: Law | undefined, today: string): string =>
  (law && findInForce(law.modes, 'signin.password', on(today))?.mode) ?? 'modern'

/** The packs that an agency may choose 可选的规则包: those of a field. */
export const fieldsOf = (packs: Packs['packs']): readonly Readonly<{ id: string; zh: string; field: Field }>[] =>
  [...packs.values()].flatMap(({ id, zh, field }) => (field ? [{ id, zh, field }] : []))

/** 设立机关、首次登录: the only ways in before anyone has a password, each by a link that works once. */
export async function setupRoutes(http: FastifyInstance, { deps, door, reader, sessions }: Served): Promise<void> {
  const { clock } = deps
  const { packs, provisions } = reader.streams.packs
  const fields = fieldsOf(packs)
  const isEmpty = async () => (await listAgencies(deps.portal)).length === 0

  function read<T>(schema: z.ZodType<T>, { body }: FastifyRequest): T | undefined | ReturnType<typeof malformed> {
    const fault = illFormed(body)
    const read = fault ? { faults: [fault] } : parse(schema, body ?? {})
    return 'faults' in read ? malformed(read.faults) : read.value
  }
  const isFault = (said: unknown): said is ReturnType<typeof malformed> => typeof said === 'object' && said !== null && 'status' in said
  const amiss = (reply: FastifyReply, path: string, zh: string) => problem(reply, malformed([{ path, zh }]))

  http.get(
    '/api/setup',
    { schema: { summary: '能否设立机关', tags: ['agency'], 'x-read': 'installation' } as object },
    async (_request, reply) => ((await isEmpty()) ? { packs: fields } : problem(reply, notThere)),
  )

  http.post(
    '/api/setup',
    { schema: { summary: '设立机关', tags: ['agency'], 'x-act': 'agency.found' } as object },
    async (request, reply) => {
      if (!(await isEmpty())) return problem(reply, notThere)
      const said = read(setup, request)
      if (!said || isFault(said)) return problem(reply, said ?? malformed([]))
      const { agency, administrator } = said
      if (agency.id === INSTALLATION) return amiss(reply, 'agency.id', '这个编号由平台自己使用，请另取一个')
      if (!fields.some(({ id, field }) => id === agency.pack && field === agency.field))
        return amiss(reply, 'agency.pack', '没有这个规则包，或者不属于所选的执法领域')
      const weak = passwordAmiss(administrator.password, [administrator.id, administrator.name, agency.id, agency.shortName], 'modern')
      if (weak) return amiss(reply, 'administrator.password', weak)
      const taken = await door.send(
        'installation.takeSetup',
        { id: newId(), stream: SETUP_STREAM, input: { token: digestOf(said.token) } },
        { kind: 'system', agency: INSTALLATION },
      )
      if (taken.is !== 'granted') return problem(reply, taken.is === 'refused' ? problemOf(taken, { provisions }) : notThere)
      const { id, name } = administrator
      const input = { ...agency, demo: false, administrator: { id, name, hash: await hash(administrator.password) } }
      const outcome = await door.send('agency.found', { id: newId(), input }, { kind: 'system', agency: agency.id })
      return outcome.is === 'granted' ? reply.status(201).send({ agency: agency.id }) : problem(reply, problemOf(outcome, { provisions }))
    },
  )

  http.post(
    '/api/invitations',
    { schema: { summary: '发放首次登录链接', tags: ['agency'], 'x-act': 'agency.invite' } as object },
    signedIn({ sessions }, async (caller, request, reply) => {
      const said = read(invitation, request)
      if (!said || isFault(said)) return problem(reply, said ?? malformed([]))
      const { token, digest } = newToken()
      const until = addMs(clock.now(), INVITATION_MS)
      const outcome = await door.send('agency.invite', { id: newId(), input: { officer: said.officer, token: digest, until } }, caller)
      if (outcome.is !== 'granted') return problem(reply, problemOf(outcome, { provisions }))
      return { path: welcomePath(caller.agency, said.officer, token), until }
    }),
  )

  http.post(
    '/api/welcome',
    { schema: { summary: '以首次登录链接设置口令', tags: ['session'], 'x-act': 'agency.acceptInvitation' } as object },
    async (request, reply) => {
      const said = read(welcome, request)
      if (!said || isFault(said)) return problem(reply, said ?? malformed([]))
      const { agency, officer, password } = said
      const found = await reader.see(agency, (sight) => sight.place())
      const digest = digestOf(said.token)
      const held = found?.agency.accounts[officer]?.invitation
      const system = { kind: 'system', agency } as const
      // a link that is none is told so by the act itself, without the work of a hash
      if (found && held?.token === digest) {
        const about = [officer, found.agency.officers[officer]?.name ?? '', agency, found.agency.founded?.shortName ?? '']
        const weak = passwordAmiss(password, about, profileOf(found.law, clock.today()))
        if (weak) return amiss(reply, 'password', weak)
        const input = { officer, token: digest, hash: await hash(password) }
        const outcome = await door.send('agency.acceptInvitation', { id: newId(), input }, system)
        if (outcome.is === 'granted') return reply.status(204).send()
        return problem(reply, problemOf(outcome, { provisions }))
      }
      return problem(reply, {
        status: 409,
        title: '依法不予办理',
        detail: '这个链接已经用过、已经过期或者已经换新，请向系统管理员另要一个',
        code: 'no-invitation',
      })
    },
  )
}
