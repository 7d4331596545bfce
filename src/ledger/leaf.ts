import type { Instant } from '#law/day'
import type { Digest } from '#law/digest'

/**
 * What a leaf of the log says of an event 存证叶: type, place in its stream, by which act and request, who, under which post, when, the law it was
 * judged by, and a salted commitment to the payload. Never a name, a number or a text: at the end of retention payload and nonce go, and the proof stands.
 */
export type Leaf = Readonly<{
  v: 1
  type: string
  agency: string
  stream: string
  version: number
  /** Leaf hash of version − 1 of this stream, hex; absent for the first. */
  prev?: string
  act: string
  /** Id of the request that sent the act. */
  request: string
  actor: string
  post: string
  at: Instant
  law: Digest
  /** SHA-256(0x01 ‖ nonce ‖ payload), hex. */
  c: string
}>

/** SHA-256 over bytes; handed in. */
export type Sha256 = (...parts: readonly Uint8Array[]) => Uint8Array

const LEAF = Uint8Array.of(0)
const COMMITMENT = Uint8Array.of(1)

/** Commitment to a payload under a 32-byte nonce 加盐承诺. */
export const commit = (nonce: Uint8Array, payload: Uint8Array, sha256: Sha256): Uint8Array => sha256(COMMITMENT, nonce, payload)

/** RFC 6962 leaf hash 叶哈希 of the leaf's bytes. */
export const leafHash = (bytes: Uint8Array, sha256: Sha256): Uint8Array => sha256(LEAF, bytes)
