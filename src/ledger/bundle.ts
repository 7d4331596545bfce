import { concat } from '#ledger/bytes'

const MOST = 0xffff

/** A bundle of entries 条目束 (C2SP tlog-tiles): each with its length before it, two bytes. @throws {RangeError} on an entry over 65,535 bytes */
export const bundleOf = (entries: readonly Uint8Array[]): Uint8Array =>
  concat(
    ...entries.flatMap((entry) => {
      if (entry.length > MOST) throw new RangeError(`an entry of ${entry.length} bytes`)
      return [Uint8Array.of(entry.length >> 8, entry.length & 255), entry]
    }),
  )

/** The entries of a bundle, or undefined when it does not end where an entry ends. */
export function entriesIn(bundle: Uint8Array): readonly Uint8Array[] | undefined {
  const entries: Uint8Array[] = []
  let at = 0
  while (at < bundle.length) {
    const length = ((bundle[at] ?? 0) << 8) | (bundle[at + 1] ?? 0)
    if (at + 2 + length > bundle.length) return undefined
    entries.push(bundle.slice(at + 2, at + 2 + length))
    at += 2 + length
  }
  return entries
}
