/** Bytes of a piece 分块, but for the last of a file. */
export const CHUNK = 4 * 1024 * 1024
/** The largest file that is taken 单个文件上限. */
export const LARGEST = 32 * 1024 * 1024

export type Sha256 = (...parts: readonly Uint8Array[]) => Uint8Array

/** How long each piece of a file of so many bytes is. @throws {RangeError} on a size that no file has */
export function lengthsOf(size: number): readonly number[] {
  if (!Number.isSafeInteger(size) || size < 1 || size > LARGEST) throw new RangeError(`no file has ${size} bytes`)
  return Array.from({ length: Math.ceil(size / CHUNK) }, (_, n) => Math.min(CHUNK, size - n * CHUNK))
}

/** The root of a file 内容根: the tree of RFC 6962 over the SHA-256 of its pieces, so that one piece can be proven without the others. */
export function rootOf(digests: readonly Uint8Array[], sha256: Sha256): Uint8Array {
  const [first] = digests
  if (!first) throw new RangeError('a file has at least one piece')
  if (digests.length === 1) return sha256(Uint8Array.of(0), first)
  let half = 1
  while (half * 2 < digests.length) half *= 2
  return sha256(Uint8Array.of(1), rootOf(digests.slice(0, half), sha256), rootOf(digests.slice(half), sha256))
}
