import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { postsZh } from '#agency/post'
import { listAgencies } from '#agency/store'
import type { Identified, Whence } from '#server/identify'
import { networkOf } from '#server/network'
import { malformed, notSignedIn, type Problem, problem } from '#server/problem'
import { illFormed, parse } from '#server/request'
import type { Served } from '#server/served'
import type { Officer, Signed } from '#server/session'

const signIn = z.strictObject({
  agency: z.string().min(1, '请选择机关').max(40),
  officer: z.string().trim().min(1, '请填写工号').max(40),
  password: z.string().min(1, '请填写口令').max(200),
  code: z.string().trim().max(40).exactOptional(),
})

const factorFirst: Problem = {
  status: 403,
  title: '先启用第二验证因素',
  detail: '本机关要求您的岗位用第二验证因素登录，请先在“我的账号”中启用',
  code: 'second-factor-due',
}

/** What was wrong with what somebody showed 核对没有通过, without saying which of name and password. */
export const unproved: Readonly<Record<Exclude<Identified['is'], 'proved' | 'wait'>, Problem>> = {
  wrong: { status: 401, title: '登录没有成功', detail: '机关、工号或者口令不对，请核对后再试', code: 'wrong-credentials' },
  codeAsked: { status: 401, title: '还要一个验证码', detail: '请再填写验证器上的六位验证码，或者一个备用码', code: 'code-asked' },
  codeWrong: {
    status: 401,
    title: '验证码不对',
    detail: '验证码不对、已经过期或者已经用过，请等验证器换出下一个再填；手机的时间要准',
    code: 'wrong-code',
  },
}

/** 4 秒、3 分钟, rounded up. */
const zhWait = (ms: number): string => (ms <= 90_000 ? `${Math.ceil(ms / 1_000)} 秒` : `${Math.ceil(ms / 60_000)} 分钟`)

/** Too many tries failed: not now, and how long to wait 稍后再试. */
export function waiting(reply: FastifyReply, ms: number): FastifyReply {
  reply.header('retry-after', String(Math.ceil(ms / 1_000)))
  const detail = `连续不对的次数多了，请等 ${zhWait(ms)}再试；忘记口令的，请向系统管理员要一个新的链接`
  return problem(reply, { status: 429, title: '请稍后再试', detail, code: 'too-many-tries' })
}

/** Answers `then` for whoever is signed in, 401 for anyone else. */
export const signedIn =
  ({ sessions }: Pick<Served, 'sessions'>, then: (caller: Officer, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const signed = await sessions.find(request)
    if (!signed) return problem(reply, notSignedIn)
    return signed.confined ? problem(reply, factorFirst) : then(signed.caller, request, reply)
  }

/** Turns away who is not signed in before anything that he sends is taken in: where that may be large. */
export const beforeTaking =
  ({ sessions }: Pick<Served, 'sessions'>) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> =>
    (await sessions.find(request)) ? undefined : problem(reply, notSignedIn)

/** The same for what concerns his own account alone: one who must first set up the second factor may do it. */
export const signedInAtAll =
  ({ sessions }: Pick<Served, 'sessions'>, then: (signed: Signed, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const signed = await sessions.find(request)
    return signed ? then(signed, request, reply) : problem(reply, notSignedIn)
  }

/** 登录、退出、我是谁. */
export async function sessionRoutes(http: FastifyInstance, served: Served): Promise<void> {
  const { deps, reader, sealing, identify, sessions } = served

  async function me({ agency: id, officer }: Officer, confined = false): Promise<unknown> {
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
      now: deps.clock.now(),
      // half-filled forms stay in a browser that others use too; only who is signed in can open them
      draftKey: sealing.keyFor(`drafts of ${id}/${officer}`),
      ...(confined ? { confined } : {}),
    }
  }

  http.get('/api/agencies', { schema: { summary: '机关名录', tags: ['agency'], 'x-read': 'agencies' } as object }, async () => {
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
      const { agency, officer, ...shown } = read.value
      const who = { agency, officer }
      const device = await sessions.deviceOf(request, who)
      const whence: Whence = device
        ? { kind: 'device', id: Buffer.from(device).toString('hex') }
        : { kind: 'address', id: networkOf(request.ip) }
      const identified = await identify(who, whence, shown)
      if (identified.is === 'wait') return waiting(reply, identified.ms)
      if (identified.is !== 'proved') return problem(reply, unproved[identified.is])
      const opened = await sessions.open({ request, reply }, who, identified)
      return opened ? me(opened.caller, opened.confined) : problem(reply, unproved.wrong)
    },
  )

  http.get(
    '/api/me',
    { schema: { summary: '我是谁', tags: ['session'], 'x-read': 'session' } as object },
    signedInAtAll(served, async ({ caller, confined }, _request, reply) => (await me(caller, confined)) ?? problem(reply, notSignedIn)),
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
