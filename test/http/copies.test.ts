import assert from 'node:assert/strict'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { newId } from '#server/config'
import { sha256 } from '#server/digest'
import { scrub } from '#server/scrub'
import { type House, isProblem, openHouse, type Person, wjw } from './house'
import { matterBefore } from './matter'

let house: House
let li: Person
let stream: string
before(async () => {
  house = await openHouse()
  stream = await matterBefore(house, wjw, 'confirmEvidence')
  li = await house.as(`${wjw}/w01`)
})
after(() => house.close())

const addressOf = (file: string) => `/api/cases/${stream.slice(5)}/files/${file}`
const bytesAt = async (url: string, who = li) => {
  const { statusCode, headers, rawPayload } = await house.http.inject({ method: 'GET', url, headers: { cookie: who.cookie } })
  return { status: statusCode, headers, bytes: rawPayload }
}

/** Uploaded, kept, and put to a record. */
async function attached(bytes: Buffer, mediaType: string, name: string): Promise<string> {
  const id = newId()
  const put = await li.ask({
    method: 'PUT',
    url: `/api/uploads/${id}/chunks/0`,
    headers: { 'content-type': 'application/octet-stream', 'content-digest': `sha-256=:${sha256(bytes).toString('base64')}:` },
    payload: bytes,
  })
  assert.equal(put.status, 204, put.text)
  const kept = await li.ask({ method: 'POST', url: `/api/uploads/${id}`, payload: { name, mediaType, size: bytes.length } })
  assert.equal(kept.status, 200, kept.text)
  const said = await li.act('case.attach', { stream, input: { to: 'evidence:1', file: id } })
  assert.equal(said.status, 200, said.text)
  return id
}

const canvas = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: { r: 200, g: 30, b: 30 } } })

/** A PNG that says it is of so many pixels, in a few bytes. */
function bomb(width: number, height: number): Buffer {
  const part = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([1, 0, 0, 0, 0], 8)
  const rows = deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * height))
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), part('IHDR', head), part('IDAT', rows), part('IEND', Buffer.alloc(0))])
}

describe('查阅件', () => {
  test('照片转正、缩小，不带拍摄的地点和设备；原件一个字节也不变', async () => {
    const photo = await canvas(3_000, 2_000)
      .withExif({ IFD0: { Make: '某相机', Copyright: '测试' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '43/1 10/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    assert.ok((await sharp(photo).metadata()).exif)
    const file = await attached(photo, 'image/jpeg', '现场照片.jpg')
    const copy = await bytesAt(`${addressOf(file)}/copy`)
    assert.deepEqual([copy.status, copy.headers['content-type']], [200, 'image/jpeg'])
    assert.match(String(copy.headers['content-security-policy']), /sandbox/)
    const seen = await sharp(copy.bytes).metadata()
    assert.deepEqual([seen.width, seen.height, seen.orientation, seen.exif, seen.xmp, seen.iptc], [1_067, 1_600, ...Array(4)])
    assert.ok((await bytesAt(addressOf(file))).bytes.equals(photo))
    const { rows } = await house.db.root.query('select root, digest, width, height from viewing_copy where id = $1', [file])
    const { rows: originals } = await house.db.root.query('select root from kept_file where id = $1', [file])
    assert.deepEqual(rows, [{ root: originals[0]?.root, digest: sha256(copy.bytes).toString('hex'), width: 1_067, height: 1_600 }])
  })
  test('扫描件、网络图片也有；比这更小的，不放大', async () => {
    for (const [type, picture] of [
      ['image/tiff', canvas(300, 200).tiff()],
      ['image/webp', canvas(300, 200).webp()],
      ['image/png', canvas(300, 200).ensureAlpha(0.5).png()],
    ] as const) {
      const file = await attached(await picture.toBuffer(), type, '图')
      const { width, height, format } = await sharp((await bytesAt(`${addressOf(file)}/copy`)).bytes).metadata()
      assert.deepEqual([width, height, format], [300, 200, 'jpeg'], type)
    }
  })
  test('以图害人的、坏的、不是图的，没有查阅件，原件照收照给', async () => {
    const whole = await canvas(800, 800).jpeg().toBuffer()
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    const pages = await sharp([await canvas(20, 20).png().toBuffer(), await canvas(20, 20).negate().png().toBuffer()], {
      join: { animated: true },
    })
      .webp()
      .toBuffer()
    for (const [name, type, bytes] of [
      ['炸弹.png', 'image/png', bomb(60_000, 60_000)],
      ['截断.jpg', 'image/jpeg', whole.subarray(0, whole.length / 2)],
      ['只有开头.jpg', 'image/jpeg', Buffer.from('ffd8ff', 'hex')],
      ['矢量图.jpg', 'image/jpeg', Buffer.concat([Buffer.from('ffd8ff', 'hex'), svg])],
      ['几页.webp', 'image/webp', pages],
      ['文件.pdf', 'application/pdf', Buffer.from('%PDF-1.7\n')],
    ] as const) {
      const file = await attached(bytes, type, name)
      for (let time = 0; time < 2; time++) isProblem(await li.get(`${addressOf(file)}/copy`), 404, 'no-copy')
      assert.ok((await bytesAt(addressOf(file))).bytes.equals(bytes), name)
    }
    assert.equal((await house.ask({ method: 'GET', url: '/healthz' })).status, 200)
  })
  test('图后面夹带的，查阅件里没有', async () => {
    const both = Buffer.concat([await canvas(50, 50).jpeg().toBuffer(), Buffer.from('PK\u0003\u0004<script>alert(1)</script>')])
    const file = await attached(both, 'image/jpeg', '夹带.jpg')
    const { status, bytes } = await bytesAt(`${addressOf(file)}/copy`)
    assert.equal(status, 200)
    assert.doesNotMatch(bytes.toString('latin1'), /script|alert/)
  })
  test('看得到原件的才看得到查阅件', async () => {
    const file = await attached(await canvas(40, 40).png().toBuffer(), 'image/png', '图.png')
    isProblem(await house.ask({ method: 'GET', url: `${addressOf(file)}/copy` }), 401)
    isProblem(await (await house.as('songkou-ybj/y01')).get(`${addressOf(file)}/copy`), 404)
    isProblem(await li.get(`${addressOf(newId())}/copy`), 404)
  })
  test('查阅件改了、没了，再看时重新制作；巡检说得出哪一份改了', async () => {
    const file = await attached(await canvas(60, 40).png().toBuffer(), 'image/png', '另一图.png')
    const { bytes } = await bytesAt(`${addressOf(file)}/copy`)
    const folder = join(house.dir, 'copies', wjw)
    const digest = sha256(bytes).toString('hex')
    const path = join(folder, digest.slice(0, 2), `${digest}.jpg`)
    assert.ok(readFileSync(path).equals(bytes))
    assert.deepEqual((await scrub(house.db, house.dir)).findings, [])
    writeFileSync(path, 'x')
    assert.deepEqual((await scrub(house.db, house.dir)).findings, [{ object: `${wjw} copy:${digest}`, what: '查阅件与制作时不同' }])
    assert.ok((await bytesAt(`${addressOf(file)}/copy`)).bytes.equals(bytes))
    rmSync(folder, { recursive: true })
    assert.deepEqual((await scrub(house.db, house.dir)).findings, [])
    assert.ok((await bytesAt(`${addressOf(file)}/copy`)).bytes.equals(bytes))
    writeFileSync(join(folder, digest.slice(0, 2), `${'0'.repeat(64)}.jpg`), '')
    assert.deepEqual((await scrub(house.db, house.dir)).findings, [{ object: `${wjw} copy:${'0'.repeat(64)}`, what: '磁盘上有，账上没有' }])
    assert.equal(readdirSync(folder).length, 1)
  })
})
