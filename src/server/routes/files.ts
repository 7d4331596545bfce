import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { FileState } from '#case/keep'
import { findCopy } from '#case/store'
import { words } from '#law/text'
import type { Matter } from '#penalty/matter'
import { reads } from '#server/body'
import { systemClock } from '#server/clock'
import { newId } from '#server/config'
import { sha256 } from '#server/digest'
import { malformed, notThere, type Problem, problem, problemOf } from '#server/problem'
import { parse } from '#server/request'
import { signedIn } from '#server/routes/session'
import { type Asked, sees } from '#server/routes/sight'
import type { Served } from '#server/served'
import { viewing } from '#server/viewing'
import { CHUNK, LARGEST } from '#vault/chunk'
import { isOf, media, mediaTypes } from '#vault/media'
import { Conflict, Damaged, type Vault, vaultIn } from '#vault/store'

const uuid = z.uuidv7('应为 UUIDv7')
const number = z.coerce
  .number()
  .int()
  .nonnegative()
  .max(Math.ceil(LARGEST / CHUNK) - 1, '文件不能超过 32 MB')
const whole = z.strictObject({
  name: words(120),
  mediaType: z.enum(
    mediaTypes,
    `只收 ${Object.values(media)
      .map(({ zh }) => zh)
      .join('、')}`,
  ),
  size: z.int().positive('文件是空的，请另选').max(LARGEST, '文件不能超过 32 MB，请分成几份'),
})

/** RFC 9530: `sha-256=:base64:`. */
const digestIn = (header: unknown): Buffer | undefined => {
  const told = /(?:^|,)\s*sha-256=:([A-Za-z\d+/]{43}=):/.exec(typeof header === 'string' ? header : '')
  return told?.[1] ? Buffer.from(told[1], 'base64') : undefined
}

/** An upload that nobody went on with for so long is taken away. */
const ABANDONED_MS = 7 * 24 * 3_600_000

const full: Problem = {
  status: 507,
  title: '存储空间不足',
  detail: '数据目录没有空间了，这一块没有收下。请联系系统管理员腾出空间后重传',
  code: 'no-space',
}
const damaged: Problem = {
  status: 500,
  title: '材料已损坏',
  detail: '这份材料与入库时不同，没有提供。请联系系统管理员从备份恢复',
  code: 'damaged',
}
const conflict: Problem = { status: 409, title: '内容不同', detail: '这一块已经收过，内容不同。请重新选择文件上传', code: 'chunk-conflict' }
const noCopy: Problem = {
  status: 404,
  title: '没有查阅件',
  detail: '这份材料不是图片，或者图片有损坏、过大，不能制作查阅件，请打开原件',
  code: 'no-copy',
}
const missing: Problem = { status: 409, title: '还没有传完', detail: '有的部分还没有收到，请继续上传', code: 'chunks-missing' }

/** 材料上传与查阅: pieces in any order, each with its digest; then kept whole, and read by whoever sees the matter. */
export async function fileRoutes(http: FastifyInstance, served: Served): Promise<void> {
  const { door, deps } = served
  const vault: Vault = vaultIn(deps.config.dir, sha256)
  const copies = viewing({ door, vault })
  http.addHook('onClose', () => copies.stop())
  http.addHook('onReady', () => vault.sweep(Date.parse(systemClock.now()) - ABANDONED_MS))

  http.register(async (inner) => {
    inner.addContentTypeParser('application/octet-stream', { parseAs: 'buffer', bodyLimit: CHUNK }, (_request, body, done) =>
      done(null, body),
    )
    inner.put(
      '/api/uploads/:id/chunks/:n',
      { bodyLimit: CHUNK, schema: { summary: '上传一块', tags: ['file'], 'x-act': 'file.keep' } as object },
      signedIn(served, async ({ agency, officer }, request, reply) => {
        const params = request.params as { id: string; n: string }
        const [id, n] = [parse(uuid, params.id, 'id'), parse(number, params.n, 'n')]
        if ('faults' in id || 'faults' in n)
          return problem(reply, malformed([...('faults' in id ? id.faults : []), ...('faults' in n ? n.faults : [])]))
        const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
        if (bytes.length === 0) return problem(reply, malformed([{ path: '', zh: '这一块是空的，请以 application/octet-stream 发送' }]))
        const digest = digestIn(request.headers['content-digest'])
        if (!digest?.equals(sha256(bytes)))
          return problem(
            reply,
            malformed([{ path: 'Content-Digest', zh: digest ? '传输中内容有变化，请重传这一块' : '请写明这一块的 sha-256 摘要' }]),
          )
        return stored(reply, () => vault.put(agency, `${officer}.${id.value}`, n.value, bytes))
      }),
    )
  })

  /** What was put on the disk, or why not. */
  async function stored(reply: FastifyReply, put: () => Promise<void>): Promise<FastifyReply> {
    try {
      await put()
      return reply.status(204).send()
    } catch (error) {
      if (error instanceof Conflict) return problem(reply, conflict)
      if (error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT'].includes(String(error.code))) return problem(reply, full)
      throw error
    }
  }

  http.get(
    '/api/uploads/:id',
    { schema: { summary: '已收到的分块', tags: ['file'], 'x-read': 'upload' } as object },
    signedIn(served, async ({ agency, officer }, request, reply) => {
      const id = parse(uuid, (request.params as { id: string }).id)
      return 'faults' in id ? problem(reply, notThere) : { chunks: await vault.held(agency, `${officer}.${id.value}`) }
    }),
  )

  http.post(
    '/api/uploads/:id',
    { schema: { summary: '传完入库', tags: ['file'], 'x-act': 'file.keep' } as object },
    signedIn(served, ({ agency, officer }, request, reply) =>
      reads(whole, async (said) => {
        const id = parse(uuid, (request.params as { id: string }).id, 'id')
        if ('faults' in id) return problem(reply, malformed(id.faults))
        const before = await served.reader.see(agency, (sight) => sight.find<FileState>(`file:${id.value}`))
        if (before?.state.kept?.by === officer) return { file: id.value, root: before.state.kept.root }
        const upload = `${officer}.${id.value}`
        const begins = await vault.beginning(agency, upload)
        if (begins.length > 0 && !isOf(said.mediaType, begins))
          return problem(reply, malformed([{ path: 'mediaType', zh: `文件内容不是 ${media[said.mediaType].zh}，请另选` }]))
        const kept = await vault.keep(agency, upload, said.size)
        if (!kept) return problem(reply, missing)
        const { root, digests } = kept
        const outcome = await door.send(
          'file.keep',
          { id: newId(), stream: `file:${id.value}`, input: { ...said, root, digests, by: officer } },
          { kind: 'system', agency },
        )
        if (outcome.is !== 'granted') return problem(reply, problemOf(outcome, undefined))
        await vault.discard(agency, upload)
        copies.begin(agency, { file: id.value, mediaType: said.mediaType, root, digests })
        return { file: id.value, root }
      })(request, reply),
    ),
  )

  /** What is attached to a matter that he may know of. */
  const attached = async ({ sight, request }: Asked) => {
    const params = request.params as { id: string; file: string }
    const id = parse(uuid, params.id)
    const matter = 'faults' in id ? undefined : await sight.find<Matter>(`case:${id.value}`)
    return matter?.state.attachments.find(({ file }) => file === params.file)
  }
  const sent = (reply: FastifyReply, type: string, name: string, bytes: Buffer) =>
    reply
      .type(type)
      .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(name)}`)
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
      .send(bytes)
  const orDamaged = async (reply: FastifyReply, name: string, send: () => Promise<FastifyReply>) => {
    try {
      return await send()
    } catch (error) {
      if (error instanceof Damaged) return problem(reply, { ...damaged, detail: `${name}：${error.message}。${damaged.detail}` })
      throw error
    }
  }

  sees(http, served, { url: '/api/cases/:id/files/:file', zh: '卷内材料', tag: 'file', resource: 'case' }, async (asked) => {
    const found = await attached(asked)
    const { caller, reply } = asked
    return (
      found &&
      orDamaged(reply, found.name, async () => {
        const pieces: Buffer[] = []
        for (const [n, digest] of found.digests.entries()) pieces.push(await vault.read(caller.agency, found.root, n, digest))
        return sent(reply, found.mediaType, found.name, Buffer.concat(pieces))
      })
    )
  })

  sees(http, served, { url: '/api/cases/:id/files/:file/copy', zh: '卷内材料的查阅件', tag: 'file', resource: 'case' }, async (asked) => {
    const found = await attached(asked)
    const { caller, reply, sight } = asked
    const copy = found && (await findCopy(sight.db, caller.agency, found.file))
    return (
      found &&
      (() =>
        orDamaged(reply, found.name, async () => {
          const bytes = await copies.of(caller.agency, { ...found, copy })
          return bytes ? sent(reply, 'image/jpeg', `${found.name}（查阅件）.jpg`, bytes) : problem(reply, noCopy)
        }))
    )
  })
}
