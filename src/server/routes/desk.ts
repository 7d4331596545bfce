import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import statics from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hidden } from '#server/declared'
import type { Served } from '#server/served'

/** antd writes its styles at run time, so inline styles are allowed here, scripts are not. */
const csp =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"

/** 办案台: the built pages under `/desk/`; any path of theirs that is no file is the page itself. */
export async function deskRoutes(http: FastifyInstance, { deps }: Served): Promise<void> {
  const root = join(deps.config.root, 'dist', 'desk')
  http.get('/desk', hidden('desk'), async (_request, reply) => reply.redirect('/desk/'))
  if (!existsSync(root)) {
    http.get('/desk/*', hidden('desk'), async (_request, reply) =>
      reply.status(503).type('text/plain; charset=utf-8').send('办案台页面还没有生成，请先运行 npm run demo 或者 npm start。'),
    )
    return
  }
  await http.register(async (desk) => {
    desk.addHook('onSend', async (_request, reply) => {
      reply.header('content-security-policy', csp)
    })
    await desk.register(statics, { root: join(root, 'assets'), serve: false, immutable: true, maxAge: '1y', index: false })
    desk.get('/desk/assets/*', hidden('desk'), async (request, reply) => reply.sendFile((request.params as { '*': string })['*']))
    const page = async (_request: FastifyRequest, reply: FastifyReply) =>
      reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-cache')
        .send(await readFile(join(root, 'index.html')))
    desk.get('/desk/', hidden('desk'), page)
    desk.get('/desk/*', hidden('desk'), page)
  })
}
