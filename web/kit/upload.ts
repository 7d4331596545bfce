import { sha256 } from '@noble/hashes/sha2.js'
import { v7 } from 'uuid'
import { CHUNK, LARGEST } from '#vault/chunk'
import { call, Problem } from '#web/kit/client.ts'

const TRIES = 4

const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

/** One piece, again after a break of the connection 断线续传. */
async function send(id: string, n: number, piece: Uint8Array<ArrayBuffer>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const answer = await fetch(`/api/uploads/${id}/chunks/${n}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/octet-stream', 'content-digest': `sha-256=:${base64(sha256(piece))}:` },
      body: piece,
    }).catch(() => undefined)
    if (answer?.ok) return
    const passing = !answer || answer.status === 503
    if (!passing || attempt === TRIES) {
      const said = (await answer?.json().catch(() => undefined)) as { title?: string; detail?: string } | undefined
      const detail = said?.detail ?? '没有传完。请检查网络，再选一次这个文件，已传的部分不用重传。'
      throw new Problem({ title: said?.title ?? '上传中断', status: answer?.status ?? 0, detail })
    }
    await pause(500 * 2 ** attempt)
  }
}

/** Under which number a file goes, so that the same file chosen again goes on where it stopped. */
const ids = new Map<string, string>()

/**
 * Brings a file to the server piece by piece 上传; `told` hears how much is there, from 0 to 1.
 * @returns the number of the kept file
 * @throws {Problem} with what to do
 */
export async function upload(file: File, told: (part: number) => void): Promise<string> {
  if (file.size > LARGEST) throw new Problem({ status: 413, title: '文件过大', detail: '文件不能超过 32 MB，请分成几份' })
  const mark = `${file.name} ${file.size} ${file.lastModified}`
  const id = ids.get(mark) ?? v7()
  ids.set(mark, id)
  const { chunks } = await call<{ chunks: readonly { n: number }[] }>('GET', `/api/uploads/${id}`)
  const held = new Set(chunks.map(({ n }) => n))
  const count = Math.ceil(file.size / CHUNK)
  for (let n = 0; n < count; n++) {
    if (!held.has(n)) await send(id, n, new Uint8Array(await file.slice(n * CHUNK, (n + 1) * CHUNK).arrayBuffer()))
    told((n + 1) / count)
  }
  await call('POST', `/api/uploads/${id}`, { name: file.name, mediaType: file.type, size: file.size })
  return id
}
