import { base64Of, bytesOfBase64 } from '#ledger/bytes'
import { openCheckpoint } from '#ledger/checkpoint'
import type { Sha256 } from '#ledger/leaf'
import type { NoteFault, Verifier, Verify } from '#ledger/note'
import { provesInclusion } from '#ledger/proof'

const FIRST = 'c2sp.org/tlog-proof@v1'
/** No tree has a longer path than leaves that can be counted. */
const LONGEST = 53

/** A proof to keep 入账凭证: the place of the leaf, its path, and the signed checkpoint that it leads to. */
export type TlogProof = Readonly<{ index: number; path: readonly Uint8Array[]; checkpoint: string }>

/** The proof as text (C2SP tlog-proof). */
export const tlogProofText = ({ index, path, checkpoint }: TlogProof): string =>
  `${FIRST}\nindex ${index}\n${path.map((hash) => `${base64Of(hash)}\n`).join('')}\n${checkpoint}`

/** Reads a proof, or undefined when it is not one; extra data, which nothing vouches for, is passed over. */
export function tlogProofIn(text: string): TlogProof | undefined {
  const told = /^c2sp\.org\/tlog-proof@v1\n(?:extra ([A-Za-z\d+/=]*)\n)?index (0|[1-9]\d{0,15})\n((?:[A-Za-z\d+/=]+\n)*)\n([\s\S]+)$/.exec(
    text,
  )
  if (!told) return undefined
  const [, extra, index, lines = '', checkpoint = ''] = told
  const path = lines.split('\n').slice(0, -1).map(bytesOfBase64)
  const isPath = (hashes: readonly (Uint8Array | undefined)[]): hashes is Uint8Array[] => hashes.every((hash) => hash?.length === 32)
  if (extra !== undefined && !bytesOfBase64(extra)) return undefined
  if (!isPath(path) || path.length > LONGEST || !Number.isSafeInteger(Number(index))) return undefined
  return { index: Number(index), path, checkpoint }
}

/** Whether the proof shows that the log holds this leaf 凭证成立; else why not. */
export function redeem(
  text: string,
  leaf: Uint8Array,
  log: Verifier,
  verify: Verify,
  sha256: Sha256,
): Readonly<{ index: number; size: number }> | Readonly<{ fault: NoteFault | 'origin' | 'not-included' }> {
  const proof = tlogProofIn(text)
  if (!proof) return { fault: 'malformed' }
  const checkpoint = openCheckpoint(proof.checkpoint, log, verify)
  if ('fault' in checkpoint) return checkpoint
  const { size, root } = checkpoint
  const holds = provesInclusion({ leaf, index: proof.index, size, root, proof: proof.path }, sha256)
  return holds ? { index: proof.index, size } : { fault: 'not-included' }
}
