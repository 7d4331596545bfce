import { base64Of, bytesOfBase64, bytesOfHex, concat, hexOf, isSame, utf8 } from '#ledger/bytes'
import type { Sha256 } from '#ledger/leaf'

/** Ed25519 of a 32-byte public key; handed in. */
export type Verify = (key: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean

/** Who signs notes 签署者: its name and public key, and how it signs. */
export type Signer = Readonly<{ name: string; key: Uint8Array; sign: (message: Uint8Array) => Uint8Array }>

/** Whose signatures are known 验证钥: name, key id (4 bytes), Ed25519 public key (32 bytes). */
export type Verifier = Readonly<{ name: string; id: Uint8Array; key: Uint8Array }>

const ED25519 = 1
const [MOST_SIGNATURES, LONGEST] = [100, 1_000_000]

/** Names stand in signature lines: no space of any kind, no plus. */
const isName = (text: string): boolean => /^[^\s+\p{Z}\p{Cc}\p{Cs}]+$/u.test(text)

/** Names a key in a signature line 密钥编号: SHA-256(name ‖ newline ‖ 0x01 ‖ key), its first four bytes. */
export const keyId = (name: string, key: Uint8Array, sha256: Sha256): Uint8Array =>
  sha256(utf8(`${name}\n`), Uint8Array.of(ED25519), key).slice(0, 4)

export const verifierOf = (name: string, key: Uint8Array, sha256: Sha256): Verifier => ({ name, key, id: keyId(name, key, sha256) })

/** `name+2f5b1a90+AR…`: a verifier key as C2SP signed-note writes it. @throws {RangeError} on a name that cannot stand in a note */
export function vkeyOf({ name, id, key }: Verifier): string {
  if (!isName(name)) throw new RangeError(`not a name of a key: ${name}`)
  return `${name}+${hexOf(id)}+${base64Of(concat(Uint8Array.of(ED25519), key))}`
}

/** Reads a verifier key, or undefined when it is not one of Ed25519 or its id is not its own. */
export function verifierIn(vkey: string, sha256: Sha256): Verifier | undefined {
  const told = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/su.exec(vkey)
  const [name = '', idText = '', keyText = ''] = told?.slice(1) ?? []
  const [id, typed] = [bytesOfHex(idText), bytesOfBase64(keyText)]
  if (!told || !isName(name) || !id || typed?.length !== 33 || typed[0] !== ED25519) return undefined
  const verifier = verifierOf(name, typed.slice(1), sha256)
  return isSame(verifier.id, id) ? verifier : undefined
}

/** Whether the text may be signed 可签署: UTF-8, ends with a newline, no control character but newlines. */
const isText = (text: string): boolean =>
  text.endsWith('\n') && !/\p{Cs}/u.test(text) && !Array.from(text).some((sign) => sign < ' ' && sign !== '\n')

/** Text and a signature line of each signer 签署. @throws {RangeError} on a text or a name that cannot stand in a note */
export function signNote(text: string, signers: readonly Signer[], sha256: Sha256): string {
  if (!isText(text)) throw new RangeError('not a text of a note')
  const lines = signers.map(({ name, key, sign }) => {
    if (!isName(name)) throw new RangeError(`not a name of a key: ${name}`)
    return `— ${name} ${base64Of(concat(keyId(name, key, sha256), sign(utf8(text))))}\n`
  })
  return `${text}\n${lines.join('')}`
}

/** Why a note is not believed 不予采信的原因. */
export type NoteFault = 'malformed' | 'duplicate' | 'bad-signature' | 'unknown-key'

/** A note as it was opened: its text and which of the known keys signed it, or why it is not believed. */
export type Opened = Readonly<{ text: string; by: readonly Verifier[] }> | Readonly<{ fault: NoteFault }>

/** Every line must be a signature line in its one way of being written, the last ended by a newline. */
function signaturesIn(block: string): readonly Readonly<{ name: string; id: Uint8Array; signature: Uint8Array }>[] | undefined {
  const lines = block.split('\n')
  if (lines.pop() !== '' || lines.length === 0 || lines.length > MOST_SIGNATURES) return undefined
  const signatures = lines.map((line) => {
    const told = /^— (\S+) ([A-Za-z\d+/]+={0,2})$/u.exec(line)
    const bytes = told?.[2] ? bytesOfBase64(told[2]) : undefined
    return told?.[1] && isName(told[1]) && bytes && bytes.length > 4
      ? { name: told[1], id: bytes.slice(0, 4), signature: bytes.slice(4) }
      : undefined
  })
  return signatures.every((signature) => signature !== undefined) ? signatures : undefined
}

/**
 * Opens a signed note 验签 (C2SP signed-note), strictly: signatures of unknown keys count for nothing, but every line must be one; a known key
 * that signed wrongly or twice spoils the note.
 */
export function openNote(note: string, known: readonly Verifier[], verify: Verify): Opened {
  const end = note.lastIndexOf('\n\n')
  const text = note.slice(0, end + 1)
  if (note.length > LONGEST || end < 0 || !isText(text)) return { fault: 'malformed' }
  const signatures = signaturesIn(note.slice(end + 2))
  if (!signatures) return { fault: 'malformed' }
  const signers = signatures.map(({ name, id }) => `${name} ${hexOf(id)}`)
  if (new Set(signers).size < signers.length) return { fault: 'duplicate' }
  const by: Verifier[] = []
  for (const { name, id, signature } of signatures) {
    const verifier = known.find((one) => one.name === name && isSame(one.id, id))
    if (!verifier) continue
    if (signature.length !== 64 || !verify(verifier.key, utf8(text), signature)) return { fault: 'bad-signature' }
    by.push(verifier)
  }
  return by.length > 0 ? { text, by } : { fault: 'unknown-key' }
}
