/** Hex of bytes, lower case 十六进制. */
export const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** Bytes of lower-case hex, or undefined when it is not. */
export function bytesOfHex(text: string): Uint8Array | undefined {
  if (!/^([0-9a-f]{2})*$/.test(text)) return undefined
  return Uint8Array.from({ length: text.length / 2 }, (_, n) => Number.parseInt(text.slice(2 * n, 2 * n + 2), 16))
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const valueOfDigit = new Map(Array.from(DIGITS, (digit, value) => [digit, value]))

/** Base 64 of RFC 4648 §4, padded. */
export function base64Of(bytes: Uint8Array): string {
  let text = ''
  for (let n = 0; n < bytes.length; n += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(n, n + 3)
    const held = bytes.length - n
    text += DIGITS[a >> 2] ?? ''
    text += DIGITS[((a & 3) << 4) | (b >> 4)] ?? ''
    text += held > 1 ? DIGITS[((b & 15) << 2) | (c >> 6)] : '='
    text += held > 2 ? DIGITS[c & 63] : '='
  }
  return text
}

/** Bytes of base 64, or undefined when it is not what `base64Of` would write: padding left out, stray bits, spaces, another alphabet. */
export function bytesOfBase64(text: string): Uint8Array | undefined {
  const digits = text.replace(/={1,2}$/, '')
  if (text.length % 4 !== 0) return undefined
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4))
  let [bits, held, at] = [0, 0, 0]
  for (const digit of digits) {
    const value = valueOfDigit.get(digit)
    if (value === undefined) return undefined
    bits = ((bits << 6) | value) & 0xfff
    held += 6
    if (held < 8) continue
    held -= 8
    bytes[at++] = (bits >> held) & 255
  }
  return base64Of(bytes) === text ? bytes : undefined
}

/** UTF-8 of a text. @throws {URIError} on half a surrogate pair */
export function utf8(text: string): Uint8Array {
  const escaped = encodeURIComponent(text)
  const bytes = new Uint8Array(escaped.length)
  let at = 0
  for (let n = 0; n < escaped.length; n++) {
    const isEscaped = escaped[n] === '%'
    bytes[at++] = isEscaped ? Number.parseInt(escaped.slice(n + 1, n + 3), 16) : escaped.charCodeAt(n)
    if (isEscaped) n += 2
  }
  return bytes.slice(0, at)
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

export const isSame = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, n) => byte === b[n])
