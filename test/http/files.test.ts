import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { newId } from '#server/config'
import { sha256 } from '#server/digest'
import { scrub } from '#server/scrub'
import { CHUNK, LARGEST } from '#vault/chunk'
import { but, ordinary, step } from '../ordinary'
import { type House, isProblem, openHouse, type Person, wjw } from './house'
import { as, granted, matterBefore, take } from './matter'

const LONG = process.env.LONG === '1'
let house: House
let dir: string
let li: Person
let stream: string
before(async () => {
  house = await openHouse()
  dir = house.dir
  stream = await matterBefore(house, wjw, 'confirmEvidence')
  li = await house.as(`${wjw}/w01`)
})
after(() => house.close())

const digestOf = (bytes: Buffer) => `sha-256=:${sha256(bytes).toString('base64')}:`
const put = (who: Person, id: string, n: number | string, bytes: Buffer, digest = digestOf(bytes)) =>
  who.ask({
    method: 'PUT',
    url: `/api/uploads/${id}/chunks/${n}`,
    headers: { 'content-type': 'application/octet-stream', 'content-digest': digest },
    payload: bytes,
  })
const finish = (who: Person, id: string, said: object) => who.ask({ method: 'POST', url: `/api/uploads/${id}`, payload: said })
const pdf = (size: number) => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(size - 9)])
const scan = (size: number) => ({ name: '扫描件.pdf', mediaType: 'application/pdf', size })
const pieces = (bytes: Buffer) =>
  Array.from({ length: Math.ceil(bytes.length / CHUNK) }, (_, n) => bytes.subarray(n * CHUNK, (n + 1) * CHUNK))
const fileOf = (file: string) => `/api/cases/${stream.slice(5)}/files/${file}`

async function uploaded(who: Person, bytes: Buffer): Promise<string> {
  const id = newId()
  for (const [n, piece] of pieces(bytes).entries()) assert.equal((await put(who, id, n, piece)).status, 204)
  assert.equal((await finish(who, id, scan(bytes.length))).status, 200)
  return id
}

describe('上传：每一块有摘要，写下才答复，写下就不改', () => {
  test('SP-2-3-8、SP-2-3-9、SP-2-3-10 任意次序，可以重传，逐块核对，合起来就是原件', async () => {
    const bytes = pdf(CHUNK + 100)
    const [first, second] = pieces(bytes) as [Buffer, Buffer]
    const id = newId()
    assert.equal((await put(li, id, 1, second)).status, 204)
    isProblem(await finish(li, id, scan(bytes.length)), 409, 'chunks-missing')
    assert.equal((await put(li, id, 0, first)).status, 204)
    assert.equal((await put(li, id, 0, first)).status, 204)
    assert.deepEqual((await li.get(`/api/uploads/${id}`)).body.chunks, [
      { n: 0, length: CHUNK },
      { n: 1, length: 100 },
    ])
    isProblem(await put(li, id, 0, second), 409, 'chunk-conflict')
    const kept = await finish(li, id, scan(bytes.length))
    assert.equal(kept.status, 200)
    assert.deepEqual((await finish(li, id, scan(bytes.length))).body, kept.body)
    isProblem(await li.act('case.attach', { stream, input: { to: 'evidence:1', file: newId() } }), 409, 'no-file')
    assert.equal((await li.act('case.attach', { stream, input: { to: 'evidence:1', file: id } })).status, 200)
    const read = await house.http.inject({ method: 'GET', url: fileOf(id), headers: { cookie: li.cookie } })
    assert.equal(read.statusCode, 200)
    assert.ok(read.rawPayload.equals(bytes))
    assert.match(String(read.headers['content-security-policy']), /sandbox/)
    assert.equal(read.headers['x-content-type-options'], 'nosniff')
  })
  test('摘要不符、没有摘要、空的、太大的、编号不对的，不收', async () => {
    const id = newId()
    const piece = pdf(100)
    isProblem(await put(li, id, 0, piece, digestOf(pdf(100))), 400, 'malformed')
    isProblem(await put(li, id, 0, piece, 'md5=:abc:'), 400, 'malformed')
    isProblem(await put(li, id, 0, Buffer.alloc(0)), 400, 'malformed')
    isProblem(await put(li, id, 0, Buffer.alloc(CHUNK + 1)), 413)
    for (const n of ['8', '-1', 'x', '1.5']) isProblem(await put(li, id, n, piece), 400, 'malformed')
    isProblem(await put(li, 'not-an-id', 0, piece), 400, 'malformed')
    isProblem(await put(li, '..%2f..%2fx', 0, piece), 400, 'malformed')
    assert.deepEqual((await li.get(`/api/uploads/${id}`)).body.chunks, [])
  })
  test('名称说是图片而内容不是的、种类不收的、空的、过大的，不入库', async () => {
    const id = newId()
    const page = Buffer.from('<html><script>alert(1)</script>')
    await put(li, id, 0, page)
    isProblem(await finish(li, id, { name: 'a.png', mediaType: 'image/png', size: page.length }), 400, 'malformed')
    isProblem(await finish(li, id, { name: 'a.html', mediaType: 'text/html', size: page.length }), 400, 'malformed')
    for (const size of [0, LARGEST + 1, 1.5]) isProblem(await finish(li, id, scan(size)), 400, 'malformed')
  })
  test('同一块同时传两次，只有一份；内容不同的，有一份收下，另一份被拒绝', async () => {
    const id = newId()
    const same = pdf(1000)
    assert.deepEqual(
      (await Promise.all([put(li, id, 0, same), put(li, id, 0, same)])).map(({ status }) => status),
      [204, 204],
    )
    const other = newId()
    const both = await Promise.all([put(li, other, 0, pdf(1000)), put(li, other, 0, pdf(1000))])
    assert.deepEqual(both.map(({ status }) => status).sort(), [204, 409])
  })
  test('没有登录的，不收也不给', async () => {
    const bytes = pdf(10)
    const headers = { 'content-type': 'application/octet-stream', 'content-digest': digestOf(bytes) }
    isProblem(await house.ask({ method: 'PUT', url: `/api/uploads/${newId()}/chunks/0`, headers, payload: bytes }), 401)
    isProblem(await house.ask({ method: 'GET', url: fileOf(newId()) }), 401)
  })
})

describe('附卷与查阅', () => {
  test('别人的上传用不了，别机关的材料看不到', async () => {
    const file = await uploaded(li, pdf(200))
    granted(await take(house, wjw, stream, as(wjw, step('case.attach', { to: 'evidence:1', file }, 'li', '2026-03-05'))))
    const elsewhere = await house.as('songkou-ybj/y01')
    isProblem(await elsewhere.get(fileOf(file)), 404)
    isProblem(await li.get(fileOf(newId())), 404)
    assert.deepEqual((await elsewhere.get(`/api/uploads/${file}`)).body.chunks, [])
    const second = await house.as(`${wjw}/w02`)
    assert.equal((await second.get(fileOf(file))).status, 200)
  })
  test('第二名办案人员确认以后，不能再附', async () => {
    const file = await uploaded(li, pdf(300))
    granted(await take(house, wjw, stream, but(ordinary, 'confirmEvidence')))
    isProblem(await li.act('case.attach', { stream, input: { to: 'evidence:1', file } }), 409, 'nothing-open')
  })
  test(`磁盘上改了一个字节的、少了一块的，不给，说明已经损坏${LONG ? '（每一字节）' : ''}`, async () => {
    const folder = join(dir, 'vault', 'kept', wjw)
    const shelf = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    assert.ok(shelf.length >= 3)
    const { body } = await li.get(`/api/cases/${stream.slice(5)}`)
    const [attachment] = body.attachments as { file: string; root: string; size: number }[]
    assert.ok(attachment)
    const path = join(folder, attachment.root.slice(0, 2), attachment.root, '0')
    const bytes = readFileSync(path)
    for (const at of LONG ? Array.from({ length: 2_000 }, (_, n) => n * 37) : [0, 10, bytes.length - 1]) {
      const flipped = Buffer.from(bytes)
      flipped[at] = (flipped[at] ?? 0) ^ 1
      writeFileSync(path, flipped)
      isProblem(await li.get(fileOf(attachment.file)), 500, 'damaged')
    }
    const found = await scrub(house.db, dir)
    assert.deepEqual(
      found.findings.map(({ object, what }) => [object.includes(`file:${attachment.file}`), what]),
      [[true, '第 0 块与入库时不同']],
    )
    rmSync(path)
    isProblem(await li.get(fileOf(attachment.file)), 500, 'damaged')
    assert.match((await scrub(house.db, dir)).findings[0]?.what ?? '', /不见了/)
    writeFileSync(path, bytes)
    assert.equal((await li.get(fileOf(attachment.file))).status, 200)
    assert.deepEqual((await scrub(house.db, dir)).findings, [])
    const stray = join(folder, '00', '0'.repeat(64))
    mkdirSync(stray, { recursive: true })
    assert.deepEqual((await scrub(house.db, dir)).findings, [{ object: `${wjw} ${'0'.repeat(64)}`, what: '磁盘上有，账上没有' }])
  })
})
