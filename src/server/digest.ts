import { createHash } from 'node:crypto'
import { configure } from 'safe-stable-stringify'
import type { Digest } from '#law/digest'

const stringify = configure({ strict: true })

/** RFC 8785 canonical JSON in UTF-8 规范化编码. @throws {TypeError} on what JSON cannot hold */
export function canonical(data: unknown): Buffer {
  const text = stringify(data)
  if (text === undefined) throw new TypeError('not canonical JSON')
  return Buffer.from(text)
}

export const sha256 = (...parts: readonly Uint8Array[]): Buffer => {
  const state = createHash('sha256')
  for (const part of parts) state.update(part)
  return state.digest()
}

/** The `Hash` handed to every rule: SHA-256 of canonical JSON, hex. */
export const hash = (data: unknown): Digest => sha256(canonical(data)).toString('hex') as Digest
