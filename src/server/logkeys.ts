import { createPrivateKey, createPublicKey, sign as signWith, verify as verifyWith } from 'node:crypto'
import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { findText, writePrivate } from '#db/files'
import { base64Of, bytesOfBase64, concat, hexOf } from '#ledger/bytes'
import { keyId, type Signer, type Verify, verifierOf, vkeyOf } from '#ledger/note'
import { randomBytes } from '#server/config'
import { sha256 } from '#server/digest'
import type { Log } from '#server/logstore'

const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')
const SPKI = Buffer.from('302a300506032b6570032100', 'hex')

/** Ed25519 of Node 验签. */
export const verifyEd25519: Verify = (key, message, signature) =>
  verifyWith(null, message, createPublicKey({ key: Buffer.concat([SPKI, key]), format: 'der', type: 'spki' }), signature)

/** Signs for one shard of a log 日志签名钥; its name is the origin. */
function signerOf(name: string, seed: Uint8Array): Signer {
  const secret = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' })
  const key = Uint8Array.from(createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(SPKI.length))
  return { name, key, sign: (message) => signWith(null, message, secret) }
}

export const vkeyOfSigner = ({ name, key }: Signer): string => vkeyOf(verifierOf(name, key, sha256))

const fileOf = (dir: string, log: Log, shard: number): string => join(dir, 'keys', `${log}-${shard}.key`)

/** The key of a shard, where this data folder has it. @throws in Chinese when the file is not a key */
export function findKey(dir: string, log: Log, shard: number): Signer | undefined {
  const path = fileOf(dir, log, shard)
  const text = findText(path)
  if (text === undefined) return undefined
  const [, name, id, key] = /^PRIVATE\+KEY\+([^+\s]+)\+([0-9a-f]{8})\+(\S+)\n$/.exec(text) ?? []
  const typed = bytesOfBase64(key ?? '')
  const signer = name && typed?.length === 33 && typed[0] === 1 ? signerOf(name, typed.slice(1)) : undefined
  if (!signer || hexOf(keyId(signer.name, signer.key, sha256)) !== id)
    throw new Error(`签名钥文件 ${path} 已损坏。请从备份中恢复该文件后再启动。`)
  return signer
}

/** Makes the key of a shard, readable by its owner alone. */
export function makeKey(dir: string, log: Log, shard: number, origin: string): Signer {
  const seed = randomBytes(32)
  const signer = signerOf(origin, seed)
  const folder = join(dir, 'keys')
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o700)
  const id = hexOf(keyId(origin, signer.key, sha256))
  writePrivate(fileOf(dir, log, shard), `PRIVATE+KEY+${origin}+${id}+${base64Of(concat(Uint8Array.of(1), seed))}\n`)
  return signer
}
