import assert from 'node:assert/strict'
import { createHash, createPublicKey, verify } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { newId } from '#server/config'
import { sequencer } from '#server/sequencer'
import { type House, openHouse, wjw, ybj } from './house'
import { publishedMatter } from './matter'

/**
 * A client of another house: it knows C2SP signed-note, tlog-checkpoint and tlog-tiles and RFC 6962, and shares no line with the platform. Over HTTP alone.
 */
const sha = (...parts: readonly Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest()
const leafOf = (entry: Uint8Array) => sha(Buffer.of(0), entry)
const treeOf = (hashes: readonly Buffer[]): Buffer => {
  if (hashes.length === 0) return sha()
  if (hashes.length === 1) return hashes[0] as Buffer
  let split = 1
  while (split * 2 < hashes.length) split *= 2
  return sha(Buffer.of(1), treeOf(hashes.slice(0, split)), treeOf(hashes.slice(split)))
}
const spki = Buffer.from('302a300506032b6570032100', 'hex')

function opened(note: string, vkey: string): { origin: string; size: number; root: Buffer } {
  const [name = '', id = '', ...rest] = vkey.trim().split('+')
  const key = Buffer.from(rest.join('+'), 'base64')
  const cut = note.lastIndexOf('\n\n')
  const text = note.slice(0, cut + 1)
  const line = note
    .slice(cut + 2)
    .split('\n')
    .find((line) => line.startsWith(`— ${name} `))
  assert.ok(line, 'no signature of the key that the log names')
  const signed = Buffer.from(line.split(' ')[2] ?? '', 'base64')
  assert.equal(signed.subarray(0, 4).toString('hex'), id)
  assert.equal(
    sha(Buffer.from(`${name}\n`), key)
      .subarray(0, 4)
      .toString('hex'),
    id,
  )
  const pub = createPublicKey({ key: Buffer.concat([spki, key.subarray(1)]), format: 'der', type: 'spki' })
  assert.ok(verify(null, Buffer.from(text), pub, signed.subarray(4)), 'a signature that does not hold')
  const [origin = '', size, root] = text.split('\n')
  assert.equal(origin, name)
  return { origin, size: Number(size), root: Buffer.from(root ?? '', 'base64') }
}

const pathOf = (index: number): string => {
  const [last = '', ...more] = (
    String(index)
      .padStart(Math.ceil(String(index).length / 3) * 3, '0')
      .match(/.../g) ?? []
  ).reverse()
  return [...more.reverse().map((group) => `x${group}`), last].join('/')
}

let house: House
let dir: string
let run: () => Promise<void>
let id: string
before(async () => {
  house = await openHouse('2026-03-01T01:00:00.000Z')
  dir = mkdtempSync(join(tmpdir(), 'mingjing-log-'))
  run = sequencer({ pool: house.db.sequencer, dir }).run
  id = await publishedMatter(house, ybj)
  await run()
})
after(async () => {
  await house.close()
  rmSync(dir, { recursive: true, force: true })
})

const bytes = async (url: string): Promise<Buffer> => {
  const answer = await house.http.inject({ method: 'GET', url })
  assert.equal(answer.statusCode, 200, `${url}: ${answer.body}`)
  return answer.rawPayload
}
const text = async (url: string): Promise<string> => (await bytes(url)).toString('utf8')

async function readLog(log: 'ops' | 'pub') {
  const head = opened(await text(`/log/${log}/checkpoint`), await text(`/log/${log}/vkey`))
  const tiles: Buffer[] = []
  for (let at = 0; at < head.size; at += 256) {
    const width = Math.min(256, head.size - at)
    tiles.push(await bytes(`/log/${log}/tile/0/${pathOf(at / 256)}${width < 256 ? `.p/${width}` : ''}`))
  }
  const hashes = Array.from({ length: head.size }, (_, n) => Buffer.concat(tiles).subarray(n * 32, n * 32 + 32))
  return { ...head, hashes }
}

async function readEntries(size: number): Promise<Buffer[]> {
  const entries: Buffer[] = []
  for (let at = 0; at < size; at += 256) {
    const width = Math.min(256, size - at)
    const bundle = await bytes(`/log/pub/tile/entries/${pathOf(at / 256)}${width < 256 ? `.p/${width}` : ''}`)
    for (let n = 0; n < bundle.length; ) {
      const length = bundle.readUInt16BE(n)
      entries.push(bundle.subarray(n + 2, n + 2 + length))
      n += 2 + length
    }
  }
  return entries
}

const clue = (cause: string) => ({
  ...{ source: 'inspection', text: '现场检查发现', cause, violationOn: '2026-02-25' },
  party: { type: 'organisation', name: '安康诊所' },
})

describe('存证日志', () => {
  test('别家的程序能读：签名、瓦片、树根都相合', async () => {
    for (const log of ['ops', 'pub'] as const) {
      const { size, root, hashes } = await readLog(log)
      assert.ok(size > 0)
      assert.deepEqual(treeOf(hashes), root)
    }
    const { rows } = await house.db.root.query<{ n: number }>('select count(*) as n from ledger_event')
    assert.equal((await readLog('ops')).size, rows[0]?.n)
  })

  test('上层的瓦片由下层而来', async () => {
    const { size, hashes } = await readLog('ops')
    if (size < 256) return assert.equal((await house.ask({ method: 'GET', url: '/log/ops/tile/1/000' })).status, 404)
    const width = Math.floor(size / 256)
    assert.deepEqual((await bytes(`/log/ops/tile/1/000.p/${width}`)).subarray(0, 32), treeOf(hashes.slice(0, 256)))
  })

  test('凭回执取得入账凭证：叶在已签署的树里', async () => {
    const he = await house.as(`${ybj}/y01`)
    const sent = await he.act('case.report', { input: clue('入账之前') })
    const receipt = String(sent.body.receipt)
    if (sent.status !== 200) return assert.fail(sent.text)
    const early = await house.ask({ method: 'GET', url: `/log/ops/proof/${receipt}` })
    assert.equal(early.status, 404)
    assert.equal(early.headers['retry-after'], '1')
    await run()
    const proof = await text(`/log/ops/proof/${receipt}`)
    const [first, index = '', ...rest] = proof.split('\n')
    assert.equal(first, 'c2sp.org/tlog-proof@v1')
    const { size, root, hashes } = await readLog('ops')
    const path = rest.slice(0, rest.indexOf('')).map((line) => Buffer.from(line, 'base64'))
    assert.equal(hashes[Number(index.slice(6))]?.toString('hex'), receipt)
    // RFC 9162 §2.1.3.2, as it is written there
    let [fn, sn] = [Number(index.slice(6)), size - 1]
    let hash: Buffer = Buffer.from(receipt, 'hex')
    for (const step of path) {
      if (fn % 2 === 1 || fn === sn) {
        hash = sha(Buffer.of(1), step, hash)
        while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)]
      } else hash = sha(Buffer.of(1), hash, step)
      ;[fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)]
    }
    assert.equal(sn, 0)
    assert.deepEqual(hash, root)
  })

  test('公开日志：条目只有日期和承诺，没有文字和姓名；网页与盐一起，能证明条目', async () => {
    const { size, hashes } = await readLog('pub')
    const entries = await readEntries(size)
    assert.deepEqual(entries.map(leafOf), hashes)
    const told = entries.map((entry) => JSON.parse(entry.toString('utf8')))
    const mine = told.find((entry) => entry.id === id)
    assert.deepEqual(Object.keys(mine).sort(), ['agency', 'at', 'c', 'decidedOn', 'id', 'publishedOn', 'type', 'v', 'version'])
    assert.equal(mine.type, 'publication.released')
    assert.doesNotMatch(entries.join(''), /\p{Script=Han}/u)
    const { rows } = await house.db.portal.query<{ body: Record<string, unknown>; nonce: Buffer }>(
      'select body, nonce from pub.decision where id = $1',
      [id],
    )
    const sorted = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(sorted)
        : value && typeof value === 'object'
          ? Object.fromEntries(
              Object.entries(value)
                .sort(([a], [b]) => (a < b ? -1 : 1))
                .map(([key, value]) => [key, sorted(value)]),
            )
          : value
    assert.equal(sha(Buffer.of(1), rows[0]?.nonce as Buffer, Buffer.from(JSON.stringify(sorted(rows[0]?.body)))).toString('hex'), mine.c)
  })

  test('全部事件的日志，内容不公开', async () => {
    for (const path of ['/log/ops/tile/entries/000', '/log/ops/tile/entries/000.p/1', '/log/ops/1/tile/entries/000.p/1'])
      assert.equal((await house.ask({ method: 'GET', url: path })).status, 404)
    const { hashes } = await readLog('ops')
    const { rows } = await house.db.root.query<{ payload: Buffer }>('select payload from ledger_event')
    for (const { payload } of rows.slice(0, 50))
      assert.ok(!hashes.some((hash) => hash.equals(leafOf(payload)) || hash.equals(sha(payload))))
  })

  test('一致性证明：先前的树是后来的开头', async () => {
    const before = await readLog('ops')
    const who = await house.as(`${wjw}/w01`)
    await who.act('case.report', { input: clue('又一件') })
    await run()
    const later = await readLog('ops')
    assert.ok(later.size > before.size)
    assert.deepEqual(later.hashes.slice(0, before.size), before.hashes)
    assert.match(await text(`/log/ops/consistency/${before.size}/${later.size}`), /^(?:[A-Za-z\d+/]{43}=\n)+$/)
    assert.equal((await house.ask({ method: 'GET', url: `/log/ops/consistency/1/${later.size + 1}` })).status, 404)
  })

  test('没有的：404；任何写法都不出故障', async () => {
    for (const path of [
      '/log/nothing/checkpoint',
      '/log/ops/2/checkpoint',
      '/log/ops/0/checkpoint',
      '/log/ops/x/vkey',
      '/log/ops/99999999999999999999/vkey',
      '/log/ops/tile/0/999',
      '/log/ops/tile/0/000.p/0',
      '/log/ops/tile/0/000.p/256',
      '/log/ops/tile/0/0',
      '/log/ops/tile/64/000',
      '/log/ops/tile/-1/000',
      '/log/ops/tile/0/x000/000',
      '/log/ops/tile/..%2f..',
      '/log/ops/tile/',
      `/log/ops/proof/${'0'.repeat(64)}`,
      '/log/ops/proof/xyz',
      `/log/pub/proof/${newId()}`,
      '/log/ops/consistency/-1/2',
      '/log/ops/consistency/2/1',
      '/log/ops/consistency/a/b',
      '/log/pub/tile/entries/999',
    ])
      assert.equal((await house.ask({ method: 'GET', url: path })).status, 404, path)
  })
})
