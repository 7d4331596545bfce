import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { postsZh } from '#agency/post'
import { listAgencies } from '#agency/store'
import { malformed, notSignedIn, problem } from '#server/problem'
import { illFormed, parse } from '#server/request'
import type { Served } from '#server/served'
import type { Officer } from '#server/session'

const signIn = z.strictObject({
  agency: z.string().min(1, '请选择机关').max(40),
  officer: z.string().trim().min(1, '请填写工号').max(40),
  password: z.string().min(1, '请填写口令').max(200),
})

/** Answers `then` for whoever is signed in, 401 for anyone else. */
export const signedIn =
  ({ sessions }: Pick<Served, 'sessions'>, then: (caller: Officer, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const signed = await sessions.find(request)
    return signed ? then(signed.caller, request, reply) : problem(reply, notSignedIn)
  }

/** 登录、退出、我是谁. */
export async function sessionRoutes(http: FastifyInstance, served: Served): Promise<void> {
  const { deps, reader, sessions } = served

  async function me({ agency: id, officer }: Officer): Promise<unknown> {
    const found = await reader.see(id, (sight) => sight.place())
    const person = found?.agency.officers[officer]
    const founded = found?.agency.founded
    if (!person || !founded) return undefined
    return {
      officer: {
        id: person.id,
        name: person.name,
        unit: person.unit,
        unitName: found.agency.units[person.unit]?.name ?? person.unit,
        posts: person.posts.map((post) => ({ id: post, zh: postsZh[post] })),
      },
      agency: { agency: id, name: founded.name, shortName: founded.shortName, field: founded.field, demo: founded.demo },
      today: deps.clock.today(),
    }
  }

  http.get('/api/agencies', { schema: { summary: '机关名录', tags: ['agency'], 'x-read': 'agency' } as object }, async () => {
    const all = await listAgencies(deps.portal)
    return all.map(({ agency, name, shortName, demo }) => ({ agency, name, shortName, demo }))
  })

  http.post(
    '/api/session',
    { schema: { summary: '登录', tags: ['session'], 'x-act': 'session.open' } as object },
    async (request, reply) => {
      const fault = illFormed(request.body)
      const read = fault ? { faults: [fault] } : parse(signIn, request.body ?? {})
      if ('faults' in read) return problem(reply, malformed(read.faults))
      const { agency, officer, password } = read.value
      const caller = await sessions.open(reply, agency, officer, password)
      if (!caller)
        return problem(reply, {
          status: 401,
          title: '登录没有成功',
          detail: '机关、工号或者口令不对，请核对后再试',
          code: 'wrong-credentials',
        })
      return me(caller)
    },
  )

  http.get(
    '/api/me',
    { schema: { summary: '我是谁', tags: ['session'], 'x-read': 'session' } as object },
    signedIn(served, async (caller, _request, reply) => (await me(caller)) ?? problem(reply, notSignedIn)),
  )

  http.delete(
    '/api/session',
    { schema: { summary: '退出', tags: ['session'], 'x-act': 'session.close' } as object },
    async (request, reply) => {
      await sessions.close(request, reply)
      return reply.status(204).send()
    },
  )
}
